package io.coredeck.node.volume;

import io.coredeck.model.Bytes;
import io.coredeck.node.host.Command;
import io.coredeck.node.host.CommandFailedException;
import io.coredeck.node.host.Host;
import io.coredeck.node.host.PrivateFile;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// Room on the node's disk, handed out as directories that cannot grow beyond their limit: a write
/// above it fails with "Disk quota exceeded" (`EDQUOT`).
///
/// A directory is a btrfs subvolume with a quota group. Where the disk is btrfs it is used as it is
/// and its quotas are switched on; else a btrfs file system in a sparse file is mounted. It stays
/// mounted when the agent ends, because containers go on using it, and is found again or mounted
/// again by {@link #open}. The sparse file takes only what is really written; if something else
/// fills the disk below it, writes inside fail.
///
/// Different names may be used by several threads at once.
///
/// Source: `man 8 btrfs-subvolume`, `man 8 btrfs-qgroup` of btrfs-progs 6.2.
public final class Storage {
  /// The least that a storage in a sparse file may hold.
  public static final Bytes MINIMUM = Bytes.ofMiB(512);

  private static final Logger LOG = System.getLogger(Storage.class.getName());
  private static final String UNFINISHED = ".unfinished-";
  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9_-]{0,99}");

  /// Deleting waits until the file system has written it down.
  private static final Duration DELETE_LIMIT = Duration.ofMinutes(2);

  private final Path root;
  private final LoopImage image;
  private final Host host;

  private Storage(Path root, LoopImage image, Host host) {
    this.root = root;
    this.image = image;
    this.host = host;
  }

  /// Finds the storage of this folder, or makes it.
  ///
  /// @param dir made if absent; closed to other users
  /// @param size how much a sparse file shall hold at most, {@link #MINIMUM} or more; {@link
  ///   Bytes#NONE} means 80 % of what is free when it is made. A file that is already there grows
  ///   to it, but never shrinks. Means nothing where the disk is btrfs.
  /// @throws StorageException if the disk has too little room
  public static Storage open(Path dir, Bytes size, Host host)
      throws IOException, InterruptedException {
    var home = PrivateFile.folder(dir).toRealPath();
    var root = Files.createDirectories(home.resolve("subvolumes"));
    var image = new LoopImage(home.resolve("storage.img"), root, host);
    if (Files.exists(image.file()) || !Files.getFileStore(home).type().equals("btrfs")) {
      image.mount(size);
    }
    var storage = new Storage(root, image, host);
    storage.btrfs("quota", "enable", root.toString());
    storage.deleteUnfinished();
    return storage;
  }

  /// Makes an empty directory with a limit. One that is there keeps what is in it and gets the new
  /// limit.
  ///
  /// @param name letters, digits, `-` and `_`
  /// @param limit more than nothing, at most {@link #size()}
  /// @return the directory, owned by root
  /// @throws StorageException if the limit is more than the whole storage
  public Path create(String name, Bytes limit) throws IOException, InterruptedException {
    var place = place(name);
    check(name, limit);
    if (Files.exists(place, LinkOption.NOFOLLOW_LINKS)) {
      limit(place, limit);
      return place;
    }
    var unfinished = root.resolve(UNFINISHED + name);
    remove(unfinished);
    btrfs("subvolume", "create", unfinished.toString());
    limit(unfinished, limit);
    return Files.move(unfinished, place);
  }

  /// Deletes the directory with all that is in it, its quota group too; an unknown one is fine, and
  /// one whose making was cut short goes too. When it returns the deletion has been written to the
  /// disk; the room comes back soon after.
  public void delete(String name) throws IOException, InterruptedException {
    var place = place(name);
    remove(root.resolve(UNFINISHED + name));
    remove(place);
  }

  /// @return the directory of this name; empty if there is none
  public Optional<Path> find(String name) {
    return Optional.of(place(name)).filter(p -> Files.isDirectory(p, LinkOption.NOFOLLOW_LINKS));
  }

  /// @return the names of all directories
  public SortedSet<String> names() throws IOException {
    try (var entries = Files.list(root)) {
      return entries
          .map(entry -> entry.getFileName().toString())
          .filter(name -> !name.startsWith("."))
          .collect(Collectors.toCollection(TreeSet::new));
    }
  }

  /// @return how much the storage can hold altogether
  public Bytes size() throws IOException {
    return new Bytes(Files.getFileStore(root).getTotalSpace());
  }

  /// @return how much of it is not used
  public Bytes free() throws IOException {
    return new Bytes(Files.getFileStore(root).getUsableSpace());
  }

  /// Gives the mount and the loop device back; what is stored stays for the next {@link #open}.
  /// What is still in use goes when its last user goes.
  public void destroy() throws IOException {
    image.unmount();
  }

  /// Deletes everything that was ever stored, and the storage.
  public void deleteEverything() throws IOException, InterruptedException {
    if (Files.exists(image.file())) {
      destroy();
      Files.delete(image.file());
    } else {
      for (var name : names()) {
        delete(name);
      }
    }
    Files.delete(root);
  }

  private void check(String name, Bytes limit) throws IOException {
    if (limit.equals(Bytes.NONE)) {
      throw new IllegalArgumentException(
          "size of " + name + " is 0 bytes; it must be more than that");
    }
    var size = size();
    if (limit.compareTo(size) > 0) {
      throw new StorageException(
          "%s asks for %d MiB, but the whole storage of this node holds %d MiB; ask for less"
              .formatted(name, limit.toMiB(), size.toMiB()));
    }
  }

  private Path place(String name) {
    if (!NAME.matcher(name).matches()) {
      throw new IllegalArgumentException(
          "storage name '%s' must be up to 100 letters, digits, '-' or '_'".formatted(name));
    }
    return root.resolve(name);
  }

  private void limit(Path place, Bytes limit) throws IOException, InterruptedException {
    btrfs("qgroup", "limit", Long.toString(limit.count()), place.toString());
  }

  private void deleteUnfinished() throws IOException, InterruptedException {
    List<Path> found;
    try (var entries = Files.list(root)) {
      found = entries.filter(e -> e.getFileName().toString().startsWith(UNFINISHED)).toList();
    }
    for (var unfinished : found) {
      remove(unfinished);
    }
  }

  private void remove(Path place) throws IOException, InterruptedException {
    if (!Files.exists(place, LinkOption.NOFOLLOW_LINKS)) {
      return;
    }
    var id = btrfs("inspect-internal", "rootid", place.toString()).strip();
    try {
      deleteSubvolume(place);
    } catch (CommandFailedException e) {
      LOG.log(Level.DEBUG, "{0}: trying without the subvolumes in it: {1}", place, e.getMessage());
      removeInside(place);
      deleteSubvolume(place);
    }
    forgetGroup(id);
  }

  private void deleteSubvolume(Path place) throws IOException, InterruptedException {
    btrfs("subvolume", "delete", "--commit-after", place.toString());
  }

  /// A container can make subvolumes in its volume; they must go first, the innermost before all.
  /// The root of a subvolume is the directory with inode 256. Names are left to `find`, they may be
  /// any bytes.
  private void removeInside(Path place) throws IOException, InterruptedException {
    var ids = runInside(place, "btrfs", "inspect-internal", "rootid");
    runInside(place, "btrfs", "subvolume", "delete");
    for (var id : ids.lines().toList()) {
      forgetGroup(id.strip());
    }
  }

  private String runInside(Path place, String... command) throws IOException, InterruptedException {
    var argv = new ArrayList<>(List.of("find", place.toString(), "-mindepth", "1"));
    argv.addAll(List.of("-depth", "-type", "d", "-inum", "256", "-exec"));
    argv.addAll(List.of(command));
    argv.addAll(List.of("{}", ";"));
    return host.run(Command.of(argv).within(DELETE_LIMIT));
  }

  /// Before Linux 6.10 the group of a deleted subvolume stays and must be destroyed. Since then it
  /// may not be destroyed before the kernel has cleaned the subvolume away, and goes with it.
  private void forgetGroup(String id) throws InterruptedException, IOException {
    try {
      btrfs("qgroup", "destroy", "0/" + id, root.toString());
    } catch (CommandFailedException e) {
      LOG.log(Level.DEBUG, "left to the kernel: {0}", e.getMessage());
    }
  }

  private String btrfs(String... arguments) throws IOException, InterruptedException {
    var argv = new ArrayList<>(List.of("btrfs"));
    argv.addAll(List.of(arguments));
    return host.run(Command.of(argv).within(DELETE_LIMIT));
  }
}
