package io.coredeck.dashboard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.coredeck.dashboard.compose.copy.CopyAs;
import io.coredeck.dashboard.compose.draft.Draft;
import io.coredeck.dashboard.compose.draft.DraftReservation;
import io.coredeck.model.Container;
import io.coredeck.model.DiskType;
import io.coredeck.model.NetworkResource;
import io.coredeck.model.Reservation;
import io.coredeck.model.Volume;
import io.coredeck.model.registry.ApiToken;
import io.coredeck.sdk.account.AccountClient;
import io.coredeck.sdk.workload.WorkloadName;
import io.coredeck.wire.Json;
import io.coredeck.wire.account.TokenMessages;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// What is copied is run as it is, and asks for what Deploy asks for.
class CopiesRunIT {

  private static final int LIMIT_SECONDS = 90;
  private static final String MEANING = "it's \"so\" $HOME `x`\nEOF \"\"\" \\u0041 ä";
  private static final String KEY = "sesame $x \"quoted\" 'too'";
  private static final String NODE = "the name of a variable of the copy";
  private static final String LINES = "redis://me:hunter2@h/out";
  private static final String STATS = "redis://:hunter2@h/stats";
  private static final Map<String, String> SECRETS =
      Map.of(
          "SECRET_KEY",
          KEY,
          "SECRET_node",
          NODE,
          "LOGS_1_STDOUT",
          LINES,
          "STATS_1",
          STATS,
          "USER",
          "whoever runs it");

  private static ComposerGrid grid;
  private static String token;

  @TempDir private Path folder;
  private Path arguments;

  /// Everybody on the machine sees the arguments of programs: these write theirs down.
  @BeforeEach
  void watch() throws Exception {
    arguments = Files.createFile(folder.resolve("arguments"));
    var programs = Files.createDirectory(folder.resolve("programs"));
    for (var program : List.of("curl", "jq")) {
      var text =
          """
          #!/bin/sh
          printf '%%s\\n' "$@" >> '%s'
          PATH='%s'
          exec %s "$@"
          """
              .formatted(arguments, System.getenv("PATH"), program);
      var file = Files.writeString(programs.resolve(program), text).toFile();
      assertThat(file.setExecutable(true)).isTrue();
    }
  }

  @BeforeAll
  static void start() throws Exception {
    grid = ComposerGrid.start();
    var ines = AccountClient.signIn(grid.explorer(), "ines", ComposerGrid.PASSWORD, "");
    try (var accounts = AccountClient.connect(grid.explorer(), ines)) {
      token =
          accounts
              .createToken("me", new TokenMessages.Wish("copies", ApiToken.Scope.WRITE, 1))
              .text();
    }
  }

  @AfterAll
  static void stop() throws Exception {
    grid.close();
  }

  @ParameterizedTest
  @EnumSource(
      value = CopyAs.class,
      names = {"CURL", "COMMAND_LINE", "JAVA"})
  void a_copy_asks_for_what_deploy_asks_for(CopyAs form) throws Exception {
    var draft = full("full-" + form);
    run(form, draft);
    assertThat(Files.readString(arguments))
        .doesNotContain(token, KEY, NODE, "hunter2")
        .satisfies(seen -> assertThat(form == CopyAs.CURL).isEqualTo(seen.contains("--data")));
    assertSame(draft, named("full-" + form));
    var volume = named("cache-" + form).workload();
    assertThat(volume).isInstanceOf(Volume.class);
    assertThat(((Volume) volume).diskType()).isEqualTo(DiskType.HDD);
    assertThat(((Volume) volume).size().toGiB()).isEqualTo(2);
  }

  @ParameterizedTest
  @EnumSource(
      value = CopyAs.class,
      names = {"COMMAND_LINE", "JAVA"})
  void a_new_network_is_made_too(CopyAs form) throws Exception {
    var third = form == CopyAs.JAVA ? 26 : 27;
    var name = "net-" + form;
    var draft =
        plain("in-" + form)
            .with("/network_connection/0/network_id", name)
            .with("/network_connection/0/ipaddress", "172.%d.1.2".formatted(third))
            .with("/network_connection/0/create/network_iprange", "172.%d.0.0/16".formatted(third))
            .with("/network_connection/0/create/iprange", "172.%d.1.0/24".formatted(third));
    run(form, draft);
    assertSame(draft, named("in-" + form));
    assertThat(grid.grid().liveWorkloads())
        .anySatisfy(one -> {
          assertThat(one.workload()).isInstanceOf(NetworkResource.class);
          var part = (NetworkResource) one.workload();
          assertThat(part.name()).isEqualTo(name);
          assertThat(part.wireguardPublicKey()).hasSize(44);
          assertThat(part.wireguardListenPort()).isGreaterThan(51_820);
        });
  }

  @Test
  void curl_alone_does_for_a_container_alone() throws Exception {
    var draft = plain("alone");
    run(CopyAs.CURL, draft);
    assertSame(draft, named("alone"));
  }

  @Test
  void a_variable_that_is_missing_ends_it_before_anything_is_asked_for() throws Exception {
    var draft = full("full-halted").withSecret("USER", "x");
    for (var form : List.of(CopyAs.CURL, CopyAs.COMMAND_LINE, CopyAs.JAVA)) {
      var ended = start(form, draft);
      assertThat(ended.code()).as(ended.said()).isNotZero();
      assertThat(ended.said()).contains("SECRET_USER");
    }
    assertThat(grid.grid().liveWorkloads())
        .noneMatch(one -> WorkloadName.of(one).endsWith("-halted"));
  }

