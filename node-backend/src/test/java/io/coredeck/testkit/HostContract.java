package io.coredeck.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.coredeck.node.host.Host;
import io.coredeck.node.host.Host.MountFlag;
import io.coredeck.node.host.Host.Signal;
import io.coredeck.node.host.ProcessKey;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What every host promises about mounts and processes.
public abstract class HostContract {
  @TempDir Path dir;

  /// @return the host to be tried
  protected abstract Host host();

  @Test
  void a_mount_is_listed_until_it_is_unmounted() throws Exception {
    var target = Files.createDirectory(dir.toRealPath().resolve("with a blank"));
    host().mount("contract", target, "tmpfs", Set.of(MountFlag.NO_SUID), "size=64k");
    try {
      assertThat(host().mountPoints()).contains(target);
    } finally {
      host().unmount(target);
    }
    assertThat(host().mountPoints()).doesNotContain(target);
  }

  @Test
  void of_two_mounts_on_one_place_the_later_goes_first() throws Exception {
    var target = Files.createDirectory(dir.toRealPath().resolve("twice"));
    host().mount("first", target, "tmpfs", Set.of(), "size=64k");
    host().mount("second", target, "tmpfs", Set.of(), "size=64k");
    host().unmount(target);
    assertThat(host().mountPoints()).contains(target);
    host().unmount(target);
    assertThat(host().mountPoints()).doesNotContain(target);
  }

  @Test
  void unmounting_where_nothing_is_mounted_is_fine() throws Exception {
    host().unmount(dir);
    host().unmount(dir.resolve("absent"));
    assertThat(host().mountPoints()).doesNotContain(dir);
  }

  @Test
  void mounting_on_nothing_says_where() {
    var absent = dir.resolve("absent");
    assertThatThrownBy(() -> host().mount("contract", absent, "tmpfs", Set.of(), ""))
        .isInstanceOf(IOException.class)
        .hasMessageContaining(absent.toString());
  }

  @Test
  void settings_of_a_network_that_is_not_there_are_refused() {
    var absent = dir.resolve("absent");
    assertThatThrownBy(() -> host().setInNetwork(absent, Map.of("ipv4/ip_forward", "0")))
        .isInstanceOf(IOException.class)
        .hasMessageContaining(absent.toString());
  }

  @Test
  void a_process_that_is_not_there_gets_no_signal() throws Exception {
    assertThat(host().process(Integer.MAX_VALUE)).isEmpty();
    assertThat(host().signal(new ProcessKey(Integer.MAX_VALUE, 0), Signal.KILL)).isFalse();
  }
}
