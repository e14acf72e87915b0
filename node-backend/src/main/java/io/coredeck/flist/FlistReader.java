package io.coredeck.flist;

import io.coredeck.flist.capnp.MalformedMessageException;
import io.coredeck.posix.RawPath;
import java.io.IOException;
import java.lang.System.Logger.Level;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// An image opened for reading.
///
/// Nothing in an image is trusted: names that lead elsewhere, directories inside themselves,
/// messages that lie about their size end in a {@link DamagedFlistException}. For one thread at a
/// time.
public final class FlistReader implements AutoCloseable {

  /// How deep directories may lie in each other.
  public static final int DEEPEST = 512;

  /// How many files, directories, links and special files an image may have.
  public static final int MOST_ENTRIES = 5_000_000;

  private static final System.Logger LOG = System.getLogger(FlistReader.class.getName());

  /// Rows of directories that lie in each other, in bytes: they are in memory at once.
  private static final long LARGEST_NEST = 32 << 20;

  /// An owner and a mode need some hundred bytes; all of an image stay in memory.
  private static final int LARGEST_ACCESS = 4096;

  private static final int MISSING_MODE = 0444;
  private static final int SEARCH_BITS = 0111;

  private final Path file;
  private final Path database;
  private final FlistDatabase rows;
  private final Map<String, Access> accesses = new HashMap<>();
  private final Set<String> missing = new HashSet<>();

  private FlistReader(Path file, Path database, FlistDatabase rows) {
    this.file = file;
    this.database = database;
    this.rows = rows;
  }

  /// Sees what a walk comes by.
  @FunctionalInterface
  public interface Visitor {

    /// Called for every entry, for a directory before what is in it.
    void entry(Entry entry) throws IOException;
  }

  /// @param file an image
  /// @param scratch directory for its unpacked database, which goes when the reader is closed
  /// @throws DamagedFlistException if it is none
  public static FlistReader open(Path file, Path scratch) throws IOException {
    var database = Files.createTempFile(scratch, "flist", ".sqlite3");
    try {
      FlistArchive.unpack(file, database);
      return new FlistReader(file, database, FlistDatabase.open(file, database));
    } catch (IOException | RuntimeException e) {
      Files.deleteIfExists(database);
      throw e;
    }
  }

  /// @return what the image says of itself, e.g. where its blocks are under `backend`
  public Map<String, String> metadata() throws DamagedFlistException {
    return rows.metadata();
  }

  /// Walks through the whole image, the root first.
  ///
  /// @throws DamagedFlistException if something in it is damaged; entries before were visited
  /// @throws IOException what the visitor throws
  public void walk(Visitor visitor) throws IOException {
    var key = Content.Folder.of(RawPath.EMPTY).key();
    var root = root(key);
    var inode =
        new Row.Inode(
            root.name(),
            root.size(),
            new Content.Folder(key),
            root.accessKey(),
            root.modified(),
            root.changed());
    new Walk(visitor).directory(entry(RawPath.EMPTY, inode), key, 1);
  }

  /// Shows what is in one directory, in the order the image has it, without what lies deeper.
  ///
  /// @param path of the directory; empty for the root
  /// @return whether there is one; if not, nothing was shown
  /// @throws DamagedFlistException if something in it is damaged; entries before were visited
  /// @throws IOException what the visitor throws
  public boolean list(RawPath path, Visitor visitor) throws IOException {
    var key = Content.Folder.of(RawPath.EMPTY).key();
    if (!path.components().isEmpty()) {
      var found = find(path);
      if (found.isEmpty() || !(found.get().content() instanceof Content.Folder(var inner))) {
        return false;
      }
      key = inner;
    }
    each(path, key, visitor);
    return true;
  }

  /// @param path from the root; links on the way are not followed
  /// @return what stands there; empty if nothing does or it is the root
  public Optional<Entry> find(RawPath path) throws IOException {
    var key = Content.Folder.of(RawPath.EMPTY).key();
    var found = Optional.<Entry>empty();
    for (var part : path.components()) {
      var parent = RawPath.EMPTY;
      if (found.isPresent()) {
        if (!(found.get().content() instanceof Content.Folder(var inner))) {
          return Optional.empty();
        }
        key = inner;
        parent = found.get().path();
      }
      found = named(parent, key, part);
      if (found.isEmpty()) {
        return found;
      }
    }
    return found;
  }

  private Optional<Entry> named(RawPath parent, String key, RawPath name) throws IOException {
    var found = new ArrayList<Entry>(1);
    each(
        parent,
        key,
        entry -> {
          if (entry.path().name().equals(name)) {
            found.add(entry);
          }
        });
    return found.stream().findFirst();
  }

