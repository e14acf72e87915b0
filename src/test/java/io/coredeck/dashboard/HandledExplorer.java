package io.coredeck.dashboard;

import com.sun.net.httpserver.HttpHandler;
import com.sun.net.httpserver.HttpServer;
import io.coredeck.identity.KeyPair;
import io.coredeck.sdk.GridClient;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.concurrent.Executors;

/// An explorer of which a test says call by call what it answers, and somebody who calls it.
///
/// @param grid calls it as the person with the number 7
public record HandledExplorer(HttpServer server, GridClient grid) implements AutoCloseable {

  /// @param answer called in a thread of its own for each call below `/api/v1`
  public static HandledExplorer start(HttpHandler answer) throws IOException {
    var server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    server.createContext("/api/v1", answer);
    server.start();
    var address = URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/api/v1");
    return new HandledExplorer(server, GridClient.connect(address, KeyPair.generate(), 7));
  }

  @Override
  public void close() {
    grid.close();
    server.stop(0);
  }
}
