package io.coredeck.node.host;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.StringReader;
import java.io.StringWriter;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// A folder of small records that a program finds again after its restart: one text file each, with
/// lines `field=value`, there whole or not at all.
///
/// Different records may be used by several threads at once.
public final class RecordFolder {
  private static final String SUFFIX = ".properties";
  private static final String UNFINISHED = ".unfinished";
  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9_-]{0,99}");

  private final Path folder;
  private final Lasting lasting;

  /// What a written record outlives.
  public enum Lasting {
    /// The program's end, however sudden. Enough for what the kernel forgets with a crash anyway.
    PROGRAM,
    /// Loss of power. Costs some milliseconds a record.
    POWER
  }

  private RecordFolder(Path folder, Lasting lasting) {
    this.folder = folder;
    this.lasting = lasting;
  }

  /// @param folder made if absent; closed to other users
  public static RecordFolder open(Path folder, Lasting lasting) throws IOException {
    return new RecordFolder(PrivateFile.folder(folder), lasting);
  }

  /// @return the names of all records
  public SortedSet<String> names() throws IOException {
    try (var files = Files.list(folder)) {
      return files
          .map(file -> file.getFileName().toString())
          .filter(file -> file.endsWith(SUFFIX))
          .map(file -> file.substring(0, file.length() - SUFFIX.length()))
          .collect(Collectors.toCollection(TreeSet::new));
    }
  }

  /// @return the fields of the record, empty if there is no such record. After a loss of power a
  ///   record that is only {@link Lasting#PROGRAM} may have lost its fields.
  public Optional<Map<String, String>> read(String name) throws IOException {
    var properties = new Properties();
    try {
      properties.load(new StringReader(Files.readString(file(name))));
    } catch (NoSuchFileException _) {
      return Optional.empty();
    } catch (IllegalArgumentException e) {
      throw new IOException(
          file(name) + ": is damaged (" + e.getMessage() + "); remove it and start again", e);
    }
    var fields = new TreeMap<String, String>();
    properties.stringPropertyNames().forEach(key -> fields.put(key, properties.getProperty(key)));
    return Optional.of(fields);
  }

  /// Writes the record in place of an older one of the same name.
  public void write(String name, Map<String, String> fields) throws IOException {
    var finished = file(name);
    var properties = new Properties();
    properties.putAll(fields);
    var text = new StringWriter();
    properties.store(text, null);
    var unfinished = folder.resolve(name + UNFINISHED);
    try (var channel =
        FileChannel.open(
            unfinished,
            StandardOpenOption.CREATE,
            StandardOpenOption.TRUNCATE_EXISTING,
            StandardOpenOption.WRITE)) {
      var bytes = ByteBuffer.wrap(text.toString().getBytes(UTF_8));
      while (bytes.hasRemaining()) {
        channel.write(bytes);
      }
      if (lasting == Lasting.POWER) {
        channel.force(true);
      }
    }
    Files.move(unfinished, finished, StandardCopyOption.ATOMIC_MOVE);
    settle();
  }

  /// Forgets the record; an unknown one is fine.
  public void delete(String name) throws IOException {
    if (Files.deleteIfExists(file(name))) {
      settle();
    }
  }

  private void settle() throws IOException {
    if (lasting == Lasting.POWER) {
      try (var directory = FileChannel.open(folder, StandardOpenOption.READ)) {
        directory.force(true);
      }
    }
  }

  private Path file(String name) {
    if (!NAME.matcher(name).matches()) {
      throw new IllegalArgumentException(
          "record name '%s' must be up to 100 letters, digits, '-' or '_'".formatted(name));
    }
    return folder.resolve(name + SUFFIX);
  }
}