  private void each(RawPath path, String key, Visitor visitor) throws IOException {
    try {
      Row.contents(row(path, key), inode -> visitor.entry(child(path, inode)));
    } catch (MalformedMessageException e) {
      throw damaged(path, key, e);
    }
  }

  private Row.Directory root(String key) throws IOException {
    try {
      return Row.bare(row(RawPath.EMPTY, key));
    } catch (MalformedMessageException e) {
      throw damaged(RawPath.EMPTY, key, e);
    }
  }

  @Override
  public void close() throws IOException {
    rows.close();
    Files.deleteIfExists(database);
  }

  /// One way through the image.
  private final class Walk {
    private final Visitor visitor;
    private final Set<String> seen = new HashSet<>();
    private int count;
    private long nested;

    Walk(Visitor visitor) {
      this.visitor = visitor;
    }

    void directory(Entry entry, String key, int depth) throws IOException {
      if (!seen.add(key)) {
        throw damaged(entry.path(), "is listed twice; directories must form a tree");
      }
      if (depth > DEEPEST) {
        throw damaged(entry.path(), "lies deeper than " + DEEPEST + " directories");
      }
      visit(entry);
      var row = row(entry.path(), key);
      nested += row.length;
      if (nested > LARGEST_NEST) {
        throw damaged(
            entry.path(),
            "has, with those it lies in, more than the %d bytes allowed".formatted(LARGEST_NEST));
      }
      try {
        Row.contents(row, inode -> inode(entry, inode, depth));
      } catch (MalformedMessageException e) {
        throw damaged(entry.path(), key, e);
      }
      nested -= row.length;
    }

    private void inode(Entry parent, Row.Inode inode, int depth) throws IOException {
      var child = child(parent.path(), inode);
      if (inode.content() instanceof Content.Folder(var childKey)) {
        directory(child, childKey, depth + 1);
      } else {
        visit(child);
      }
    }

    private void visit(Entry entry) throws IOException {
      if (++count > MOST_ENTRIES) {
        throw damaged(
            entry.path(), "is one entry more than the %d allowed".formatted(MOST_ENTRIES));
      }
      visitor.entry(entry);
    }
  }

  private Entry child(RawPath parent, Row.Inode inode) throws IOException {
    var path = parent.child(inode.name());
    if (!inode.name().isFileName()) {
      throw damaged(
          parent, "holds an entry named \"%s\", which is no file name".formatted(inode.name()));
    }
    return entry(path, inode);
  }

  private Entry entry(RawPath path, Row.Inode inode) throws IOException {
    var access = access(inode.accessKey(), inode.content() instanceof Content.Folder, path);
    try {
      return new Entry(
          path, inode.size(), inode.content(), access, inode.modified(), inode.changed());
    } catch (IllegalArgumentException e) {
      throw new DamagedFlistException(file.toString(), e);
    }
  }

  private byte[] row(RawPath path, String key) throws DamagedFlistException {
    return rows.entry(key)
        .orElseThrow(() -> damaged(path, "with key %s is missing".formatted(key)));
  }

  private Access access(String key, boolean directory, RawPath path) throws IOException {
    var known = accesses.get(key);
    if (known != null) {
      return known;
    }
    var row = rows.entry(key);
    if (row.isEmpty()) {
      if (missing.add(key)) {
        LOG.log(
            Level.WARNING,
            "{0}: {1} has no owner and mode in the image; root may read it",
            file,
            path);
      }
      return Access.ofRoot(directory ? MISSING_MODE | SEARCH_BITS : MISSING_MODE);
    }
    if (row.get().length > LARGEST_ACCESS) {
      throw new DamagedFlistException(
          "%s: owner and mode of %s take %d bytes; at most %d are allowed"
              .formatted(file, path, row.get().length, LARGEST_ACCESS));
    }
    try {
      var access = Row.access(row.get());
      accesses.put(key, access);
      return access;
    } catch (MalformedMessageException e) {
      throw new DamagedFlistException("%s: owner and mode of %s".formatted(file, path), e);
    }
  }

  private DamagedFlistException damaged(RawPath path, String key, MalformedMessageException e) {
    return new DamagedFlistException("%s: directory /%s with key %s".formatted(file, path, key), e);
  }

  private DamagedFlistException damaged(RawPath path, String what) {
    return new DamagedFlistException("%s: directory /%s %s".formatted(file, path, what));
  }
}
