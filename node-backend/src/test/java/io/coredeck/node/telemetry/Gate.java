package io.coredeck.node.telemetry;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.ArrayList;
import java.util.List;

/// A way to a server that can be shut and opened again: an outage as the agent sees it, while the
/// server and its other clients notice nothing.
///
/// While it is shut it keeps its port, so that nobody else gets it, and ends every connection at
/// once.
final class Gate implements AutoCloseable {
  private final int target;
  private final ServerSocket listening = new ServerSocket();
  private final List<Socket> sockets = new ArrayList<>();
  private boolean open = true;

  Gate(int target) throws IOException {
    this.target = target;
    listening.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
    Thread.ofVirtual().start(this::accept);
  }

  String url(String channel) {
    return "redis://127.0.0.1:" + listening.getLocalPort() + "/" + channel;
  }

  private void accept() {
    try {
      while (true) {
        connect(listening.accept());
      }
    } catch (IOException _) {
      // closed
    }
  }

  private synchronized void connect(Socket from) throws IOException {
    if (!open) {
      from.close();
      return;
    }
    var to = new Socket(InetAddress.getLoopbackAddress(), target);
    sockets.addAll(List.of(from, to));
    Thread.ofVirtual().start(() -> copy(from, to));
    Thread.ofVirtual().start(() -> copy(to, from));
  }

  private static void copy(Socket from, Socket to) {
    try (from;
        to) {
      from.getInputStream().transferTo(to.getOutputStream());
    } catch (IOException _) {
      // the other side is gone
    }
  }

  /// Breaks all connections and lets no new ones through.
  synchronized void shut() throws IOException {
    open = false;
    for (var socket : sockets) {
      socket.close();
    }
    sockets.clear();
  }

  /// Lets connections through again.
  synchronized void open() {
    open = true;
  }

  @Override
  public void close() throws IOException {
    shut();
    listening.close();
  }
}
