package io.coredeck.node.image;

import io.coredeck.node.host.Host;
import io.coredeck.node.host.Host.MountFlag;
import io.coredeck.posix.OpenDirectory;
import io.coredeck.posix.RawPath;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/// Root file systems of containers: an image below, what the container writes above. The kernel's
/// list of mounts is the only record of them.
///
/// Safe for use by several threads, for different containers.
final class Roots {
  private static final Pattern GWID = Pattern.compile("[A-Za-z0-9][A-Za-z0-9_-]{0,63}");

  /// Devices come with the container's own `/dev`, those of an image are dead. A program cannot
  /// change its user in a container anyway, and must not do so for a user of this machine.
  private static final Set<MountFlag> FLAGS =
      Set.of(MountFlag.NO_ATIME, MountFlag.NO_DEV, MountFlag.NO_SUID);

  private final Path directory;
  private final Host host;

  /// @param directory without links in its path, so that it compares with the kernel's list
  Roots(Path directory, Host host) {
    this.directory = directory;
    this.host = host;
  }

  Path mount(String gwid, Image image, Path writable) throws ImageException {
    var merged = merged(gwid);
    try {
      if (host.mountPoints().contains(merged)) {
        return merged;
      }
      var upper = upper(image, writable);
      var work = Files.createDirectories(writable.resolve("work"));
      Files.createDirectories(merged);
      overlay(image.lower(), upper, work, merged);
      return merged;
    } catch (IOException e) {
      throw new ImageException(
          "root of container %s: cannot be put together: %s".formatted(gwid, e.getMessage()), e);
    }
  }

  /// The container can read the options in its list of mounts, so they hold no paths of this
  /// machine.
  private void overlay(Path lower, Path upper, Path work, Path merged) throws IOException {
    try (var below = OpenDirectory.open(lower);
        var above = OpenDirectory.open(upper);
        var beside = OpenDirectory.open(work)) {
      var options = options(below.ownPath(), above.ownPath(), beside.ownPath());
      host.mount("overlay", merged, "overlay", FLAGS, options);
    } catch (IOException e) {
      Files.deleteIfExists(merged);
      throw e;
    }
  }

  /// Files of an image may be hard links of each other; without `index=off` the kernel could let a
  /// write to one change the other.
  private static String options(Path lower, Path upper, Path work) {
    return "lowerdir=%s,upperdir=%s,workdir=%s,index=off,redirect_dir=off,metacopy=off"
        .formatted(lower, upper, work);
  }

  /// The root a container sees has the owner and mode of the upper directory, so it gets the
  /// image's.
  private static Path upper(Image image, Path writable) throws IOException {
    var upper = writable.toAbsolutePath().resolve("upper");
    if (Files.exists(upper)) {
      return upper;
    }
    var name = RawPath.of("upper.new");
    try (var lower = OpenDirectory.open(image.lower());
        var above = OpenDirectory.open(writable)) {
      Files.createDirectories(writable.resolve("upper.new"));
      var status = lower.status();
      above.setOwner(name, status.uid(), status.gid());
      above.setMode(name, status.permissions());
      above.setModified(name, status.modified());
    }
    return Files.move(writable.resolve("upper.new"), upper);
  }

  void unmount(String gwid) throws ImageException {
    var merged = merged(gwid);
    try {
      host.unmount(merged);
      Files.deleteIfExists(merged);
    } catch (IOException e) {
      throw new ImageException(
          "root of container %s: cannot be taken away: %s".formatted(gwid, e.getMessage()), e);
    }
  }

  Set<String> mounted() throws ImageException {
    var names = new TreeSet<String>();
    try {
      for (var path : host.mountPoints()) {
        if (directory.equals(path.getParent())) {
          names.add(path.getFileName().toString());
        }
      }
    } catch (IOException e) {
      throw new ImageException("roots of containers cannot be listed: " + e.getMessage(), e);
    }
    return names;
  }

  private Path merged(String gwid) {
    if (!GWID.matcher(gwid).matches()) {
      throw new IllegalArgumentException(
          "gwid is \"%s\"; it must be letters, digits, - and _".formatted(gwid));
    }
    return directory.resolve(gwid);
  }
}
