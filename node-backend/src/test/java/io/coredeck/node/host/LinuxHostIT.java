package io.coredeck.node.host;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.coredeck.node.host.Host.MountFlag;
import io.coredeck.testkit.HostContract;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What Linux promises when we are root.
class LinuxHostIT extends HostContract {
  private static final Path FORWARDING = Path.of("/proc/sys/net/ipv4/ip_forward");

  private final LinuxHost linux = new LinuxHost();

  @TempDir Path place;

  @Override
  protected Host host() {
    return linux;
  }

  @Test
  void a_busy_mount_is_detached_and_lives_until_its_last_file_is_closed() throws Exception {
    var target = Files.createDirectory(place.toRealPath().resolve("busy"));
    linux.mount("busy", target, "tmpfs", Set.of(), "size=64k");
    try (var file = Files.newOutputStream(target.resolve("open"))) {
      linux.unmount(target);
      file.write(1);
      assertThat(linux.mountPoints()).doesNotContain(target);
    }
  }

  @Test
  void settings_of_a_network_are_set_there_and_nothing_else_goes_there() throws Exception {
    var name = "cdtest" + ProcessHandle.current().pid();
    linux.run(Command.of("ip", "netns", "add", name));
    try {
      var before = networks();
      var forwarding = Files.readString(FORWARDING);
      var other = forwarding.startsWith("1") ? "0" : "1";
      linux.setInNetwork(Path.of("/run/netns", name), Map.of("ipv4/ip_forward", other));
      assertThat(linux.run(Command.of("ip", "netns", "exec", name, "cat", FORWARDING.toString())))
          .isEqualTo(other + "\n");
      assertThat(FORWARDING).hasContent(forwarding.strip());
      assertThat(networks()).isEqualTo(before).hasSize(1);
    } finally {
      linux.run(Command.of("ip", "netns", "delete", name));
    }
  }

  /// Where all threads of this JVM are.
  private static Set<String> networks() throws IOException {
    var found = new TreeSet<String>();
    try (var threads = Files.newDirectoryStream(Path.of("/proc/self/task"))) {
      for (var thread : threads) {
        try {
          found.add(Files.readSymbolicLink(thread.resolve("ns/net")).toString());
        } catch (NoSuchFileException _) {
          // It has ended meanwhile.
        }
      }
    }
    return found;
  }

  @Test
  void a_setting_that_a_network_does_not_have_is_named() {
    assertThatThrownBy(
            () -> linux.setInNetwork(Path.of("/proc/self/ns/net"), Map.of("ipv4/absent", "1")))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("ipv4/absent");
  }

  @Test
  void a_read_only_bind_mount_shows_the_source() throws Exception {
    var source = Files.createDirectory(place.resolve("source"));
    Files.writeString(source.resolve("file"), "hello");
    var target = Files.createDirectory(place.resolve("target"));
    linux.mount(source.toString(), target, "", Set.of(MountFlag.BIND), "");
    try {
      linux.mount(
          "", target, "", Set.of(MountFlag.BIND, MountFlag.REMOUNT, MountFlag.READ_ONLY), "");
      assertThat(target.resolve("file")).hasContent("hello");
      assertThat(Files.isWritable(target)).isFalse();
    } finally {
      linux.unmount(target);
    }
  }
}
