package io.coredeck.corex.socket.frame;

import java.nio.ByteBuffer;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.websocket.core.CoreSession;
import org.eclipse.jetty.websocket.core.Frame;
import org.eclipse.jetty.websocket.core.OpCode;
import org.jspecify.annotations.Nullable;

/// Answers pings. One answer is under way at a time; of the pings that come meanwhile only the
/// newest is answered, as RFC 6455, 5.5.3 allows. So a client that pings and never reads costs
/// memory for two of them. Safe for use by several threads.
public final class Pongs {

  // Guarded by this.
  private boolean sending;
  private @Nullable ByteBuffer waiting;

  /// @param payload not changed afterwards
  public void answer(CoreSession session, ByteBuffer payload) {
    synchronized (this) {
      if (sending) {
        waiting = payload;
        return;
      }
      sending = true;
    }
    send(session, payload);
  }

  private void send(CoreSession session, ByteBuffer payload) {
    session.sendFrame(
        new Frame(OpCode.PONG, payload),
        Callback.from(() -> sent(session), _ -> {}), // failed: the session is over
        false);
  }

  private void sent(CoreSession session) {
    ByteBuffer next;
    synchronized (this) {
      next = waiting;
      waiting = null;
      sending = next != null;
    }
    if (next != null) {
      send(session, next);
    }
  }
}
