/// What goes over the line: JSON, query strings, the messages of the terminal socket.
///
/// docs/formats/corex.md describes all of it. Uses the JDK alone: the few messages do not need a
/// JSON library in every container.
@NullMarked
package io.coredeck.corex.wire;

import org.jspecify.annotations.NullMarked;
