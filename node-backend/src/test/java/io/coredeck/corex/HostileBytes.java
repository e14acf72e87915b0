package io.coredeck.corex;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

/// What hostile programs send, always the same for the same seed.
final class HostileBytes {
  private static final List<String> LINES =
      List.of(
          "GET / HTTP/1.1",
          "GET /attach/1 HTTP/1.1",
          "GET /assets/../../../etc/passwd HTTP/1.1",
          "GET /assets/%2e%2e/corex/index.html HTTP/1.1",
          "GET /api/processes HTTP/1.1",
          "GET /api/process/logs?id=1 HTTP/1.1",
          "GET /api/process/start?arg[]=true&&arg%5B%5D=%00%ff;x HTTP/1.1",
          "GET /api/process/start?arg[]=/no/such HTTP/1.1",
          "GET /auth_token.js HTTP/1.0",
          "GET /api/v2/processes HTTP/1.1",
          "HEAD /api/v2/events HTTP/1.1",
          "OPTIONS * HTTP/1.1",
          "PRI * HTTP/2.0",
          "POST /api/v2/processes HTTP/1.1\r\nContent-Type: application/json\r\nContent-Length: 19",
          "POST /api/v2/processes HTTP/1.1\r\nContent-Type: application/json\r\nTransfer-Encoding: chunked",
          "POST /api/v2/processes/1/kill HTTP/1.1\r\nContent-Type: text/plain\r\nContent-Length: 99999999",
          "DELETE /api/v2/processes/7 HTTP/1.1");
  private static final List<String> HEADERS =
      List.of(
          "Host: localhost",
          "Host: evil.example",
          "Origin: http://localhost",
          "Origin: null",
          "Sec-Fetch-Site: same-origin",
          "Connection: close",
          "Connection: Upgrade",
          "Upgrade: h2c",
          "Expect: 100-continue",
          "Accept-Encoding: gzip",
          "If-None-Match: \"x\"",
          "Content-Length: -1",
          "Content-Length: 18446744073709551616",
          "Transfer-Encoding: chunked, chunked",
          "Cookie: a=b; a=\"",
          "X-Forwarded-For: ::1",
          "Sec-WebSocket-Extensions: permessage-deflate; client_max_window_bits=99");

  /// None is right for any server of a test.
  private static final List<String> AUTHORIZATIONS =
      List.of(
          "Authorization: Basic eDp5",
          "Authorization: Basic dXNlcjp3cm9uZy1kb25rZXk=",
          "Authorization: Basic ====",
          "authorization: bAsIc \t \u00e9\u00ff",
          "Authorization: Basic " + "QUFB".repeat(1500),
          "Authorization: Bearer token-fedcba9876543210",
          "Authorization: Bearer",
          "Authorization: bearer  ci ",
          "Authorization: Digest username=\"user\", nonce=\"",
          "Authorization: Negotiate YII=, Basic eDp5",
          "Authorization:");

  private static final List<String> MESSAGES =
      List.of(
          "{\"AuthToken\":null}",
          "{\"AuthToken\":\"dXNlcjpwYXN0\",\"columns\":100000,\"rows\":-1,\"position\":9223372036854775807}",
          "{\"AuthToken\":null,\"position\":1e999}",
          "{{{{{{{{[[[[[[",
          "0ls -l\n",
          "1{\"columns\":100,\"rows\":30}",
          "1{\"columns\":\"a\",\"rows\":[]}",
          "2",
          "");
  private static final List<String> BODIES =
      List.of(
          "{\"argv\":[\"true\"]}\r\n",
          "5\r\n{\"arg\r\n0\r\n\r\n",
          "ffffffffffffffff\r\n",
          "[".repeat(500));

  private final Random random;

  HostileBytes(long seed) {
    random = new Random(seed);
  }

  /// @return what one connection sends
  byte[] next() {
    return switch (random.nextInt(12)) {
      case 0 -> noise(1 + random.nextInt(4000));
      case 1 -> join(noise(random.nextInt(40)), request());
      case 2, 3 -> mutated(request());
      case 4, 5, 6, 7, 8 ->
          join(request(), mutated(request()), noise(random.nextInt(500)), request());
      case 9 -> mutated(join(handshake(), frames()));
      default -> join(handshake(), frames());
    };
  }

  /// @return whether the connection shall be closed without waiting for answers
  boolean isRude() {
    return random.nextInt(4) == 0;
  }

  private byte[] request() {
    var text = new StringBuilder(one(LINES));
    text.append("\r\n").append(HEADERS.getFirst());
    for (var i = Math.max(0, random.nextInt(9) - 4); i > 0; i--) {
      text.append("\r\n").append(one(HEADERS));
    }
    for (var i = Math.max(0, random.nextInt(6) - 3); i > 0; i--) {
      text.append("\r\n").append(authorization());
    }
    if (random.nextInt(30) == 0) {
      text.append("\r\nX: ").append("y".repeat(random.nextInt(150_000)));
    }
    return bytes(
        text.append("\r\n\r\n")
            .append(random.nextBoolean() ? BODIES.getFirst() : one(BODIES))
            .toString());
  }

