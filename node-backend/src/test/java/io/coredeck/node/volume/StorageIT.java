package io.coredeck.node.volume;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.coredeck.model.Bytes;
import io.coredeck.node.host.Command;
import io.coredeck.node.host.LinuxHost;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What storage on a real btrfs promises.
class StorageIT {
  private static final Bytes SIZE = Bytes.ofMiB(600);
  private static final int SAMPLES = 20;

  /// Each takes some milliseconds.
  private static final int CLEANING_ROUNDS = 500;

  private final LinuxHost host = new LinuxHost();

  @TempDir Path dir;
  private Path place;
  private Storage storage;

  @BeforeEach
  void open() throws Exception {
    place = dir.toRealPath().resolve("storage");
    storage = Storage.open(place, SIZE, host);
  }

  @AfterEach
  void leave_nothing() throws Exception {
    storage.deleteEverything();
    assertThat(host.mountPoints()).noneMatch(mount -> mount.startsWith(dir));
    assertThat(run("losetup", "--list")).doesNotContain(dir.toString());
    assertThat(place).isEmptyDirectory();
  }

  @Test
  void a_write_above_the_limit_fails_and_what_was_there_before_stays() throws Exception {
    var small = storage.create("root-1-1", Bytes.ofMiB(20));
    var other = storage.create("root-2-1", Bytes.ofMiB(20));
    assertThatThrownBy(() -> fill(small.resolve("big"), 30))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("quota exceeded");
    assertThat(Files.size(small.resolve("big"))).isBetween(Bytes.MIB * 19, Bytes.MIB * 20);
    fill(other.resolve("fits"), 15);
    Files.delete(small.resolve("big"));
    run("btrfs", "filesystem", "sync", small.toString());
    fill(small.resolve("again"), 15);
  }

  @Test
  void a_directory_made_again_keeps_its_content_and_gets_the_new_limit() throws Exception {
    var path = storage.create("vol-1-1", Bytes.ofMiB(4));
    Files.writeString(path.resolve("kept"), "yes");
    assertThat(storage.create("vol-1-1", Bytes.ofMiB(40))).isEqualTo(path);
    assertThat(path.resolve("kept")).hasContent("yes");
    fill(path.resolve("big"), 30);
  }

