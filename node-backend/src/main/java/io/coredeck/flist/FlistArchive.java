package io.coredeck.flist;

import io.coredeck.flist.tar.TarEntry;
import io.coredeck.flist.tar.TarException;
import io.coredeck.flist.tar.TarReader;
import io.coredeck.flist.tar.TarWriter;
import io.coredeck.posix.RawPath;
import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import java.util.zip.ZipException;

/// The file around an image's database: a gzipped tar with one member.
final class FlistArchive {
  private static final String DATABASE = "flistdb.sqlite3";
  private static final List<RawPath> DATABASE_PATH = List.of(RawPath.of(DATABASE));
  private static final long LARGEST_DATABASE = 2L << 30;
  private static final long MOST_AFTER_DATABASE = 64 << 20;
  private static final int DIRECTORY_MODE = 0755;
  private static final int FILE_MODE = 0644;
  private static final int BUFFER = 64 << 10;

  private FlistArchive() {}

  /// Other members of the archive are ignored, whatever they are called.
  ///
  /// @param database where the database goes; nothing else is written
  static void unpack(Path file, Path database) throws IOException {
    try (var in =
        new GZIPInputStream(new BufferedInputStream(Files.newInputStream(file)), BUFFER)) {
      var tar = new TarReader(in);
      for (var entry = tar.next(); entry.isPresent(); entry = tar.next()) {
        if (isDatabase(entry.get())) {
          copy(file, entry.get(), tar.content(), database);
          readToEnd(file, in);
          return;
        }
      }
      throw new DamagedFlistException("%s: holds no %s; it is no flist".formatted(file, DATABASE));
    } catch (ZipException | TarException e) {
      throw new DamagedFlistException(file + ": is no flist, which is a gzipped tar", e);
    } catch (EOFException e) {
      throw new DamagedFlistException(
          "%s: breaks off after %d bytes".formatted(file, Files.size(file)));
    }
  }

  /// The archive's checksum stands at its very end.
  private static void readToEnd(Path file, InputStream in) throws IOException {
    var buffer = new byte[BUFFER];
    long more = 0;
    for (int count = 0; count >= 0; count = in.read(buffer)) {
      more += count;
      if (more > MOST_AFTER_DATABASE) {
        throw new DamagedFlistException(
            "%s: has more than %d bytes after its database".formatted(file, MOST_AFTER_DATABASE));
      }
    }
  }

  private static boolean isDatabase(TarEntry entry) {
    return entry.kind() == TarEntry.Kind.FILE && entry.path().components().equals(DATABASE_PATH);
  }

  private static void copy(Path file, TarEntry entry, InputStream content, Path database)
      throws IOException {
    if (entry.size() > LARGEST_DATABASE) {
      throw new DamagedFlistException(
          "%s: its database has %d bytes; at most %d are allowed"
              .formatted(file, entry.size(), LARGEST_DATABASE));
    }
    try (var out = Files.newOutputStream(database)) {
      content.transferTo(out);
    }
  }

  /// Writes the members just as the reference tool does, `./` and the type flag NUL included.
  static void pack(Path database, Path file) throws IOException {
    try (var out =
            new GZIPOutputStream(new BufferedOutputStream(Files.newOutputStream(file)), BUFFER);
        var content = Files.newInputStream(database)) {
      var tar = new TarWriter(out);
      tar.add("./", TarWriter.DIRECTORY, DIRECTORY_MODE, 0, InputStream.nullInputStream());
      tar.add("./" + DATABASE, TarWriter.OLD_FILE, FILE_MODE, Files.size(database), content);
      tar.finish();
    }
  }
}
