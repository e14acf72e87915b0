package io.coredeck.corex.files;

import io.coredeck.corex.wire.JsonWriter;
import io.coredeck.posix.RawPath;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/// What is in a directory.
///
/// @param entries by name
/// @param whole whether that is all there is
record Listing(List<Entry> entries, boolean whole) {

  /// Entries given at most.
  static final int LIMIT = 10_000;

  /// @param status of the entry itself, where it is a link
  private record Entry(RawPath name, FileStatus status) {}

  static Listing of(Path directory) throws IOException {
    var entries = new ArrayList<Entry>();
    try (var stream = Files.newDirectoryStream(directory)) {
      for (var path : stream) {
        if (entries.size() == LIMIT) {
          return sorted(entries, false);
        }
        try {
          var status = FileStatus.of(path, LinkOption.NOFOLLOW_LINKS);
          entries.add(new Entry(SystemPaths.name(path), status));
        } catch (NoSuchFileException _) {
          // it has gone meanwhile
        }
      }
    } catch (DirectoryIteratorException e) {
      throw e.getCause();
    }
    return sorted(entries, true);
  }

  private static Listing sorted(List<Entry> entries, boolean whole) {
    entries.sort(Comparator.comparing(Entry::name));
    return new Listing(entries, whole);
  }

  /// @param path of the directory, as it was asked for
  String json(String path) {
    return new JsonWriter()
        .member("path", path)
        .member("whole", whole)
        .json("entries", JsonWriter.array(entries, Listing::json))
        .end();
  }

  private static String json(Entry entry) {
    var status = entry.status();
    return new JsonWriter()
        .member("name", new String(entry.name().bytes(), StandardCharsets.UTF_8))
        .member("type", status.type().word())
        .member("size", status.size())
        .member("mode", "%04o".formatted(status.permissions()))
        .member("mtime", status.modified().truncatedTo(ChronoUnit.MILLIS).toString())
        .end();
  }
}
