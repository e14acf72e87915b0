package io.coredeck.whole;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import io.coredeck.waiting.FreePorts;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// What a person reads when a reservation cannot be fulfilled, and that nothing is left half made.
@OnGrid
class BadInputIT {

  private String demo = "";
  private HostState before;

  @BeforeEach
  void remember(Grid grid) throws Exception {
    demo = grid.endpoints().get("demo_flist").asString();
    before = HostState.with(grid);
  }

  @Test
  void an_image_that_is_not_there(Grid grid) throws Exception {
    var missing = demo.replace("busybox", "nothing");
    fails(grid, "{\"flist\": \"%s\", \"entrypoint\": \"/bin/sh\"}".formatted(missing))
        .contains("fail to download flist: 404 Not Found");
  }

  @Test
  void a_server_that_does_not_answer(Grid grid) throws Exception {
    var nobody = "http://127.0.0.1:%d/x/y.flist".formatted(FreePorts.next());
    fails(grid, "{\"flist\": \"%s\", \"entrypoint\": \"/bin/sh\"}".formatted(nobody))
        .contains(nobody)
        .containsIgnoringCase("connect");
  }

  @Test
  void an_image_whose_checksum_is_another(Grid grid) throws Exception {
    try (var web = serving("/x/wrong.flist", "not a flist", "0".repeat(32))) {
      fails(grid, "{\"flist\": \"%s\", \"entrypoint\": \"/bin/sh\"}".formatted(web.url()))
          .contains(web.url() + " is not what its .md5 says it is")
          .doesNotContain("0".repeat(32)); // nothing of what a server says comes back
    }
  }

  @Test
  void a_file_that_is_no_image(Grid grid) throws Exception {
    try (var web = serving("/x/junk.flist", "not a flist", "")) {
      fails(grid, "{\"flist\": \"%s\", \"entrypoint\": \"/bin/sh\"}".formatted(web.url()))
          .contains("flist");
    }
  }

  @Test
  void a_block_that_is_damaged(Grid grid) throws Exception {
    try (var image = ReferenceImage.serveDamaged()) {
      fails(
              grid,
              "{\"flist\": \"%s\", \"hub_url\": \"%s\", \"entrypoint\": \"/bin/sh\"}"
                  .formatted(image.flist(), image.blocks()))
          .contains("block");
    }
  }

  @Test
  void an_address_outside_the_network_or_taken(Grid grid) throws Exception {
    fails(grid, at("192.0.2.1")).contains("192.0.2.1");
    var address = OneReservationIT.address(grid, 77);
    var first = grid.deploy(at(address));
    assertThat(first.get("state").asString()).as(first.toString()).isEqualTo("ok");
    fails(grid, at(address)).contains(address).contains(first.get("gwid").asString());
    fails(grid, at(OneReservationIT.address(grid, 1))).contains("gateway");
    grid.delete(first.get("id").asLong());
  }

  @Test
  void too_little_memory_or_too_much_cpu(Grid grid) throws Exception {
    fails(grid, sized(1, 512))
        .contains(
            "amount of memory allocated for the container cannot be lower then 1024 megabytes");
    fails(grid, sized(99, 1024)).contains("asked 99 CRU while only");
    fails(grid, sized(1, 10_000_000)).contains("not enough free resources");
  }

  @Test
  void a_secret_that_cannot_be_decrypted(Grid grid) throws Exception {
    fails(
            grid,
            """
            {"flist": "%s", "entrypoint": "/bin/sh", "secret_environment_sealed": {"TOKEN": "%s"}}
            """
                .formatted(demo, "ab".repeat(60)))
        .contains("failed to decrypt secret env var 'TOKEN'");
  }

  @Test
  void an_endpoint_that_is_no_url(Grid grid) throws Exception {
    fails(
            grid,
            """
            {"flist": "%s", "entrypoint": "/bin/sh",
             "stats": [{"type": "redis", "data": {"endpoint": "redis://127.0.0.1:6379"}}]}
            """
                .formatted(demo))
        .contains("missing channel name");
    fails(
            grid,
            """
            {"flist": "%s", "entrypoint": "/bin/sh",
             "logs": [{"type": "redis", "data": {"stdout": "http://127.0.0.1/x", "stderr": ""}}]}
            """
                .formatted(demo))
        .contains("redis://");
  }

  @Test
  void a_program_that_is_not_in_the_image(Grid grid) throws Exception {
    fails(grid, "{\"flist\": \"%s\", \"entrypoint\": \"/no/such/program\"}".formatted(demo))
        .contains("/no/such/program");
    fails(grid, "{\"flist\": \"%s\", \"entrypoint\": \"'unclosed\"}".formatted(demo))
        .contains("invalid entrypoint definition");
  }

