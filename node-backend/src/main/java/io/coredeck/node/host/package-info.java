/// The operating system: run a program, mount a file system. One interface, {@link
/// io.coredeck.node.host.Host}, so that everything above it can be tested without root.
@NullMarked
package io.coredeck.node.host;

import org.jspecify.annotations.NullMarked;
