package io.coredeck.flist.tar;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import io.coredeck.posix.RawPath;
import java.util.Arrays;

/// The 512 bytes before an entry's content; tar(5).
///
/// @param path prefix and name put together
/// @param type the type flag
/// @param mode permission bits
/// @param uid owner
/// @param gid group
/// @param size bytes that follow
/// @param modified seconds since 1970, may be negative
/// @param target of a link
/// @param user the owner's name
/// @param group the group's name
/// @param major of a device
/// @param minor of a device
record TarHeader(
    RawPath path,
    char type,
    int mode,
    long uid,
    long gid,
    long size,
    long modified,
    RawPath target,
    String user,
    String group,
    int major,
    int minor) {

  static final int SIZE = 512;

  /// Where the fields lie: offset and length.
  private static final int CHECKSUM = 148;

  private static final int CHECKSUM_LENGTH = 8;
  private static final int PERMISSION_BITS = 07777;

  static TarHeader parse(byte[] block) throws TarException {
    if (block.length < SIZE) {
      throw new TarException("the archive ends inside a header");
    }
    requireChecksum(block);
    var size = number(block, 124, 12);
    if (size < 0) {
      throw new TarException("an entry has %d bytes; it must have 0 or more".formatted(size));
    }
    return new TarHeader(
        path(block),
        (char) (block[156] & 0xff),
        (int) number(block, 100, 8) & PERMISSION_BITS,
        number(block, 108, 8),
        number(block, 116, 8),
        size,
        number(block, 136, 12),
        RawPath.of(text(block, 157, 100)),
        RawPath.of(text(block, 265, 32)).toString(),
        RawPath.of(text(block, 297, 32)).toString(),
        (int) number(block, 329, 8),
        (int) number(block, 337, 8));
  }

  TarEntry.Kind kind() throws TarException {
    return switch (type) {
      case '0', '7' -> TarEntry.Kind.FILE;
      case 0 -> endsWithSlash() ? TarEntry.Kind.DIRECTORY : TarEntry.Kind.FILE;
      case '1' -> TarEntry.Kind.HARD_LINK;
      case '2' -> TarEntry.Kind.LINK;
      case '3' -> TarEntry.Kind.CHARACTER_DEVICE;
      case '4' -> TarEntry.Kind.BLOCK_DEVICE;
      case '5' -> TarEntry.Kind.DIRECTORY;
      case '6' -> TarEntry.Kind.FIFO;
      case 'S' ->
          throw new TarException(path + " is a sparse file; pack the archive without --sparse");
      default ->
          throw new TarException(
              "%s is an entry of type '%c'; only files, links, directories, devices and fifos are understood"
                  .formatted(path, type));
    };
  }

  private boolean endsWithSlash() {
    var bytes = path.bytes();
    return bytes.length > 0 && bytes[bytes.length - 1] == '/';
  }

  /// Only POSIX archives have a prefix; GNU keeps times in its place.
  private static RawPath path(byte[] block) {
    var name = RawPath.of(text(block, 0, 100));
    var posix = block[257 + 5] == 0 && new String(block, 257, 5, ISO_8859_1).equals("ustar");
    return posix ? RawPath.of(text(block, 345, 155)).child(name) : name;
  }

  private static byte[] text(byte[] block, int offset, int length) {
    int end = offset;
    while (end < offset + length && block[end] != 0) {
      end++;
    }
    return Arrays.copyOfRange(block, offset, end);
  }

  /// Octal digits; or, if the first bit is set, a big-endian number.
  private static long number(byte[] block, int offset, int length) throws TarException {
    if ((block[offset] & 0x80) != 0) {
      return binary(block, offset, length);
    }
    var digits = new String(text(block, offset, length), ISO_8859_1).strip();
    if (!digits.matches("[0-7]*")) {
      throw new TarException(
          "header has \"%s\" at its byte %d; an octal number must stand there"
              .formatted(RawPath.of(digits), offset));
    }
    return digits.isEmpty() ? 0 : Long.parseLong(digits, 8);
  }

  private static long binary(byte[] block, int offset, int length) throws TarException {
    var value = new java.math.BigInteger(Arrays.copyOfRange(block, offset, offset + length));
    // the first bit marks the form, the second is the sign
    var bits = length * Byte.SIZE - 1;
    value = value.clearBit(bits);
    if (value.testBit(bits - 1)) {
      value = value.subtract(java.math.BigInteger.ONE.shiftLeft(bits));
    }
    if (value.bitLength() >= Long.SIZE) {
      throw new TarException("header has a number of more than 64 bits at its byte " + offset);
    }
    return value.longValue();
  }

  private static void requireChecksum(byte[] block) throws TarException {
    int unsigned = 0;
    int signed = 0; // some old programs added up signed bytes
    for (int i = 0; i < SIZE; i++) {
      var inside = i >= CHECKSUM && i < CHECKSUM + CHECKSUM_LENGTH;
      unsigned += inside ? ' ' : block[i] & 0xff;
      signed += inside ? ' ' : block[i];
    }
    var written = number(block, CHECKSUM, CHECKSUM_LENGTH);
    if (written != unsigned && written != signed) {
      throw new TarException(
          "header has checksum %d, expected %d; this is no tar archive or it is damaged"
              .formatted(written, unsigned));
    }
  }
}
