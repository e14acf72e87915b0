package io.coredeck.testkit;

import io.coredeck.wire.Json;
import io.coredeck.wire.JsonValue;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/// The vectors made by the original software: from the folder that the system property
/// `coredeck.vectors` names, else the copies among the test resources.
public final class Vectors {
  private static final Path COPIES = Path.of("src/test/resources/vectors");

  private Vectors() {}

  /// @param file e.g. `node_id.json`
  public static JsonValue read(String file) {
    var named = System.getProperty("coredeck.vectors", "");
    var folder = named.isEmpty() ? COPIES : Path.of(named);
    try {
      return Json.tree(Files.readString(folder.resolve(file)));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// @param list name of the list in the file, e.g. `cases` or `must_fail`
  public static Stream<JsonValue> read(String file, String list) {
    return read(file).member(list).items().stream();
  }
}
