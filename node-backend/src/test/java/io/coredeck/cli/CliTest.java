package io.coredeck.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.coredeck.cli.setup.ExitCode;
import io.coredeck.identity.Challenges;
import io.coredeck.identity.KeyPair;
import io.coredeck.identity.Secrets;
import io.coredeck.model.Container;
import io.coredeck.model.Reservation;
import io.coredeck.testkit.ScriptedExplorer;
import io.coredeck.wire.Json;
import io.coredeck.wire.Messages;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// What the command line promises.
class CliTest {
  private static final String NONE_LIVE = "/reservations/workloads?customer_tid=7&next_action=";
  private static final String CONTAINER =
      """
      "id":3,"workload_id":1,"workload_type":1,"node_id":"n","flist":"http://h/a.flist",
      "interactive":true,"next_action":3\
      """;
  private static final String RUNS =
      """
      {%s,"result":{"workload_id":"3-1","state":1,"data_json":{"ipv4":"172.24.1.2","ipv6":"<nil>"}}}\
      """
          .formatted(CONTAINER);
  private static final String FAILED =
      """
      {%s,"result":{"workload_id":"3-1","state":0,"message":"fail to download flist"}}\
      """
          .formatted(CONTAINER.replace("\"next_action\":3", "\"next_action\":4"));

  private final KeyPair keys = KeyPair.generate();
  private final KeyPair node = KeyPair.generate();
  private ScriptedExplorer explorer;

  @TempDir private Path data;

  @BeforeEach
  void start() throws Exception {
    explorer = new ScriptedExplorer();
    CommandRun.platform(data, explorer.uri(), "redis://127.0.0.1:1", node.nodeId(), 7, keys);
    explorer
        .on("GET " + NONE_LIVE + "3&page=1", "[]")
        .on("GET " + NONE_LIVE + "4&page=1", "[]")
        .on("POST /reservations/workloads", 201, Messages.writeReservationId(3), Map.of());
  }

