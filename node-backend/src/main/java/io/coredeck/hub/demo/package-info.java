/// The image every hub can have at once: busybox of the machine it runs on.
@NullMarked
package io.coredeck.hub.demo;

import org.jspecify.annotations.NullMarked;
