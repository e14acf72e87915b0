/// The frame around all pages: navigation, top bar, colours, and what the browser loads first.
@NullMarked
package io.coredeck.dashboard.frame;

import org.jspecify.annotations.NullMarked;
