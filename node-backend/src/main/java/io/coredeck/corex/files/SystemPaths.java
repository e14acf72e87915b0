package io.coredeck.corex.files;

import io.coredeck.posix.RawPath;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;

/// Paths as bytes and as Java's.
///
/// Java turns text into the bytes of a path by the locale, and a container has none: outside of
/// ASCII nothing would be found. In a URI the bytes stand as they are.
final class SystemPaths {

  /// As the kernel: bytes of a path, its end included.
  private static final int LONGEST = 4095;

  private static final String SCHEME = "file://";
  private static final Path ROOT = Path.of("/");
  private static final int HEX = 16;
  private static final HexFormat DIGITS = HexFormat.of();

  private SystemPaths() {}

  /// @param text as a client wrote it
  /// @throws FileRefusedException unless it is absolute and means what it says
  static Path of(String text) throws FileRefusedException {
    var raw = RawPath.of(text);
    if (!text.startsWith("/") || raw.length() > LONGEST) {
      throw wrong("it must begin with / and have at most %d bytes".formatted(LONGEST));
    }
    for (var part : List.of(text.split("/", -1))) {
      if (part.equals(".") || part.equals("..")) {
        throw wrong("it must not hold . or .. as a part");
      }
    }
    for (var part : raw.components()) {
      if (!part.isFileName()) {
        throw wrong("a part of it has more than %d bytes".formatted(RawPath.LONGEST_NAME));
      }
    }
    return path(raw);
  }

  private static FileRefusedException wrong(String why) {
    return new FileRefusedException(FileRefusedException.WRONG, "path: " + why);
  }

  /// @param raw absolute
  private static Path path(RawPath raw) {
    var uri = new StringBuilder(SCHEME);
    for (var part : raw.components()) {
      uri.append('/');
      for (var b : part.bytes()) {
        uri.append('%').append(DIGITS.toHexDigits(b));
      }
    }
    return raw.components().isEmpty() ? ROOT : Path.of(URI.create(uri.toString()));
  }

  /// @return the name of what a path leads to
  static RawPath name(Path path) {
    return raw(path).name();
  }

  /// @param path may be relative, as what a symbolic link points to
  static RawPath raw(Path path) {
    var encoded = ROOT.resolve(path).toUri().getRawPath().getBytes(StandardCharsets.US_ASCII);
    var bytes = new byte[encoded.length];
    var count = 0;
    for (var i = path.isAbsolute() ? 0 : 1; i < encoded.length; i++) {
      var isEscaped = encoded[i] == '%';
      bytes[count++] =
          isEscaped ? (byte) (digit(encoded[i + 1]) * HEX + digit(encoded[i + 2])) : encoded[i];
      i += isEscaped ? 2 : 0;
    }
    if (count > 1 && bytes[count - 1] == '/') {
      count--; // Java marks directories
    }
    return RawPath.of(Arrays.copyOf(bytes, count));
  }

  private static int digit(byte c) {
    return Character.digit(c, HEX);
  }
}
