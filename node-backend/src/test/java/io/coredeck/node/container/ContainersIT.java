package io.coredeck.node.container;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.coredeck.node.container.ContainerSpec.Mount;
import io.coredeck.node.container.ContainerState.Exited;
import io.coredeck.node.container.ContainerState.Running;
import io.coredeck.node.host.Command;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// What a container is while it lives, and that nothing is left of it.
@Timeout(60)
class ContainersIT {
  @TempDir Path dir;
  private Lab lab;

  @BeforeEach
  void open() throws Exception {
    lab = new Lab(dir, "ctit");
  }

  @AfterEach
  void destroy() throws Exception {
    lab.destroy();
    assertThat(lab.groups()).isEmpty();
    assertThat(lab.processes()).isEmpty();
    assertThat(lab.dir.resolve("state")).doesNotExist();
    assertThat(lab.host.mountPoints()).noneMatch(mount -> mount.startsWith(lab.dir));
  }

  @Test
  void what_a_container_writes_is_in_its_log_and_its_code_is_kept() throws Exception {
    var end = lab.run(lab.script("1-1", "echo hello; echo oops >&2; exit 7"));
    assertThat(lab.log("1-1")).isEqualTo("hello\noops");
    assertThat(end).isEqualTo(new Exited(7, false));
  }

  @Test
  void a_program_ended_by_a_signal_has_128_added() throws Exception {
    assertThat(lab.run(lab.script("1-1", "kill -9 $$")).code()).isEqualTo(137);
  }

  @Test
  void starting_twice_is_starting_once() throws Exception {
    var spec = lab.script("1-1", "sleep 60");
    var first = lab.containers.start(spec);
    assertThat(lab.containers.start(spec)).isEqualTo(first);
    assertThat(lab.containers.list()).isEqualTo(Map.of("1-1", first));
  }

  @Test
  void nothing_is_left_after_remove() throws Exception {
    lab.containers.start(lab.script("1-1", "sleep 60"));
    lab.containers.start(lab.script("2-1", "sleep 60"));
    lab.containers.remove("1-1");
    assertThat(lab.containers.list()).containsOnlyKeys("2-1");
    assertThat(lab.bundle("1-1")).doesNotExist();
    assertThat(lab.groups()).noneMatch(group -> group.endsWith("1-1"));
    assertThat(lab.processes()).noneMatch(line -> line.contains("1-1"));
    for (var place : List.of("exits", "runtime", "bundles")) {
      assertThat(lab.dir.resolve("state").resolve(place)).isDirectoryNotContaining("glob:**1-1*");
    }
    lab.containers.remove("1-1");
    assertThat(lab.containers.list()).containsOnlyKeys("2-1");
  }

  @Test
  void many_can_be_started_and_removed_at_once() throws Exception {
    var specs = new ArrayList<ContainerSpec>();
    for (int i = 1; i <= 6; i++) {
      specs.add(lab.script(i + "-1", "echo up; sleep 60"));
    }
    try (var workers = Executors.newVirtualThreadPerTaskExecutor()) {
      for (var start :
          specs.stream().map(s -> workers.submit(() -> lab.containers.start(s))).toList()) {
        assertThat(start.get()).isInstanceOf(Running.class);
      }
      specs.forEach(spec -> lab.awaitLog(spec.gwid(), "up"));
      for (var spec : specs) {
        var _ =
            workers.submit(() -> {
              lab.containers.remove(spec.gwid());
              return null;
            });
      }
    }
    assertThat(lab.containers.list()).isEmpty();
    assertThat(lab.processes()).isEmpty();
  }

  @Test
  void a_program_that_does_as_it_is_told_stops_at_once() throws Exception {
    lab.containers.start(
        lab.script("1-1", "trap \"echo bye; exit 3\" TERM; echo up; while :; do sleep 0.05; done"));
    lab.awaitLog("1-1", "up");
    var before = System.nanoTime();
    lab.containers.stop("1-1");
    assertThat(Duration.ofNanos(System.nanoTime() - before)).isLessThan(Duration.ofSeconds(2));
    assertThat(lab.containers.list()).containsEntry("1-1", new Exited(3, false));
    assertThat(lab.log("1-1")).isEqualTo("up\nbye");
  }

