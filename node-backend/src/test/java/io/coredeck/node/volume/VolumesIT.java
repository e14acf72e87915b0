package io.coredeck.node.volume;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.coredeck.model.Bytes;
import io.coredeck.model.DiskType;
import io.coredeck.model.Volume;
import io.coredeck.node.host.LinuxHost;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What volumes promise to their owners.
class VolumesIT {
  private static final Volume SMALL = new Volume(Bytes.ofMiB(10), DiskType.SSD);

  @TempDir Path dir;
  private Storage storage;
  private Volumes volumes;

  @BeforeEach
  void open() throws Exception {
    storage = Storage.open(dir.resolve("storage"), Storage.MINIMUM, new LinuxHost());
    volumes = Volumes.open(dir.resolve("volumes"), storage);
  }

  @AfterEach
  void leave_nothing() throws Exception {
    storage.deleteEverything();
  }

  @Test
  void a_volume_is_found_with_its_owner_and_data_after_a_restart() throws Exception {
    var path = volumes.create("2-1", 7, SMALL);
    Files.writeString(path.resolve("file"), "data");
    var later = Volumes.open(dir.resolve("volumes"), storage);
    assertThat(later.gwids()).containsExactly("2-1");
    assertThat(later.find("2-1")).contains(new StoredVolume(7, Bytes.ofMiB(10), DiskType.SSD));
    assertThat(later.path("2-1", 7).resolve("file")).hasContent("data");
  }

  @Test
  void a_volume_asked_for_twice_is_one_volume() throws Exception {
    Files.writeString(volumes.create("2-1", 7, SMALL).resolve("file"), "data");
    assertThat(volumes.create("2-1", 7, SMALL).resolve("file")).hasContent("data");
  }

  @Test
  void another_user_may_not_use_it() throws Exception {
    volumes.create("2-1", 7, SMALL);
    assertThatThrownBy(() -> volumes.path("2-1", 8))
        .isInstanceOf(StorageException.class)
        .hasMessage("cannot use volume 2-1, user 8 is not the owner of it");
    assertThatThrownBy(() -> volumes.create("2-1", 8, SMALL))
        .hasMessage("cannot use volume 2-1, user 8 is not the owner of it");
  }

  @Test
  void an_unknown_volume_has_no_owner() {
    assertThatThrownBy(() -> volumes.path("9-1", 7))
        .isInstanceOf(StorageException.class)
        .hasMessageStartingWith("failed to retrieve the owner of volume 9-1: ");
    assertThatThrownBy(() -> volumes.path("../etc", 7))
        .isInstanceOf(StorageException.class)
        .hasMessageStartingWith("failed to retrieve the owner of volume ../etc: ");
  }

  @Test
  void a_deleted_volume_is_gone_and_deleting_it_again_is_fine() throws Exception {
    volumes.create("2-1", 7, SMALL);
    volumes.delete("2-1");
    volumes.delete("2-1");
    assertThat(volumes.gwids()).isEmpty();
    assertThat(storage.names()).isEmpty();
    assertThatThrownBy(() -> volumes.path("2-1", 7)).hasMessageContaining("not found on this node");
  }

  @Test
  void a_volume_too_large_for_the_node_leaves_no_trace() throws Exception {
    assertThatThrownBy(() -> volumes.create("2-1", 7, new Volume(Bytes.ofGiB(100), DiskType.HDD)))
        .isInstanceOf(StorageException.class)
        .hasMessageContaining("asks for 102400 MiB");
    assertThat(volumes.gwids()).isEmpty();
    assertThat(storage.names()).isEmpty();
  }
}
