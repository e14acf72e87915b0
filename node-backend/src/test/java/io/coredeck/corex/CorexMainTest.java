package io.coredeck.corex;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.coredeck.corex.http.tls.TestCertificates;
import java.net.http.HttpClient;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// The program as people start it.
@Timeout(120)
class CorexMainTest {
  private static final String PASSWORD = "correct-horse-battery";
  private static final String TOKEN = "token-0123456789abcdef";
  private static final String FILE_TOKEN = "filetoken-0123456789abcdef";

  @TempDir private Path folder;
  private Path log;

  @BeforeEach
  void name() {
    log = folder.resolve("log");
  }

  private RunningCorex start(String... arguments) throws Exception {
    return RunningCorex.start(log, Map.of(), List.of(), arguments);
  }

  private Path secret(String name, String text) throws Exception {
    var file = Files.writeString(folder.resolve(name), text);
    return Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
  }

  @Test
  void a_program_it_starts_inherits_no_descriptor_and_no_secret() throws Exception {
    var authority = TestCertificates.authority("authority", "EC");
    var files = authority.issue("server", "EC").write(folder, "server", "PRIVATE KEY");
    var tokens = secret("tokens", "file:" + FILE_TOKEN);
    var line =
        new String[] {
          "serve",
          "-p",
          "0",
          "--ssl",
          "-C",
          files.certificate().toString(),
          "-K",
          files.key().toString(),
          "--token-file",
          tokens.toString()
        };
    var variables =
        Map.of(
            "COREX_CREDENTIAL", "user:" + PASSWORD, "COREX_TOKENS", "ci:" + TOKEN, "SHOWN", "yes");
    try (var corex = RunningCorex.start(log, variables, List.of(), line);
        var client = HttpClient.newBuilder().sslContext(authority.clientContext()).build()) {
      corex.awaitListening(1);
      var bearer = "Bearer " + TOKEN;
      assertThat(corex.get(client, "https", "/api/processes").statusCode()).isEqualTo(401);
      assertThat(
              corex
                  .get(client, "https", "/api/processes", "Authorization", "Bearer " + FILE_TOKEN)
                  .statusCode())
          .isEqualTo(200);
      var descriptors = corex.output(client, "https", bearer, "ls", "-l", "/proc/self/fd");
      var leadsTo =
          descriptors
              .lines()
              .filter(entry -> entry.contains(" -> "))
              .map(entry -> entry.replaceFirst(".* -> ", "").strip())
              .toList();
      assertThat(leadsTo).as(descriptors).hasSize(4);
      assertThat(leadsTo.subList(0, 3)).allMatch(file -> file.startsWith("/dev/pts/"));
      assertThat(leadsTo.getLast()).matches("/proc/[0-9]+/fd");
      assertThat(corex.output(client, "https", bearer, "env"))
          .contains("SHOWN=yes")
          .doesNotContain("COREX_", PASSWORD, TOKEN);
      var line2 = corex.output(client, "https", bearer, "cat", "/proc/" + corex.pid() + "/cmdline");
      assertThat(line2).contains("serve").doesNotContain(PASSWORD, TOKEN, FILE_TOKEN);
      assertThat(corex.printed())
          .contains("TLS, credential asked for, tokens 2")
          .doesNotContain(PASSWORD, TOKEN, FILE_TOKEN);
      assertThat(corex.stop()).isEqualTo(143);
    }
  }

  @Test
  void on_a_machine_of_people_it_is_theirs_alone_unless_they_say_more() throws Exception {
    try (var corex = start("serve", "-p", "0")) {
      assertThat(corex.awaitListening(1)).containsExactly("127.0.0.1");
    }
    try (var corex = start("serve", "-p", "0", "--listen", "0.0.0.0")) {
      assertThat(corex.awaitEnd()).isEqualTo(1);
      assertThat(corex.printed())
          .contains("address 0.0.0.0: whoever reaches it could run programs", "--no-credential");
    }
    try (var corex = start("serve", "-p", "0", "--listen", "0.0.0.0", "--no-credential")) {
      assertThat(corex.awaitListening(1)).containsExactly("0.0.0.0");
    }
    var file = secret("credential", "user:" + PASSWORD + "\nmore\n").toString();
    try (var corex = start("serve", "-p", "0", "--listen", "0.0.0.0", "--credential-file", file)) {
      assertThat(corex.awaitListening(1)).containsExactly("0.0.0.0");
    }
    try (var corex = start("serve", "-p", "0", "--listen", "127.0.0.1", "--listen", "127.0.0.2")) {
      assertThat(corex.awaitListening(2)).containsExactly("127.0.0.1", "127.0.0.2");
    }
  }

  @Test
  void a_unix_socket_alone_is_no_port_and_is_removed_at_the_end() throws Exception {
    var socket = folder.resolve("corex.sock");
    try (var corex = start("serve", "-i", socket.toString())) {
      assertThat(corex.awaitListening(1)).containsExactly(socket.toString());
      assertThat(socket).exists();
      assertThat(corex.stop()).isEqualTo(143);
      assertThat(socket).doesNotExist();
    }
  }

