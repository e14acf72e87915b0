package io.coredeck.platform.bundle;

import static org.assertj.core.api.Assertions.assertThat;

import io.coredeck.node.host.LinuxHost;
import io.coredeck.platform.bundle.ContainerRoot.Confinement;
import io.coredeck.platform.bundle.ContainerRoot.Listening;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// CoreX works whatever the root is made of and however little it is allowed, and leaves nothing
/// behind.
@Timeout(300)
class CorexRootsIT {
  private static final LinuxHost HOST = new LinuxHost();

  /// The status of Java after SIGTERM.
  private static final int TERMINATED = 143;

  @TempDir Path dir;

  @BeforeAll
  static void build() throws Exception {
    assertThat(BuiltBundle.get().folder()).isDirectory();
  }

  @Test
  void a_root_with_busybox_alone_is_enough() throws Exception {
    assertThat(userOf(RootContents.BUSYBOX, Confinement.NONE)).isZero();
  }

  @Test
  void it_runs_the_programs_of_debian() throws Exception {
    assertThat(userOf(RootContents.DEBIAN, Confinement.NONE)).isZero();
  }

  @Test
  void it_runs_programs_that_use_musl_where_there_is_no_glibc() throws Exception {
    assertThat(userOf(RootContents.MUSL, Confinement.NONE)).isZero();
    try (var files = Files.list(dir.resolve("root/lib"))) {
      assertThat(files.map(file -> file.getFileName().toString()))
          .singleElement()
          .asString()
          .startsWith("ld-musl-");
    }
  }

  @Test
  void a_root_that_cannot_be_written_is_no_hindrance() throws Exception {
    assertThat(userOf(RootContents.BUSYBOX, Confinement.READ_ONLY)).isZero();
  }

  @Test
  void it_needs_no_root() throws Exception {
    assertThat(userOf(RootContents.BUSYBOX, Confinement.UNPRIVILEGED))
        .isEqualTo(ContainerRoot.USER);
  }

  @Test
  void it_runs_in_a_user_namespace() throws Exception {
    assertThat(userOf(RootContents.BUSYBOX, Confinement.USER_NAMESPACE))
        .isEqualTo(ContainerRoot.USER);
  }

  /// Lets it do everything.
  ///
  /// @return as whom it ran
  private int userOf(RootContents contents, Confinement confinement) throws Exception {
    var folder = dir.resolve("root");
    var root = new ContainerRoot(HOST, folder, BuiltBundle.get().folder(), contents, confinement);
    var before = files(folder);
    try (var corex = root.start();
        var client = new CorexClient(corex.port())) {
      var proc = Path.of("/proc", String.valueOf(corex.corex().pid()));
      var user = (int) Files.getAttribute(proc, "unix:uid");
      runOnTerminal(client, contents.shell());
      runOnPipes(client, contents.shell());
      assertThat(corex.corex().descendants()).isEmpty();
      assertThat(names(proc.resolve("root/dev/pts"))).containsExactly("ptmx");
      assertThat(names(proc.resolve("root/dev/shm"))).isEmpty();
      endWithPrograms(corex, client, contents.shell());
      assertThat(corex.started().text()).doesNotContain("[aot]", "WARNING", "warning", "SEVERE");
      assertThat(files(folder)).isEqualTo(before);
      assertThat(HOST.mountPoints()).noneMatch(mount -> mount.startsWith(folder));
      return user;
    }
  }

  private static void runOnTerminal(CorexClient client, String shell) throws Exception {
    var id = start(client, shell, "\"signal\":\"HUP\"");
    try (var screen = client.screen(id)) {
      screen.resize(100, 40);
      screen.type("stty size </dev/tty\ntty\necho answer=$((6 * 7))\n");
      screen.await("answer=42");
      assertThat(screen.text()).contains("40 100", "/dev/pts/0");
      assertThat(client.post("/api/v2/processes/" + id + "/stop", "")).contains("\"stopping\"");
      assertThat(screen.awaitEnd()).isEqualTo("process ended");
    }
    assertThat(client.get("/api/processes")).contains("\"state\":\"stopped\"");
  }

  private static void runOnPipes(CorexClient client, String shell) throws Exception {
    var id = start(client, shell, "\"terminal\":false");
    try (var screen = client.screen(id)) {
      screen.type("stty size </dev/tty\ntty\necho answer=$((6 * 7))\nexit\n");
      assertThat(screen.awaitEnd()).isEqualTo("process ended");
      assertThat(screen.text())
          .contains("answer=42", "not a tty", "No such device")
          .doesNotContain("40 100", "24 80");
    }
    assertThat(client.get("/api/processes"))
        .contains("\"state\":\"stopped\",\"id\":%d,\"status\":0".formatted(id));
  }

  /// Whatever still runs ends with it.
  private static void endWithPrograms(Listening corex, CorexClient client, String shell)
      throws Exception {
    start(client, shell, "\"terminal\":true");
    start(client, shell, "\"terminal\":false");
    var programs = corex.corex().descendants().toList();
    assertThat(programs).hasSize(2);
    assertThat(corex.stop()).isEqualTo(TERMINATED);
    assertThat(programs).noneMatch(ProcessHandle::isAlive);
    assertThat(corex.corex().isAlive()).isFalse();
  }

  private static int start(CorexClient client, String shell, String option) throws Exception {
    var answer =
        client.post("/api/v2/processes", "{\"argv\":[\"%s\"],%s}".formatted(shell, option));
    assertThat(answer).contains("\"state\":\"running\"");
    return Integer.parseInt(answer.replaceFirst(".*?\"id\":([0-9]+).*", "$1"));
  }

  private static List<String> files(Path folder) throws IOException {
    try (var files = Files.walk(folder)) {
      return files.map(Path::toString).sorted().toList();
    }
  }

  private static List<String> names(Path folder) throws IOException {
    try (var files = Files.list(folder)) {
      return files.map(file -> file.getFileName().toString()).toList();
    }
  }
}
