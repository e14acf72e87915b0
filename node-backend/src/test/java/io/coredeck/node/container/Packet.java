package io.coredeck.node.container;

import java.io.IOException;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.nio.file.Path;

/// A datagram with addresses of one's own choice: IPv4 or IPv6, and UDP to a port where nobody is.
///
/// @param from who is said to have sent it
/// @param to who gets it
record Packet(InetAddress from, InetAddress to) {
  private static final int UDP = 17;
  private static final int UDP_BYTES = 8;
  private static final int PORT = 9;
  private static final int IP4_FAMILY = 2;
  private static final int IP6_FAMILY = 10;

  static Packet of(String from, String to) throws IOException {
    return new Packet(InetAddress.getByName(from), InetAddress.getByName(to));
  }

  /// Makes a program that sends it.
  void program(Path file) throws IOException {
    if (to instanceof Inet4Address) {
      SmallProgram.send(file, IP4_FAMILY, version4(), receiver4());
    } else {
      SmallProgram.send(file, IP6_FAMILY, version6(), receiver6());
    }
  }

  /// The kernel fills in length and checksum; UDP needs none here.
  private byte[] version4() {
    var packet = ByteBuffer.allocate(20 + UDP_BYTES);
    packet.put((byte) 0x45).put((byte) 0).putShort((short) packet.capacity());
    packet.putInt(0).put((byte) 64).put((byte) UDP).putShort((short) 0);
    packet.put(from.getAddress()).put(to.getAddress());
    return packet.put(udp((short) 0)).array();
  }

  private byte[] version6() {
    var packet = ByteBuffer.allocate(40 + UDP_BYTES);
    packet.putInt(0x6000_0000).putShort((short) UDP_BYTES).put((byte) UDP).put((byte) 64);
    packet.put(from.getAddress()).put(to.getAddress());
    return packet.put(udp(checksum6())).array();
  }

  private static byte[] udp(short checksum) {
    var header = ByteBuffer.allocate(UDP_BYTES);
    header.putShort((short) PORT).putShort((short) PORT);
    return header.putShort((short) UDP_BYTES).putShort(checksum).array();
  }

  /// RFC 8200, 8.1: over both addresses, the length, the protocol and UDP's own header.
  private short checksum6() {
    var all = ByteBuffer.allocate(40 + UDP_BYTES);
    all.put(from.getAddress()).put(to.getAddress()).putInt(UDP_BYTES).putInt(UDP);
    all.put(udp((short) 0)).flip();
    long sum = 0;
    while (all.hasRemaining()) {
      sum += Short.toUnsignedInt(all.getShort());
    }
    while (sum > 0xffff) {
      sum = (sum & 0xffff) + (sum >> 16);
    }
    return (short) ~sum;
  }

  private byte[] receiver4() {
    return ByteBuffer.allocate(16)
        .put((byte) IP4_FAMILY)
        .put((byte) 0)
        .putShort((short) 0)
        .put(to.getAddress())
        .array();
  }

  private byte[] receiver6() {
    return ByteBuffer.allocate(28)
        .put((byte) IP6_FAMILY)
        .put((byte) 0)
        .putShort((short) 0)
        .putInt(0)
        .put(to.getAddress())
        .array();
  }
}
