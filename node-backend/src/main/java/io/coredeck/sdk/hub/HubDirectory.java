package io.coredeck.sdk.hub;

import io.coredeck.wire.JsonValue;
import java.util.List;

/// A part of what is in one directory of an image.
///
/// Names, paths and targets are text that is safe to show: what is no printable character, and
/// every backslash, stands there as `\xNN`. The hub takes paths in the same form.
///
/// @param path of the directory, without slash at either end; empty for the root
/// @param total how many entries it has
/// @param entries those asked for
public record HubDirectory(String path, int total, List<Entry> entries) {

  public HubDirectory {
    entries = List.copyOf(entries);
  }

  /// What an entry is.
  public enum Kind {
    DIRECTORY,
    FILE,
    LINK,
    /// A device, fifo or socket.
    SPECIAL
  }

  /// One entry.
  ///
  /// @param name in its directory
  /// @param size of a file in bytes; else 0
  /// @param mode permission bits
  /// @param user owner's name; may be empty
  /// @param group group's name; may be empty
  /// @param uid -1 if it is not known
  /// @param gid -1 if it is not known
  /// @param modified seconds since 1970
  /// @param target where a link leads; else empty
  public record Entry(
      String name,
      Kind kind,
      long size,
      int mode,
      String user,
      String group,
      long uid,
      long gid,
      long modified,
      String target) {}

  static HubDirectory read(JsonValue from) {
    return new HubDirectory(
        from.member("path").text(),
        (int) from.member("total").integer(0, Integer.MAX_VALUE),
        from.member("entries").items().stream().map(HubDirectory::entry).toList());
  }

  private static Entry entry(JsonValue from) {
    var kind =
        switch (from.member("kind").text()) {
          case "directory" -> Kind.DIRECTORY;
          case "file" -> Kind.FILE;
          case "link" -> Kind.LINK;
          default -> Kind.SPECIAL;
        };
    return new Entry(
        from.member("name").text(),
        kind,
        from.member("size").integer(),
        (int) from.member("mode").integer(0, 07777),
        from.member("user").text(),
        from.member("group").text(),
        from.member("uid").integer(),
        from.member("gid").integer(),
        from.member("modified").integer(),
        from.member("target").text());
  }
}