  @Test
  void a_container_that_ends_at_once_again_and_again(Grid grid) throws Exception {
    var container =
        grid.deploy(
            "{\"flist\": \"%s\", \"entrypoint\": \"/bin/sh -c 'echo last words; exit 3'\"}"
                .formatted(demo));
    var id = container.get("id").asLong();
    var end = System.nanoTime() + Duration.ofSeconds(60).toNanos();
    var action = 3;
    var answer = "";
    while (action != 6 && System.nanoTime() < end) {
      var seen = Grid.JSON.readTree(grid.coredeck("get", "-o", "json", "" + id).out());
      action = seen.get("next_action").asInt();
      answer = seen.get("result").get("message").asString();
    }
    assertThat(action).isEqualTo(6);
    assertThat(answer).contains("deleting container due to so many crashes").contains("3");
    assertThat(grid.coredeck("logs", "" + id).out()).contains("last words");
  }

  @Test
  void a_pool_that_does_not_exist(Grid grid) throws Exception {
    fails(
            grid,
            "{\"flist\": \"%s\", \"entrypoint\": \"/bin/sh\", \"pool_id\": 999}".formatted(demo))
        .contains("pool does not exist");
  }

  @Test
  void a_network_or_volume_that_does_not_exist(Grid grid) throws Exception {
    fails(
            grid,
            """
            {"flist": "%s", "entrypoint": "/bin/sh",
             "network_connection": [{"network_id": "nowhere", "ipaddress": "10.1.1.5"}]}
            """
                .formatted(demo))
        .contains("network nowhere is not installed on this node");
    fails(
            grid,
            """
            {"flist": "%s", "entrypoint": "/bin/sh",
             "volumes": [{"volume_id": "99999-1", "mountpoint": "/data"}]}
            """
                .formatted(demo))
        .contains("99999-1");
  }

  @Test
  void a_network_or_volume_that_cannot_be(Grid grid) throws Exception {
    fails(grid, "{\"name\": \"broken\", \"network_iprange\": \"x\", \"iprange\": \"y\"}")
        .contains("validation of the network resource failed")
        .contains("network_iprange is 'x'");
    fails(grid, "{\"size\": 0, \"type\": 1}").contains("0 bytes; it must be more");
  }

  @Test
  void a_kind_that_nobody_runs(Grid grid) throws Exception {
    assertThat(grid.coredeckWith("{\"workload_type\": 4}", "deploy", "-").err())
        .contains("kubernetes")
        .doesNotContain("Exception");
  }

  @Test
  void a_file_that_is_no_reservation(Grid grid) throws Exception {
    assertThat(grid.coredeckWith("{\"flist\": ", "deploy", "-"))
        .satisfies(ran -> assertThat(ran.status()).isNotZero())
        .satisfies(ran -> assertThat(ran.err().lines().count()).isLessThanOrEqualTo(3));
    assertThat(grid.coredeck("deploy", "/no/such/file.json").err()).contains("/no/such/file.json");
    assertThat(grid.coredeck("get", "424242").status()).isNotZero();
  }

  private String at(String address) {
    return """
    {"flist": "%s", "entrypoint": "/bin/sleep 1000",
     "network_connection": [{"network_id": "default", "ipaddress": "%s"}]}
    """
        .formatted(demo, address);
  }

  private String sized(int cpu, int memory) {
    return """
    {"flist": "%s", "entrypoint": "/bin/sleep 1000",
     "capacity": {"cpu": %d, "memory": %d, "disk_size": 256, "disk_type": 1}}
    """
        .formatted(demo, cpu, memory);
  }

  private org.assertj.core.api.AbstractStringAssert<?> fails(Grid grid, String json)
      throws Exception {
    var answer = grid.deploy(json);
    assertThat(answer.get("state").asString()).as(answer.toString()).isNotEqualTo("ok");
    var message = answer.get("message").asString();
    assertThat(message).as("a message for people").doesNotContain("Exception").isNotBlank();
    return assertThat(message);
  }

  @AfterEach
  void nothing_is_left_half_made(Grid grid) throws Exception {
    assertThat(HostState.with(grid).since(before)).isEmpty();
  }

  private record Web(HttpServer server, String path) implements AutoCloseable {

    String url() {
      return "http://127.0.0.1:" + server.getAddress().getPort() + path;
    }

    @Override
    public void close() {
      server.stop(0);
    }
  }

  /// @param md5 served beside it; empty for none
  private static Web serving(String path, String body, String md5) throws Exception {
    var server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/",
        exchange -> {
          var asked = exchange.getRequestURI().getPath();
          var text = asked.endsWith(".md5") ? md5 : body;
          var bytes = text.getBytes(StandardCharsets.UTF_8);
          if (bytes.length == 0) {
            exchange.sendResponseHeaders(404, -1);
          } else {
            exchange.sendResponseHeaders(200, bytes.length);
            exchange.getResponseBody().write(bytes);
          }
          exchange.close();
        });
    server.start();
    return new Web(server, path);
  }
}
