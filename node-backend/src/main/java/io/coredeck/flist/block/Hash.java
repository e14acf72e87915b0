package io.coredeck.flist.block;

import java.nio.ByteBuffer;
import java.util.HexFormat;
import org.bouncycastle.crypto.digests.Blake2bDigest;

/// A BLAKE2b hash of 16 bytes, not keyed.
///
/// @param high the first 8 bytes, big endian
/// @param low the last 8 bytes, big endian
public record Hash(long high, long low) {

  /// Number of bytes.
  public static final int SIZE = 16;

  /// @param bytes a hash, 16 bytes
  /// @throws IllegalArgumentException if it has another length
  public static Hash of(byte[] bytes) {
    if (bytes.length != SIZE) {
      throw new IllegalArgumentException(
          "hash has %d bytes; it must have %d".formatted(bytes.length, SIZE));
    }
    var buffer = ByteBuffer.wrap(bytes);
    return new Hash(buffer.getLong(), buffer.getLong());
  }

  /// @param hex a hash, 32 digits
  /// @throws IllegalArgumentException if it is something else
  public static Hash ofHex(String hex) {
    return of(HexFormat.of().parseHex(hex));
  }

  /// @return the hash of these bytes
  public static Hash ofContent(byte[] content) {
    return of(blake2b(content, SIZE));
  }

  /// @param size length of the result in bytes; it is part of the hash, not a cut
  /// @return BLAKE2b of the content
  public static byte[] blake2b(byte[] content, int size) {
    var digest = new Blake2bDigest(size * Byte.SIZE);
    digest.update(content, 0, content.length);
    var hash = new byte[size];
    digest.doFinal(hash, 0);
    return hash;
  }

  /// @return the 16 bytes
  public byte[] bytes() {
    return ByteBuffer.allocate(SIZE).putLong(high).putLong(low).array();
  }

  /// @return 32 lower-case hex digits
  @Override
  public String toString() {
    return HexFormat.of().formatHex(bytes());
  }
}
