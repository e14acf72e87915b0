package io.coredeck.posix;

import static io.coredeck.posix.Libc.Call.CLOSE;
import static io.coredeck.posix.Libc.Call.FCHMODAT;
import static io.coredeck.posix.Libc.Call.FCHOWNAT;
import static io.coredeck.posix.Libc.Call.GETDENTS64;
import static io.coredeck.posix.Libc.Call.LINKAT;
import static io.coredeck.posix.Libc.Call.MKDIRAT;
import static io.coredeck.posix.Libc.Call.MKNODAT;
import static io.coredeck.posix.Libc.Call.OPENAT;
import static io.coredeck.posix.Libc.Call.READLINKAT;
import static io.coredeck.posix.Libc.Call.STATX;
import static io.coredeck.posix.Libc.Call.SYMLINKAT;
import static io.coredeck.posix.Libc.Call.UNLINKAT;
import static io.coredeck.posix.Libc.Call.UTIMENSAT;
import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_LONG;
import static java.lang.foreign.ValueLayout.JAVA_SHORT;

import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// A directory held open. What is in it is named by raw names, and no name leads out of it: a slash
/// or `..` is refused, links are never followed.
///
/// For one thread at a time. Every method throws {@link PosixException} with the system's reason.
public final class OpenDirectory implements AutoCloseable {
  private static final int AT_SYMLINK_NOFOLLOW = 0x100;
  private static final int AT_REMOVEDIR = 0x200;
  private static final int AT_EMPTY_PATH = 0x1000;
  private static final int FLAGS = Libc.O_DIRECTORY | Libc.O_NOFOLLOW | Libc.O_CLOEXEC;
  private static final int STATX_BASIC_STATS = 0x7ff;
  private static final int LONGEST_TARGET = 4096;
  private static final int LIST_BUFFER_BYTES = 32 << 10;

  /// Where the name begins in `struct linux_dirent64`.
  private static final int NAME_OFFSET = 19;

  private static final int PRIVATE_MODE = 0700;
  private static final int PRIVATE_FILE_MODE = 0600;

  /// In the seconds of a `struct timespec`'s nanoseconds: leave this time as it is.
  private static final long UTIME_OMIT = 0x3ffffffe;

  private final int descriptor;
  private final RawPath shown;
  private boolean closed;

  private OpenDirectory(int descriptor, RawPath shown) {
    this.descriptor = descriptor;
    this.shown = shown;
  }

  /// @param path of a directory; its last part must not be a link
  public static OpenDirectory open(Path path) throws IOException {
    var raw = RawPath.of(path.toAbsolutePath().toString());
    return new OpenDirectory(openAt(Libc.NO_DIRECTORY, raw, FLAGS, raw), raw);
  }

  /// @return another path to it, for the system's calls of this program and only while this is open
  public Path ownPath() {
    return Path.of("/proc/self/fd/" + descriptor);
  }

  /// @param name of a directory in this one
  public OpenDirectory openDirectory(RawPath name) throws IOException {
    var path = shown(name);
    return new OpenDirectory(openAt(descriptor, name, FLAGS, path), path);
  }

  /// Makes a directory that only its owner may enter, and opens it.
  public OpenDirectory createDirectory(RawPath name) throws IOException {
    var path = shown(name);
    try (var memory = Arena.ofConfined()) {
      check("make directory", path, MKDIRAT, descriptor, Libc.text(memory, name), PRIVATE_MODE);
    }
    return new OpenDirectory(openAt(descriptor, name, FLAGS, path), path);
  }

  /// Makes an empty file that only its owner may use.
  public void createFile(RawPath name) throws IOException {
    var flags = Libc.O_WRONLY | Libc.O_CREAT | Libc.O_EXCL | Libc.O_NOFOLLOW | Libc.O_CLOEXEC;
    Libc.call(CLOSE, openAt(descriptor, name, flags, shown(name)));
  }

