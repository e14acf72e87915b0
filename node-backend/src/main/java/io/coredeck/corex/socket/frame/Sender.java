package io.coredeck.corex.socket.frame;

import java.nio.ByteBuffer;
import java.util.function.Supplier;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.util.IteratingCallback;
import org.eclipse.jetty.websocket.core.CoreSession;
import org.eclipse.jetty.websocket.core.Frame;
import org.eclipse.jetty.websocket.core.OpCode;
import org.jspecify.annotations.Nullable;

/// Sends one message after the other until there is none, and asks for the next only when the line
/// has taken the last. {@link #iterate} has to be called when there is something again, by any
/// thread.
public final class Sender extends IteratingCallback {
  private final CoreSession session;
  private final byte opCode;
  private final Supplier<@Nullable ByteBuffer> next;
  private volatile boolean sending;

  /// @param opCode of all messages, as RFC 6455 has it
  /// @param next gives what is to be sent, or null if there is nothing now
  public Sender(CoreSession session, byte opCode, Supplier<@Nullable ByteBuffer> next) {
    this.session = session;
    this.opCode = opCode;
    this.next = next;
  }

  @Override
  protected Action process() {
    sending = false;
    var message = next.get();
    if (message == null) {
      return Action.IDLE;
    }
    sending = true;
    session.sendFrame(new Frame(opCode, message), this, false);
    return Action.SCHEDULED;
  }

  /// Asks the client whether it is there, unless the line has not taken the last message yet: then
  /// the question would only wait behind that.
  public void ping() {
    if (!sending) {
      session.sendFrame(new Frame(OpCode.PING), Callback.NOOP, false);
    }
  }
}
