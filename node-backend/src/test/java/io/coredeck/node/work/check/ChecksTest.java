package io.coredeck.node.work.check;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.coredeck.model.Bytes;
import io.coredeck.model.Container;
import io.coredeck.model.DiskType;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// What the node promises to say about a container it cannot run.
class ChecksTest {

  private final Checks checks = new Checks(2, Bytes.ofGiB(8));

  @Test
  void a_container_that_fits_passes() {
    assertThatCodePasses(
        container("net", "172.24.1.10", "http://hub/x.flist", 2, 1024), Bytes.NONE);
  }

  @Test
  void memory_is_counted_together_with_what_is_taken_and_two_gigabytes_stay_free() {
    var asked = container("net", "172.24.1.10", "http://hub/x.flist", 1, 2048);
    assertThatCodePasses(asked, Bytes.ofMiB(4096));
    assertThatThrownBy(() -> checks.check(asked, Bytes.ofMiB(4097)))
        .hasMessageStartingWith(
            "failed to apply provision: not enough free resources to support this memory size")
        .hasMessageContaining("2048 MiB asked, 2047 MiB free");
  }

  @Test
  void what_is_missing_is_named_in_the_order_of_the_original() {
    refuses(container("", "", "", 0, 0), "network ID cannot be empty");
    refuses(container("net", "", "", 0, 0), "missing container IP address");
    refuses(container("net", "1.2.3.4", "", 0, 0), "missing flist url");
    refuses(
        container("net", "1.2.3.4", "http://x", 0, 1023),
        "amount of memory allocated for the container cannot be lower then 1024 megabytes");
    refuses(
        container("net", "1.2.3.4", "http://x", 0, 1024),
        "cannot create a container with 0 CPU allocated");
  }

  @Test
  void more_cpu_than_the_node_has_is_refused_in_numbers() {
    assertThatThrownBy(
            () -> checks.check(container("net", "1.2.3.4", "http://x", 3, 1024), Bytes.NONE))
        .hasMessage("asked 3 CRU while only 2 are available");
  }

  @Test
  void a_mount_point_must_be_a_folder_inside_the_container_and_used_once() {
    var root = container("net", "1.2.3.4", "http://x", 1, 1024, "/../..");
    assertThatThrownBy(() -> checks.check(root, Bytes.NONE))
        .hasMessage(
            "mount point is '/../..'; it must be a folder inside the container such as /data");
    var twice = container("net", "1.2.3.4", "http://x", 1, 1024, "/data", "/x/../data");
    assertThatThrownBy(() -> checks.check(twice, Bytes.NONE))
        .hasMessageContaining("two volumes are mounted on /data");
  }

  private void refuses(Container container, String reason) {
    assertThatThrownBy(() -> checks.check(container, Bytes.NONE))
        .isInstanceOf(RefusedWorkloadException.class)
        .hasMessageStartingWith("container provision schema not valid: " + reason);
  }

  private void assertThatCodePasses(Container container, Bytes taken) {
    assertThat(org.assertj.core.api.Assertions.catchThrowable(() -> checks.check(container, taken)))
        .isNull();
  }

  private static Container container(
      String network, String address, String flist, int cpu, int memory, String... mounts) {
    return new Container(
        flist,
        "",
        "",
        Map.of(),
        Map.of(),
        "/bin/true",
        false,
        java.util.Arrays.stream(mounts)
            .map(mount -> new Container.VolumeMount("1-1", mount))
            .toList(),
        List.of(new Container.NetworkConnection(network, address, false, false)),
        List.of(),
        List.of(),
        new Container.Capacity(cpu, Bytes.ofMiB(memory), Bytes.ofMiB(256), DiskType.SSD),
        false);
  }
}
