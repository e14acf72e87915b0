package io.coredeck.node.image;

import io.coredeck.flist.Content;
import io.coredeck.flist.DamagedFlistException;
import io.coredeck.flist.Entry;
import io.coredeck.posix.FileKind;
import io.coredeck.posix.OpenDirectory;
import io.coredeck.posix.PosixException;
import io.coredeck.posix.RawPath;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.regex.Pattern;

/// Makes the tree of an image. Every step is relative to an open directory, so that nothing in the
/// image leads out of it.
///
/// For one thread and one image.
final class Layout implements AutoCloseable {
  private static final System.Logger LOG = System.getLogger(Layout.class.getName());
  private static final Pattern DEVICE = Pattern.compile("([0-9]{1,4}),([0-9]{1,7})");
  private static final int LARGEST_MAJOR = 0xfff;
  private static final int LARGEST_MINOR = 0xfffff;

  private final OpenDirectory above;
  private final FileStore.Batch files;
  private final Deque<Level> open = new ArrayDeque<>();

  /// A directory being filled, inside the one before it.
  private record Level(Entry entry, RawPath name, OpenDirectory inside) {}

  private Layout(OpenDirectory above, FileStore.Batch files) {
    this.above = above;
    this.files = files;
  }

  /// @param above where the root is made
  /// @param name of the root
  /// @param entries with known owners, the root first, directories before what is in them
  static void make(Path above, String name, List<Entry> entries, FileStore.Batch files)
      throws IOException {
    try (var layout = new Layout(OpenDirectory.open(above), files)) {
      layout.enter(entries.getFirst(), RawPath.of(name));
      for (var entry : entries.subList(1, entries.size())) {
        if (Thread.interrupted()) {
          throw new InterruptedIOException("making the tree of an image was broken off");
        }
        layout.leaveUntil(entry.path().parent());
        layout.add(entry, entry.path().name());
      }
      while (!layout.open.isEmpty()) {
        layout.leave();
      }
    }
  }

  private OpenDirectory inside() {
    return open.isEmpty() ? above : open.getFirst().inside();
  }

  private void leaveUntil(RawPath path) throws IOException {
    while (!open.getFirst().entry().path().equals(path)) {
      leave();
    }
  }

  private void enter(Entry entry, RawPath name) throws IOException {
    open.push(new Level(entry, name, inside().createDirectory(name)));
  }

  /// A directory gets its mode and time when nothing more is put into it.
  private void leave() throws IOException {
    var level = open.pop();
    level.inside().close();
    dress(level.entry(), level.name());
  }

  private void add(Entry entry, RawPath name) throws IOException {
    try {
      switch (entry.content()) {
        case Content.Folder _ -> enter(entry, name);
        case Content.File _ when entry.size() == 0 -> {
          inside().createFile(name);
          dress(entry, name);
        }
        case Content.File _ -> link(entry, name);
        case Content.Link(var target) -> {
          requireTarget(entry, target);
          inside().createLink(name, target);
          inside().setOwner(name, (int) entry.access().uid(), (int) entry.access().gid());
          inside().setModified(name, entry.modified());
        }
        case Content.Special special -> add(entry, special, name);
      }
    } catch (PosixException e) {
      if (e.error() == PosixException.EEXIST) {
        throw new DamagedFlistException("the image lists /%s twice".formatted(entry.path()));
      }
      throw e;
    }
  }

  private void link(Entry entry, RawPath name) throws IOException {
    var file = files.file(entry);
    try {
      inside().linkFile(file, name);
    } catch (PosixException e) {
      if (e.error() != PosixException.EMLINK) {
        throw e;
      }
      inside().linkFile(files.another(entry), name);
    }
  }

  private static void requireTarget(Entry entry, RawPath target) throws DamagedFlistException {
    for (var b : target.bytes()) {
      if (b == 0) {
        throw new DamagedFlistException(
            "link /%s points to a name with a NUL".formatted(entry.path()));
      }
    }
    if (target.isEmpty()) {
      throw new DamagedFlistException("link /%s points nowhere".formatted(entry.path()));
    }
  }

  /// The reference tool calls everything a socket, so sockets are left out, as its readers do. They
  /// would be dead anyway.
  private void add(Entry entry, Content.Special special, RawPath name) throws IOException {
    switch (special.kind()) {
      case FIFO -> {
        inside().createSpecial(name, FileKind.FIFO, 0, 0);
        dress(entry, name);
      }
      case BLOCK_DEVICE -> device(entry, special, name, FileKind.BLOCK_DEVICE);
      case CHARACTER_DEVICE -> device(entry, special, name, FileKind.CHARACTER_DEVICE);
      case SOCKET, UNKNOWN ->
          LOG.log(System.Logger.Level.DEBUG, "special file /{0} is left out", entry.path());
    }
  }

  private void device(Entry entry, Content.Special special, RawPath name, FileKind kind)
      throws IOException {
    var numbers = DEVICE.matcher(special.data());
    var major = numbers.matches() ? Integer.parseInt(numbers.group(1)) : -1;
    var minor = numbers.matches() ? Integer.parseInt(numbers.group(2)) : -1;
    if (major < 0 || major > LARGEST_MAJOR || minor > LARGEST_MINOR) {
      throw new DamagedFlistException(
          "device /%s has the numbers \"%s\"; they must be MAJOR,MINOR"
              .formatted(entry.path(), special.data()));
    }
    inside().createSpecial(name, kind, major, minor);
    dress(entry, name);
  }

  private void dress(Entry entry, RawPath name) throws IOException {
    var access = entry.access();
    inside().setOwner(name, (int) access.uid(), (int) access.gid());
    inside().setMode(name, access.mode());
    inside().setModified(name, entry.modified());
  }

  @Override
  public void close() {
    open.forEach(level -> level.inside().close());
    above.close();
  }
}
