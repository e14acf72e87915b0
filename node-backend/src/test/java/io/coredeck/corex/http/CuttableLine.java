package io.coredeck.corex.http;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/// Passes bytes on to a server until it is cut, as a network between browser and container may be.
final class CuttableLine implements AutoCloseable {

  private final ServerSocket listener;
  private final int target;
  private final Set<Socket> open = ConcurrentHashMap.newKeySet();
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private volatile boolean cut;

  private CuttableLine(ServerSocket listener, int target) {
    this.listener = listener;
    this.target = target;
  }

  static CuttableLine to(int target) throws IOException {
    var line = new CuttableLine(new ServerSocket(0, 50, InetAddress.getLoopbackAddress()), target);
    line.threads.execute(line::accept);
    return line;
  }

  int port() {
    return listener.getLocalPort();
  }

  /// Ends all connections; new ones end at once.
  void cut() {
    cut = true;
    open.forEach(CuttableLine::end);
  }

  /// Lets new connections through.
  void mend() {
    cut = false;
  }

  private void accept() {
    while (!listener.isClosed()) {
      try {
        var client = listener.accept();
        if (cut) {
          end(client);
        } else {
          join(client, new Socket(InetAddress.getLoopbackAddress(), target));
        }
      } catch (IOException e) {
        if (!listener.isClosed()) {
          throw new UncheckedIOException(e);
        }
      }
    }
  }

  private void join(Socket client, Socket server) {
    open.add(client);
    open.add(server);
    threads.execute(() -> pass(client, server));
    threads.execute(() -> pass(server, client));
  }

  private void pass(Socket from, Socket to) {
    try {
      from.getInputStream().transferTo(to.getOutputStream());
    } catch (IOException _) {
      // One of the two has ended, so the other has to.
    }
    end(from);
    end(to);
  }

  private static void end(Socket socket) {
    try {
      socket.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() throws IOException {
    listener.close();
    open.forEach(CuttableLine::end);
    threads.shutdownNow();
  }
}
