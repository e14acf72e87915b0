package io.coredeck.flist.block;

import java.io.IOException;
import java.util.Arrays;
import org.xerial.snappy.Snappy;

/// A piece of a file ⇄ the block it is stored as.
///
/// The piece's hash is the key; snappy makes it smaller, XXTEA with the key hides it, and the hash
/// of the outcome names it. So equal pieces become equal blocks, and who has not the piece's hash
/// cannot read the block. Both hashes are checked when reading.
public final class BlockCodec {

  /// How writers cut files: 512 KiB.
  public static final int PIECE = 512 << 10;

  /// The largest piece that is read. Writers make them of {@link #PIECE} bytes at most.
  public static final int LARGEST_PIECE = 2 << 20;

  /// The largest block that can hold such a piece; snappy grows what it cannot shrink by a sixth.
  public static final int LARGEST_BLOCK = LARGEST_PIECE / 6 * 7 + 64;

  private BlockCodec() {}

  /// A block to be stored.
  ///
  /// @param ref how files refer to it
  /// @param stored what the store gets
  @SuppressWarnings("ArrayRecordComponent") // never compared
  public record Encoded(BlockRef ref, byte[] stored) {}

  /// @param piece 1 to {@link #PIECE} bytes
  /// @return the block that holds it
  public static Encoded encode(byte[] piece) {
    if (piece.length == 0 || piece.length > PIECE) {
      throw new IllegalArgumentException(
          "piece has %d bytes; it must have 1 to %d".formatted(piece.length, PIECE));
    }
    var key = Hash.ofContent(piece);
    var stored = Xxtea.encrypt(compressed(piece), key.bytes());
    return new Encoded(new BlockRef(Hash.ofContent(stored), key), stored);
  }

  private static byte[] compressed(byte[] piece) {
    var buffer = new byte[Snappy.maxCompressedLength(piece.length)];
    try {
      return Arrays.copyOf(buffer, Snappy.compress(piece, 0, piece.length, buffer, 0));
    } catch (IOException e) {
      throw new IllegalStateException("snappy cannot compress " + piece.length + " bytes", e);
    }
  }

  /// @param ref what the file says
  /// @param stored what the store gave
  /// @return the piece, proven to be the right one
  /// @throws DamagedBlockException if one of the hashes does not fit or the block is no block
  public static byte[] decode(BlockRef ref, byte[] stored) throws DamagedBlockException {
    var hash = Hash.ofContent(stored);
    if (!hash.equals(ref.hash())) {
      throw new DamagedBlockException(
          "block %s is damaged: what the store holds has hash %s".formatted(ref.hash(), hash));
    }
    try {
      var piece = uncompressed(Xxtea.decrypt(stored, ref.key().bytes()));
      var key = Hash.ofContent(piece);
      if (key.equals(ref.key())) {
        return piece;
      }
      throw new DamagedBlockException(
          "its content has hash %s, expected %s".formatted(key, ref.key()));
    } catch (DamagedBlockException e) {
      throw new DamagedBlockException(
          "block %s is damaged: %s".formatted(ref.hash(), e.getMessage()), e);
    }
  }

  private static byte[] uncompressed(byte[] compressed) throws DamagedBlockException {
    try {
      var length = Snappy.uncompressedLength(compressed);
      if (length < 0 || length > LARGEST_PIECE) {
        throw new DamagedBlockException(
            "it unpacks to %d bytes; at most %d are allowed".formatted(length, LARGEST_PIECE));
      }
      var piece = new byte[length];
      var written = Snappy.uncompress(compressed, 0, compressed.length, piece, 0);
      return written == length ? piece : Arrays.copyOf(piece, written);
    } catch (DamagedBlockException e) {
      throw e;
    } catch (IOException e) { // snappy's own kinds are many
      throw new DamagedBlockException("it is not compressed with snappy: " + e.getMessage(), e);
    }
  }
}
