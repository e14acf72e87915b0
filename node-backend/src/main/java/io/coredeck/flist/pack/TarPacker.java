package io.coredeck.flist.pack;

import io.coredeck.flist.Content;
import io.coredeck.flist.Entry;
import io.coredeck.flist.FlistWriter;
import io.coredeck.flist.tar.TarEntry;
import io.coredeck.flist.tar.TarException;
import io.coredeck.flist.tar.TarReader;
import io.coredeck.posix.RawPath;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;

/// Puts the entries of a tar archive into an image. Hard links become files with the same blocks;
/// later entries take the place of earlier ones; extended attributes, which an image cannot hold,
/// are lost.
public final class TarPacker {
  private static final List<RawPath> UP = List.of(RawPath.of(".."));
  private static final int LINK_MODE = 0777;
  private static final int DIRECTORY_SIZE = 4096;

  /// After the mark that ends an archive there are zeros, to fill a tape's block.
  private static final long LONGEST_PADDING = 64 << 20;

  private static final int BUFFER = 64 << 10;

  private final FlistWriter writer;
  private final Packing packing;

  private TarPacker(FlistWriter writer, PackLimits limits) {
    this.writer = writer;
    this.packing = new Packing(writer, limits);
  }

  /// @param archive not compressed; read to its end, not closed
  /// @throws PackException if it is no archive, leads out of itself or is too large
  /// @throws IOException if it cannot be read, or blocks cannot be kept
  public static void pack(InputStream archive, FlistWriter writer, PackLimits limits)
      throws IOException, InterruptedException {
    try {
      var packer = new TarPacker(writer, limits);
      var reader = new TarReader(archive);
      for (var entry = reader.next(); entry.isPresent(); entry = reader.next()) {
        packer.add(entry.get(), reader.content());
      }
      readToEnd(archive);
    } catch (TarException e) {
      throw new PackException(String.valueOf(e.getMessage()), e);
    }
  }

  /// What unpacks the archive checks it as a whole, at its very end.
  private static void readToEnd(InputStream archive) throws IOException {
    var buffer = new byte[BUFFER];
    long padding = 0;
    for (int count = 0; count >= 0; count = archive.read(buffer)) {
      padding += count;
      if (padding > LONGEST_PADDING) {
        throw new PackException(
            "the archive goes on for more than %d bytes after its end".formatted(LONGEST_PADDING));
      }
    }
  }

  private void add(TarEntry entry, InputStream content) throws IOException, InterruptedException {
    var path = inside(entry.path());
    var traits = traits(entry, path);
    switch (entry.kind()) {
      case DIRECTORY -> packing.add(path, DIRECTORY_SIZE, Content.Folder.of(path), traits);
      case FILE -> {
        var stored = packing.store(path, content);
        packing.add(path, stored.size(), stored.content(), traits);
      }
      case HARD_LINK -> {
        var other = linked(entry, path);
        var same = new Packing.Traits(other.access(), other.modified(), other.changed());
        packing.add(path, other.size(), other.content(), same);
      }
      case LINK ->
          packing.add(path, entry.target().length(), new Content.Link(entry.target()), traits);
      case CHARACTER_DEVICE -> device(path, Content.SpecialKind.CHARACTER_DEVICE, entry, traits);
      case BLOCK_DEVICE -> device(path, Content.SpecialKind.BLOCK_DEVICE, entry, traits);
      case FIFO ->
          packing.add(path, 0, new Content.Special(Content.SpecialKind.FIFO, "(nothing)"), traits);
    }
  }

  private void device(RawPath path, Content.SpecialKind kind, TarEntry entry, Packing.Traits traits)
      throws PackException {
    var numbers = entry.major() + "," + entry.minor();
    packing.add(path, 0, new Content.Special(kind, numbers), traits);
  }

  private Entry linked(TarEntry entry, RawPath path) throws PackException {
    var other = writer.entry(inside(entry.target()));
    if (other.isEmpty() || other.get().content() instanceof Content.Folder) {
      throw new PackException(
          "/%s is a hard link to %s, which is no file before it in the archive"
              .formatted(path, entry.target()));
    }
    return other.get();
  }

  private static Packing.Traits traits(TarEntry entry, RawPath path) throws PackException {
    var mode = entry.kind() == TarEntry.Kind.LINK ? LINK_MODE : entry.mode();
    var access = Packing.access(path, entry.user(), entry.group(), mode, entry.uid(), entry.gid());
    return new Packing.Traits(access, entry.modified(), entry.modified());
  }

  private static RawPath inside(RawPath path) throws PackException {
    var inside = RawPath.EMPTY;
    for (var part : path.components()) {
      if (UP.contains(part)) {
        throw new PackException("%s leads out of the archive; no path may hold ..".formatted(path));
      }
      inside = inside.child(part);
    }
    return inside;
  }
}
