package io.coredeck.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.coredeck.cli.screen.Terminal;
import io.coredeck.cli.setup.ExitCode;
import io.coredeck.cli.setup.Surroundings;
import io.coredeck.identity.KeyPair;
import io.coredeck.testkit.ScriptedExplorer;
import io.coredeck.wire.Json;
import io.coredeck.wire.Messages;
import io.coredeck.wire.account.KeyMessages;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What `login`, `logout` and `profile` promise.
class ProfileTest {
  private static final String ME =
      "{\"name\":\"ann\",\"role\":\"user\",\"tid\":7,\"created\":1,\"last_sign_in\":0}";

  private ScriptedExplorer explorer;

  @TempDir private Path home;

  @BeforeEach
  void start() throws Exception {
    explorer = new ScriptedExplorer();
    var seed = HexFormat.of().formatHex(KeyPair.generate().seed());
    explorer
        .on(
            "POST /accounts/sign-in",
            200,
            ME.replace("}", ",\"key\":\"%s\"}".formatted(seed)),
            Map.of())
        .on(
            "POST /accounts/ann/tokens",
            201,
            "{\"id\":1,\"name\":\"c\",\"scope\":\"write\",\"created\":1,\"expires\":4102444800,"
                + "\"last_used\":0,\"token\":\"cdk_made\"}",
            Map.of())
        .on("POST /accounts/sign-out", "null")
        .on("GET /accounts/me", ME)
        .on(
            "GET /reservations/workloads/search?customer=7&next_action=deploy%2Cdelete&size=1000",
            "[]");
  }

  @AfterEach
  void stop() {
    explorer.close();
  }

