package io.coredeck.posix;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// A file name, a path or what a link points to, as Linux holds it: bytes, mostly UTF-8, not
/// always.
///
/// Ordered by unsigned bytes, as strcmp does.
public final class RawPath implements Comparable<RawPath> {

  /// No bytes: the path of the directory everything is relative to.
  public static final RawPath EMPTY = new RawPath(new byte[0]);

  /// The longest file name Linux allows, in bytes.
  public static final int LONGEST_NAME = 255;

  private static final byte SLASH = '/';

  private final byte[] bytes;

  private RawPath(byte[] bytes) {
    this.bytes = bytes;
  }

  /// @param bytes copied
  public static RawPath of(byte[] bytes) {
    return bytes.length == 0 ? EMPTY : new RawPath(bytes.clone());
  }

  /// @param text becomes UTF-8
  public static RawPath of(String text) {
    return of(text.getBytes(UTF_8));
  }

  /// @return a copy of the bytes
  public byte[] bytes() {
    return bytes.clone();
  }

  /// @return number of bytes
  public int length() {
    return bytes.length;
  }

  public boolean isEmpty() {
    return bytes.length == 0;
  }

  /// @return whether this can name one thing inside a directory: not empty, not `.` or `..`,
  ///   without slash and NUL, at most {@link #LONGEST_NAME} bytes
  public boolean isFileName() {
    if (bytes.length == 0 || bytes.length > LONGEST_NAME) {
      return false;
    }
    for (var b : bytes) {
      if (b == SLASH || b == 0) {
        return false;
      }
    }
    return !isDots();
  }

  private boolean isDots() {
    return bytes[0] == '.' && (bytes.length == 1 || (bytes.length == 2 && bytes[1] == '.'));
  }

  /// @return this, a slash, and the name; the name alone if this is empty
  public RawPath child(RawPath name) {
    if (bytes.length == 0) {
      return name;
    }
    var joined = Arrays.copyOf(bytes, bytes.length + 1 + name.bytes.length);
    joined[bytes.length] = SLASH;
    System.arraycopy(name.bytes, 0, joined, bytes.length + 1, name.bytes.length);
    return new RawPath(joined);
  }

  /// @return what stands before the last slash; {@link #EMPTY} if there is none
  public RawPath parent() {
    var slash = lastSlash();
    return slash < 0 ? EMPTY : new RawPath(Arrays.copyOf(bytes, slash));
  }

  /// @return what stands after the last slash; this if there is none
  public RawPath name() {
    return of(Arrays.copyOfRange(bytes, lastSlash() + 1, bytes.length));
  }

  private int lastSlash() {
    var at = bytes.length - 1;
    while (at >= 0 && bytes[at] != SLASH) {
      at--;
    }
    return at;
  }

  /// @return what stands between the slashes, empty parts and `.` left out, `..` kept
  public List<RawPath> components() {
    var parts = new ArrayList<RawPath>();
    int start = 0;
    for (int i = 0; i <= bytes.length; i++) {
      if (i == bytes.length || bytes[i] == SLASH) {
        var part = new RawPath(Arrays.copyOfRange(bytes, start, i));
        if (!part.isEmpty() && !(part.bytes.length == 1 && part.bytes[0] == '.')) {
          parts.add(part);
        }
        start = i + 1;
      }
    }
    return parts;
  }

  @Override
  public int compareTo(RawPath other) {
    return Arrays.compareUnsigned(bytes, other.bytes);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof RawPath path && Arrays.equals(bytes, path.bytes);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(bytes);
  }

  /// @return for people: the text, or, if it is not UTF-8 or has control characters, with those
  ///   bytes as `\xNN`
  @Override
  public String toString() {
    try {
      var text = UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
      if (text.chars().noneMatch(Character::isISOControl)) {
        return text;
      }
    } catch (CharacterCodingException e) {
      return escaped(); // not text: shown byte by byte
    }
    return escaped();
  }

  private String escaped() {
    var text = new StringBuilder();
    for (var b : bytes) {
      if (b >= ' ' && b < 0x7f) {
        text.append((char) b);
      } else {
        text.append("\\x%02x".formatted(b & 0xff));
      }
    }
    return text.toString();
  }
}
