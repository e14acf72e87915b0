package io.coredeck.corex.linux;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.coredeck.corex.linux.spawn.Identity;
import io.coredeck.corex.output.WindowSize;
import io.coredeck.corex.plan.Launch;
import io.coredeck.corex.run.ExecFailedException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What is promised of programs that run as somebody else. Needs root.
@Timeout(30)
class LinuxUsersTest {
  private static final String DAEMON = "daemon";

  private static LinuxTerminals terminals;

  @BeforeAll
  static void open() {
    assumeTrue(Identity.isRoot(), "only root can start programs as somebody else");
    terminals = new LinuxTerminals(Map.of("PATH", "/usr/bin:/bin"), Path.of("/"));
  }

  @AfterAll
  static void close() {
    if (terminals != null) {
      terminals.close();
    }
  }

  private static Launch as(String user, boolean terminal, String script) {
    return new Launch(
        List.of("sh", "-c", script), Map.of(), Optional.empty(), Optional.of(user), terminal);
  }

  private static String output(String user, boolean terminal, String script) throws Exception {
    var heard = new LinuxPipesTest.Heard();
    terminals.start(as(user, terminal, script), WindowSize.DEFAULT, heard);
    heard.awaitEnd();
    return heard.output().replace("\r", "");
  }

  private static Map<String, String> status(String text) {
    return text.lines()
        .map(line -> line.split(":\\s*", 2))
        .filter(parts -> parts.length == 2)
        .collect(Collectors.toMap(parts -> parts[0], parts -> parts[1].strip(), (a, _) -> a));
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void user_group_and_capabilities_are_those_of_the_user_alone(boolean terminal) throws Exception {
    var status = status(output(DAEMON, terminal, "cat /proc/self/status"));
    assertThat(status.get("Uid")).isEqualTo("1\t1\t1\t1");
    assertThat(status.get("Gid")).isEqualTo("1\t1\t1\t1");
    assertThat(status.get("Groups")).isEqualTo("1");
    assertThat(status.get("CapEff")).matches("0{16}");
    assertThat(status.get("CapPrm")).matches("0{16}");
    assertThat(status.get("CapAmb")).matches("0{16}");
    assertThat(status.get("SigBlk")).matches("0{16}");
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void it_cannot_become_root_again(boolean terminal) throws Exception {
    var script = "cat /etc/shadow 2>/dev/null || echo denied; chown root /tmp 2>/dev/null; echo $?";
    assertThat(output(DAEMON, terminal, script)).isEqualTo("denied\n1\n");
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void session_and_descriptors_are_as_of_any_program(boolean terminal) throws Exception {
    var script = "set -- $(cat /proc/$$/stat); echo $5 $6 $$; ls /proc/self/fd | tr '\\n' ' '";
    assertThat(output(DAEMON, terminal, script)).matches("(\\d+) \\1 \\1\n0 1 2 3 ");
  }

  @Test
  void its_terminal_is_its_own() throws Exception {
    assertThat(output(DAEMON, true, "stat -c %U $(tty); echo here >/dev/tty"))
        .isEqualTo("daemon\nhere\n");
  }

  @Test
  void a_user_for_all_can_be_set_and_another_wanted() throws Exception {
    try (var all =
        new LinuxTerminals(
            Map.of("PATH", "/usr/bin:/bin"),
            Path.of("/"),
            Optional.of("daemon:4712"),
            Optional.empty())) {
      var heard = new LinuxPipesTest.Heard();
      var script = List.of("sh", "-c", "id -u; id -g");
      all.start(
          new Launch(script, Map.of(), Optional.empty(), Optional.empty(), false),
          WindowSize.DEFAULT,
          heard);
      heard.awaitEnd();
      assertThat(heard.output()).isEqualTo("1\n4712\n");
      var other = new LinuxPipesTest.Heard();
      all.start(
          new Launch(script, Map.of(), Optional.empty(), Optional.of("0"), false),
          WindowSize.DEFAULT,
          other);
      other.awaitEnd();
      assertThat(other.output()).isEqualTo("0\n0\n");
    }
  }

  @Test
  void it_finds_its_user_in_its_variables() throws Exception {
    var script = "echo $HOME $USER $LOGNAME $SHELL";
    assertThat(output(DAEMON, false, script))
        .isEqualTo("/usr/sbin daemon daemon /usr/sbin/nologin\n");
  }

  @Test
  void numbers_and_a_group_of_its_own_will_do() throws Exception {
    var status = status(output("4711:4712", false, "cat /proc/self/status; echo HOME:$HOME"));
    assertThat(status.get("Uid")).isEqualTo("4711\t4711\t4711\t4711");
    assertThat(status.get("Gid")).isEqualTo("4712\t4712\t4712\t4712");
    assertThat(status.get("Groups")).isEqualTo("4712");
    assertThat(status.get("HOME")).isEqualTo("/");
  }

  @Test
  void afterwards_the_thread_that_starts_is_root_again() throws Exception {
    output(DAEMON, false, "true");
    assertIsRoot();
  }

  private static void assertIsRoot() throws Exception {
    for (var terminal : List.of(true, false)) {
      var launch =
          new Launch(
              List.of("cat", "/proc/self/status"),
              Map.of(),
              Optional.empty(),
              Optional.empty(),
              terminal);
      var heard = new LinuxPipesTest.Heard();
      terminals.start(launch, WindowSize.DEFAULT, heard);
      heard.awaitEnd();
      var own = status(Files.readString(Path.of("/proc/self/status")));
      var status = status(heard.output().replace("\r", ""));
      for (var key : List.of("Uid", "Gid", "Groups", "CapEff", "CapPrm", "CapInh")) {
        assertThat(status.get(key)).as(key).isEqualTo(own.get(key));
      }
    }
    assertThat(usersOfOurThreads()).containsOnly("0\t0\t0\t0");
  }

  /// Other tests have threads of other names that may be somebody else just now.
  private static List<String> usersOfOurThreads() throws IOException {
    var users = new ArrayList<String>();
    try (var threads = Files.list(Path.of("/proc/self/task"))) {
      for (var thread : threads.toList()) {
        try {
          var status = status(Files.readString(thread.resolve("status")));
          if (status.getOrDefault("Name", "").startsWith("corex-")) {
            users.add(status.get("Uid"));
          }
        } catch (IOException e) {
          assertThat(thread).doesNotExist(); // it has ended meanwhile
        }
      }
    }
    return users;
  }

  @Test
  void what_the_user_may_not_do_is_told_and_undone(@TempDir Path dir) throws Exception {
    var secret = Files.createDirectory(dir.resolve("secret"));
    Files.setPosixFilePermissions(dir, PosixFilePermissions.fromString("rwxr-xr-x"));
    Files.setPosixFilePermissions(secret, PosixFilePermissions.fromString("rwx------"));
    var launch =
        new Launch(
            List.of("true"), Map.of(), Optional.of(secret.toString()), Optional.of(DAEMON), false);
    assertThatThrownBy(
            () -> terminals.start(launch, WindowSize.DEFAULT, new LinuxPipesTest.Heard()))
        .isInstanceOf(ExecFailedException.class)
        .hasMessageEndingWith("secret: Permission denied");
    assertIsRoot();
  }

  @ParameterizedTest
  @ValueSource(strings = {"nobody-at-all", "4711", "daemon:nothing", "99999999999", "-1"})
  void who_does_not_exist_is_told(String user) {
    assertThatThrownBy(() -> terminals.check(as(user, true, "true")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("user: ");
  }
}
