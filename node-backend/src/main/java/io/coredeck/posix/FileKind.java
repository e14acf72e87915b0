package io.coredeck.posix;

/// The kinds of files; inode(7).
public enum FileKind {
  FIFO(0010000),
  CHARACTER_DEVICE(0020000),
  DIRECTORY(0040000),
  BLOCK_DEVICE(0060000),
  REGULAR(0100000),
  LINK(0120000),
  SOCKET(0140000);

  private final int bits;

  FileKind(int bits) {
    this.bits = bits;
  }

  /// @return the bits of `st_mode`
  int bits() {
    return bits;
  }

  static FileKind ofBits(int bits) {
    for (var kind : values()) {
      if (kind.bits == bits) {
        return kind;
      }
    }
    throw new IllegalArgumentException("0%o is no kind of file".formatted(bits));
  }
}