  @Test
  void the_python_text_is_python() throws Exception {
    var python = Path.of("/usr/bin/python3");
    assumeTrue(Files.isExecutable(python) || isOnPath("python3"), "there is no python3");
    var file = Files.writeString(folder.resolve("deploy.py"), copy(CopyAs.PYTHON, full("p")));
    var ended = run(List.of("python3", "-m", "py_compile", file.toString()), "");
    assertThat(ended.code()).as(ended.said()).isZero();
  }

  private static boolean isOnPath(String program) throws Exception {
    return new ProcessBuilder("sh", "-c", "command -v " + program).start().waitFor() == 0;
  }

  private static Draft plain(String name) throws Exception {
    return Draft.empty()
        .with("/flist", "http://hub/demo/busybox.flist")
        .with("/name", name)
        .with("/node_id", grid.node().nodeId())
        .with("/pool_id", grid.grid().pools().getFirst().poolId())
        .with("/network_connection/0/network_id", "default")
        .with("/network_connection/0/ipaddress", "172.24.1.9");
  }

  private static Draft full(String name) throws Exception {
    return plain(name)
        .with("/hub_url", "zdb://blocks:9900")
        .with("/description", "it's \\ mine")
        .with("/interactive", false)
        .with("/entrypoint", "sh -c 'echo \"$QUOTE\"'")
        .with("/capacity/disk_type", "hdd")
        .with(Draft.variablePointer("QUOTE"), MEANING)
        .withSecret("KEY", KEY)
        .withSecret("node", NODE)
        .with("/logs/0/type", "redis")
        .with("/logs/0/data/stdout", LINES)
        .with("/logs/0/data/stderr", "redis://h/err")
        .with("/stats/0/type", "redis")
        .with("/stats/0/data/endpoint", STATS)
        .with("/volumes/0/create/size", 2)
        .with("/volumes/0/create/disk_type", "hdd")
        .with("/volumes/0/create/name", name.replace("full", "cache"))
        .with("/volumes/0/mountpoint", "/data");
  }

  private static String copy(CopyAs form, Draft draft) {
    return form.of(draft, grid.explorer(), grid.grid().tid());
  }

  private void run(CopyAs form, Draft draft) throws Exception {
    var ended = start(form, draft);
    assertThat(ended.code()).as(ended.said()).isZero();
  }

  private record Ended(int code, String said) {}

  private Ended start(CopyAs form, Draft draft) throws Exception {
    var text = copy(form, draft);
    if (form != CopyAs.JAVA) {
      return run(List.of("sh"), text);
    }
    var file = Files.writeString(folder.resolve("Deploy.java"), text);
    var java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
    return run(List.of(java, "-cp", "node-backend/target/dist/lib/*", file.toString()), "");
  }

  private Ended run(List<String> command, String input) throws Exception {
    var said = folder.resolve("said");
    var builder =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectInput(Files.writeString(folder.resolve("input"), input).toFile())
            .redirectOutput(said.toFile());
    builder.environment().putAll(SECRETS);
    builder.environment().put("COREDECK_TOKEN", token);
    builder.environment().put("PATH", folder.resolve("programs") + ":" + System.getenv("PATH"));
    builder.environment().put("COREDECK_EXPLORER", grid.explorer().toString());
    builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
    var process = builder.start();
    try {
      assertThat(process.waitFor(LIMIT_SECONDS, TimeUnit.SECONDS)).isTrue();
      return new Ended(process.exitValue(), Files.readString(said));
    } finally {
      process.destroyForcibly();
    }
  }

  private static Reservation named(String name) throws Exception {
    return grid.grid().liveWorkloads().stream()
        .filter(one -> WorkloadName.of(one).equals(name))
        .findFirst()
        .orElseThrow();
  }

  private static void assertSame(Draft draft, Reservation arrived) throws Exception {
    var container = (Container) arrived.workload();
    var volumes = container.volumes().stream().map(Container.VolumeMount::volumeId).toList();
    var asked = DraftReservation.of(draft, volumes, plain -> plain);
    assertThat(opened(arrived)).isEqualTo(asked.workload());
    assertThat(arrived.description()).isEqualTo(asked.description());
    assertThat(arrived.metadata()).isEqualTo(asked.metadata());
    assertThat(arrived.nodeId()).isEqualTo(asked.nodeId());
    assertThat(arrived.poolId()).isEqualTo(asked.poolId());
  }

  /// @return the container with what only the node can read
  private static Object opened(Reservation arrived) throws Exception {
    var text = Json.write(arrived);
    var container = (Container) arrived.workload();
    for (var hex : container.secretEnvironment().values()) {
      text = text.replace(Json.writeTree(hex), Json.writeTree(open(hex)));
    }
    for (var log : container.logs()) {
      text =
          text.replace(
              Json.writeTree(log.secretStdout()), Json.writeTree(open(log.secretStdout())));
    }
    return Json.reservation(text).workload();
  }

  private static String open(String hex) throws Exception {
    return hex.isEmpty()
        ? ""
        : grid.node().opened(hex, grid.grid().user(grid.grid().tid()).pubkey());
  }
}
