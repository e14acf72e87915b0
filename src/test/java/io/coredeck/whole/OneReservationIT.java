package io.coredeck.whole;

import static org.assertj.core.api.Assertions.assertThat;

import io.coredeck.model.registry.Node;
import io.coredeck.model.registry.WalletAddress;
import io.coredeck.sdk.GridClient;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/// The whole way of one reservation, from JSON to a container and back to nothing.
@OnGrid
class OneReservationIT {

  private static final Duration SOON = Duration.ofSeconds(20);

  private static final String MY_INIT =
      """
      #!/bin/sh
      trap 'exit 0' TERM
      echo "init says $KEY"
      echo "init warns" >&2
      n=0
      while :; do n=$((n+1)); echo "line $n"; sleep 1; done
      """;

  @Test
  void the_seed_document_example_runs_as_posted_and_its_lines_and_samples_arrive(Grid grid)
      throws Exception {
    var flist = TarImage.busybox().with("sbin/my_init", MY_INIT).publish(grid, "my-init");
    var redis = grid.endpoints().get("redis").asString().replaceFirst(".*:", "");
    var port = Integer.parseInt(redis);
    try (var subscriber = Subscriber.to(port, "seed-stdout", "seed-stderr", "seed-stats")) {
      var container =
          grid.deploy(
              """
              {
                "flist": "%s",
                "hub_url": "",
                "environment": {"KEY": "VAL"},
                "secret_environment": null,
                "entrypoint": "/sbin/my_init",
                "interactive": false,
                "volumes": [],
                "network_connection": [
                  {"network_id": "default", "ipaddress": "%s", "public_ipv6": false}],
                "stats_aggregator": [
                  {"type": "redis", "data": {"endpoint": "redis://127.0.0.1:%d/seed-stats"}}],
                "logs": [{"type": "redis", "data": {
                  "stdout": "redis://127.0.0.1:%d/seed-stdout",
                  "stderr": "redis://127.0.0.1:%d/seed-stderr"}}],
                "capacity": {"cpu": 1, "memory": 1024, "disk_size": 2048, "disk_type": "SSD"}
              }
              """
                  .formatted(flist, address(grid, 10), port, port, port));
      assertThat(container.get("state").asString()).as(container.toString()).isEqualTo("ok");
      assertThat(container.get("ipv4").asString()).isEqualTo(address(grid, 10));

      assertThat(subscriber.message("seed-stdout", SOON)).isEqualTo("\"init says VAL\\n\"");
      assertThat(subscriber.message("seed-stderr", SOON)).isEqualTo("\"init warns\\n\"");
      assertThat(subscriber.message("seed-stdout", SOON)).matches("\"line \\d+\\\\n\"");
      samplesComeEveryTwoSeconds(subscriber);

      grid.delete(container.get("id").asLong());
    }
  }

  @Test
  void what_was_asked_is_what_the_container_has(Grid grid) throws Exception {
    var volume = grid.deploy("{\"size\": 1, \"type\": 1}");
    var flist = grid.endpoints().get("demo_flist").asString();
    var script =
        "echo host=$(hostname) env=$OPEN secret=$HIDDEN; ip -4 addr show eth0 | grep inet;"
            + " echo kept > /data/file; mount | grep ' /data '; exec sleep 1000";
    var container =
        grid.deploy(
            """
            {"flist": "%s", "entrypoint": "/bin/sh -c '%s'",
             "environment": {"OPEN": "yes"}, "secret_environment_plain": {"HIDDEN": "s3cret"},
             "volumes": [{"volume_id": "%s", "mountpoint": "/data"}],
             "capacity": {"cpu": 1, "memory": 1024, "disk_size": 256, "disk_type": 1}}
            """
                .formatted(flist, script.replace("'", "'\\\\''"), volume.get("gwid").asString()));
    assertThat(container.get("state").asString()).as(container.toString()).isEqualTo("ok");
    var gwid = container.get("gwid").asString();
    var id = container.get("id").asLong();

    var logs = awaitLogs(grid, id, "type btrfs");
    assertThat(logs)
        .contains("host=" + gwid + " env=yes secret=s3cret")
        .contains("inet " + container.get("ipv4").asString() + "/24");
    assertThat(nothingSecretIn(grid, "s3cret")).isTrue();

    var busy = grid.coredeck("stats", "-o", "json", Long.toString(id));
    assertThat(busy.status()).as(busy.err()).isZero();
    assertThat(
            Grid.JSON
                .readTree(busy.out().lines().findFirst().orElseThrow())
                .get("memory_limit")
                .asLong())
        .isEqualTo(1024L << 20);

    grid.delete(id);
    grid.delete(volume.get("id").asLong());
  }

