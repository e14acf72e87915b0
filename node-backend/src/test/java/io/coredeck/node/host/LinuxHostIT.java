package io.coredeck.node.host;

import static org.assertj.core.api.Assertions.assertThat;

import io.coredeck.node.host.Host.MountFlag;
import io.coredeck.testkit.HostContract;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What Linux promises when we are root.
class LinuxHostIT extends HostContract {
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