  @Test
  void a_process_that_ignores_sigterm_does_not_hold_up_its_end() throws Exception {
    try (var corex = start("-p", "0", "-i", "lo");
        var client = HttpClient.newHttpClient()) {
      corex.awaitListening(1);
      corex.get(
          client,
          "http",
          "/api/process/start?arg%5B%5D=sh&arg%5B%5D=-c&arg%5B%5D=trap+''+TERM;echo+ready;exec+sleep+1000");
      var deadline = System.nanoTime() + Duration.ofSeconds(20).toNanos();
      while (!corex.get(client, "http", "/api/process/logs?id=1").body().contains("ready")) {
        assertThat(System.nanoTime()).isLessThan(deadline);
      }
      var list = corex.get(client, "http", "/api/processes").body();
      assertThat(corex.stop()).isEqualTo(143);
      assertThat(Path.of("/proc/" + list.replaceFirst("\\D*([0-9]+).*", "$1"))).doesNotExist();
    }
  }

  @Test
  void a_command_is_started_first_and_options_come_from_a_variable() throws Exception {
    var variables = Map.of("COREX_OPTIONS", "--readonly");
    var line = new String[] {"serve", "-p", "0", "sh", "-c", "echo begun; exec sleep 1000"};
    try (var corex = RunningCorex.start(log, variables, List.of(), line);
        var client = HttpClient.newHttpClient()) {
      corex.awaitListening(1);
      corex.awaitText(client, "/api/process/logs?id=1", "begun");
      assertThat(corex.get(client, "http", "/api/process/start?arg%5B%5D=true").statusCode())
          .isEqualTo(403);
    }
  }

  @Test
  void with_a_user_for_programs_only_a_definition_can_name_another() throws Exception {
    assumeTrue(Files.isReadable(Path.of("/etc/shadow")), "only root can be somebody else");
    var definition =
        """
        [[process]]
        name = "other"
        user = "root"
        command = ["id", "-un"]
        """;
    var variables = Map.of("COREX_PROCESSES", definition);
    try (var corex =
            RunningCorex.start(log, variables, List.of(), "-p", "0", "-i", "lo", "-u", "daemon");
        var client = HttpClient.newHttpClient()) {
      corex.awaitListening(1);
      corex.awaitText(client, "/api/processes", "\"state\":\"stopped\",\"id\":1,\"status\":0");
      assertThat(corex.output(client, "http", "", "id", "-un")).isEqualTo("daemon\r\n");
      assertThat(corex.get(client, "http", "/api/process/logs?id=1").body()).isEqualTo("root\r\n");
      assertThat(corex.get(client, "http", "/api/v2/files?path=/etc/shadow").statusCode())
          .isEqualTo(403);
    }
  }

  /// Tests run as root, whose folders hold our classes: the account may read files, and no more.
  @Test
  void a_program_of_the_same_user_cannot_read_the_secrets_in_its_environment() throws Exception {
    assumeTrue(Files.isReadable(Path.of("/etc/shadow")), "only root can be somebody else");
    var account =
        List.of(
            "setpriv",
            "--reuid=1000",
            "--regid=1000",
            "--clear-groups",
            "--inh-caps=+dac_read_search",
            "--ambient-caps=+dac_read_search");
    var variables = Map.of("COREX_CREDENTIAL", "user:" + PASSWORD, "SHOWN", "yes");
    var basic = "Basic " + Base64.getEncoder().encodeToString(("user:" + PASSWORD).getBytes(UTF_8));
    try (var corex = RunningCorex.start(account, log, variables, List.of(), "-p", "0", "-i", "lo");
        var client = HttpClient.newHttpClient()) {
      corex.awaitListening(1);
      assertThat(corex.output(client, "http", basic, "id", "-u")).isEqualTo("1000\r\n");
      var own = "/proc/" + corex.pid() + "/";
      for (var file : List.of("environ", "mem", "maps")) {
        assertThat(corex.output(client, "http", basic, "cat", own + file))
            .isEqualTo("cat: %s%s: Permission denied\r\n".formatted(own, file));
      }
      assertThat(corex.output(client, "http", basic, "cat", "/proc/self/environ"))
          .contains("SHOWN=yes");
      assertThat(corex.output(client, "http", basic, "grep", "-c", "Pid", own + "status"))
          .isEqualTo("3\r\n");
    }
  }

  @Test
  void wrong_files_for_tls_end_it_with_the_reason() throws Exception {
    try (var corex =
        start("-p", "0", "-i", "lo", "-S", "-C", "/nowhere/cert", "-K", "/nowhere/key")) {
      assertThat(corex.awaitEnd()).isEqualTo(1);
      assertThat(corex.printed())
          .contains("corex: --ssl-cert /nowhere/cert: there is no such file");
    }
  }

  /// What a container pays for at each start.
  @Test
  void without_tls_and_unix_socket_nothing_of_them_is_loaded() throws Exception {
    var loaded = folder.resolve("loaded");
    var options = List.of("-Xlog:class+load:file=" + loaded);
    try (var corex = RunningCorex.start(log, Map.of(), options, "-p", "0", "-i", "lo");
        var client = HttpClient.newHttpClient()) {
      corex.awaitListening(1);
      assertThat(corex.get(client, "http", "/").statusCode()).isEqualTo(200);
      corex.stop();
    }
    var ours =
        Arrays.stream(Files.readString(loaded).split("\n", -1))
            .filter(entry ->
                entry.matches(
                    ".*(corex\\.http\\.tls|sun\\.security\\.ssl|unixdomain|listen\\.SocketFile).*"))
            .map(entry -> entry.replaceFirst(".*\\] *", "").replaceFirst(" .*", ""))
            .toList();
    assertThat(ours).isEmpty();
  }
}
