package io.coredeck.dashboard.live.corex;

import java.util.concurrent.TimeUnit;
import org.eclipse.jetty.util.BufferUtil;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.websocket.core.CloseStatus;
import org.eclipse.jetty.websocket.core.CoreSession;
import org.eclipse.jetty.websocket.core.Frame;
import org.eclipse.jetty.websocket.core.FrameHandler;
import org.eclipse.jetty.websocket.core.OpCode;
import org.jspecify.annotations.Nullable;

/// One end of a line: hands each frame on, and reads the next one only when that is sent.
final class Half implements FrameHandler {

  /// What the line does with an end's events.
  interface Owner {
    void opened(Half half);

    /// @param whenSent to be completed when the next frame may come
    void came(Half from, Frame frame, Callback whenSent);

    /// @param code as it was said, or {@link CloseStatus#NO_CLOSE}
    void closed(Half half, int code);
  }

  private final Owner owner;
  private volatile @Nullable CoreSession session;
  private volatile long heard = System.nanoTime();
  private volatile boolean reading;

  Half(Owner owner) {
    this.owner = owner;
  }

  @Override
  public void onOpen(CoreSession opened, Callback callback) {
    session = opened;
    heard = System.nanoTime();
    callback.succeeded();
    owner.opened(this);
  }

  /// Reads the next frame.
  void read() {
    var current = session;
    if (current != null) {
      reading = true;
      current.demand();
    }
  }

  @Override
  public void onFrame(Frame frame, Callback callback) {
    heard = System.nanoTime();
    reading = false;
    switch (frame.getOpCode()) {
      case OpCode.TEXT, OpCode.BINARY, OpCode.CONTINUATION ->
          owner.came(
              this,
              frame,
              Callback.from(
                  () -> {
                    callback.succeeded();
                    read();
                  },
                  callback::failed));
      case OpCode.PING -> {
        var pong = new Frame(OpCode.PONG, BufferUtil.copy(frame.getPayload()));
        callback.succeeded();
        send(pong, Callback.NOOP);
        read();
      }
      case OpCode.CLOSE -> callback.succeeded();
      default -> {
        callback.succeeded();
        read();
      }
    }
  }

  void send(Frame frame, Callback callback) {
    var current = session;
    if (current == null) {
      callback.failed(new IllegalStateException("not open"));
    } else {
      current.sendFrame(frame, callback, false);
    }
  }

  void ping() {
    send(new Frame(OpCode.PING), Callback.NOOP);
  }

  /// @return how long nothing came that we wait for, seconds; 0 while we wait for nothing
  long silentSeconds() {
    return reading || session == null
        ? TimeUnit.NANOSECONDS.toSeconds(System.nanoTime() - heard)
        : 0;
  }

  /// Closes in order; the other side has to agree.
  void close(int code, String reason) {
    var current = session;
    if (current != null) {
      current.close(code, reason, Callback.NOOP);
    }
  }

  /// Closes now.
  void abort() {
    var current = session;
    if (current != null) {
      current.abort();
    }
  }

  @Override
  public void onError(Throwable cause, Callback callback) {
    callback.succeeded(); // a close follows, and a line that breaks is nothing to tell anybody
  }

  @Override
  public void onClosed(CloseStatus status, Callback callback) {
    callback.succeeded();
    owner.closed(this, status.getCode());
  }
}
