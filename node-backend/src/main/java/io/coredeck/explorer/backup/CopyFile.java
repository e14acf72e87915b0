package io.coredeck.explorer.backup;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.coredeck.wire.Json;
import io.coredeck.wire.JsonValue;
import io.coredeck.wire.WireException;
import java.io.BufferedReader;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import java.util.zip.ZipException;

/// Lines of JSON, packed, with their number and checksum in the last: docs/formats/backup.md.
final class CopyFile {
  private static final String LINES = "lines";
  private static final String CHECKSUM = "sha256";

  /// A line is one row; the largest is a workload of less than 1 MiB, escaped.
  private static final int LONGEST_LINE = 16 * 1024 * 1024;

  private CopyFile() {}

  /// Takes lines.
  @FunctionalInterface
  interface Lines {
    void add(String line) throws IOException;
  }

  /// What fills or reads the lines.
  @FunctionalInterface
  interface Work<T> {
    void with(T lines) throws IOException;
  }

  /// Makes a file that only its owner may read. It is there whole or not at all.
  ///
  /// @throws BackupException if it exists, or its folder does not
  static void write(Path file, Work<Lines> work) throws IOException {
    if (Files.exists(file)) {
      throw new BackupException(file + ": is there already; name a new file");
    }
    var draft = file.resolveSibling(file.getFileName() + ".part");
    var ownerOnly =
        PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));
    try {
      Files.createFile(draft, ownerOnly);
    } catch (FileAlreadyExistsException e) {
      throw new BackupException(
          draft + ": is there already; another backup is being made, or one was cut off: delete it",
          e);
    }
    try {
      try (var channel = FileChannel.open(draft, StandardOpenOption.WRITE)) {
        fill(new GZIPOutputStream(Channels.newOutputStream(channel), 1 << 16), work, channel);
      }
      read(draft, _ -> {});
      Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE);
    } finally {
      Files.deleteIfExists(draft);
    }
  }

  private static void fill(OutputStream out, Work<Lines> work, FileChannel channel)
      throws IOException {
    var sum = sha256();
    var count = new long[1];
    try (out) {
      work.with(line -> {
        var bytes = (line + "\n").getBytes(UTF_8);
        sum.update(bytes);
        out.write(bytes);
        count[0]++;
      });
      var end = Map.of(LINES, count[0], CHECKSUM, HexFormat.of().formatHex(sum.digest()));
      out.write((Json.writeTree(end) + "\n").getBytes(UTF_8));
      ((GZIPOutputStream) out).finish();
      channel.force(true);
    }
  }

  /// Reads a file whose checksum was not looked at yet: what is made of the lines must be undone if
  /// this throws.
  ///
  /// @throws BackupException if it is no such file, or not as it was written
  static void read(Path file, Work<JsonValue> work) throws IOException {
    var sum = sha256();
    var count = 0L;
    try (var packed = new GZIPInputStream(Files.newInputStream(file), 1 << 16);
        var lines = new BufferedReader(new InputStreamReader(packed, UTF_8))) {
      for (var line = next(lines); ; line = next(lines)) {
        var value = Json.tree(line);
        if (value.isObject() && value.member(CHECKSUM).isPresent()) {
          check(file, value, count, HexFormat.of().formatHex(sum.digest()));
          if (lines.readLine() != null) { // reads the checksum of the packing too
            throw new ZipException("it goes on after its end");
          }
          return;
        }
        sum.update((line + "\n").getBytes(UTF_8));
        count++;
        work.with(value);
      }
    } catch (EOFException | ZipException | WireException e) {
      throw new BackupException(
          "%s: is no backup, or damaged or cut off: %s; take another"
              .formatted(file, e.getMessage() == null ? "it has no end" : e.getMessage()),
          e);
    }
  }

  private static String next(BufferedReader lines) throws IOException {
    var line = lines.readLine();
    if (line == null || line.length() > LONGEST_LINE) {
      throw new EOFException("it has no end");
    }
    return line;
  }

  private static void check(Path file, JsonValue end, long count, String sum)
      throws BackupException {
    if (end.member(LINES).integer() != count || !end.member(CHECKSUM).text().equals(sum)) {
      throw new BackupException(
          file + ": is damaged: its lines are not those it was written with; take another");
    }
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("this JDK has no SHA-256", e);
    }
  }
}
