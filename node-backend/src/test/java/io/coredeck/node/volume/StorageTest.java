package io.coredeck.node.volume;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.coredeck.model.Bytes;
import io.coredeck.testkit.FakeHost;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What the storage asks of the system, and what it refuses.
class StorageTest {
  private final FakeHost host = new FakeHost();

  @TempDir Path dir;

  @Test
  void a_storage_below_the_minimum_is_refused_with_the_minimum() {
    assertThatThrownBy(() -> Storage.open(dir, Bytes.ofMiB(100), host))
        .isInstanceOf(StorageException.class)
        .hasMessageContaining(dir.toString())
        .hasMessageContaining("100 MiB")
        .hasMessageContaining("must be 512 MiB or more");
    assertThat(host.commands()).isEmpty();
  }

  @Test
  void a_storage_larger_than_the_free_disk_is_refused_before_anything_is_made() {
    assertThatThrownBy(() -> Storage.open(dir, Bytes.ofGiB(1L << 30), host))
        .isInstanceOf(StorageException.class)
        .hasMessageContaining("MiB of the disk are free");
    assertThat(host.commands()).isEmpty();
    assertThat(dir.resolve("storage.img")).doesNotExist();
  }

  @Test
  void without_a_size_the_storage_may_grow_to_most_of_the_free_disk() throws Exception {
    host.answer("losetup --find", "/dev/loop99\n");
    var free = Files.getFileStore(dir).getUsableSpace();
    Storage.open(dir, Bytes.NONE, host);
    assertThat(Files.size(dir.resolve("storage.img"))).isBetween(free / 100 * 75, free / 100 * 85);
    assertThat(host.mounts())
        .singleElement()
        .satisfies(mount -> {
          assertThat(mount.source()).isEqualTo("/dev/loop99");
          assertThat(mount.target()).isEqualTo(dir.toRealPath().resolve("subvolumes"));
        });
  }

  @Test
  void no_other_user_of_the_machine_gets_to_what_is_stored() throws Exception {
    host.answer("losetup --find", "/dev/loop99\n");
    Storage.open(dir.resolve("storage"), Storage.MINIMUM, host);
    assertThat(Files.getPosixFilePermissions(dir.resolve("storage")))
        .isEqualTo(PosixFilePermissions.fromString("rwx------"));
  }

  @Test
  void a_file_that_could_not_be_formatted_is_not_taken_for_a_storage() throws Exception {
    host.fail("mkfs.btrfs", "no");
    assertThatThrownBy(() -> Storage.open(dir, Storage.MINIMUM, host)).hasMessageContaining("no");
    assertThat(dir.resolve("storage.img")).doesNotExist();
  }

  @Test
  void a_storage_that_is_mounted_is_not_mounted_again() throws Exception {
    host.answer("losetup --find", "/dev/loop99\n");
    Storage.open(dir, Storage.MINIMUM, host);
    Storage.open(dir, Storage.MINIMUM, host);
    assertThat(host.mounts()).hasSize(1);
  }

  @Test
  void a_device_left_by_an_agent_that_died_before_mounting_is_used() throws Exception {
    host.answer("losetup --noheadings", "/dev/loop98\n");
    Storage.open(dir, Storage.MINIMUM, host);
    assertThat(host.mounts()).singleElement().matches(m -> m.source().equals("/dev/loop98"));
  }

  @Test
  void a_name_cannot_lead_out_of_the_storage() throws Exception {
    host.answer("losetup --find", "/dev/loop99\n");
    var storage = Storage.open(dir, Storage.MINIMUM, host);
    assertThatThrownBy(() -> storage.create("../x", Bytes.ofMiB(1)))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> storage.delete("..")).isInstanceOf(IllegalArgumentException.class);
  }
}
