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

  /// Room for the instructions of {@link #send}.
  private static final int SEND_BYTES = 96;

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

  /// A program that makes one system call and ends with the error number.
  ///
  /// @param numbers of the call, then up to three arguments; missing ones are 0
  static void call(Path file, long... numbers) throws IOException {
    var code = ByteBuffer.allocate(64).order(ByteOrder.LITTLE_ENDIAN);
    var registers = new String[] {"48b8", "48bf", "48be", "48ba"}; // mov rax, rdi, rsi, rdx
    for (int i = 0; i < registers.length; i++) {
      code.put(hex(registers[i])).putLong(i < numbers.length ? numbers[i] : 0);
    }
    code.put(hex("0f05f7d889c7")); // syscall; neg eax; mov edi, eax
    code.put(hex("b83c0000000f05")); // mov eax, exit; syscall
    write(file, code.flip());
  }

  /// A program that sends one packet as it is, with whatever addresses are in it, and ends with 0
  /// if the kernel took it.
  ///
  /// @param family 2 for IPv4, 10 for IPv6
  /// @param packet from its IP header on
  /// @param receiver a `struct sockaddr`
  static void send(Path file, int family, byte[] packet, byte[] receiver) throws IOException {
    var code = ByteBuffer.allocate(SEND_BYTES + packet.length + receiver.length);
    code.order(ByteOrder.LITTLE_ENDIAN);
    code.put(hex("b829000000bf")).putInt(family); // mov eax, socket; mov edi, family
    code.put(hex("be03000000baff0000000f05")); // mov esi, SOCK_RAW; mov edx, IPPROTO_RAW; syscall
    code.put(hex("89c7b82c000000")); // mov edi, eax; mov eax, sendto
    code.put(hex("48be")).putLong(ADDRESS + HEADERS + SEND_BYTES); // mov rsi, packet
    code.put(hex("ba")).putInt(packet.length); // mov edx, its length
    code.put(hex("4531d2")); // xor r10d, r10d
    code.put(hex("49b8")).putLong(ADDRESS + HEADERS + SEND_BYTES + packet.length); // mov r8
    code.put(hex("41b9")).putInt(receiver.length); // mov r9d
    code.put(hex("0f0589c7c1ff1ff7df")); // syscall; mov edi, eax; sar edi, 31; neg edi: 1 if failed
    code.put(hex("b83c0000000f05")); // mov eax, exit; syscall
    code.position(SEND_BYTES);
    code.put(packet).put(receiver);
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
