package io.coredeck.corex.screen.picture;

import java.util.Optional;

/// How many pixels the picture in a file has, read from the file's beginning.
///
/// Source: PNG (W3C), GIF89a, JPEG (ITU T.81) with the orientation of Exif 2.3, WebP (RFC 9649).
///
/// @param width in pixels, from 1 on
/// @param height in pixels, from 1 on
record FileSize(int width, int height) {
  private static final int PNG = 0x89504E47;
  private static final int GIF = 0x47494638;
  private static final int RIFF = 0x52494646;
  private static final int EXIF = 0x45786966;
  private static final int ORIENTATION = 0x0112;

  /// From here on width and height are swapped.
  private static final int FIRST_TURNED = 5;

  private static final int LAST_TURNED = 8;

  private static final int LONGEST_SEGMENT = 65_535;

  /// Of one directory; usual are some ten.
  private static final int MOST_ENTRIES = 256;

  /// @param bytes the beginning of a file
  static Optional<FileSize> of(byte[] bytes) {
    var file = new Reader(bytes);
    var size =
        switch ((int) file.big(0, 4)) {
          case PNG -> new FileSize((int) file.big(16, 4), (int) file.big(20, 4));
          case GIF -> new FileSize((int) file.little(6, 2), (int) file.little(8, 2));
          case RIFF -> webp(file);
          default -> file.big(0, 3) == 0xFFD8FF ? jpeg(file) : new FileSize(0, 0);
        };
    return Optional.of(size).filter(found -> found.width > 0 && found.height > 0);
  }

  private static FileSize webp(Reader file) {
    return switch ((int) file.big(12, 4)) {
      case 0x56503820 ->
          new FileSize((int) file.little(26, 2) & 0x3FFF, (int) file.little(28, 2) & 0x3FFF);
      case 0x5650384C -> {
        var both = file.little(21, 4);
        yield file.isWithin(21, 4)
            ? new FileSize((int) (both & 0x3FFF) + 1, (int) (both >> 14 & 0x3FFF) + 1)
            : new FileSize(0, 0);
      }
      case 0x56503858 ->
          file.isWithin(24, 6)
              ? new FileSize((int) file.little(24, 3) + 1, (int) file.little(27, 3) + 1)
              : new FileSize(0, 0);
      default -> new FileSize(0, 0);
    };
  }

  private static FileSize jpeg(Reader file) {
    var turned = false;
    for (var at = 2; file.big(at, 1) == 0xFF; ) {
      var marker = (int) file.big(at + 1, 1);
      if (marker == 0xFF) {
        at++;
      } else if (marker == 1 || (marker >= 0xD0 && marker <= 0xD8)) {
        at += 2;
      } else if (isFrame(marker)) {
        var width = (int) file.big(at + 7, 2);
        var height = (int) file.big(at + 5, 2);
        return turned ? new FileSize(height, width) : new FileSize(width, height);
      } else if (marker == 0 || marker == 0xD9 || marker == 0xDA) {
        break;
      } else {
        turned |= marker == 0xE1 && isTurned(file, at + 4);
        at += 2 + (int) file.big(at + 2, 2);
      }
    }
    return new FileSize(0, 0);
  }

  private static boolean isFrame(int marker) {
    return marker >= 0xC0 && marker <= 0xCF && marker != 0xC4 && marker != 0xC8 && marker != 0xCC;
  }

  private static boolean isTurned(Reader file, int at) {
    if (file.big(at, 4) != EXIF) {
      return false;
    }
    var tiff = at + 6;
    var isLittle = file.big(tiff, 2) == 0x4949;
    var directory = file.number(tiff + 4, 4, isLittle);
    var entries = tiff + (int) Math.min(directory, LONGEST_SEGMENT);
    var count = Math.min(MOST_ENTRIES, (int) file.number(entries, 2, isLittle));
    for (var entry = entries + 2; entry < entries + 2 + 12 * count; entry += 12) {
      if (file.number(entry, 2, isLittle) == ORIENTATION) {
        var value = file.number(entry + 8, 2, isLittle);
        return value >= FIRST_TURNED && value <= LAST_TURNED;
      }
    }
    return false;
  }

  /// Reads numbers; what is not there is 0.
  private static final class Reader {
    private final byte[] bytes;

    private Reader(byte[] bytes) {
      this.bytes = bytes;
    }

    boolean isWithin(int at, int count) {
      return at + count <= bytes.length;
    }

    long big(int at, int count) {
      return number(at, count, false);
    }

    long little(int at, int count) {
      return number(at, count, true);
    }

    long number(int at, int count, boolean isLittle) {
      var number = 0L;
      if (isWithin(at, count)) {
        for (var index = 0; index < count; index++) {
          number = number << 8 | (bytes[isLittle ? at + count - 1 - index : at + index] & 0xFF);
        }
      }
      return number;
    }
  }
}