  @Test
  void a_program_that_ignores_terminations_is_ended_after_three_with_all_its_children()
      throws Exception {
    lab.containers.start(
        lab.script(
            "1-1", "trap \"echo no\" TERM; sleep 100 & echo up; while :; do sleep 0.05; done"));
    lab.awaitLog("1-1", "up");
    var before = System.nanoTime();
    lab.containers.stop("1-1");
    assertThat(Duration.ofNanos(System.nanoTime() - before))
        .isBetween(Duration.ofSeconds(3), Duration.ofSeconds(8));
    assertThat(lab.containers.list()).containsEntry("1-1", new Exited(137, false));
    assertThat(lab.log("1-1")).isEqualTo("up\nno\nno\nno");
    lab.containers.stop("1-1");
  }

  @Test
  void a_restart_runs_the_same_again_and_the_log_goes_on() throws Exception {
    lab.run(lab.script("1-1", "echo run; exit 5"));
    lab.containers.restart("1-1");
    assertThat(lab.awaitExit("1-1")).isEqualTo(new Exited(5, false));
    assertThat(lab.log("1-1")).isEqualTo("run\nrun");
  }

  @Test
  void a_restart_reads_the_images_wishes_anew() throws Exception {
    var image = lab.image("image");
    Files.writeString(image.resolve(".startup.toml"), wish("first"));
    lab.run(Lab.spec("1-1", image, ""));
    Files.writeString(image.resolve(".startup.toml"), wish("second"));
    lab.containers.restart("1-1");
    lab.awaitExit("1-1");
    assertThat(lab.log("1-1")).isEqualTo("first\nsecond");
  }

  private static String wish(String word) {
    return "[startup.entry]\nname=\"core.system\"\n[startup.entry.args]\nname=\"/bin/echo\"\nargs=[\""
        + word
        + "\"]\n";
  }

  @Test
  void an_unknown_container_cannot_be_restarted() {
    assertThatThrownBy(() -> lab.containers.restart("9-9"))
        .hasMessage("there is no container 9-9 on this node");
  }

  @Test
  void it_joins_a_named_network_and_its_own_name_and_ping_work() throws Exception {
    var name = "ctit-" + ProcessHandle.current().pid();
    lab.host.run(Command.of("ip", "netns", "add", name));
    try {
      lab.host.run(Command.of("ip", "-n", name, "link", "set", "lo", "up"));
      lab.host.run(Command.of("ip", "-n", name, "addr", "add", "10.77.77.7/32", "dev", "lo"));
      var s = lab.script("1-1", "ping -c 1 -W 2 10.77.77.7 && hostname && cat /etc/hosts");
      lab.run(Lab.joined(s, Path.of("/run/netns", name), "10.77.77.7"));
      assertThat(lab.log("1-1")).contains("1 packets received", "\n1-1\n", "10.77.77.7 1-1");
    } finally {
      lab.host.run(Command.of("ip", "netns", "delete", name));
    }
  }

  @Test
  void a_volume_is_the_hosts_directory_wherever_the_image_points_its_mountpoint() throws Exception {
    var volume = Files.createDirectory(lab.dir.resolve("volume"));
    Files.writeString(volume.resolve("in"), "from outside\n");
    var spec = lab.script("1-1", "cat /data/v/in; echo inside > /data/v/out; mount | grep /srv/v");
    var elsewhere = Files.createDirectories(lab.dir.resolve("srv"));
    Files.createSymbolicLink(spec.root().resolve("data"), Path.of("/srv"));
    lab.run(Lab.with(spec, Map.of(), List.of(new Mount(volume, "/data/v")), false));
    assertThat(lab.log("1-1")).startsWith("from outside\n").contains(" /srv/v ", "rw,");
    assertThat(volume.resolve("out")).hasContent("inside");
    assertThat(elsewhere).isEmptyDirectory();
  }

  @Test
  void variables_reach_the_program_as_they_are() throws Exception {
    var spec =
        lab.script(
            "1-1", "echo \"$KEY|$Z\"; cat /proc/1/environ | tr \"\\\\0\" \"\\\\n\" | grep PATH");
    lab.run(Lab.with(spec, Map.of("KEY", "VAL", "Z", "a=b ü $x"), List.of(), false));
    assertThat(lab.log("1-1"))
        .isEqualTo(
            "VAL|a=b ü $x\nPATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin");
  }

