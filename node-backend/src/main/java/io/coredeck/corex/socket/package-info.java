/// The two kinds of websocket: one terminal ({@link io.coredeck.corex.socket.TerminalSocket}), and
/// what happens to all processes ({@link io.coredeck.corex.socket.EventSocket}).
@NullMarked
package io.coredeck.corex.socket;

import org.jspecify.annotations.NullMarked;
