/// The page of one container, tab by tab.
@NullMarked
package io.coredeck.dashboard.container;

import org.jspecify.annotations.NullMarked;