  /// The image's own shell stands where CoreX would.
  @Test
  void what_is_for_corex_alone_is_in_a_file_of_its_own_that_cannot_grow() throws Exception {
    var script =
        "cd /dev/.corex; echo \"$(cat variables | tr '\\0' '|')\"; rm variables; ls -a | grep -c var; "
            + "grep -c secret /proc/1/environ; dd if=/dev/zero of=x bs=64k 2>/dev/null; "
            + "echo $(($(wc -c <x) < 4194305))";
    Files.createDirectories(lab.dir.resolve("corex"));
    Files.writeString(lab.dir.resolve("corex/launch"), "/bin/sh\n-c\n" + script + "\n");
    var image = lab.image("image-1-1");
    Files.createSymbolicLink(image.resolve("bin/wc"), Path.of("busybox"));
    Files.createSymbolicLink(image.resolve("bin/rm"), Path.of("busybox"));
    var spec = Lab.interactive(Lab.spec("1-1", image, ""), Map.of("COREX_CREDENTIAL", "me:secret"));
    for (var run = 0; run < 2; run++) {
      lab.run(spec);
      assertThat(lab.log("1-1")).endsWith("COREX_CREDENTIAL=me:secret|\n0\n0\n1");
      lab.containers.remove("1-1");
    }
  }

  @Test
  void a_renamed_log_is_opened_anew_and_no_line_is_lost() throws Exception {
    lab.containers.start(
        lab.script("1-1", "for i in 1 2 3 4 5 6 7 8; do echo $i; sleep 0.1; done; sleep 60"));
    lab.awaitLog("1-1", "2");
    var log = lab.containers.logFile("1-1");
    Files.move(log, log.resolveSibling("old"));
    lab.containers.reopenLog("1-1");
    lab.awaitLog("1-1", "8");
    var lines = Files.readString(log.resolveSibling("old")) + Files.readString(log);
    assertThat(lines.lines().map(line -> line.substring(line.length() - 1)))
        .containsExactly("1", "2", "3", "4", "5", "6", "7", "8");
  }

  @Test
  void what_it_uses_can_be_read_while_it_runs() throws Exception {
    assertThat(lab.containers.usage("1-1", 7)).isEmpty();
    var running = lab.containers.start(lab.script("1-1", "echo up; sleep 60"));
    assertThat(running).isInstanceOf(Running.class);
    lab.awaitLog("1-1", "up");
    var sample = lab.containers.usage("1-1", 7).orElseThrow();
    assertThat(sample.timestamp()).isEqualTo(7);
    assertThat(sample.memoryLimit().toMiB()).isEqualTo(64);
    assertThat(sample.memoryUsage().count()).isBetween(1L, 64L << 20);
    assertThat(sample.cpuUsage()).isPositive();
    assertThat(sample.pids()).isBetween(2L, 3L);
    lab.containers.stop("1-1");
    assertThat(lab.containers.usage("1-1", 7)).isEmpty();
  }

  @Test
  void a_failing_start_says_why_and_leaves_nothing() throws Exception {
    var image = lab.image("image");
    assertThatThrownBy(() -> lab.containers.start(Lab.spec("1-1", image, "/no/such thing")))
        .isInstanceOf(StartFailedException.class)
        .hasMessage(
            "error starting container: entrypoint program '/no/such' does not exist in the image");
    var s = Lab.spec("1-1", image, "/bin/sh");
    var noNetwork = Lab.joined(s, Path.of("/run/netns/ctit-none"), "10.77.77.7");
    assertThatThrownBy(() -> lab.containers.start(noNetwork))
        .hasMessageStartingWith("error starting container: ")
        .hasMessageContaining("/run/netns/ctit-none")
        .hasMessageNotContaining("level=");
    var mount = new Mount(lab.dir.resolve("no-volume"), "/data");
    assertThatThrownBy(() -> lab.containers.start(Lab.with(s, Map.of(), List.of(mount), false)))
        .hasMessageContaining("no-volume");
    assertThat(lab.containers.list()).isEmpty();
    assertThat(lab.dir.resolve("state/bundles")).isEmptyDirectory();
    assertThat(lab.dir.resolve("state/exits")).isEmptyDirectory();
    assertThat(lab.dir.resolve("state/runtime")).isEmptyDirectory();
    assertThat(lab.processes()).isEmpty();
    assertThat(lab.groups()).noneMatch(group -> group.endsWith("1-1"));
  }
}
