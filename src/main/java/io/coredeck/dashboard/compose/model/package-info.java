/// The one draft that form and code show, and what is wrong with it.
@NullMarked
package io.coredeck.dashboard.compose.model;

import org.jspecify.annotations.NullMarked;
