/// What each route answers.
@NullMarked
package io.coredeck.corex.http.api;

import org.jspecify.annotations.NullMarked;
