package io.coredeck.hub;

import io.coredeck.blocks.BlockStore;
import io.coredeck.flist.Access;
import io.coredeck.flist.Content;
import io.coredeck.flist.Content.SpecialKind;
import io.coredeck.flist.Entry;
import io.coredeck.flist.FlistWriter;
import io.coredeck.flist.tar.TarEntry;
import io.coredeck.flist.tar.TarReader;
import io.coredeck.posix.RawPath;
import io.coredeck.wire.Json;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.LinkedHashMap;

/// Makes images: what is in a file goes to the block store, the rest into the flist.
final class ImageMaker {

  /// The most entries an image made here may have.
  static final int MOST_ENTRIES = 500_000;

  /// The most bytes its files may have together.
  static final long MOST_BYTES = 16L << 30;

  private final BlockStore blocks;
  private final String backendHost;
  private final int backendPort;

  ImageMaker(BlockStore blocks, String backendHost, int backendPort) {
    this.blocks = blocks;
    this.backendHost = backendHost;
    this.backendPort = backendPort;
  }

  /// @return an empty image whose blocks go to the store, and that says where that is
  FlistWriter begin() {
    var writer = new FlistWriter(block -> blocks.put(block.ref().hash(), block.stored()));
    var backend = new LinkedHashMap<String, Object>();
    backend.put("namespace", "default");
    backend.put("host", backendHost);
    backend.put("port", backendPort);
    writer.metadata("backend", Json.writeTree(backend));
    return writer;
  }

  /// Makes an image of an archive.
  ///
  /// @param tar unpacked already
  /// @param target where the flist goes
  /// @return how many entries it has
  /// @throws BadArchiveException if the archive is damaged or too large
  int ofTar(InputStream tar, Path target) throws IOException, InterruptedException {
    var writer = begin();
    var reader = new TarReader(tar);
    var entries = 0;
    var bytes = 0L;
    for (var next = reader.next(); next.isPresent(); next = reader.next()) {
      var entry = next.get();
      bytes += entry.size();
      entries++;
      if (entries > MOST_ENTRIES || bytes > MOST_BYTES) {
        throw new BadArchiveException(
            "the archive has more than %d entries or %d GiB; make it smaller"
                .formatted(MOST_ENTRIES, MOST_BYTES >> 30));
      }
      add(writer, entry, reader.content());
    }
    writer.write(target);
    return entries;
  }

  private static void add(FlistWriter writer, TarEntry entry, InputStream content)
      throws IOException, InterruptedException {
    var path = inside(entry.path());
    try {
      switch (entry.kind()) {
        case DIRECTORY -> put(writer, entry, path, 0, Content.Folder.of(path));
        case FILE -> {
          var stored = writer.store(content);
          put(writer, entry, path, stored.size(), stored.content());
        }
        case LINK ->
            put(writer, entry, path, entry.target().length(), new Content.Link(entry.target()));
        case HARD_LINK -> {
          var first = writer.entry(inside(entry.target()));
          if (first.isEmpty()) {
            throw new BadArchiveException(
                "%s is a hard link to %s, which does not stand before it"
                    .formatted(path, entry.target()));
          }
          writer.add(
              new Entry(
                  path,
                  first.get().size(),
                  first.get().content(),
                  first.get().access(),
                  first.get().modified(),
                  first.get().changed()));
        }
        case CHARACTER_DEVICE -> device(writer, entry, path, SpecialKind.CHARACTER_DEVICE);
        case BLOCK_DEVICE -> device(writer, entry, path, SpecialKind.BLOCK_DEVICE);
        case FIFO -> put(writer, entry, path, 0, new Content.Special(SpecialKind.FIFO, ""));
      }
    } catch (IllegalArgumentException e) {
      throw new BadArchiveException("%s: %s".formatted(path, e.getMessage()));
    }
  }

  private static void device(FlistWriter writer, TarEntry entry, RawPath path, SpecialKind kind) {
    put(
        writer,
        entry,
        path,
        0,
        new Content.Special(kind, "%d,%d".formatted(entry.major(), entry.minor())));
  }

  private static void put(
      FlistWriter writer, TarEntry entry, RawPath path, long size, Content content) {
    var access = new Access(entry.user(), entry.group(), entry.mode(), entry.uid(), entry.gid());
    writer.add(new Entry(path, size, content, access, entry.modified(), entry.modified()));
  }

  /// @throws BadArchiveException if the path leads out of the archive
  private static RawPath inside(RawPath path) throws BadArchiveException {
    var clean = RawPath.EMPTY;
    for (var part : path.components()) {
      if (!part.isFileName()) {
        throw new BadArchiveException(
            "%s: a path must not lead out of the archive".formatted(path));
      }
      clean = clean.child(part);
    }
    return clean;
  }
}