  /// Makes a symbolic link.
  ///
  /// @param target any bytes without NUL, not empty
  public void createLink(RawPath name, RawPath target) throws IOException {
    var path = shown(name);
    try (var memory = Arena.ofConfined()) {
      var text = Libc.text(memory, target);
      check("make link", path, SYMLINKAT, text, descriptor, Libc.text(memory, name));
    }
  }

  /// Makes a device, fifo or socket.
  ///
  /// @param kind one of these
  /// @param major of a device
  /// @param minor of a device
  public void createSpecial(RawPath name, FileKind kind, int major, int minor) throws IOException {
    var path = shown(name);
    var mode = kind.bits() | PRIVATE_FILE_MODE;
    // Linux: 12 bits of the major number around 8 bits of the minor one, the rest of it above
    var device = (minor & 0xffL) | ((major & 0xfffL) << 8) | ((minor & 0xfff00L) << 12);
    try (var memory = Arena.ofConfined()) {
      check("make node", path, MKNODAT, descriptor, Libc.text(memory, name), mode, device);
    }
  }

  /// Gives an existing file one more name, here.
  ///
  /// @param file on the same file system
  public void linkFile(Path file, RawPath name) throws IOException {
    var path = shown(name);
    var existing = RawPath.of(file.toAbsolutePath().toString());
    try (var memory = Arena.ofConfined()) {
      var from = Libc.text(memory, existing);
      var to = Libc.text(memory, name);
      check("link " + file + " to", path, LINKAT, Libc.NO_DIRECTORY, from, descriptor, to, 0);
    }
  }

  /// Sets the owner, of a link itself. Takes setuid and setgid away: set the mode afterwards.
  public void setOwner(RawPath name, int uid, int gid) throws IOException {
    var path = shown(name);
    try (var memory = Arena.ofConfined()) {
      var text = Libc.text(memory, name);
      check("set owner of", path, FCHOWNAT, descriptor, text, uid, gid, AT_SYMLINK_NOFOLLOW);
    }
  }

  /// @param name not of a link: links have no mode
  /// @param permissions with setuid, setgid and sticky
  public void setMode(RawPath name, int permissions) throws IOException {
    var path = shown(name);
    try (var memory = Arena.ofConfined()) {
      var text = Libc.text(memory, name);
      check("set mode of", path, FCHMODAT, descriptor, text, permissions);
    }
  }

  /// Sets the time of modification, of a link itself.
  ///
  /// @param seconds since 1970
  public void setModified(RawPath name, long seconds) throws IOException {
    var path = shown(name);
    try (var memory = Arena.ofConfined()) {
      var times = memory.allocate(JAVA_LONG, 4);
      times.setAtIndex(JAVA_LONG, 1, UTIME_OMIT);
      times.setAtIndex(JAVA_LONG, 2, seconds);
      var text = Libc.text(memory, name);
      check("set time of", path, UTIMENSAT, descriptor, text, times.address(), AT_SYMLINK_NOFOLLOW);
    }
  }

  /// @return what the system knows of a file, of a link itself
  public FileStatus status(RawPath name) throws IOException {
    return status(descriptor, name, AT_SYMLINK_NOFOLLOW, shown(name));
  }

  /// @return what the system knows of this directory
  public FileStatus status() throws IOException {
    return status(descriptor, RawPath.EMPTY, AT_EMPTY_PATH, shown);
  }

  /// @return what a link points to
  public RawPath readLink(RawPath name) throws IOException {
    var path = shown(name);
    try (var memory = Arena.ofConfined()) {
      var buffer = memory.allocate(LONGEST_TARGET);
      var text = Libc.text(memory, name);
      var address = buffer.address();
      var count = check("read link", path, READLINKAT, descriptor, text, address, LONGEST_TARGET);
      return RawPath.of(buffer.asSlice(0, count).toArray(JAVA_BYTE));
    }
  }

