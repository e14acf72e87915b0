/// The first page.
@NullMarked
package io.coredeck.dashboard.overview;

import org.jspecify.annotations.NullMarked;
