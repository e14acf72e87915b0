package io.coredeck.explorer.backup;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.coredeck.explorer.store.database.Database;
import io.coredeck.wire.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/// Copies all records as they are at one moment into a file. Explorers may run meanwhile.
final class Backup {
  static final String KIND = "coredeck explorer";
  static final int FORMAT = 1;

  /// Rows read at once.
  private static final int ROWS_TOGETHER = 500;

  private Backup() {}

  /// @param sealFile the key that people's signing keys are encrypted with; only its checksum goes
  ///   into the copy, and with a passphrase itself, encrypted
  /// @return how many rows there are in the copy
  /// @throws IOException if the copy cannot be made; then there is none
  static long write(
      Database database, Path sealFile, Optional<Passphrase> passphrase, Path file, Instant now)
      throws IOException {
    var key = Files.exists(sealFile) ? Files.readString(sealFile) : "";
    var rows = new AtomicLong();
    CopyFile.write(
        file,
        lines -> {
          try {
            database
                .reading()
                .useTransaction(handle -> {
                  var head = new LinkedHashMap<String, Object>();
                  head.put("backup", KIND);
                  head.put("format", FORMAT);
                  head.put("schema", Tables.schema(handle));
                  head.put("made", now.getEpochSecond());
                  head.put("key_sha256", checksum(key));
                  if (passphrase.isPresent() && !key.isEmpty()) {
                    head.put("key", passphrase.get().seal(key));
                  }
                  lines.add(Json.writeTree(head));
                  for (var table : Tables.of(handle).entrySet()) {
                    rows.addAndGet(table(handle, table.getKey(), table.getValue(), lines));
                  }
                });
          } catch (UncheckedIOException e) {
            throw e.getCause();
          }
        });
    return rows.get();
  }

  private static long table(Handle handle, String table, List<String> columns, CopyFile.Lines lines)
      throws IOException {
    var head = new LinkedHashMap<String, Object>();
    head.put("table", table);
    head.put("columns", columns);
    lines.add(Json.writeTree(head));
    var count = 0L;
    try (var rows =
        handle
            .createQuery( // entries of the audit are put back in their order only
                "SELECT %s FROM %s ORDER BY 1".formatted(String.join(", ", columns), table))
            .setFetchSize(ROWS_TOGETHER)
            .map((row, _) -> {
              var values = new ArrayList<@Nullable Object>();
              for (var i = 1; i <= columns.size(); i++) {
                values.add(plain(row.getObject(i)));
              }
              return Json.writeTree(values);
            })
            .iterator()) {
      for (; rows.hasNext(); count++) {
        lines.add(rows.next());
      }
    }
    return count;
  }

  private static @Nullable Object plain(@Nullable Object value) {
    return switch (value) {
      case null -> null;
      case Double number -> number;
      case Float number -> number.doubleValue();
      case Number number -> number.longValue();
      default -> value.toString();
    };
  }

  /// @return of a key of 256 random bits, so that nobody can guess it back; empty if there is none
  static String checksum(String key) {
    if (key.isEmpty()) {
      return "";
    }
    try {
      var sum = MessageDigest.getInstance("SHA-256").digest(key.strip().getBytes(UTF_8));
      return HexFormat.of().formatHex(sum);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("this JDK has no SHA-256", e);
    }
  }
}
