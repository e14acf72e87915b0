package io.coredeck.dashboard.live.redis;

import java.nio.charset.StandardCharsets;
import java.util.Map;

/// One entry of a stream.
///
/// @param id as Redis orders them, `number-number`
/// @param fields by name
public record Entry(String id, Map<String, byte[]> fields) {

  private static final byte[] NOTHING = {};

  /// @return the field's bytes, none if there is no such field
  public byte[] bytes(String field) {
    return fields.getOrDefault(field, NOTHING);
  }

  /// @return the field as text, empty if there is no such field
  public String text(String field) {
    return new String(bytes(field), StandardCharsets.UTF_8);
  }

  /// @return the field as whole number, 0 if it is none
  public long number(String field) {
    try {
      return Long.parseLong(text(field));
    } catch (NumberFormatException _) {
      return 0;
    }
  }

  /// @return the first number of the id
  public long idNumber() {
    return Long.parseLong(id.substring(0, id.indexOf('-')));
  }
}