  @Test
  void who_logs_in_has_a_token_kept_that_nobody_else_can_read() throws Exception {
    var run = run(Map.of(), "ann\nthe password\n", "login", explorer.uri().toString());
    assertThat(run.code()).as(run.err()).isEqualTo(ExitCode.DONE);
    assertThat(run.out()).contains("ann is logged in to", "profile 127.0.0.1 is used");
    assertThat(run.out() + run.err()).doesNotContain("cdk_", "the password");
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file())))
        .isEqualTo("rw-------");
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file().getParent())))
        .isEqualTo("rwx------");
    assertThat(Files.readString(file())).contains("cdk_made").doesNotContain("the password");
    assertThat(run(Map.of(), "", "list").code()).isEqualTo(ExitCode.DONE);
    assertThat(explorer.seen().getLast().headers().get("Authorization"))
        .isEqualTo(List.of("Bearer cdk_made"));
  }

  @Test
  void a_token_is_kept_also_if_the_sign_in_behind_it_cannot_be_ended() throws Exception {
    explorer.on("POST /accounts/sign-out", 403, Messages.writeError("not now"), Map.of());
    run(Map.of(), "ann\nthe password\n", "login", explorer.uri().toString());
    var run = run(Map.of(), "ann\nthe password\n", "login", explorer.uri() + "", "--as", "second");
    assertThat(run.code()).as(run.err()).isEqualTo(ExitCode.DONE);
    assertThat(run.err()).contains("goes on for half a day", "not now");
    assertThat(Files.readString(file())).contains("second");
  }

  @Test
  void who_takes_the_key_along_is_signed_out_again() {
    explorer.on("POST /accounts/me/key", KeyMessages.writeWords("word ".repeat(24).strip()));
    run(Map.of(), "ann\nthe password\n", "login", explorer.uri().toString());
    var run = run(Map.of(), "the password\n", "user", "key", "export", "ann", "--stdin");
    assertThat(run.code()).as(run.err()).isEqualTo(ExitCode.DONE);
    assertThat(explorer.seen().getLast().route()).isEqualTo("POST /accounts/sign-out");
  }

  @Test
  void a_token_is_looked_at_and_kept() throws Exception {
    var run =
        run(
            Map.of(),
            "cdk_given\n",
            "login",
            explorer.uri().toString(),
            "--as",
            "work",
            "--token-stdin",
            "-o",
            "json");
    assertThat(run.code()).as(run.err()).isEqualTo(ExitCode.DONE);
    assertThat(Json.tree(run.out()).member("profile").text()).isEqualTo("work");
    assertThat(Files.readString(file())).contains("cdk_given");
    explorer.on("GET /accounts/me", ME).on("GET /accounts/me", ME);
  }

  @Test
  void profiles_are_listed_used_and_forgotten() {
    for (var name : List.of("one", "two")) {
      run(Map.of(), "cdk_" + name, "login", explorer.uri() + "", "--as", name, "--token-stdin");
    }
    assertThat(run(Map.of(), "", "profile").out())
        .containsPattern("two +\\* +ann +ok")
        .containsPattern("one +ann +ok")
        .doesNotContain("cdk_");
    assertThat(run(Map.of(), "", "profile", "use", "one").out()).contains("profile one is used");
    run(Map.of(), "", "list");
    assertThat(bearer()).isEqualTo("Bearer cdk_one");
    run(Map.of(), "", "list", "--profile", "two");
    assertThat(bearer()).isEqualTo("Bearer cdk_two");
    run(Map.of("COREDECK_PROFILE", "two"), "", "list");
    assertThat(bearer()).isEqualTo("Bearer cdk_two");
    assertThat(run(Map.of(), "", "logout").out()).contains("profile one is forgotten");
    assertThat(run(Map.of(), "", "logout").code()).isEqualTo(ExitCode.UNKNOWN);
    var unknown = run(Map.of(), "", "profile", "use", "one");
    assertThat(unknown.code()).isEqualTo(ExitCode.UNKNOWN);
    assertThat(unknown.err()).contains("there is no profile 'one'; there is [two]");
  }

  @Test
  void a_directory_that_is_named_is_meant_before_a_profile() {
    run(Map.of(), "cdk_x", "login", explorer.uri() + "", "--as", "x", "--token-stdin");
    var named = run(Map.of("COREDECK_DATA", home.resolve("none").toString()), "", "list");
    assertThat(named.err()).contains("none/endpoints.json does not exist");
    var both = run(Map.of(), "", "list", "--profile", "x", "--data", "/tmp");
    assertThat(both.code()).isEqualTo(ExitCode.WRONG_CALL);
  }

  @Test
  void profiles_that_others_can_read_are_not_used() throws Exception {
    run(Map.of(), "cdk_x", "login", explorer.uri() + "", "--as", "x", "--token-stdin");
    Files.setPosixFilePermissions(file(), PosixFilePermissions.fromString("rw-r--r--"));
    var run = run(Map.of(), "", "list");
    assertThat(run.code()).isEqualTo(ExitCode.NO_PLATFORM);
    assertThat(run.err()).contains("can be read by others (rw-r--r--)", "chmod 600");
  }

  @ParameterizedTest
  @ValueSource(strings = {"http://grid.example.org", "http://10.0.0.2:8090/api/v1"})
  void nobody_logs_in_where_the_password_could_be_read_on_the_way(String url) {
    var run = run(Map.of(), "ann\nthe password\n", "login", url);
    assertThat(run.code()).isEqualTo(ExitCode.WRONG_CALL);
    assertThat(run.err()).contains("use its https:// address");
  }

  @Test
  void a_refused_password_and_missing_input_are_told() throws Exception {
    try (var strict = new ScriptedExplorer()) {
      strict.on("POST /accounts/sign-in", 401, Messages.writeError("wrong password"), Map.of());
      var run = run(Map.of(), "ann\nguess\n", "login", strict.uri() + "");
      assertThat(run.code()).isEqualTo(ExitCode.FAILED);
      assertThat(run.err()).contains("wrong password").doesNotContain("guess").hasLineCount(1);
      assertThat(run(Map.of(), "", "login", strict.uri() + "").err()).contains("Name is missing");
    }
    assertThat(Files.exists(file())).isFalse();
  }

  @Test
  void a_typed_password_is_not_shown() throws Exception {
    try (var terminal =
        TerminalRun.start(Map.of("HOME", home.toString()), "login", explorer.uri().toString())) {
      terminal.await("Name: ");
      terminal.type("ann\n");
      terminal.await("Password: ");
      terminal.type("the password\n");
      terminal.await("ann is logged in");
      var end = terminal.awaitEnd();
      assertThat(end.status()).isZero();
      assertThat(end.isAsBefore()).isTrue();
      assertThat(terminal.shown()).doesNotContain("the password");
    }
  }

  private String bearer() {
    return Objects.requireNonNull(explorer.seen().getLast().headers().get("Authorization"))
        .getFirst();
  }

  private Path file() {
    return home.resolve(".config/coredeck/profiles.json");
  }

  private CommandRun run(Map<String, String> variables, String input, String... args) {
    var all = new HashMap<>(variables);
    all.put("HOME", home.toString());
    return CommandRun.around(new Surroundings(all, Terminal.NONE), input, List.of(args));
  }
}
