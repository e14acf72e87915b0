package io.coredeck.dashboard.live.corex;

import java.time.Duration;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.websocket.core.CloseStatus;
import org.eclipse.jetty.websocket.core.CoreSession;
import org.eclipse.jetty.websocket.core.Frame;
import org.eclipse.jetty.websocket.core.FrameHandler;

/// A socket that opens only to say why it does not: pages are not told the status of a refused one.
///
/// @param code with which it closes
record Refusal(int code) implements FrameHandler {

  /// How long the page may take to agree.
  private static final Duration AGREE_LIMIT = Duration.ofSeconds(5);

  @Override
  public void onOpen(CoreSession session, Callback callback) {
    callback.succeeded();
    session.setIdleTimeout(AGREE_LIMIT);
    session.close(code, "", Callback.NOOP);
    session.demand();
  }

  @Override
  public void onFrame(Frame frame, Callback callback) {
    callback.succeeded(); // Nothing is read but the answer to the close.
  }

  @Override
  public void onError(Throwable cause, Callback callback) {
    callback.succeeded();
  }

  @Override
  public void onClosed(CloseStatus status, Callback callback) {
    callback.succeeded();
  }
}
