/// What every websocket does with frames, whatever is said in them.
@NullMarked
package io.coredeck.corex.socket.frame;

import org.jspecify.annotations.NullMarked;