  /// @param name of a regular file
  /// @return its content
  public InputStream read(RawPath name) throws IOException {
    var path = shown(name);
    var flags = Libc.O_NOFOLLOW | Libc.O_CLOEXEC | Libc.O_NONBLOCK;
    var file = openAt(descriptor, name, flags, path);
    try {
      if (status(file, RawPath.EMPTY, AT_EMPTY_PATH, path).kind() != FileKind.REGULAR) {
        throw new IOException(path + " is not a regular file any more");
      }
      return new FileInputStream("/proc/self/fd/" + file);
    } finally {
      Libc.call(CLOSE, file);
    }
  }

  /// @return the names in it without `.` and `..`, in no particular order
  public List<RawPath> list() throws IOException {
    var names = new ArrayList<RawPath>();
    // a descriptor of its own, because the position in the list belongs to it
    var listed = openAt(descriptor, RawPath.of("."), FLAGS, shown);
    try (var memory = Arena.ofConfined()) {
      var buffer = memory.allocate(LIST_BUFFER_BYTES, Long.BYTES);
      var address = buffer.address();
      var count = check("list", shown, GETDENTS64, listed, address, LIST_BUFFER_BYTES);
      while (count > 0) {
        collect(buffer.asSlice(0, count), names);
        count = check("list", shown, GETDENTS64, listed, address, LIST_BUFFER_BYTES);
      }
    } finally {
      Libc.call(CLOSE, listed);
    }
    return names;
  }

  /// Removes a file or link, or a directory with all that is in it.
  public void remove(RawPath name) throws IOException {
    var path = shown(name);
    var directory = status(name).kind() == FileKind.DIRECTORY;
    if (directory) {
      try (var inside = openDirectory(name)) {
        for (var child : inside.list()) {
          inside.remove(child);
        }
      }
    }
    try (var memory = Arena.ofConfined()) {
      var text = Libc.text(memory, name);
      check("remove", path, UNLINKAT, descriptor, text, directory ? AT_REMOVEDIR : 0);
    }
  }

  @Override
  public void close() {
    if (!closed) {
      closed = true;
      Libc.call(CLOSE, descriptor);
    }
  }

  private RawPath shown(RawPath name) throws IOException {
    if (!name.isFileName()) {
      throw new IOException(
          "\"%s\" in %s is no file name: it must be 1 to %d bytes without slash, not . or .."
              .formatted(name, shown, RawPath.LONGEST_NAME));
    }
    return shown.child(name);
  }

  private static int openAt(int directory, RawPath name, int flags, RawPath path)
      throws PosixException {
    try (var memory = Arena.ofConfined()) {
      var text = Libc.text(memory, name);
      return (int) check("open", path, OPENAT, directory, text, flags, PRIVATE_FILE_MODE);
    }
  }

  private static long check(String what, RawPath path, Libc.Call call, long... arguments)
      throws PosixException {
    var result = Libc.call(call, arguments);
    if (result < 0) {
      throw Libc.failed(what + " " + path, result);
    }
    return result;
  }

  private static void collect(MemorySegment entries, List<RawPath> names) {
    for (long at = 0; at < entries.byteSize(); ) {
      var entry = entries.asSlice(at);
      var length = 0;
      while (entry.get(JAVA_BYTE, NAME_OFFSET + length) != 0) {
        length++;
      }
      var name = RawPath.of(entry.asSlice(NAME_OFFSET, length).toArray(JAVA_BYTE));
      if (name.isFileName()) {
        names.add(name);
      }
      at += Short.toUnsignedInt(entry.get(JAVA_SHORT, 16));
    }
  }

  private static FileStatus status(int directory, RawPath name, int flags, RawPath path)
      throws PosixException {
    try (var memory = Arena.ofConfined()) {
      var result = memory.allocate(FileStatus.STATX_BYTES, Long.BYTES);
      var text = Libc.text(memory, name);
      check("status of", path, STATX, directory, text, flags, STATX_BASIC_STATS, result.address());
      return FileStatus.ofStatx(result);
    }
  }
}
