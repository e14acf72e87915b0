package io.coredeck.sdk.corex;

import io.coredeck.wire.Json;
import java.util.LinkedHashMap;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// How one looks at a process.
///
/// @param columns of one's window, 1 to 10 000
/// @param rows of one's window, 1 to 10 000
/// @param name what others at the same terminal see, up to 64 characters; may be empty
/// @param watches whether one only looks
/// @param window bytes that may be on their way, and are kept here, until they are read: 32 768 to
///   4 194 304. Who reads slower than the process prints gets the screen as it is in between
/// @param from where an earlier terminal stopped; empty to begin with the screen
public record TerminalOptions(
    int columns, int rows, String name, boolean watches, int window, Optional<Place> from) {

  private static final int LARGEST = 10_000;
  private static final int LEAST_WINDOW = 32 << 10;
  private static final int MOST_WINDOW = 4 << 20;

  /// 80 × 24, 256 KiB, begins with the screen.
  public static final TerminalOptions USUAL =
      new TerminalOptions(80, 24, "", false, 256 << 10, Optional.empty());

  public TerminalOptions {
    if (columns < 1 || columns > LARGEST || rows < 1 || rows > LARGEST) {
      throw new IllegalArgumentException(
          "a terminal is %d × %d; each must be from 1 to %d".formatted(columns, rows, LARGEST));
    }
    if (window < LEAST_WINDOW || window > MOST_WINDOW) {
      throw new IllegalArgumentException(
          "the window of a terminal is %d bytes; it must be from %d to %d"
              .formatted(window, LEAST_WINDOW, MOST_WINDOW));
    }
  }

  /// A place in what a process prints.
  ///
  /// @param stream of which run of CoreX; opaque
  /// @param position number of the next byte
  public record Place(String stream, long position) {}

  public TerminalOptions sized(int newColumns, int newRows) {
    return new TerminalOptions(newColumns, newRows, name, watches, window, from);
  }

  public TerminalOptions named(String newName) {
    return new TerminalOptions(columns, rows, newName, watches, window, from);
  }

  public TerminalOptions watching() {
    return new TerminalOptions(columns, rows, name, true, window, from);
  }

  public TerminalOptions withWindow(int bytes) {
    return new TerminalOptions(columns, rows, name, watches, bytes, from);
  }

  /// @param place {@link Terminal#place} of one that was lost: no byte comes twice and none is left
  ///   out, if CoreX still keeps them all
  public TerminalOptions from(Optional<Place> place) {
    return new TerminalOptions(columns, rows, name, watches, window, place);
  }

  String hello(Optional<String> token) {
    var members = new LinkedHashMap<String, @Nullable Object>();
    members.put("AuthToken", token.orElse(null));
    members.put("columns", columns);
    members.put("rows", rows);
    members.put("window", window);
    members.put("name", name);
    members.put("watch", watches);
    from.ifPresent(place -> {
      members.put("stream", place.stream());
      members.put("position", place.position());
    });
    return Json.writeTree(members);
  }
}
