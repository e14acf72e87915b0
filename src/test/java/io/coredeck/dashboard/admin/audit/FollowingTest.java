package io.coredeck.dashboard.admin.audit;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import com.vaadin.flow.component.UI;
import io.coredeck.identity.KeyPair;
import io.coredeck.sdk.account.AuditClient;
import io.coredeck.sdk.account.AuditClient.Filter;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/// What a page that follows the audit promises the explorer.
class FollowingTest {

  @Test
  void an_explorer_that_has_no_place_to_wait_is_not_asked_again_at_once() throws Exception {
    var first = new CountDownLatch(2); // for the newest entry, and for what comes after it
    var many = new CountDownLatch(4);
    var server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    server.createContext(
        "/",
        exchange -> {
          first.countDown();
          many.countDown();
          exchange.getResponseHeaders().add("Content-Type", "application/json");
          exchange.sendResponseHeaders(200, 2);
          exchange.getResponseBody().write(new byte[] {'[', ']'});
          exchange.close();
        });
    server.start();
    var uri = URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    try (var audit = AuditClient.connect(uri, KeyPair.generate(), 1);
        var _ = Following.start(audit, () -> Filter.ALL, new UI(), _ -> {})) {
      assertThat(first.await(10, TimeUnit.SECONDS)).isTrue();
      assertThat(many.await(1, TimeUnit.SECONDS)).isFalse();
    } finally {
      server.stop(0);
    }
  }
}
