/// The draft as text.
@NullMarked
package io.coredeck.dashboard.compose.code;

import org.jspecify.annotations.NullMarked;
