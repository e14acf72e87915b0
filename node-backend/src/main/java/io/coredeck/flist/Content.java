package io.coredeck.flist;

import io.coredeck.flist.block.BlockCodec;
import io.coredeck.flist.block.BlockRef;
import io.coredeck.flist.block.Hash;
import io.coredeck.posix.RawPath;
import java.util.List;

/// What an entry of an image is.
public sealed interface Content {

  /// A directory.
  ///
  /// @param key where the image keeps what is in it, 32 hex digits
  record Folder(String key) implements Content {

    /// @param path of the directory
    /// @return with the key every writer gives it
    public static Folder of(RawPath path) {
      return new Folder(Hash.ofContent(path.bytes()).toString());
    }
  }

  /// A regular file.
  ///
  /// @param pieceSize bytes in each piece but the last
  /// @param blocks one for each piece, in order; the last may be missing, then zeros stand there
  record File(int pieceSize, List<BlockRef> blocks) implements Content {

    public File {
      blocks = List.copyOf(blocks);
    }

    /// @return a file cut as all writers do
    public static File of(List<BlockRef> blocks) {
      return new File(BlockCodec.PIECE, blocks);
    }
  }

  /// A symbolic link.
  ///
  /// @param target any bytes
  record Link(RawPath target) implements Content {}

  /// A device, fifo or socket. The reference tool calls every one of them a socket, so a socket can
  /// be anything and is best left out.
  ///
  /// @param kind what it is
  /// @param data `MAJOR,MINOR` of a device in decimal; anything else says nothing
  record Special(SpecialKind kind, String data) implements Content {}

  /// In the order the format numbers them.
  enum SpecialKind {
    SOCKET,
    BLOCK_DEVICE,
    CHARACTER_DEVICE,
    FIFO,
    UNKNOWN
  }
}
