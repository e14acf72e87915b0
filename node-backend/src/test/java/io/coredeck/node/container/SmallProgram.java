package io.coredeck.node.container;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.HexFormat;

/// Makes programs of a few instructions for x86-64, for what no tool of an image does.
///
/// Source: `elf(5)`, `syscall(2)`.
final class SmallProgram {
  private static final long ADDRESS = 0x40_0000;
  private static final int HEADERS = 64 + 56;

  private SmallProgram() {}

  /// A program that makes one ioctl(2) on its standard input and ends with the error number.
  static void ioctl(Path file, long request) throws IOException {
    var code = ByteBuffer.allocate(64).order(ByteOrder.LITTLE_ENDIAN);
    code.put(hex("b810000000")); // mov eax, ioctl
    code.put(hex("31ff")); // xor edi, edi
    code.put(hex("48be")).putLong(request); // mov rsi, request
    code.put(hex("31d2")); // xor edx, edx
    code.put(hex("0f05")); // syscall
    code.put(hex("f7d8")); // neg eax
    code.put(hex("89c7")); // mov edi, eax
    code.put(hex("b83c000000")); // mov eax, exit
    code.put(hex("0f05")); // syscall
    write(file, code.flip());
  }

  private static void write(Path file, ByteBuffer code) throws IOException {
    int size = HEADERS + code.remaining();
    var elf = ByteBuffer.allocate(size).order(ByteOrder.LITTLE_ENDIAN);
    elf.put(hex("7f454c46020101000000000000000000"));
    elf.putShort((short) 2).putShort((short) 62).putInt(1); // executable, x86-64
    elf.putLong(ADDRESS + HEADERS).putLong(64).putLong(0).putInt(0); // entry, program headers
    elf.putShort((short) 64).putShort((short) 56).putShort((short) 1);
    elf.putShort((short) 64).putShort((short) 0).putShort((short) 0);
    elf.putInt(1).putInt(5).putLong(0).putLong(ADDRESS).putLong(ADDRESS); // load, read and run
    elf.putLong(size).putLong(size).putLong(0x1000);
    Files.write(file, elf.put(code).array());
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
  }

  private static byte[] hex(String text) {
    return HexFormat.of().parseHex(text);
  }
}
