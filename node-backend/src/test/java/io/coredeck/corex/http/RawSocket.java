package io.coredeck.corex.http;

import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/// A websocket of which every byte is the test's own.
final class RawSocket implements AutoCloseable {
  static final int TEXT = 0x81;
  static final int TEXT_TO_BE_CONTINUED = 0x01;
  static final int CONTINUED = 0x00;
  static final int PING = 0x89;
  private static final int CLOSE = 0x88;
  private static final int PONG = 0x8a;

  private final Socket socket;
  private final DataInputStream input;

  /// What the server sent.
  ///
  /// @param closeCode 0 if it is no close frame
  @SuppressWarnings("ArrayRecordComponent") // never compared
  record Received(int head, byte[] payload, int closeCode) {
    boolean isPong() {
      return head == PONG;
    }
  }

  private RawSocket(Socket socket) throws IOException {
    this.socket = socket;
    this.input = new DataInputStream(new BufferedInputStream(socket.getInputStream()));
  }

  static RawSocket open(int port, String path) throws IOException {
    return open(port, path, "coredeck.v1");
  }

  /// @param protocol the client speaks
  static RawSocket open(int port, String path, String protocol) throws IOException {
    var socket = new Socket(InetAddress.getLoopbackAddress(), port);
    socket.setSoTimeout(20_000);
    var request =
        """
        GET %s HTTP/1.1\r
        Host: localhost\r
        Connection: Upgrade\r
        Upgrade: websocket\r
        Sec-WebSocket-Version: 13\r
        Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r
        Sec-WebSocket-Protocol: %s\r
        \r
        """
            .formatted(path, protocol);
    socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
    var raw = new RawSocket(socket);
    raw.readHead();
    return raw;
  }

  private void readHead() throws IOException {
    var head = new StringBuilder();
    while (head.indexOf("\r\n\r\n") < 0) {
      head.append((char) input.readUnsignedByte());
    }
    if (!head.toString().contains(" 101 ")) {
      throw new IOException(head.toString());
    }
  }

  /// @return a frame with an empty mask
  static byte[] frame(int head, String payload) {
    var bytes = payload.getBytes(StandardCharsets.UTF_8);
    var isShort = bytes.length < 126;
    var frame = ByteBuffer.allocate(bytes.length + (isShort ? 6 : 14));
    frame.put((byte) head);
    if (isShort) {
      frame.put((byte) (0x80 | bytes.length));
    } else {
      frame.put((byte) 0xff).putLong(bytes.length);
    }
    return frame.putInt(0).put(bytes).array();
  }

  void send(byte[] bytes) throws IOException {
    socket.getOutputStream().write(bytes);
  }

  void send(int head, String payload) throws IOException {
    send(frame(head, payload));
  }

  Received next() throws IOException {
    var head = input.readUnsignedByte();
    var length = (long) input.readUnsignedByte();
    if (length == 126) {
      length = input.readUnsignedShort();
    } else if (length == 127) {
      length = input.readLong();
    }
    var payload = input.readNBytes((int) length);
    var code = head == CLOSE && length >= 2 ? ByteBuffer.wrap(payload).getShort() : 0;
    return new Received(head, payload, code);
  }

  /// Reads what the program has printed, up to a text at the end of a message.
  ///
  /// @return the output of all messages, as ISO-8859-1
  String awaitOutput(String last) throws IOException {
    var output = new StringBuilder();
    while (!output.substring(Math.max(0, output.length() - last.length())).equals(last)) {
      var message = new String(next().payload(), StandardCharsets.ISO_8859_1);
      output.append(message.startsWith("0") ? message.substring(1) : "");
    }
    return output.toString();
  }

  /// @return the code the server closes with
  int awaitClose() throws IOException {
    while (true) {
      var received = next();
      if (received.closeCode() != 0) {
        return received.closeCode();
      }
    }
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
