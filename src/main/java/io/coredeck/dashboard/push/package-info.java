/// The line by which Vaadin tells pages what is new.
@NullMarked
package io.coredeck.dashboard.push;

import org.jspecify.annotations.NullMarked;
