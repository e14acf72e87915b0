package io.coredeck.flist;

import io.coredeck.flist.block.BlockCodec;
import io.coredeck.flist.block.BlockRef;
import io.coredeck.posix.RawPath;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.stream.Stream;

/// Puts an image together: entries in any order, then {@link #write}.
///
/// The same entries make the same file, byte for byte. For one thread.
public final class FlistWriter {
  private static final int DIRECTORY_SIZE = 4096;
  private static final int FOUND_DIRECTORY_MODE = 0755;

  private static final NavigableMap<RawPath, RawPath> NOTHING = Collections.emptyNavigableMap();

  private final BlockSink sink;
  private final NavigableMap<RawPath, Node> nodes = new TreeMap<>();
  private final Map<String, String> metadata = new TreeMap<>();

  /// An entry and, of a directory, the names in it.
  private record Node(Entry entry, NavigableMap<RawPath, RawPath> children) {}

  /// @param sink gets every block {@link #store} makes
  public FlistWriter(BlockSink sink) {
    this.sink = sink;
    nodes.put(RawPath.EMPTY, new Node(directory(RawPath.EMPTY, 0), new TreeMap<>()));
  }

  /// A file's content, stored.
  ///
  /// @param size bytes
  /// @param content what an entry for it says
  public record Stored(long size, Content.File content) {}

  /// Cuts content into blocks and gives them to the sink.
  ///
  /// @param in read to its end, not closed
  public Stored store(InputStream in) throws IOException, InterruptedException {
    var blocks = new ArrayList<BlockRef>();
    long size = 0;
    for (var piece = next(in); piece.length > 0; piece = next(in)) {
      var block = BlockCodec.encode(piece);
      sink.put(block);
      blocks.add(block.ref());
      size += piece.length;
    }
    return new Stored(size, Content.File.of(blocks));
  }

  private static byte[] next(InputStream in) throws IOException {
    return in.readNBytes(BlockCodec.PIECE);
  }

  /// Adds an entry. Directories above it that are not there yet are made, owned by root. What
  /// stands at its path already is replaced; a directory keeps what is in it.
  ///
  /// @throws IllegalArgumentException if its path has parts that are no file names, leads through
  ///   something that is no directory, or stands for a directory with something in it while the
  ///   entry is none
  public void add(Entry entry) {
    var path = entry.path();
    if (path.isEmpty() && !(entry.content() instanceof Content.Folder)) {
      throw new IllegalArgumentException("the root must be a directory");
    }
    if (!path.isEmpty()) {
      requireDepth(path);
      requireFolder(path, entry.modified());
    }
    var before = nodes.get(path);
    var children = before == null ? NOTHING : before.children();
    var folder = entry.content() instanceof Content.Folder;
    if (!folder && !children.isEmpty()) {
      throw new IllegalArgumentException(
          "/%s is a directory with something in it; nothing else can take its place"
              .formatted(path));
    }
    nodes.put(path, new Node(entry, folder && children.isEmpty() ? new TreeMap<>() : children));
  }

  private static void requireDepth(RawPath path) {
    var depth = path.components().size();
    if (depth >= FlistReader.DEEPEST) {
      throw new IllegalArgumentException(
          "/%s lies %d deep; it must be less than %d".formatted(path, depth, FlistReader.DEEPEST));
    }
  }

  private void requireFolder(RawPath path, long modified) {
    var name = path.name();
    var parent = path.parent();
    if (!name.isFileName() || !parent.child(name).equals(path)) {
      throw new IllegalArgumentException(
          "path is /%s; its parts must be file names, without . and ..".formatted(path));
    }
    if (!nodes.containsKey(parent)) {
      add(directory(parent, modified));
    }
    var folder = nodes.get(parent);
    if (folder == null || !(folder.entry().content() instanceof Content.Folder)) {
      throw new IllegalArgumentException(
          "/%s cannot be: /%s is no directory".formatted(path, parent));
    }
    folder.children().put(name, path);
  }

  /// @return the entry at a path
  public Optional<Entry> entry(RawPath path) {
    return Optional.ofNullable(nodes.get(path)).map(Node::entry);
  }

  /// Shows every entry, the root included.
  public void forEach(Consumer<Entry> action) {
    nodes.values().forEach(node -> action.accept(node.entry()));
  }

  /// @param key e.g. `backend`
  /// @param value mostly JSON
  public void metadata(String key, String value) {
    metadata.put(key, value);
  }

  /// Writes the image. The file appears when it is complete, in place of one that was there.
  ///
  /// @throws IllegalArgumentException if a directory has more entries than a message can hold
  public void write(Path file) throws IOException {
    var directory = file.toAbsolutePath().getParent();
    var database = Files.createTempFile(directory, ".flist", ".sqlite3");
    var archive = Files.createTempFile(directory, ".flist", ".tar.gz");
    try {
      FlistDatabase.create(database, rows(), metadata);
      FlistArchive.pack(database, archive);
      Files.move(
          archive, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } finally {
      Files.deleteIfExists(database);
      Files.deleteIfExists(archive);
    }
  }

  /// Made one by one while they are written: together they are as large as all names and blocks.
  private Stream<Map.Entry<String, byte[]>> rows() {
    var directories =
        nodes.values().stream()
            .filter(node -> node.entry().content() instanceof Content.Folder)
            .map(node -> Map.entry(key(node.entry().path()), Row.write(row(node))));
    var accesses = new TreeMap<String, Access>();
    nodes.values().forEach(n -> accesses.putIfAbsent(n.entry().access().key(), n.entry().access()));
    var owners =
        accesses.entrySet().stream()
            .map(access -> Map.entry(access.getKey(), Row.write(access.getValue())));
    return Stream.concat(directories, owners);
  }

  private Row.Directory row(Node node) {
    var entry = node.entry();
    var path = entry.path();
    return new Row.Directory(
        path.name(),
        path,
        contents(node),
        key(path.parent()),
        DIRECTORY_SIZE,
        entry.access().key(),
        entry.modified(),
        entry.changed());
  }

  /// As the reference tool orders them: directories first, each part by name.
  private List<Row.Inode> contents(Node node) {
    return node.children().values().stream()
        .map(path -> java.util.Objects.requireNonNull(nodes.get(path)).entry())
        .map(FlistWriter::inode)
        .sorted(Comparator.comparing(inode -> !(inode.content() instanceof Content.Folder)))
        .toList();
  }

  private static Row.Inode inode(Entry entry) {
    var content =
        entry.content() instanceof Content.Folder
            ? new Content.Folder(key(entry.path()))
            : entry.content();
    return new Row.Inode(
        entry.path().name(),
        entry.size(),
        content,
        entry.access().key(),
        entry.modified(),
        entry.changed());
  }

  private static Entry directory(RawPath path, long time) {
    var access = Access.ofRoot(FOUND_DIRECTORY_MODE);
    return new Entry(path, DIRECTORY_SIZE, Content.Folder.of(path), access, time, time);
  }

  private static String key(RawPath path) {
    return Content.Folder.of(path).key();
  }
}
