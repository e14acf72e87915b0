package io.coredeck.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import io.coredeck.cli.setup.ExitCode;
import io.coredeck.identity.Challenges;
import io.coredeck.identity.KeyPair;
import io.coredeck.model.Reservation;
import io.coredeck.model.fit.Finding;
import io.coredeck.sdk.GridClient;
import io.coredeck.sdk.GridException;
import io.coredeck.sdk.fit.DryRun;
import io.coredeck.wire.Json;
import io.coredeck.wire.JsonValue;
import io.coredeck.wire.Messages;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// A wish is judged the same wherever it comes in: docs/formats/examples/faults.json says how. The
/// dashboard's tests hold that its composer judges so too. And what a dry run says at the command
/// line.
class OneJudgementTest {
  private static final String PATH = "/reservations/workloads";
  private static final Map<String, String> STRICT = Map.of("Prefer", "handling=strict");

  private final KeyPair keys = KeyPair.generate();
  private final KeyPair nodeKeys = KeyPair.generate();
  private WholeExplorer whole;
  private GridClient grid;

  @TempDir private Path data;

  @BeforeEach
  void start() throws Exception {
    whole = WholeExplorer.start(data, keys, nodeKeys);
    grid = whole.grid();
  }

  @AfterEach
  void stop() throws Exception {
    whole.close();
  }

  private CommandRun run(String input, String... args) {
    return CommandRun.of(data, input, args);
  }

  private static List<JsonValue> faults() throws Exception {
    return Json.tree(Files.readString(Path.of("../docs/formats/examples/faults.json"))).items();
  }

  private String sound() {
    return """
    {"workload_type":1,"workload_id":1,"node_id":"%s","pool_id":1,"customer_tid":%d,
     "flist":"http://h/a.flist","interactive":true,
     "network_connection":[{"network_id":"default","ipaddress":"172.24.1.9"}],
     "capacity":{"cpu":1,"memory":1024,"disk_size":512,"disk_type":1}}\
    """
        .formatted(nodeKeys.nodeId(), grid.tid());
  }

  private String with(JsonValue changes) {
    var root = (ObjectNode) JsonMapper.shared().readTree(sound());
    changes.members().forEach((pointer, value) -> set(root, pointer, value));
    return root.toString();
  }

  private static void set(ObjectNode root, String pointer, JsonValue value) {
    var names = pointer.substring(1).split("/", -1);
    var at = root;
    for (var i = 0; i < names.length - 1; i++) {
      if (names[i + 1].matches("\\d+")) {
        var list = at.get(names[i]) instanceof ArrayNode known ? known : at.putArray(names[i]);
        i++;
        at =
            list.get(Integer.parseInt(names[i])) instanceof ObjectNode known
                ? known
                : list.addObject();
      } else {
        at = at.get(names[i]) instanceof ObjectNode known ? known : at.putObject(names[i]);
      }
    }
    at.set(names[names.length - 1], JsonMapper.shared().readTree(value.json()));
  }

  private String signed(Reservation wish) {
    return Json.write(wish.withCustomerSignature(Challenges.sign(keys, Challenges.create(wish))));
  }

  @Test
  void every_way_in_has_the_same_words_for_the_same_fault() throws Exception {
    var rows = faults();
    assertThat(rows).hasSizeGreaterThan(15);
    for (var row : rows) {
      var text = with(row.member("set"));
      var message = row.member("message").text();
      var wish = Json.wish(text);
      assertThat(DryRun.of(grid, wish).faults())
          .as(text)
          .extracting(Finding::message, one -> one.code().word(), one -> "$." + one.path())
          .containsExactly(tuple(message, row.member("code").text(), row.member("path").text()));
      assertThatThrownBy(() -> grid.calls().post(PATH, signed(wish), STRICT))
          .isInstanceOf(GridException.class)
          .hasMessageContaining(message);
      if (!row.member("filled").flag()) { // else the command line gives what is not there
        for (var args : List.of(List.of("deploy", "-"), List.of("deploy", "-", "--dry-run"))) {
          var run = run(text, args.toArray(String[]::new));
          assertThat(run.code()).as(text + run.err()).isEqualTo(ExitCode.WRONG_CALL);
          assertThat(run.err()).contains(message).contains("the input, line 1, column ");
        }
      }
    }
    assertThat(grid.workloads()).isEmpty();
  }

  @Test
  void what_the_originals_node_refuses_the_explorer_takes_as_the_original_does() throws Exception {
    for (var row : faults()) {
      if (row.member("code").text().equals("too-much")) {
        continue; // no pool pays for it
      }
      var answer = grid.calls().post(PATH, signed(Json.wish(with(row.member("set")))));
      assertThat(grid.calls().read(answer, Messages::reservationId)).isPositive();
    }
  }

  @Test
  void who_wants_to_hear_it_from_the_node_is_not_held_up() throws Exception {
    var run = run(with(Json.tree("{\"/capacity/memory\": 512}")), "deploy", "-", "--unchecked");
    assertThat(run.code()).as(run.err()).isEqualTo(ExitCode.DONE); // this node takes everything
    assertThat(grid.workloads()).hasSize(1);
  }

