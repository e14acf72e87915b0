package io.coredeck.platform.bundle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.coredeck.node.host.Command;
import io.coredeck.node.host.CommandFailedException;
import io.coredeck.node.host.LinuxHost;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// What the folder at `/corex` promises, on a root with nothing but busybox.
@Timeout(300)
class CorexBundleIT {
  private static final LinuxHost HOST = new LinuxHost();

  private static Path bundle = Path.of("/");
  private static List<String> said = List.of();

  @TempDir Path root;

  @BeforeAll
  static void build() throws Exception {
    var built = BuiltBundle.get();
    bundle = built.folder();
    said = built.said();
  }

  @Test
  void it_says_what_it_does_and_has_a_class_cache() throws Exception {
    assertThat(said)
        .containsExactly(
            "CoreX bundle: linking a small Java",
            "CoreX bundle: adding the C library",
            "CoreX bundle: training the class cache");
    assertThat(CorexBundle.launch(bundle))
        .startsWith("/corex/bin/java")
        .contains("-XX:AOTCache=/corex/lib/corex.aot", "-Xmx64m")
        .endsWith("io.coredeck.corex.CorexMain", "--ipv6", "-d", "7", "--interface", "eth0");
  }

  @Test
  void the_same_again_is_not_made_again() throws Exception {
    var before = Files.getLastModifiedTime(bundle.resolve("launch"));
    var saidNow = new ArrayList<String>();
    CorexBundle.build(HOST, BuiltBundle.JDK, BuiltBundle.DIST, bundle, saidNow::add);
    assertThat(saidNow).isEmpty();
    assertThat(Files.getLastModifiedTime(bundle.resolve("launch"))).isEqualTo(before);
  }

  @Test
  void nothing_is_left_beside_it() throws Exception {
    try (var files = Files.list(bundle.getParent())) {
      assertThat(files.map(file -> file.getFileName().toString())).containsExactly("corex");
    }
    assertThat(HOST.mountPoints()).noneMatch(mount -> mount.startsWith(bundle.getParent()));
  }

  @Test
  void what_is_missing_is_named() throws Exception {
    assertThatThrownBy(
            () -> CorexBundle.build(HOST, BuiltBundle.JDK, root.resolve("none"), root.resolve("b")))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("build node-backend first");
    assertThatThrownBy(() -> CorexBundle.build(HOST, root, BuiltBundle.DIST, root.resolve("b")))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("bin/jlink")
        .hasMessageContaining("openjdk-25-jdk");
    assertThat(root.resolve("b")).doesNotExist();
  }

  @Test
  void it_listens_on_the_addresses_of_eth0_alone() throws Exception {
    try (var corex = new BundleRoot(HOST, root.resolve("r"), bundle).startAsInContainer()) {
      assertThat(corex.awaitPort("10.77.0.2")).isEqualTo(7681);
      corex.awaitPort("fd77:");
      assertThat(corex.text()).doesNotContain("[aot]", "WARNING", "warning");
      assertThat(curl(corex, "http://10.77.0.2:7681/api/processes"))
          .isEqualTo("{\"processes\":[]}");
      assertThat(curl(corex, "http://[fd77::2]:7681/")).contains("Core X Processes List");
      assertThatThrownBy(() -> curl(corex, "http://127.0.0.1:7681/"))
          .isInstanceOf(CommandFailedException.class)
          .hasMessageContaining("status 7");
    }
  }

  private static String curl(BundleRoot.Running corex, String url) throws Exception {
    return HOST.run(
        Command.of(
            "nsenter",
            "--target",
            String.valueOf(corex.process().pid()),
            "--net",
            "curl",
            "--silent",
            "--globoff",
            url));
  }

  @Test
  void a_shell_runs_in_it_and_answers_through_the_websocket() throws Exception {
    try (var corex = new BundleRoot(HOST, root.resolve("r"), bundle).startOnLoopback();
        var client = new CorexClient(corex.awaitPort("127.0.0.1"))) {
      assertThat(client.get("/api/process/start?arg%5B%5D=sh")).contains("\"status\":\"success\"");
      try (var screen = client.screen(1)) {
        screen.resize(100, 40);
        screen.type(
            "busybox stty size; busybox tty; echo $WORDS; busybox env; echo $((6 * 7))EN''D\n");
        screen.await("42END");
        assertThat(screen.text())
            .contains("40 100", "/dev/pts/", "grüße", "TERM=xterm-256color")
            .doesNotContain("LD_", "JAVA");
      }
      assertThat(corex.text()).doesNotContain("[aot]", "WARNING", "warning");
    }
  }

  @Test
  void sigterm_ends_it_and_its_processes_soon() throws Exception {
    var corex = new BundleRoot(HOST, root.resolve("r"), bundle).startOnLoopback();
    try (var client = new CorexClient(corex.awaitPort("127.0.0.1"))) {
      var started =
          client.get(
              "/api/process/start?arg%5B%5D=sh&arg%5B%5D=-c"
                  + "&arg%5B%5D=trap+''+TERM;+while+:;+do+busybox+sleep+1;+done");
      var pid = Long.parseLong(started.replaceFirst(".*\"pid\":([0-9]+).*", "$1"));
      corex.process().destroy();
      assertThat(corex.process().waitFor(10, TimeUnit.SECONDS)).isTrue();
      assertThat(Path.of("/proc/" + pid)).doesNotExist();
    }
  }
}
