package io.coredeck.flist.pack;

import io.coredeck.flist.Content;
import io.coredeck.flist.FlistWriter;
import io.coredeck.posix.FileKind;
import io.coredeck.posix.FileStatus;
import io.coredeck.posix.OpenDirectory;
import io.coredeck.posix.RawPath;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/// Puts a directory with all that is in it into an image. Links are kept, not followed; hard links
/// become files with the same blocks; extended attributes, which an image cannot hold, are lost.
public final class TreePacker {
  private static final String ROOT = "root";

  private final Packing packing;
  private final Map<Identity, FlistWriter.Stored> linked = new HashMap<>();

  private TreePacker(Packing packing) {
    this.packing = packing;
  }

  /// What two names of one file have in common.
  private record Identity(long device, long inode) {}

  /// @param directory becomes the image's root
  /// @throws PackException if it is too large or too deep
  /// @throws IOException if it cannot be read, or blocks cannot be kept
  public static void pack(Path directory, FlistWriter writer, PackLimits limits)
      throws IOException, InterruptedException {
    try (var root = OpenDirectory.open(directory)) {
      new TreePacker(new Packing(writer, limits)).directory(root, RawPath.EMPTY);
    }
  }

  private void directory(OpenDirectory open, RawPath path)
      throws IOException, InterruptedException {
    var status = open.status();
    packing.add(path, status.size(), Content.Folder.of(path), traits(path, status));
    for (var name : open.list().stream().sorted().toList()) {
      var child = path.child(name);
      var itsStatus = open.status(name);
      if (itsStatus.kind() == FileKind.DIRECTORY) {
        try (var inside = open.openDirectory(name)) {
          directory(inside, child);
        }
      } else {
        add(open, name, child, itsStatus);
      }
    }
  }

  private void add(OpenDirectory open, RawPath name, RawPath path, FileStatus status)
      throws IOException, InterruptedException {
    var traits = traits(path, status);
    switch (status.kind()) {
      case REGULAR -> {
        var stored = stored(open, name, path, status);
        packing.add(path, stored.size(), stored.content(), traits);
      }
      case LINK -> {
        var target = open.readLink(name);
        packing.add(path, target.length(), new Content.Link(target), traits);
      }
      case CHARACTER_DEVICE -> special(path, Content.SpecialKind.CHARACTER_DEVICE, status, traits);
      case BLOCK_DEVICE -> special(path, Content.SpecialKind.BLOCK_DEVICE, status, traits);
      case FIFO -> special(path, Content.SpecialKind.FIFO, status, traits);
      case SOCKET, DIRECTORY -> special(path, Content.SpecialKind.SOCKET, status, traits);
    }
  }

  private FlistWriter.Stored stored(
      OpenDirectory open, RawPath name, RawPath path, FileStatus status)
      throws IOException, InterruptedException {
    var identity = new Identity(status.device(), status.inode());
    var before = linked.get(identity);
    if (before != null) {
      return before;
    }
    try (var content = open.read(name)) {
      var stored = packing.store(path, content);
      if (status.links() > 1) {
        linked.put(identity, stored);
      }
      return stored;
    }
  }

  private void special(
      RawPath path, Content.SpecialKind kind, FileStatus status, Packing.Traits traits)
      throws PackException {
    var device =
        kind == Content.SpecialKind.CHARACTER_DEVICE || kind == Content.SpecialKind.BLOCK_DEVICE;
    var data = device ? status.major() + "," + status.minor() : "(nothing)";
    packing.add(path, 0, new Content.Special(kind, data), traits);
  }

  private static Packing.Traits traits(RawPath path, FileStatus status) throws PackException {
    var uid = Integer.toUnsignedLong(status.uid());
    var gid = Integer.toUnsignedLong(status.gid());
    var access =
        Packing.access(
            path, uid == 0 ? ROOT : "", gid == 0 ? ROOT : "", status.permissions(), uid, gid);
    return new Packing.Traits(access, status.modified(), status.changed());
  }
}
