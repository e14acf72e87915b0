package io.coredeck.node.image;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.coredeck.flist.Content;
import io.coredeck.flist.DamagedFlistException;
import io.coredeck.flist.Entry;
import io.coredeck.flist.block.BlockRef;
import io.coredeck.flist.block.Hash;
import io.coredeck.posix.OpenDirectory;
import io.coredeck.posix.RawPath;
import java.io.IOException;
import java.lang.System.Logger.Level;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;

/// Whole files as containers see them, named by content, size, mode, owner and time, so that images
/// can share them as hard links without one changing what the other sees.
///
/// Safe for use by several threads; a {@link Batch} belongs to one.
final class FileStore {
  private static final System.Logger LOG = System.getLogger(FileStore.class.getName());

  private final Path directory;
  private final BlockFiles blocks;
  private final ReentrantLock claiming = new ReentrantLock();

  FileStore(Path directory, BlockFiles blocks) {
    this.directory = directory;
    this.blocks = blocks;
  }

  /// @param entry a file with known owner
  /// @return whether an image before had the same file
  boolean has(Entry entry) {
    return Files.exists(path(id(entry)));
  }

  /// @param fresh an empty directory on the same file system, for files no image had before
  /// @return makes the files of one image
  Batch batch(Path fresh) {
    return new Batch(fresh);
  }

  private Path path(String id) {
    return directory.resolve(id.substring(0, 2)).resolve(id);
  }

  private static String id(Entry entry) {
    var access = entry.access();
    var file = (Content.File) entry.content();
    var text = new StringBuilder();
    text.append(Integer.toOctalString(access.mode()));
    for (var number :
        new long[] {access.uid(), access.gid(), entry.modified(), entry.size(), file.pieceSize()}) {
      text.append(' ').append(number);
    }
    for (var ref : file.blocks()) {
      text.append(' ').append(ref.key());
    }
    return Hash.ofContent(text.toString().getBytes(UTF_8)).toString();
  }

  /// The files of one image while it is laid out.
  final class Batch {
    private final Path fresh;
    private final Map<String, Path> made = new HashMap<>();
    private int count;

    private Batch(Path fresh) {
      this.fresh = fresh;
    }

    /// @param entry a file that is not empty, with known owner, whose blocks are there
    /// @return the file with its content, mode, owner and time, to be linked
    Path file(Entry entry) throws IOException {
      var id = id(entry);
      var known = made.get(id);
      if (known != null) {
        return known;
      }
      var before = path(id);
      return Files.exists(before) ? before : another(entry);
    }

    /// @return one more copy, for when a file has all the links a file can have
    Path another(Entry entry) throws IOException {
      var file = fresh.resolve(Integer.toString(count++));
      var content = (Content.File) entry.content();
      if (content.blocks().size() != 1
          || !claimed(content.blocks().getFirst(), entry.size(), file)) {
        copy(entry, content, file);
      }
      var access = entry.access();
      var name = RawPath.of(file.getFileName().toString());
      try (var open = OpenDirectory.open(fresh)) {
        open.setOwner(name, (int) access.uid(), (int) access.gid());
        open.setMode(name, access.mode());
        open.setModified(name, entry.modified());
      }
      made.put(id(entry), file);
      return file;
    }

    /// Lets images to come find the files. Only once they are safe on the disk.
    void publish() throws IOException {
      for (var file : made.entrySet()) {
        var path = path(file.getKey());
        Files.createDirectories(path.getParent());
        Files.move(
            file.getValue(),
            path,
            StandardCopyOption.ATOMIC_MOVE,
            StandardCopyOption.REPLACE_EXISTING);
      }
      made.clear();
    }
  }

  /// Most files have one block. The block's own file becomes such a file, unless another has it.
  private boolean claimed(BlockRef ref, long size, Path file) throws IOException {
    var block = blocks.path(ref);
    claiming.lock();
    try {
      var free = Files.getAttribute(block, "unix:nlink").equals(1) && Files.size(block) == size;
      if (free) {
        Files.createLink(file, block);
      }
      return free;
    } finally {
      claiming.unlock();
    }
  }

  /// The kernel shares the blocks' space with the copy where the file system can.
  private void copy(Entry entry, Content.File content, Path file) throws IOException {
    try (var out =
        FileChannel.open(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
      long start = 0;
      for (var ref : content.blocks()) {
        try (var in = FileChannel.open(blocks.path(ref))) {
          requireFits(entry, content, ref, start, in.size());
          out.position(start);
          for (long done = 0; done < in.size(); ) {
            done += in.transferTo(done, in.size() - done, out);
          }
        }
        start += content.pieceSize();
      }
      if (out.size() < entry.size()) { // a known fault of the reference's writer
        LOG.log(
            Level.WARNING,
            "file /{0} of an image has {1} of its {2} bytes; zeros stand for the rest",
            entry.path(),
            Long.toString(out.size()),
            Long.toString(entry.size()));
        out.write(ByteBuffer.allocate(1), entry.size() - 1);
      }
    }
  }

  private static void requireFits(
      Entry entry, Content.File content, BlockRef ref, long start, long length)
      throws DamagedFlistException {
    if (length == 0 || length > content.pieceSize() || start + length > entry.size()) {
      throw new DamagedFlistException(
          "file %s has %d bytes in pieces of %d; its block %s holds %d bytes and does not fit at %d"
              .formatted(
                  entry.path(), entry.size(), content.pieceSize(), ref.hash(), length, start));
    }
  }
}