  @Test
  void a_limit_above_the_whole_storage_is_refused() {
    assertThatThrownBy(() -> storage.create("vol-1-1", Bytes.ofGiB(50)))
        .isInstanceOf(StorageException.class)
        .hasMessageContaining("asks for 51200 MiB")
        .hasMessageContaining("holds 600 MiB");
    assertThatThrownBy(() -> storage.create("vol-1-1", Bytes.NONE))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void a_deleted_directory_leaves_neither_data_nor_quota_group() throws Exception {
    var path = storage.create("root-1-1", Bytes.ofMiB(100));
    fill(path.resolve("data"), 50);
    storage.delete("root-1-1");
    storage.delete("root-1-1");
    assertThat(storage.names()).isEmpty();
    assertThat(groupsLeft()).isEmpty();
    assertThat(storage.free().toMiB()).isGreaterThan(550);
  }

  @Test
  void subvolumes_that_a_container_made_in_its_volume_go_with_it() throws Exception {
    var path = storage.create("vol-1-1", Bytes.ofMiB(100));
    Files.createDirectory(path.resolve("dir"));
    for (var name : List.of("own", "dir/own", "dir/own/with\nID 5 line")) {
      run("btrfs", "subvolume", "create", path.resolve(name).toString());
    }
    var other = storage.create("vol-2-1", Bytes.ofMiB(100));
    storage.delete("vol-1-1");
    assertThat(storage.names()).containsExactly("vol-2-1");
    assertThat(other).isDirectory();
    storage.delete("vol-2-1");
    assertThat(groupsLeft()).isEmpty();
  }

  @Test
  void an_agent_started_again_finds_it_mounted_and_after_a_reboot_it_is_mounted_again()
      throws Exception {
    var path = storage.create("vol-1-1", Bytes.ofMiB(10));
    Files.writeString(path.resolve("file"), "data");
    assertThat(Storage.open(place, SIZE, host).find("vol-1-1")).contains(path);

    storage.destroy();
    assertThat(run("losetup", "--list")).doesNotContain(dir.toString());
    assertThat(path).doesNotExist();
    storage = Storage.open(place, Bytes.NONE, host);
    assertThat(path.resolve("file")).hasContent("data");
    assertThatThrownBy(() -> fill(path.resolve("big"), 30)).hasMessageContaining("quota exceeded");
  }

  @Test
  void a_directory_whose_making_was_cut_short_is_not_there() throws Exception {
    var path = storage.create("root-1-1", Bytes.ofMiB(10));
    Files.move(path, path.resolveSibling(".unfinished-root-1-1"));
    assertThat(storage.names()).isEmpty();
    storage = Storage.open(place, SIZE, host);
    assertThat(path.resolveSibling(".unfinished-root-1-1")).doesNotExist();
  }

  @Test
  void deleting_one_whose_making_was_cut_short_takes_what_there_is_of_it() throws Exception {
    var unfinished =
        storage.create("root-1-1", Bytes.ofMiB(4)).resolveSibling(".unfinished-root-1-1");
    storage.delete("root-1-1");
    run("btrfs", "subvolume", "create", unfinished.toString());
    storage.delete("root-1-1");
    assertThat(unfinished).doesNotExist();
  }

  @Test
  void a_storage_asked_to_be_larger_grows_with_what_is_in_it() throws Exception {
    var path = storage.create("vol-1-1", Bytes.ofMiB(10));
    Files.writeString(path.resolve("file"), "data");
    storage = Storage.open(place, Bytes.ofMiB(900), host);
    assertThat(storage.size()).isEqualTo(Bytes.ofMiB(900));
    assertThat(path.resolve("file")).hasContent("data");
  }

  @Test
  void a_folder_on_btrfs_is_used_as_it_is() throws Exception {
    var inside = storage.create("disk", Bytes.ofMiB(300)).resolve("node");
    var nested = Storage.open(inside, Bytes.NONE, host);
    var path = nested.create("root-1-1", Bytes.ofMiB(10));
    assertThat(path).isEqualTo(inside.resolve("subvolumes/root-1-1"));
    assertThat(inside.resolve("storage.img")).doesNotExist();
    assertThatThrownBy(() -> fill(path.resolve("big"), 30)).hasMessageContaining("quota exceeded");
    nested.deleteEverything();
    assertThat(inside).isEmptyDirectory();
  }

  @Test
  void making_and_deleting_a_directory_is_quick() throws Exception {
    var made = new ArrayList<Long>();
    var deleted = new ArrayList<Long>();
    for (int i = 0; i < SAMPLES; i++) {
      var start = System.nanoTime();
      storage.create("root-" + i, Bytes.ofMiB(10));
      made.add(System.nanoTime() - start);
    }
    for (int i = 0; i < SAMPLES; i++) {
      var start = System.nanoTime();
      storage.delete("root-" + i);
      deleted.add(System.nanoTime() - start);
    }
    System.out.printf(
        "storage: create %.1f ms, delete %.1f ms (median of %d)%n",
        median(made), median(deleted), SAMPLES);
    assertThat(median(made)).isLessThan(500);
  }

  private static double median(List<Long> nanoseconds) {
    return nanoseconds.stream().sorted().toList().get(nanoseconds.size() / 2) / 1e6;
  }

  /// The kernel cleans deleted subvolumes away behind our back, their groups last.
  private List<String> groupsLeft() throws Exception {
    var root = place.resolve("subvolumes").toString();
    var left = List.<String>of();
    for (int round = 0; round < CLEANING_ROUNDS; round++) {
      run("btrfs", "subvolume", "sync", "-s", "1", root);
      left =
          run("btrfs", "qgroup", "show", root)
              .lines()
              .filter(line -> line.startsWith("0/") && !line.startsWith("0/5 "))
              .toList();
      if (left.isEmpty()) {
        break;
      }
    }
    return left;
  }

  private String run(String... command) throws Exception {
    return host.run(Command.of(command));
  }

  private static void fill(Path file, int mebibytes) throws IOException {
    try (var out = Files.newOutputStream(file)) {
      for (int i = 0; i < mebibytes; i++) {
        out.write(new byte[(int) Bytes.MIB]);
      }
    }
  }
}