  @Test
  void an_image_made_by_the_reference_tool_runs(Grid grid) throws Exception {
    try (var image = ReferenceImage.serve()) {
      var container =
          grid.deploy(
              """
              {"flist": "%s", "hub_url": "%s",
               "entrypoint": "/bin/sh -c 'busybox ls -ld /tmp; cat /etc/hostname; exec sleep 1000'",
               "capacity": {"cpu": 1, "memory": 1024, "disk_size": 256, "disk_type": 1}}
              """
                  .formatted(image.flist(), image.blocks()));
      assertThat(container.get("state").asString()).as(container.toString()).isEqualTo("ok");
      var id = container.get("id").asLong();
      awaitLogs(grid, id, "rwxrwxrwt");
      grid.delete(id);
    }
  }

  @Test
  void what_was_deployed_is_listed_with_its_address_until_it_is_deleted(Grid grid)
      throws Exception {
    var flist = grid.endpoints().get("demo_flist").asString();
    var container =
        grid.deploy("{\"flist\": \"%s\", \"entrypoint\": \"/bin/sleep 1000\"}".formatted(flist));
    assertThat(container.get("state").asString()).as(container.toString()).isEqualTo("ok");
    var id = container.get("id").asLong();
    assertThat(grid.coredeck("list").out()).contains(container.get("gwid").asString());
    assertThat(grid.coredeck("status").out()).contains(container.get("gwid").asString());

    grid.delete(id);

    var seen = grid.coredeck("get", "-o", "json", Long.toString(id));
    JsonNode after = Grid.JSON.readTree(seen.out());
    assertThat(after.get("next_action").asInt()).isEqualTo(6);
    assertThat(grid.coredeck("status").out()).doesNotContain(container.get("gwid").asString());
  }

  /// The original's SDK passes by farms without a wallet of the wanted currency, and by nodes that
  /// are not free to use when it is FreeTFT.
  @Test
  void clients_that_choose_by_currency_do_not_pass_by_this_machine(Grid grid) throws Exception {
    var explorer = URI.create(grid.endpoints().get("explorer").asString());
    try (var client = GridClient.anonymous(explorer)) {
      assertThat(client.farmNamed("local").orElseThrow().walletAddresses())
          .extracting(WalletAddress::asset)
          .containsExactly("TFT", "FreeTFT");
      assertThat(client.nodes()).hasSize(1).allMatch(Node::freeToUse);
    }
  }

  private static void samplesComeEveryTwoSeconds(Subscriber subscriber) throws Exception {
    var first = sample(subscriber);
    assertThat(first.propertyNames())
        .containsExactlyInAnyOrder(
            "timestamp",
            "memory_usage",
            "memory_limit",
            "memory_cache",
            "cpu_usage",
            "pids_current");
    assertThat(first.get("memory_limit").asLong()).isEqualTo(1024L << 20);
    assertThat(first.get("pids_current").asLong()).isPositive();
    var second = sample(subscriber);
    assertThat(second.get("timestamp").asLong() - first.get("timestamp").asLong())
        .isBetween(1L, 4L);
    assertThat(second.get("cpu_usage").asLong()).isGreaterThan(first.get("cpu_usage").asLong());
  }

  private static JsonNode sample(Subscriber subscriber) throws Exception {
    var quoted = subscriber.message("seed-stats", SOON);
    return Grid.JSON.readTree(Grid.JSON.readTree(quoted).asString());
  }

  /// Follows the log until a text has come.
  static String awaitLogs(Grid grid, long id, String text) throws Exception {
    var end = System.nanoTime() + SOON.toNanos();
    var out = "";
    while (System.nanoTime() < end) {
      out = grid.coredeck("logs", Long.toString(id)).out();
      if (out.contains(text)) {
        return out;
      }
    }
    throw new AssertionError("'" + text + "' is not in the log: " + out + "\n" + grid.logs());
  }

  static String address(Grid grid, int host) throws IOException {
    return grid.endpoints().get("iprange").asString().replaceFirst("0/24$", Integer.toString(host));
  }

  /// A secret may be in the container's own memory, and nowhere else.
  private static boolean nothingSecretIn(Grid grid, String secret)
      throws IOException, InterruptedException {
    var commands =
        ProcessHandle.allProcesses()
            .flatMap(process -> process.info().commandLine().stream())
            .toList();
    var explorer = grid.coredeck("list", "-o", "json").out();
    var logs =
        Ran.of(
            List.of("grep", "-rl", secret, grid.data().resolve("log").toString()),
            List.of(),
            "",
            SOON);
    return commands.stream().noneMatch(line -> line.contains(secret))
        && !explorer.contains(secret)
        && logs.out().isBlank();
  }
}