  @Test
  void what_the_original_refuses_is_refused_in_its_words_everywhere() {
    var faults =
        Map.of(
            "\"reference\":\"r\"",
            "reference is illegal for new workloads",
            "\"metadata\":\"" + "m".repeat(1025) + "\"",
            "metadata can not be bigger than 1024 bytes",
            "\"workload_id\":-1",
            "workload_id is -1; it must be 0 or more");
    faults.forEach((member, message) -> {
      var text = sound().replace("\"workload_id\":1", member);
      var wish = Json.wish(text);
      assertThatThrownBy(() -> grid.calls().post(PATH, signed(wish))).hasMessageContaining(message);
      assertThat(run(text, "deploy", "-").err()).contains(message);
      assertThat(run(text, "deploy", "-", "--dry-run").err()).contains(message);
    });
  }

  @Test
  void a_dry_run_tells_nodes_cost_and_what_is_in_the_way_and_creates_nothing() {
    var alone = run("flist: http://h/f", "deploy", "-", "--dry-run");
    assertThat(alone.code()).as(alone.err()).isEqualTo(ExitCode.FAILED);
    assertThat(alone.out())
        .startsWith("container http://h/f: would not run\n")
        .contains("in the way network_connection[0].network_id is 'default'")
        .contains("cost       0.25 CU and 0.0 SU a second: 900 and 0 an hour")
        .contains("NODE", "WHY NOT", "(asked)");
    var file =
        """
        - {name: default, network_iprange: 172.24.0.0/16, iprange: 172.24.1.0/24}
        - {size: 1, type: ssd}
        - flist: http://h/f
          volumes: [{volume_id: '#2', mountpoint: /data}]
        """;
    var all = run(file, "deploy", "-", "--dry-run");
    assertThat(all.code()).as(all.out() + all.err()).isEqualTo(ExitCode.DONE);
    assertThat(all.out()).contains("network", "volume 1 GiB SSD: would run", "container");
    var json = run(file, "deploy", "-", "--dry-run", "-o", "json");
    assertThat(Json.tree(json.out()).items())
        .hasSize(3)
        .allMatch(one -> one.member("fits").flag() && one.member("nodes_fitting").integer() == 1);
    var large = run("size: 500\ntype: ssd", "deploy", "-", "--dry-run", "-o", "table");
    assertThat(large.code()).isEqualTo(ExitCode.FAILED);
    assertThat(large.out())
        .contains("size needs 512000 MiB of SSD; it must be 102400 or less")
        .hasLineCount(2);
    assertThat(run("", "list", "--all").out()).hasLineCount(1);
  }

  @Test
  void containers_of_one_file_cannot_have_the_same_address() {
    var file =
        """
        - {name: net, network_iprange: 172.24.0.0/16, iprange: 172.24.1.0/24}
        - {flist: 'http://h/f', network_connection: {network_id: net}}
        - {flist: 'http://h/f', network_connection: {network_id: net}}
        - {flist: 'http://h/f', network_connection: {network_id: net, ipaddress: 172.24.1.3}}
        """;
    var run = run(file, "deploy", "-", "--dry-run", "-o", "json");
    assertThat(run.code()).as(run.out() + run.err()).isEqualTo(ExitCode.FAILED);
    assertThat(Json.tree(run.out()).items())
        .extracting(one -> one.member("fits").flag())
        .containsExactly(true, true, true, false);
  }

  @Test
  void nothing_is_made_for_a_container_that_no_node_would_run() throws Exception {
    var entry =
        """
        flist: http://h/f
        capacity: {memory: 7}
        network_connection:
          network_id: net
          create: {network_iprange: 172.24.0.0/16, iprange: 172.24.1.0/24}
        volumes: [{mountpoint: /data, create: {size: 1, disk_type: ssd}}]
        """;
    var run = run(entry, "deploy", "-");
    assertThat(run.code()).as(run.err()).isEqualTo(ExitCode.WRONG_CALL);
    assertThat(run.err()).contains("capacity.memory is 7 MiB");
    assertThat(grid.workloads()).isEmpty();
  }

  @Test
  void what_the_dashboard_copies_is_explained_with_what_it_makes() throws Exception {
    var draft =
        Files.readString(Path.of("../docs/formats/examples/draft.json"))
            .replace("\"node1id\"", "\"" + nodeKeys.nodeId() + "\"")
            .replace("\"pool_id\": 4", "\"pool_id\": 1")
            .replace("\"hdd\"", "\"ssd\"")
            .replace("\"KEY\": \"\"", "\"KEY\": \"x\"");
    var run = run(draft, "deploy", "-", "--dry-run", "-o", "json");
    assertThat(run.code()).as(run.out() + run.err()).isEqualTo(ExitCode.FAILED);
    assertThat(Json.tree(run.out()).items().getLast().member("clashes").items())
        .extracting(one -> one.member("code").text())
        .containsExactly("unknown-volume");
  }
}
