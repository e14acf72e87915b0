package io.coredeck.hub.demo;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Path;

/// What the hub wants to know of a program: whether it can run alone; elf(5).
final class ElfFile {
  private static final int HEADER_BYTES = 64;
  private static final int MAGIC = 0x7f454c46;
  private static final int CLASS_64 = 2;
  private static final int LITTLE_ENDIAN = 1;
  private static final int INTERPRETER = 3;
  private static final int LARGEST_ENTRY = 1024;

  private ElfFile() {}

  /// @return whether the program asks for a dynamic linker
  /// @throws IOException if it is no 64-bit ELF file
  static boolean needsInterpreter(Path program) throws IOException {
    try (var file = FileChannel.open(program)) {
      var header = read(file, 0, HEADER_BYTES);
      if (header.getInt(0) != MAGIC || header.get(4) != CLASS_64) {
        throw new IOException(program + ": is no 64-bit program");
      }
      header.order(order(header));
      var offset = header.getLong(32);
      var size = Short.toUnsignedInt(header.getShort(54));
      var count = Short.toUnsignedInt(header.getShort(56));
      if (size < Integer.BYTES || size > LARGEST_ENTRY) {
        throw new IOException(program + ": has damaged program headers");
      }
      for (int i = 0; i < count; i++) {
        var entry = read(file, offset + (long) i * size, size).order(order(header));
        if (entry.getInt(0) == INTERPRETER) {
          return true;
        }
      }
      return false;
    }
  }

  private static ByteOrder order(ByteBuffer header) {
    return header.get(5) == LITTLE_ENDIAN ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN;
  }

  private static ByteBuffer read(FileChannel file, long offset, int size) throws IOException {
    var buffer = ByteBuffer.allocate(size);
    while (buffer.hasRemaining()) {
      if (file.read(buffer, offset + buffer.position()) < 0) {
        throw new IOException("the program breaks off in its headers");
      }
    }
    return buffer.flip();
  }
}
