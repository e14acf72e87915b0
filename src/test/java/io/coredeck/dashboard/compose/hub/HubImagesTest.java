package io.coredeck.dashboard.compose.hub;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import io.coredeck.sdk.hub.HubException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.OptionalLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// What is known of a hub's images before one is chosen.
class HubImagesTest {

  private HttpServer hub;
  private HubImages images;

  @BeforeEach
  void start() throws IOException {
    hub = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    hub.start();
    images = new HubImages(URI.create("http://127.0.0.1:" + hub.getAddress().getPort()));
  }

  @AfterEach
  void stop() {
    images.close();
    hub.stop(0);
  }

  private void answer(String path, int status, String json) {
    hub.createContext(
        path,
        exchange -> {
          var body = json.getBytes(StandardCharsets.UTF_8);
          exchange.sendResponseHeaders(status, body.length);
          exchange.getResponseBody().write(body);
          exchange.close();
        });
  }

  @Test
  void size_and_description_come_with_the_list() throws Exception {
    answer(
        "/api/images",
        200,
        "{\"total\": 1, \"images\": [{\"repository\": \"demo\", \"name\": \"busybox.flist\","
            + " \"size\": 4711, \"description\": \"A shell.\"}]}");
    var image = images.all().getFirst();
    assertThat(image.name()).isEqualTo("demo/busybox.flist");
    assertThat(image.url()).endsWith("/demo/busybox.flist");
    assertThat(image.size()).isEqualTo(OptionalLong.of(4711));
    assertThat(image.description()).isEqualTo("A shell.");
    assertThat(images.has(image.url())).isTrue();
  }

  @Test
  void a_hub_that_knows_only_names_is_asked_for_names() throws Exception {
    answer("/api/flist", 200, "[\"demo/busybox.flist\"]");
    var image = images.all().getFirst();
    assertThat(image.name()).isEqualTo("demo/busybox.flist");
    assertThat(image.size()).isEmpty();
    assertThat(image.description()).isEmpty();
  }

  @Test
  void a_hub_that_fails_is_told_and_not_asked_otherwise() {
    answer("/api/images", 500, "{}");
    answer("/api/flist", 200, "[\"demo/busybox.flist\"]");
    assertThatThrownBy(images::all).isInstanceOf(HubException.class);
  }
}
