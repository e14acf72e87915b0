package io.coredeck.node.volume;

import io.coredeck.model.Bytes;
import io.coredeck.node.host.Command;
import io.coredeck.node.host.Host;
import io.coredeck.node.host.Host.MountFlag;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;

/// A btrfs file system in a sparse file, mounted through a loop device.
///
/// The device detaches itself when the file system is unmounted, also after a crash of the agent.
///
/// @param file the sparse file
/// @param target where its file system is mounted; an existing directory
/// @param host for mounting and for btrfs-progs and losetup
record LoopImage(Path file, Path target, Host host) {
  /// Of the free disk, how much an image may grow to if nothing else is said.
  static final int DEFAULT_PERCENT = 80;

  private static final Duration FORMAT_LIMIT = Duration.ofMinutes(2);

  /// Deleted data is given back to the disk under the sparse file.
  private static final String OPTIONS = "discard=async";

  boolean isMounted() throws IOException {
    return host.mountPoints().contains(target);
  }

  /// Makes the file if it is absent, grows it if more is asked, mounts it if it is not mounted.
  ///
  /// @param asked how much it shall hold at most; nothing means {@link #DEFAULT_PERCENT}, or as it
  ///   is
  void mount(Bytes asked) throws IOException, InterruptedException {
    if (!Files.exists(file)) {
      format(sizeOfNew(asked));
    }
    if (!isMounted()) {
      var attached = device();
      var device = attached.isPresent() ? attached.get() : attach();
      host.mount(device, target, "btrfs", Set.of(MountFlag.NO_ATIME), OPTIONS);
      host.run(Command.of("losetup", "--detach", device)); // takes effect when it is unmounted
    }
    grow(asked);
  }

  void unmount() throws IOException {
    host.unmount(target);
  }

  private Bytes sizeOfNew(Bytes asked) throws IOException {
    var free = free();
    var size = asked.equals(Bytes.NONE) ? new Bytes(free.count() / 100 * DEFAULT_PERCENT) : asked;
    if (size.compareTo(Storage.MINIMUM) < 0) {
      throw new StorageException(
          "%s: room for storage is %d MiB; it must be %d MiB or more: %s"
              .formatted(
                  file.getParent(),
                  size.toMiB(),
                  Storage.MINIMUM.toMiB(),
                  asked.equals(Bytes.NONE)
                      ? "free some of the disk (%d MiB are free) or choose another one"
                          .formatted(free.toMiB())
                      : "ask for more"));
    }
    checkFree(size, free);
    return size;
  }

  private void checkFree(Bytes more, Bytes free) throws StorageException {
    if (more.compareTo(free) > 0) {
      throw new StorageException(
          "%s: storage needs %d MiB, but only %d MiB of the disk are free: ask for less, free some of"
                  .formatted(file.getParent(), more.toMiB(), free.toMiB())
              + " the disk or choose another one");
    }
  }

  private Bytes free() throws IOException {
    return new Bytes(Files.getFileStore(file.getParent()).getUsableSpace());
  }

  /// The file gets its name when it is formatted, so a half-made one is never mounted.
  private void format(Bytes size) throws IOException, InterruptedException {
    var unfinished = file.resolveSibling(file.getFileName() + ".unfinished");
    Files.deleteIfExists(unfinished);
    resize(unfinished, size);
    host.run(
        Command.of("mkfs.btrfs", "--quiet", "--metadata", "single", unfinished.toString())
            .within(FORMAT_LIMIT));
    Files.move(unfinished, file, StandardCopyOption.ATOMIC_MOVE);
  }

  private void grow(Bytes asked) throws IOException, InterruptedException {
    var size = Files.size(file);
    if (asked.count() <= size) {
      return;
    }
    checkFree(new Bytes(asked.count() - size), free());
    resize(file, asked);
    var device =
        device()
            .orElseThrow(() ->
                new StorageException(target + ": mounted, but not from " + file + "; unmount it"));
    host.run(Command.of("losetup", "--set-capacity", device));
    host.run(Command.of("btrfs", "filesystem", "resize", "max", target.toString()));
  }

  private static void resize(Path file, Bytes size) throws IOException {
    try (var sparse = new RandomAccessFile(file.toFile(), "rw")) {
      sparse.setLength(size.count());
    }
  }

  private String attach() throws IOException, InterruptedException {
    var command = Command.of("losetup", "--find", "--show", "--direct-io=on", file.toString());
    return host.run(command).strip();
  }

  /// @return the loop device that has the file, left by an agent that ended before mounting it or
  ///   in use
  private Optional<String> device() throws IOException, InterruptedException {
    var command =
        Command.of("losetup", "--noheadings", "--output", "NAME", "--associated", file.toString());
    return host.run(command).lines().map(String::strip).filter(n -> !n.isEmpty()).findFirst();
  }
}