  @AfterEach
  void stop() {
    explorer.close();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "http://grid.example.org/api/v1",
        "http://10.0.0.2:8090/api/v1",
        "http://localhost.example.org/api/v1",
        "http://127.0.0.1@10.0.0.2/api/v1"
      })
  void a_token_is_not_sent_unencrypted_to_another_machine(String url) {
    for (var command : List.of("list", "token", "audit")) {
      var run = CommandRun.of(data, "", command, "--token", "cdk_x", "--explorer", url);
      assertThat(run.code()).isEqualTo(ExitCode.WRONG_CALL);
      assertThat(run.err()).contains(url, "could be read on the way; use its https:// address");
      assertThat(run.err()).doesNotContain("cdk_x");
    }
  }

  @Test
  void a_token_is_not_sent_either_where_the_directory_says_an_unencrypted_address()
      throws Exception {
    var elsewhere = URI.create("http://10.0.0.2:8090/api/v1");
    CommandRun.platform(data, elsewhere, "redis://127.0.0.1:1", node.nodeId(), 7, keys);
    var run = CommandRun.of(data, "", "list", "--token", "cdk_x");
    assertThat(run.code()).isEqualTo(ExitCode.WRONG_CALL);
    assertThat(run.err()).contains("use its https:// address");
  }

  @Test
  void a_container_is_completed_signed_and_waited_for() {
    explorer.on("GET /reservations/workloads/3", RUNS);
    var run = deploy("{\"flist\":\"http://h/a.flist\",\"stats_aggregator\":null}");
    assertThat(run.code()).as(run.err()).isEqualTo(ExitCode.DONE);
    assertThat(run.out())
        .isEqualTo(
            """
            container 3-1 runs
              ipv4     172.24.1.2
              console  http://172.24.1.2:7681
            """);
    assertThat(run.err()).isEqualTo("container 3-1: asked for on node " + node.nodeId() + "\n");
    var sent = sent();
    assertThat(sent.nodeId()).isEqualTo(node.nodeId());
    assertThat(sent.poolId()).isEqualTo(1);
    assertThat(sent.workloadId()).isEqualTo(1);
    assertThat(Challenges.isAskedBy(keys.publicKeyHex(), sent)).isTrue();
    assertThat(container(sent).networkConnections())
        .singleElement()
        .hasFieldOrPropertyWithValue("networkId", "default")
        .hasFieldOrPropertyWithValue("ipaddress", "172.24.1.2");
  }

  @Test
  void json_is_one_object() {
    explorer.on("GET /reservations/workloads/3", RUNS);
    var run = deploy("{\"flist\":\"http://h/a.flist\"}", "-o", "json");
    assertThat(Json.tree(run.out()))
        .isEqualTo(
            Json.tree(
                """
                {"id":3,"gwid":"3-1","state":"ok","message":"","ipv4":"172.24.1.2","ipv6":"",
                 "console":"http://172.24.1.2:7681"}\
                """));
  }

  @Test
  void what_the_file_says_stays() {
    explorer.on("GET /reservations/workloads/3", RUNS);
    deploy(
        """
        {"flist":"f","node_id":"other","pool_id":5,"workload_id":9,"customer_tid":7,
         "network_connection":[{"network_id":"mine","ipaddress":"10.0.0.9","public_ipv6":true}]}\
        """);
    assertThat(sent().nodeId()).isEqualTo("other");
    assertThat(sent().poolId()).isEqualTo(5);
    assertThat(sent().workloadId()).isEqualTo(9);
    assertThat(container(sent()).networkConnections().getFirst())
        .isEqualTo(new Container.NetworkConnection("mine", "10.0.0.9", true, false));
  }

  @Test
  void an_address_in_use_is_not_given_again() throws Exception {
    var other = new ScriptedExplorer();
    try (other) {
      CommandRun.platform(data, other.uri(), "redis://x", node.nodeId(), 7, keys);
      var live =
          "[{\"id\":%d,\"workload_type\":1,\"network_connection\":[{\"network_id\":\"%s\","
              + "\"ipaddress\":\"%s\"}]}]";
      other
          .on("GET " + NONE_LIVE + "3&page=1", live.formatted(1, "default", "172.24.1.2"))
          .on("GET " + NONE_LIVE + "4&page=1", live.formatted(2, "default", "172.24.1.3"))
          .on("POST /reservations/workloads", Messages.writeReservationId(3))
          .on("GET /reservations/workloads/3", RUNS);
      deploy("{\"flist\":\"f\"}");
      var body = Json.reservation(other.last("POST").body());
      assertThat(container(body).networkConnections().getFirst().ipaddress())
          .isEqualTo("172.24.1.4");
    }
  }

  @Test
  void plain_secrets_leave_encrypted_only() throws Exception {
    explorer.on("GET /reservations/workloads/3", RUNS);
    deploy("{\"flist\":\"f\",\"secret_environment_plain\":{\"PW\":\"s3cret\"}}");
    assertThat(explorer.last("POST").body()).doesNotContain("s3cret").doesNotContain("plain");
    var secrets = container(sent()).secretEnvironment();
    assertThat(secrets).containsOnlyKeys("PW");
    assertThat(Secrets.decrypt(2, node, keys.publicKeyHex(), secrets.getOrDefault("PW", "")))
        .asString()
        .isEqualTo("s3cret");
  }

  @Test
  void a_list_is_deployed_in_order_and_may_name_entries_before() {
    explorer.on("GET /reservations/workloads/3", RUNS);
    var run =
        deploy(
            """
            [{"size":1,"type":"ssd"},
             {"flist":"f","volumes":[{"volume_id":"#1","mountpoint":"/data"}]}]\
            """,
            "-o",
            "json");
    assertThat(run.code()).as(run.err()).isEqualTo(ExitCode.DONE);
    assertThat(Json.tree(run.out()).items()).hasSize(2);
    assertThat(container(sent()).volumes().getFirst().volumeId()).isEqualTo("3-1");
  }

  @Test
  void an_answer_with_an_error_is_told_and_not_zero() {
    explorer.on("GET /reservations/workloads/3", FAILED);
    var run = deploy("{\"flist\":\"f\"}");
    assertThat(run.code()).isEqualTo(ExitCode.FAILED);
    assertThat(run.out()).isEmpty();
    assertThat(run.err()).endsWith("container 3-1 failed: fail to download flist\n");
    var json = deploy("{\"flist\":\"f\"}", "-o", "json");
    assertThat(json.code()).isEqualTo(ExitCode.FAILED);
    assertThat(Json.tree(json.out()).member("state").text()).isEqualTo("error");
    assertThat(Json.tree(json.out()).member("message").text()).isEqualTo("fail to download flist");
  }

  @Test
  void a_list_stops_at_the_first_that_does_not_run() {
    explorer.on("GET /reservations/workloads/3", FAILED);
    var run = deploy("[{\"size\":1},{\"size\":2}]", "-o", "json");
    assertThat(run.code()).isEqualTo(ExitCode.FAILED);
    assertThat(Json.tree(run.out()).items()).hasSize(1);
  }

  @Test
  void what_runs_is_told_in_json_even_if_a_later_entry_is_refused() {
    explorer.on("GET /reservations/workloads/3", RUNS);
    var run = deploy("[{\"flist\":\"f\"},{\"size\":\"big\"}]", "-o", "json");
    assertThat(run.code()).isEqualTo(ExitCode.WRONG_CALL);
    assertThat(Json.tree(run.out()).items()).hasSize(1);
    assertThat(run.err()).endsWith("[1].size is text; it must be a number\n");
  }

  @Test
  void a_node_that_does_not_answer_in_time_is_told() {
    explorer.on("GET /reservations/workloads/3", "{" + CONTAINER + "}");
    var run = deploy("{\"flist\":\"f\"}", "--wait", "0");
    assertThat(run.code()).isEqualTo(ExitCode.LATE);
    assertThat(run.err()).contains("the node has not answered workload 3 after 0 s");
  }

  @Test
  void a_wait_may_be_as_long_as_a_number_can_be() {
    explorer.on("GET /reservations/workloads/3", RUNS);
    var run = deploy("{\"flist\":\"f\"}", "--wait", "9223372036854775807");
    assertThat(run.code()).as(run.err()).isEqualTo(ExitCode.DONE);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{ | the input: the message is not JSON",
        "3 | the input: the message must be a workload or a list of workloads",
        "{} | the input: the message has neither flist",
        "[{\"size\":1},3] | the input: [1] is a number; it must be an object",
        "{\"size\":\"big\"} | the input: size is text; it must be a number",
        "{\"size\":1,\"customer_tid\":8} | customer_tid is 8 and the caller is user 7",
        "{\"flist\":\"f\",\"volumes\":[{\"volume_id\":\"#1\"}]} | volumes[0].volume_id is '#1'",
        "{\"workload_type\":4} | the input: workload_type is 4 (kubernetes); it must be a"
            + " container",
        "{\"flist\":\"f\",\"node_id\":\"bogus\",\"secret_environment_plain\":{\"A\":\"b\"}}"
            + " | the input: node_id: 'bogus' is no node id; it must be 32 bytes in base58",
      })
  void a_broken_file_is_told_by_its_place(String text, String message) {
    explorer.on("GET /reservations/workloads/3", RUNS);
    var run = deploy(text);
    assertThat(run.code()).as(run.err()).isEqualTo(ExitCode.WRONG_CALL);
    assertThat(run.err()).contains(message).doesNotContain("Exception");
  }

  @Test
  void a_file_that_is_not_there_is_told() {
    var run = CommandRun.of(data, "", "deploy", "/no/such.json");
    assertThat(run.code()).isEqualTo(ExitCode.WRONG_CALL);
    assertThat(run.err())
        .isEqualTo("coredeck: /no/such.json does not exist; name a file, or - for the input\n");
  }

  @Test
  void a_refusal_is_told_with_the_explorers_words() {
    explorer.on("GET /reservations/workloads/9", 400, Messages.writeError("no good"), Map.of());
    var run = CommandRun.of(data, "", "get", "9");
    assertThat(run.code()).isEqualTo(ExitCode.FAILED);
    assertThat(run.err()).contains("no good (400)");
  }

  @ParameterizedTest
  @ValueSource(strings = {"get", "delete", "logs", "stats"})
  void an_unknown_id_is_told(String command) {
    explorer.on("GET /reservations/workloads/99", 404, Messages.writeError("not found"), Map.of());
    var run = CommandRun.of(data, "", command, "99");
    assertThat(run.code()).isEqualTo(ExitCode.UNKNOWN);
    assertThat(run.err().lines()).hasSize(1);
  }

  @ParameterizedTest
  @ValueSource(strings = {"get", "delete", "logs", "stats"})
  void another_workload_of_a_known_id_is_not_touched(String command) {
    explorer.on("GET /reservations/workloads/3", RUNS);
    var run = CommandRun.of(data, "", command, "3-2");
    assertThat(run.code()).isEqualTo(ExitCode.UNKNOWN);
    assertThat(run.err()).isEqualTo("coredeck: there is no 3-2; reservation 3 is 3-1\n");
    assertThat(run.out()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"logs", "stats"})
  void what_only_containers_have_is_not_asked_of_others(String command) {
    explorer.on(
        "GET /reservations/workloads/4", "{\"id\":4,\"workload_id\":1,\"workload_type\":2}");
    var run = CommandRun.of(data, "", command, "4");
    assertThat(run.code()).isEqualTo(ExitCode.FAILED);
    assertThat(run.err())
        .isEqualTo("coredeck: 4-1 is a volume; only containers have " + command + "\n");
  }

  @ParameterizedTest
  @ValueSource(strings = {"x", "0", "-", "3.1", "3-", "3-x", "03"})
  void what_is_no_id_is_told(String id) {
    var run = CommandRun.of(data, "", "get", "--", id);
    assertThat(run.code()).isEqualTo(ExitCode.WRONG_CALL);
    assertThat(run.err().lines()).hasSize(1);
  }

  @Test
  void get_shows_a_reservation() {
    explorer.on("GET /reservations/workloads/3", RUNS);
    assertThat(CommandRun.of(data, "", "get", "3-1").out())
        .contains("container 3-1: running", "http://172.24.1.2:7681", "http://h/a.flist");
    assertThat(CommandRun.of(data, "", "get", "3", "-o", "json").out().strip())
        .isEqualTo(Json.write(Json.reservation(RUNS)));
  }

  @Test
  void list_shows_what_is_live() {
    explorer.on(
        "GET /reservations/workloads?customer_tid=7&page=1", "[" + RUNS + "," + FAILED + "]");
    assertThat(CommandRun.of(data, "", "list").out()).isEqualTo("ID  KIND  STATE  IPV4  WHAT\n");
    assertThat(CommandRun.of(data, "", "list", "--all").out())
        .contains("3-1  container  running  172.24.1.2  http://h/a.flist")
        .contains("3-1  container  failed   -           http://h/a.flist");
    assertThat(CommandRun.of(data, "", "list", "-o", "json").out()).isEqualTo("[]\n");
  }

  @Test
  void delete_waits_until_it_is_gone() {
    var gone = "{" + CONTAINER.replace("\"next_action\":3", "\"next_action\":6") + "}";
    explorer
        .on("GET /reservations/workloads/3", RUNS)
        .on("GET /reservations/workloads/3", RUNS)
        .on("GET /reservations/workloads/3", FAILED)
        .on("GET /reservations/workloads/3", gone)
        .on("POST /reservations/workloads/3/sign/delete", 201, "null", Map.of());
    var run = CommandRun.of(data, "", "delete", "3");
    assertThat(run.code()).isEqualTo(ExitCode.DONE);
    assertThat(run.out()).isEqualTo("container 3-1 is gone\n");
    assertThat(Messages.signature(explorer.last("POST").body()).tid()).isEqualTo(7);
  }

  @Test
  void what_is_on_the_grid_is_listed() {
    explorer
        .on("GET /nodes?page=1", "[{\"node_id\":\"abc\",\"total_resources\":{\"cru\":4}}]")
        .on("GET /users?page=1", "[{\"id\":7,\"name\":\"ann\"}]")
        .on(
            "GET /reservations/pools/owner/7",
            "[{\"pool_id\":1,\"empty_at\":9223372036854775807}]");
    assertThat(CommandRun.of(data, "", "node").out()).contains("abc").contains("down");
    assertThat(CommandRun.of(data, "", "user").out()).contains("ann");
    assertThat(CommandRun.of(data, "", "pool").out()).contains("never");
    assertThat(CommandRun.of(data, "", "pool", "-o", "JSON").out()).contains("\"pool_id\":1");
  }

  @Test
  void a_directory_without_a_platform_is_told() {
    var run = CommandRun.of(data.resolve("none"), "", "list");
    assertThat(run.code()).isEqualTo(ExitCode.NO_PLATFORM);
    assertThat(run.err())
        .contains("endpoints.json does not exist; start the platform with ./coredeck up")
        .hasLineCount(1);
  }

  @Test
  void a_broken_file_of_the_platform_is_told() throws Exception {
    Files.writeString(data.resolve("keys/admin.json"), "{\"tid\":7,\"seed_hex\":\"ab\"}");
    var run = CommandRun.of(data, "", "list");
    assertThat(run.code()).isEqualTo(ExitCode.NO_PLATFORM);
    assertThat(run.err()).contains("admin.json: the seed has 2 characters").hasLineCount(1);
  }

  @Test
  void an_explorer_that_is_down_is_told() throws Exception {
    try (var free = new ServerSocket(0)) {
      var uri = URI.create("http://127.0.0.1:" + free.getLocalPort());
      CommandRun.platform(data, uri, "redis://x", node.nodeId(), 7, keys);
    }
    var run = CommandRun.of(data, "", "list");
    assertThat(run.code()).isEqualTo(ExitCode.NO_PLATFORM);
    assertThat(run.err()).contains("cannot be reached; is it running?").hasLineCount(1);
  }

  @Test
  void a_redis_that_is_down_is_told() {
    explorer.on("GET /reservations/workloads/3", RUNS);
    var run = CommandRun.of(data, "", "logs", "3");
    assertThat(run.code()).isEqualTo(ExitCode.NO_PLATFORM);
    assertThat(run.err()).contains("the platform's Redis at redis://127.0.0.1:1 cannot be read");
  }

  @ParameterizedTest
  @CsvSource({"frobnicate", "deploy", "'list,--nope'", "'get,3,-o,xml'"})
  void a_wrong_call_is_told_in_one_line(String args) {
    var run = CommandRun.of(data, "", args.split(",", -1));
    assertThat(run.code()).isEqualTo(ExitCode.WRONG_CALL);
    assertThat(run.err()).contains("--help").hasLineCount(1);
  }

  @Test
  void help_and_version_are_answers() {
    assertThat(CommandRun.of(data, "", "--help").out()).contains("deploy", "Exit codes");
    assertThat(CommandRun.of(data, "", "deploy", "--help").out()).contains("--wait", "--data");
    assertThat(CommandRun.of(data, "", "--version").out()).startsWith("coredeck ");
  }

  private CommandRun deploy(String text, String... options) {
    var args = new String[options.length + 2];
    args[0] = "deploy";
    args[1] = "-";
    System.arraycopy(options, 0, args, 2, options.length);
    return CommandRun.of(data, text, args);
  }

  private Reservation sent() {
    return Json.reservation(explorer.last("POST").body());
  }

  private static Container container(Reservation of) {
    return (Container) of.workload();
  }
}