  /// Most as they are, some with bytes of it being others.
  private String authorization() {
    var line = bytes(one(AUTHORIZATIONS));
    return text(random.nextInt(3) == 0 ? mutated(line) : line);
  }

  private byte[] handshake() {
    var isEvents = random.nextInt(4) == 0;
    var path = isEvents ? "/api/v2/events" : "/ws/1";
    var shown = random.nextInt(4) == 0 ? authorization() + "\r\n" : "";
    var protocol = isEvents || random.nextBoolean() ? "coredeck.v1" : "tty";
    return bytes(
        """
        GET %s HTTP/1.1\r
        Host: localhost\r
        Connection: Upgrade\r
        Upgrade: websocket\r
        Sec-WebSocket-Version: 13\r
        Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r
        Sec-WebSocket-Protocol: %s\r
        %s\r
        """
            .formatted(path, protocol, shown));
  }

  private byte[] frames() {
    var all = new ByteArrayOutputStream();
    if (random.nextInt(3) > 0) {
      all.writeBytes(frame(0x81, bytes(MESSAGES.getFirst()), 0));
    }
    for (var i = random.nextInt(40); i > 0; i--) {
      var isWild = random.nextInt(10) == 0;
      var head =
          isWild
              ? random.nextInt(256)
              : List.of(0x81, 0x82, 0x89, 0x01, 0x80).get(random.nextInt(5));
      var payload =
          switch (random.nextInt(3)) {
            case 0 -> noise(random.nextInt(head >= 0x88 ? 126 : 1000));
            case 1 -> bytes(one(MESSAGES));
            default -> mutated(bytes(one(MESSAGES)));
          };
      all.writeBytes(frame(head, payload, isWild ? random.nextInt(70_000) - 35_000 : 0));
    }
    return all.toByteArray();
  }

  /// @param lie how much longer the frame says it is
  private byte[] frame(int head, byte[] payload, int lie) {
    var told = Math.max(0, payload.length + lie);
    var frame = new ByteArrayOutputStream();
    frame.write(head);
    var masked = random.nextInt(50) == 0 ? 0 : 0x80;
    if (told < 126) {
      frame.write(masked | told);
    } else if (told < 65_536 && random.nextInt(20) > 0) {
      frame.write(masked | 126);
      frame.write(told >> 8);
      frame.write(told);
    } else {
      frame.write(masked | 127);
      frame.write(lie == 0 ? 0 : random.nextInt(256));
      frame.writeBytes(new byte[4]);
      frame.write(told >> 16);
      frame.write(told >> 8);
      frame.write(told);
    }
    var mask = noise(4);
    if (masked != 0) {
      frame.writeBytes(mask);
    }
    for (var i = 0; i < payload.length; i++) {
      frame.write(masked == 0 ? payload[i] : payload[i] ^ mask[i % 4]);
    }
    return frame.toByteArray();
  }

  private byte[] mutated(byte[] from) {
    var bytes = from.clone();
    for (var i = random.nextInt(6); i >= 0 && bytes.length > 0; i--) {
      var at = random.nextInt(bytes.length);
      var rest = random.nextInt(bytes.length - at + 1);
      switch (random.nextInt(6)) {
        case 0 -> bytes[at] = (byte) random.nextInt(256);
        case 1 -> bytes[at] ^= (byte) (1 << random.nextInt(8));
        case 2 -> bytes = join(part(bytes, 0, at), part(bytes, at + rest, bytes.length));
        case 3 -> bytes = join(part(bytes, 0, at + rest), part(bytes, at, bytes.length));
        case 4 ->
            bytes =
                join(part(bytes, 0, at), noise(random.nextInt(9)), part(bytes, at, bytes.length));
        default ->
            bytes =
                join(
                    part(bytes, 0, at),
                    bytes(one(List.of("\r\n", "\n", "\0", "%", ":", " ", "\r\n\r\n", "..", "\t"))),
                    part(bytes, at, bytes.length));
      }
    }
    return bytes;
  }

  private byte[] noise(int length) {
    var bytes = new byte[length];
    random.nextBytes(bytes);
    return bytes;
  }

  private <T> T one(List<T> of) {
    return of.get(random.nextInt(of.size()));
  }

  private static byte[] part(byte[] of, int from, int to) {
    return Arrays.copyOfRange(of, from, to);
  }

  private static byte[] join(byte[]... parts) {
    var all = new ByteArrayOutputStream();
    for (var part : parts) {
      all.writeBytes(part);
    }
    return all.toByteArray();
  }

  private static String text(byte[] bytes) {
    return new String(bytes, StandardCharsets.ISO_8859_1);
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.ISO_8859_1);
  }
}
