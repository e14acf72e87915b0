package io.coredeck.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.coredeck.cli.screen.Terminal;
import io.coredeck.cli.setup.ExitCode;
import io.coredeck.cli.setup.Surroundings;
import io.coredeck.identity.Secrets;
import io.coredeck.model.Container;
import io.coredeck.model.NetworkResource;
import io.coredeck.model.Reservation;
import io.coredeck.model.Volume;
import io.coredeck.sdk.workload.WorkloadName;
import io.coredeck.wire.Json;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What `deploy` promises of files that people and the dashboard write.
class DeployFileTest extends ScriptedPlatform {

  @BeforeEach
  void all_run() {
    explorer
        .on("GET /reservations/workloads/3", RUNS)
        .on(
            "GET /nodes/" + node.nodeId(),
            "{\"node_id\":\"%s\",\"wg_ports\":[51821]}".formatted(node.nodeId()));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        """
        # what this is
        flist: http://h/a.flist
        environment:
          PORT: 80
          DEBUG: true
        capacity: {cpu: 2, memory: 2048, disk_type: ssd}
        """,
        """
        // what this is
        {
          "flist": "http://h/a.flist", # the image
          /* and so on */
          "environment": {"PORT": "80", "DEBUG": "true",},
          "capacity": {"cpu": 2, "memory": 2048, "disk_type": "ssd"},
        }
        """
      })
  void json_with_comments_and_yaml_mean_the_same(String text) {
    var run = deploy(text);
    assertThat(run.code()).as(run.err()).isEqualTo(ExitCode.DONE);
    var sent = container(sent().getLast());
    assertThat(sent.flist()).isEqualTo("http://h/a.flist");
    assertThat(sent.environment()).isEqualTo(Map.of("PORT", "80", "DEBUG", "true"));
    assertThat(sent.capacity().cpu()).isEqualTo(2);
  }

  @Test
  void several_documents_of_yaml_are_a_list() {
    var run =
        deploy("size: 1\n---\nflist: http://h/f\nvolumes: [{volume_id: '#1', mountpoint: /d}]\n");
    assertThat(run.code()).as(run.err()).isEqualTo(ExitCode.DONE);
    assertThat(container(sent().getLast()).volumes().getFirst().volumeId()).isEqualTo("3-1");
    var broken = deploy("size: 1\n---\nsize: 2\ntype: []\n");
    assertThat(broken.err()).contains("the input, line 4, column 1: [1].type");
  }

  @Test
  void the_name_of_a_file_says_what_is_in_it() throws Exception {
    var yaml = Files.writeString(data.resolve("web.yml"), "{flist: http://h/f}");
    assertThat(CommandRun.of(data, "", "deploy", yaml.toString()).code()).isEqualTo(ExitCode.DONE);
    var json = Files.writeString(data.resolve("web.json"), "flist: http://h/f");
    var run = CommandRun.of(data, "", "deploy", json.toString());
    assertThat(run.code()).isEqualTo(ExitCode.WRONG_CALL);
    assertThat(run.err()).contains("web.json, line 1, column 1: this is not JSON").hasLineCount(1);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "flist: http://h/f\nsecret_environment: {PW: s3cret} }",
        "{\"flist\": \"http://h/f\", \"secret_environment\": {\"PW\": s3cret}}",
        "flist: http://h/f\nsecret_environment: *s3cret",
        "flist: http://h/f\nsecret_environment:\n  PW: !s3cret",
        "flist: http://h/f\nsecret_environment: s3cret",
        "flist: http://h/f\nsecret_environment: [s3cret]",
        "flist: http://h/f\ncapacity: {cpu: s3cret}"
      })
  void a_fault_is_told_with_its_place_and_without_what_stands_there(String text) {
    var run = deploy(text);
    assertThat(run.code()).as(run.err()).isEqualTo(ExitCode.WRONG_CALL);
    assertThat(run.err()).matches("(?s)coredeck: the input, line \\d+, column \\d+: .*\n");
    assertThat(run.err()).hasLineCount(1).doesNotContain("s3cret");
    assertThat(sent()).isEmpty();
  }

  @Test
  void secrets_in_clear_leave_encrypted_only() throws Exception {
    deploy("flist: http://h/f\nsecret_environment: {PW: s3cret, HEX: 00c0ffee00, PORT: 80}");
    assertThat(bodies()).noneMatch(body -> body.contains("s3cret") || body.contains("c0ffee"));
    var secrets = container(sent().getLast()).secretEnvironment();
    assertThat(plain(secrets, "PW")).isEqualTo("s3cret");
    assertThat(plain(secrets, "HEX")).isEqualTo("00c0ffee00");
    assertThat(plain(secrets, "PORT")).isEqualTo("80");
  }

  @Test
  void what_is_encrypted_already_stays_as_it_is() {
    var sealed = "c0".repeat(41);
    deploy(
        "{\"flist\":\"http://h/f\",\"customer_signature\":\"ab\",\"secret_environment\":{\"PW\":\"%s\"}}"
            .formatted(sealed));
    assertThat(container(sent().getLast()).secretEnvironment()).containsEntry("PW", sealed);
    deploy("flist: http://h/f\nsecret_environment_sealed: {PW: c0ffee}");
    assertThat(container(sent().getLast()).secretEnvironment()).containsEntry("PW", "c0ffee");
    assertThat(bodies()).noneMatch(body -> body.contains("sealed"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "flist: http://h/f\ncustomer_signature: ab\nsecret_environment: {PW: c0ffee}",
        "flist: http://h/f\ncustomer_signature: ab\nsecret_environment: {PW: s3cret}",
        "flist: http://h/f\nlogs: [{type: redis, data: {secret_stdout: 'redis://:s3cret@h/c'}}]"
      })
  void what_is_edited_where_only_encrypted_texts_stand_is_not_published(String text) {
    var run = deploy(text);
    assertThat(run.code()).isEqualTo(ExitCode.WRONG_CALL);
    assertThat(run.err()).contains("is not encrypted", "_plain in its place");
    assertThat(run.err()).doesNotContain("s3cret");
    assertThat(sent()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "(hidden)"})
  void a_secret_without_a_value_is_asked_for(String value) throws Exception {
    var text = "flist: http://h/f\nsecret_environment:\n  PW: '%s'\n".formatted(value);
    var run = deploy(text);
    assertThat(run.code()).isEqualTo(ExitCode.WRONG_CALL);
    assertThat(run.err())
        .contains("line 3, column 3: secret_environment.PW has no value")
        .contains("--secrets-from-env");
    var around = new Surroundings(Map.of("PW", "s3cret"), Terminal.NONE);
    var given =
        CommandRun.around(
            around, text, List.of("deploy", "-", "--secrets-from-env", "--data", data.toString()));
    assertThat(given.code()).as(given.err()).isEqualTo(ExitCode.DONE);
    assertThat(plain(container(sent().getLast()).secretEnvironment(), "PW")).isEqualTo("s3cret");
  }

  @Test
  void an_address_with_a_password_leaves_encrypted_only() throws Exception {
    deploy("flist: http://h/f\nlogs: [{type: redis, data: {stdout: 'redis://:s3cret@h/out'}}]");
    assertThat(bodies()).noneMatch(body -> body.contains("s3cret"));
    var log = Json.tree(bodies().getLast()).member("logs").items().getFirst().member("data");
    assertThat(log.member("stdout").text()).isEmpty();
    assertThat(Secrets.decrypt(2, node, keys.publicKeyHex(), log.member("secret_stdout").text()))
        .asString()
        .isEqualTo("redis://:s3cret@h/out");
    var hidden =
        deploy(
            "flist: http://h/f\nstats: [{type: redis, data: {endpoint: 'redis://:(hidden)@h/s'}}]");
    assertThat(hidden.code()).isEqualTo(ExitCode.WRONG_CALL);
    assertThat(hidden.err()).contains("has no password, only '(hidden)' in its place");
  }

  /// The dashboard's tests hold that this is what it writes.
  @ParameterizedTest
  @ValueSource(strings = {"draft.yaml", "draft.json"})
  void what_the_dashboard_writes_is_deployed_with_what_it_needs(String file) throws Exception {
    var text = Files.readString(Path.of("../docs/formats/examples").resolve(file));
    var around = new Surroundings(Map.of("KEY", "sesame"), Terminal.NONE);
    var run =
        CommandRun.around(
            around,
            text.replace("node1id", node.nodeId()),
            List.of("deploy", "-", "--secrets-from-env", "--data", data.toString(), "-o", "json"));
    assertThat(run.code()).as(run.err()).isEqualTo(ExitCode.DONE);
    assertThat(Json.tree(run.out()).member("gwid").text()).isEqualTo("3-1");
    var sent = sent();
    assertThat(sent).hasSize(3);
    var network = (NetworkResource) sent.get(0).workload();
    assertThat(network.name()).isEqualTo("backend");
    assertThat(network.iprange()).isEqualTo("172.25.1.0/24");
    assertThat(network.wireguardListenPort()).isEqualTo(51_822);
    assertThat(((Volume) sent.get(1).workload()).size().toGiB()).isEqualTo(2);
    assertThat(WorkloadName.of(sent.get(1))).isEqualTo("web-data");
    var container = container(sent.get(2));
    assertThat(WorkloadName.of(sent.get(2))).isEqualTo("web");
    assertThat(container.volumes())
        .extracting(Container.VolumeMount::volumeId)
        .containsExactly("3-1", "5-1");
    assertThat(container.networkConnections().getFirst().ipaddress()).isEqualTo("172.25.1.2");
    assertThat(container.environment().get("QUOTE"))
        .isEqualTo("it's \"so\" $HOME `x`\nEOF \"\"\" \\u0041");
    assertThat(plain(container.secretEnvironment(), "KEY")).isEqualTo("sesame");
    assertThat(sent).allMatch(one -> one.poolId() == 4);
  }

  @Test
  void the_answer_is_yaml_or_a_table_on_demand() {
    assertThat(deploy("flist: http://h/f", "-o", "yaml").out())
        .isEqualTo(
            """
            id: 3
            gwid: "3-1"
            state: ok
            message: ""
            ipv4: "172.24.1.2"
            ipv6: ""
            console: http://172.24.1.2:7681
            """);
    assertThat(deploy("flist: http://h/f", "-o", "table").out())
        .contains("ID   KIND       STATE")
        .contains("3-1  container  running  172.24.1.2")
        .hasLineCount(2);
    assertThat(deploy("flist: http://h/f", "-o", "wide").out()).contains("NODE");
  }

  @Test
  void who_follows_is_told_the_end_also_where_nobody_tells_the_steps() {
    var run = deploy("flist: http://h/f", "-f");
    assertThat(run.code()).as(run.err()).isEqualTo(ExitCode.DONE);
    assertThat(run.out()).startsWith("container 3-1 runs\n");
    assertThat(run.err())
        .isEqualTo("container 3-1: asked for on node %s\n".formatted(node.nodeId()));
  }

  private String plain(Map<String, String> secrets, String name) throws Exception {
    var hex = secrets.getOrDefault(name, "");
    return new String(
        Secrets.decrypt(2, node, keys.publicKeyHex(), hex),
        java.nio.charset.StandardCharsets.UTF_8);
  }

  private CommandRun deploy(String text, String... options) {
    var args = new ArrayList<>(List.of("deploy", "-"));
    args.addAll(List.of(options));
    return CommandRun.of(data, text, args.toArray(String[]::new));
  }

  private List<String> bodies() {
    return explorer.seen().stream()
        .filter(one -> one.route().startsWith("POST"))
        .map(one -> one.body())
        .toList();
  }

  private List<Reservation> sent() {
    return bodies().stream().map(Json::reservation).toList();
  }

  private static Container container(Reservation of) {
    return (Container) of.workload();
  }
}
