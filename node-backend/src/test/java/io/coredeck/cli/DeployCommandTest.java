package io.coredeck.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.coredeck.cli.setup.ExitCode;
import io.coredeck.identity.Challenges;
import io.coredeck.identity.Secrets;
import io.coredeck.model.Container;
import io.coredeck.model.Reservation;
import io.coredeck.testkit.ScriptedExplorer;
import io.coredeck.wire.Json;
import io.coredeck.wire.Messages;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What `deploy` promises.
class DeployCommandTest extends ScriptedPlatform {

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
        {"flist":"http://h/f","node_id":"other","pool_id":5,"workload_id":9,"customer_tid":7,
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
      deploy("{\"flist\":\"http://h/f\"}");
      var body = Json.reservation(other.last("POST").body());
      assertThat(container(body).networkConnections().getFirst().ipaddress())
          .isEqualTo("172.24.1.4");
    }
  }

  @Test
  void plain_secrets_leave_encrypted_only() throws Exception {
    explorer.on("GET /reservations/workloads/3", RUNS);
    deploy("{\"flist\":\"http://h/f\",\"secret_environment_plain\":{\"PW\":\"s3cret\"}}");
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
             {"flist":"http://h/f","volumes":[{"volume_id":"#1","mountpoint":"/data"}]}]\
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
    var run = deploy("{\"flist\":\"http://h/f\"}");
    assertThat(run.code()).isEqualTo(ExitCode.FAILED);
    assertThat(run.out()).isEmpty();
    assertThat(run.err()).endsWith("container 3-1 failed: fail to download flist\n");
    var json = deploy("{\"flist\":\"http://h/f\"}", "-o", "json");
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
    var run = deploy("[{\"flist\":\"http://h/f\"},{\"size\":\"big\"}]", "-o", "json");
    assertThat(run.code()).isEqualTo(ExitCode.WRONG_CALL);
    assertThat(Json.tree(run.out()).items()).hasSize(1);
    assertThat(run.err()).endsWith("[1].size is text; it must be a number\n");
  }

  @Test
  void a_node_that_does_not_answer_in_time_is_told() {
    explorer.on("GET /reservations/workloads/3", "{" + CONTAINER + "}");
    var run = deploy("{\"flist\":\"http://h/f\"}", "--wait", "0");
    assertThat(run.code()).isEqualTo(ExitCode.LATE);
    assertThat(run.err()).contains("the node has not answered workload 3 after 0 s");
    var tree = Json.tree(deploy("{\"flist\":\"http://h/f\"}", "--wait", "0", "-o", "json").out());
    assertThat(tree.member("gwid").text()).isEqualTo("3-1");
    assertThat(tree.member("state").text()).isEqualTo("deploying");
  }

  @Test
  void a_wait_may_be_as_long_as_a_number_can_be() {
    explorer.on("GET /reservations/workloads/3", RUNS);
    var run = deploy("{\"flist\":\"http://h/f\"}", "--wait", "9223372036854775807");
    assertThat(run.code()).as(run.err()).isEqualTo(ExitCode.DONE);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{ | the input, line 1, column 2: this is not JSON: Unexpected end-of-input",
        "3 | the input, line 1, column 1: the message must be a workload or a list of workloads",
        "{} | the input, line 1, column 1: the message has neither flist",
        "[{\"size\":1},3] | the input, line 1, column 13: [1] is a number; it must be an object",
        "{\"size\":\"big\"} | the input, line 1, column 2: size is text; it must be a number",
        "{\"size\":1,\"customer_tid\":8} | customer_tid is 8 and the caller is user 7",
        "{\"flist\":\"http://h/f\",\"volumes\":[{\"volume_id\":\"#1\"}]} | volumes[0].volume_id is '#1'",
        "{\"workload_type\":4} | the input, line 1, column 2: workload_type is 4 (kubernetes); it must be a"
            + " container",
        "{\"flist\":\"f\",\"node_id\":\"bogus\",\"secret_environment_plain\":{\"A\":\"b\"}}"
            + " | the input, line 1, column 14: node_id: 'bogus' is no node id; it must be 32 bytes in base58",
      })
  void a_broken_file_is_told_by_its_place(String text, String message) {
    explorer.on("GET /reservations/workloads/3", RUNS);
    var run = deploy(text);
    assertThat(run.code()).as(run.err()).isEqualTo(ExitCode.WRONG_CALL);
    assertThat(run.err()).contains(message).doesNotContain("Exception");
  }

  @Test
  void what_no_pool_can_pay_is_taken_back_and_named_if_it_cannot_be() throws Exception {
    var back = "POST /reservations/workloads/3/sign/delete";
    try (var empty = new ScriptedExplorer()) {
      CommandRun.platform(data, empty.uri(), "redis://x", node.nodeId(), 7, keys);
      empty
          .on("POST /reservations/workloads", 402, Messages.writeError("no money", 3), Map.of())
          .on("GET /reservations/workloads/3", RUNS.replace("action\":3", "action\":5"))
          .on(back, 201, "null", Map.of())
          .on(back, 403, Messages.writeError("not yours"), Map.of());
      var taken = deploy("{\"size\":1,\"type\":\"ssd\"}");
      assertThat(taken.code()).isEqualTo(ExitCode.FAILED);
      assertThat(taken.err()).contains("no money (402)").doesNotContain("listed as");
      var left = deploy("{\"size\":1,\"type\":\"ssd\"}");
      assertThat(left.code()).isEqualTo(ExitCode.FAILED);
      assertThat(left.err()).contains("no money (402); it is listed as 3 and could not be deleted");
    }
  }

  @Test
  void a_file_that_is_not_there_is_told() {
    var run = CommandRun.of(data, "", "deploy", "/no/such.json");
    assertThat(run.code()).isEqualTo(ExitCode.WRONG_CALL);
    assertThat(run.err())
        .isEqualTo("coredeck: /no/such.json does not exist; name a file, or - for the input\n");
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
