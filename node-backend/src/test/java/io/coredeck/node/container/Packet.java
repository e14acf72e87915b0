package io.coredeck.node.container;

import java.io.IOException;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.nio.file.Path;

/// A packet with addresses of one's own choice, IPv4 or IPv6.
///
/// @param from who is said to have sent it
/// @param to who gets it
/// @param protocol what is in it
/// @param body that, with a checksum of 0
/// @param checksumAt where in it the checksum belongs
record Packet(InetAddress from, InetAddress to, int protocol, ByteBuffer body, int checksumAt) {
  private static final int UDP = 17;
  private static final int ICMP6 = 58;
  private static final int UDP_BYTES = 8;

  /// Enough for each message of neighbour discovery.
  private static final int ICMP6_BYTES = 40;

  private static final int PORT = 9;
  private static final int HOPS = 255;
  private static final int IP4_FAMILY = 2;
  private static final int IP6_FAMILY = 10;

  /// A datagram to a port where nobody is.
  static Packet udp(String from, String to) throws IOException {
    var body = ByteBuffer.allocate(UDP_BYTES);
    body.putShort((short) PORT).putShort((short) PORT).putShort((short) UDP_BYTES);
    return new Packet(
        InetAddress.getByName(from), InetAddress.getByName(to), UDP, body.rewind(), 6);
  }

  /// A message of ICMPv6 with nothing but zeros in it.
  static Packet icmp6(int type, String from, String to) throws IOException {
    var body = ByteBuffer.allocate(ICMP6_BYTES).put((byte) type);
    return new Packet(
        InetAddress.getByName(from), InetAddress.getByName(to), ICMP6, body.rewind(), 2);
  }

  /// Makes a program that sends it.
  void program(Path file) throws IOException {
    if (to instanceof Inet4Address) {
      var receiver = ByteBuffer.allocate(16).put((byte) IP4_FAMILY).position(4);
      SmallProgram.send(file, IP4_FAMILY, version4(), receiver.put(to.getAddress()).array());
    } else {
      var receiver = ByteBuffer.allocate(28).put((byte) IP6_FAMILY).position(8);
      SmallProgram.send(file, IP6_FAMILY, version6(), receiver.put(to.getAddress()).array());
    }
  }

  /// The kernel fills in length and checksum; UDP needs none here.
  private byte[] version4() {
    var packet = ByteBuffer.allocate(20 + body.capacity());
    packet.put((byte) 0x45).put((byte) 0).putShort((short) packet.capacity());
    packet.putInt(0).put((byte) HOPS).put((byte) protocol).putShort((short) 0);
    return packet.put(from.getAddress()).put(to.getAddress()).put(body.duplicate()).array();
  }

  private byte[] version6() {
    var packet = ByteBuffer.allocate(40 + body.capacity());
    packet.putInt(0x6000_0000).putShort((short) body.capacity());
    packet.put((byte) protocol).put((byte) HOPS);
    packet.put(from.getAddress()).put(to.getAddress()).put(body.duplicate());
    return packet.putShort(40 + checksumAt, checksum6()).array();
  }

  /// RFC 8200, 8.1: over both addresses, the length, the protocol and the body.
  private short checksum6() {
    var all = ByteBuffer.allocate(40 + body.capacity());
    all.put(from.getAddress()).put(to.getAddress()).putInt(body.capacity()).putInt(protocol);
    all.put(body.duplicate()).flip();
    long sum = 0;
    while (all.hasRemaining()) {
      sum += Short.toUnsignedInt(all.getShort());
    }
    while (sum > 0xffff) {
      sum = (sum & 0xffff) + (sum >> 16);
    }
    return (short) ~sum;
  }
}
