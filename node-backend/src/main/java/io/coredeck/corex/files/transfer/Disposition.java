package io.coredeck.corex.files.transfer;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;

/// The header that makes a browser save what it gets, under a name that can do no harm: RFC 6266
/// and 8187.
public final class Disposition {
  private static final String PLAIN =
      "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789!#$&+-.^_`|~";
  private static final HexFormat HEX = HexFormat.of().withUpperCase();

  private Disposition() {}

  /// @param name any text
  /// @return the value of `Content-Disposition`
  public static String attachment(String name) {
    var encoded = new StringBuilder();
    for (var b : name.getBytes(StandardCharsets.UTF_8)) {
      if (PLAIN.indexOf(b) >= 0) {
        encoded.append((char) b);
      } else {
        encoded.append('%').append(HEX.toHexDigits(b));
      }
    }
    return "attachment; filename=\"%s\"; filename*=UTF-8''%s".formatted(ascii(name), encoded);
  }

  /// For programs that know nothing newer. A percent sign is read as an escape by some.
  private static String ascii(String name) {
    return name.replaceAll("[^ -~]|[\"\\\\%]", "_");
  }
}
