/// The calls of Linux, and one thread that waits for all descriptors.
@NullMarked
package io.coredeck.corex.linux.system;

import org.jspecify.annotations.NullMarked;
