package io.coredeck.node.volume;

import io.coredeck.model.Bytes;
import io.coredeck.model.DiskType;
import java.util.Map;

/// A volume as the node remembers it.
///
/// @param owner id of the user it belongs to
/// @param size how much it holds
/// @param diskType the kind of disk that was asked for
public record StoredVolume(long owner, Bytes size, DiskType diskType) {

  Map<String, String> fields() {
    return Map.of(
        "owner", Long.toString(owner),
        "size", Long.toString(size.count()),
        "disk_type", diskType.name());
  }

  /// @throws IllegalArgumentException if a field is absent or wrong
  static StoredVolume of(Map<String, String> fields) {
    return new StoredVolume(
        number(fields, "owner"),
        new Bytes(number(fields, "size")),
        DiskType.valueOf(fields.getOrDefault("disk_type", "")));
  }

  private static long number(Map<String, String> fields, String name) {
    return Long.parseLong(fields.getOrDefault(name, ""));
  }
}
