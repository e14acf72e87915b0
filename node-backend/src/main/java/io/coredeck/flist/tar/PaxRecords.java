package io.coredeck.flist.tar;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import io.coredeck.posix.RawPath;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/// Key and value pairs of pax headers, values as raw bytes.
final class PaxRecords {
  private final Map<String, byte[]> records = new HashMap<>();

  PaxRecords copy() {
    var copy = new PaxRecords();
    copy.records.putAll(records);
    return copy;
  }

  /// Records are `LENGTH KEY=VALUE\n`, where the length counts the whole record.
  void read(byte[] bytes) throws TarException {
    var text = new String(bytes, ISO_8859_1);
    for (int start = 0; start < text.length() && text.charAt(start) != 0; ) {
      var space = text.indexOf(' ', start);
      var equals = text.indexOf('=', start);
      var end = space < 0 ? -1 : start + length(text.substring(start, space));
      if (space < 0 || equals < space || end <= equals || end > text.length()) {
        throw new TarException("a pax header is damaged at its byte " + start);
      }
      var value = Arrays.copyOfRange(bytes, equals + 1, end - 1);
      records.put(text.substring(space + 1, equals), value);
      start = end;
    }
  }

  private static int length(String digits) {
    return digits.matches("[0-9]{1,7}") ? Integer.parseInt(digits) : 0;
  }

  void requireNoSparse() throws TarException {
    if (records.keySet().stream().anyMatch(key -> key.startsWith("GNU.sparse."))) {
      throw new TarException("the archive has a sparse file; pack it without --sparse");
    }
  }

  Optional<RawPath> path(String key) {
    return Optional.ofNullable(records.get(key)).map(RawPath::of);
  }

  Optional<String> text(String key) {
    return path(key).map(RawPath::toString);
  }

  /// @return without the fraction that times may have
  Optional<Long> number(String key) throws TarException {
    var text = text(key);
    if (text.isEmpty()) {
      return Optional.empty();
    }
    var whole = text.get().split("\\.", 2)[0];
    if (!whole.matches("-?[0-9]{1,18}")) {
      throw new TarException("pax record %s is \"%s\"; it must be a number".formatted(key, whole));
    }
    return Optional.of(Long.parseLong(whole));
  }
}
