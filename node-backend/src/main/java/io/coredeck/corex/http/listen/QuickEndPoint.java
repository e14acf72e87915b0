package io.coredeck.corex.http.listen;

import java.nio.channels.SelectionKey;
import java.nio.channels.SocketChannel;
import org.eclipse.jetty.io.ManagedSelector;
import org.eclipse.jetty.io.SocketChannelEndPoint;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.util.thread.Invocable.InvocationType;
import org.eclipse.jetty.util.thread.Scheduler;
import org.eclipse.jetty.websocket.core.WebSocketConnection;

/// Lets what a websocket's client says be taken by the thread that waits for connections: what is
/// typed needs no other thread on its way to the program. Requests are given to other threads.
final class QuickEndPoint extends SocketChannelEndPoint {

  QuickEndPoint(
      SocketChannel channel, ManagedSelector selector, SelectionKey key, Scheduler scheduler) {
    super(channel, selector, key, scheduler);
  }

  @Override
  public void fillInterested(Callback callback) {
    super.fillInterested(quick(callback));
  }

  @Override
  public boolean tryFillInterested(Callback callback) {
    return super.tryFillInterested(quick(callback));
  }

  private Callback quick(Callback callback) {
    return getConnection() instanceof WebSocketConnection
        ? Callback.from(InvocationType.NON_BLOCKING, callback::succeeded, callback::failed)
        : callback;
  }
}
