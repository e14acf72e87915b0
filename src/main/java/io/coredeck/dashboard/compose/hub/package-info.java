/// The images that the hub offers.
@NullMarked
package io.coredeck.dashboard.compose.hub;

import org.jspecify.annotations.NullMarked;
