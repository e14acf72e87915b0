package io.coredeck.explorer;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.util.List;
import java.util.Locale;

/// What came back for a request whose bytes are given. Answers in pieces are not understood.
///
/// @param head its lines, the status first
/// @param body as text
record RawAnswer(List<String> head, String body) {

  /// How long an answer may take, in milliseconds.
  private static final int LIMIT = 20_000;

  private static final int NO_CONTENT = 204;

  /// Sends a request on a line that stays open.
  ///
  /// @param head lines of the request
  static RawAnswer to(Socket line, List<String> head, String body) throws IOException {
    line.setSoTimeout(LIMIT);
    var bytes = new ByteArrayOutputStream();
    bytes.writeBytes((String.join("\r\n", head) + "\r\n\r\n").getBytes(ISO_8859_1));
    bytes.writeBytes(body.getBytes(UTF_8));
    line.getOutputStream().write(bytes.toByteArray());
    var lines = head(line.getInputStream());
    var answer = new RawAnswer(lines, "");
    var length = answer.status() == NO_CONTENT ? 0 : answer.length();
    var received = line.getInputStream().readNBytes(length);
    return new RawAnswer(lines, new String(received, UTF_8));
  }

  private static List<String> head(InputStream from) throws IOException {
    var text = new StringBuilder();
    while (text.indexOf("\r\n\r\n") < 0) {
      var next = from.read();
      if (next < 0) {
        throw new EOFException("the line was closed after: " + text);
      }
      text.append((char) next);
    }
    return text.toString().strip().lines().toList();
  }

  /// @return bytes of a body
  static int length(String body) {
    return body.getBytes(UTF_8).length;
  }

  private int length() {
    return Integer.parseInt(header("Content-Length"));
  }

  int status() {
    var digits = "HTTP/1.1 ".length();
    return Integer.parseInt(head.getFirst(), digits, digits + 3, 10);
  }

  /// @return empty if there is none
  String header(String name) {
    var start = name.toLowerCase(Locale.ROOT) + ":";
    return head.stream()
        .filter(each -> each.toLowerCase(Locale.ROOT).startsWith(start))
        .map(each -> each.substring(start.length()).strip())
        .findFirst()
        .orElse("");
  }
}
