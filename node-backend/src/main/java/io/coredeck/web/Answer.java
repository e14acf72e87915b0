package io.coredeck.web;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/// What a handler answers.
///
/// @param status 200 to 599
/// @param contentType sent exactly so
/// @param headers further headers, in order
/// @param body what follows them
public record Answer(int status, String contentType, Map<String, String> headers, Body body) {

  private static final String JSON = "application/json";
  private static final String TEXT = "text/plain; charset=utf-8";

  public Answer {
    if (status < 200 || status > 599) {
      throw new IllegalArgumentException("status is " + status + "; it must be from 200 to 599");
    }
    headers = Collections.unmodifiableMap(new LinkedHashMap<>(headers));
  }

  /// The content of an answer.
  public sealed interface Body {}

  /// Content in memory.
  ///
  /// @param bytes not copied; the caller leaves them alone afterwards
  @SuppressWarnings("ArrayRecordComponent") // never compared
  record InMemory(byte[] bytes) implements Body {}

  /// Content of a file, sent as it is when the answer goes out.
  ///
  /// @param path a readable file
  record InFile(Path path) implements Body {}

  /// Content that is made while it goes out, on a thread of its own.
  ///
  /// @param pieces called once
  record InPieces(Pieces pieces) implements Body {}

  /// Content that comes as things happen, for as long as the caller listens; on a thread of its
  /// own.
  ///
  /// @param longest then the connection is closed, however slowly the caller reads
  /// @param pieces called once; flushes what is to go out at once
  record AsItHappens(Duration longest, Pieces pieces) implements Body {}

  /// Makes content of any length in bounded memory.
  @FunctionalInterface
  public interface Pieces {

    /// @param out what is written goes to the caller, who may be slow; stays open
    /// @throws IOException if the caller is gone or the content cannot be had: the answer is cut
    /// @throws InterruptedException if the server is closing
    void writeTo(OutputStream out) throws IOException, InterruptedException;
  }

  /// @param pieces makes a JSON value and the newline after it
  public static Answer json(Pieces pieces) {
    return new Answer(200, JSON, Map.of(), new InPieces(pieces));
  }

  /// @param json a JSON value; a newline is added
  /// @return an answer of type exactly `application/json`
  public static Answer json(int status, String json) {
    return bytes(status, JSON, (json + "\n").getBytes(UTF_8));
  }

  /// @param message for the person who called
  /// @return the answer `{"error": message}`
  public static Answer error(int status, String message) {
    return json(status, "{\"error\":" + quoted(message) + "}");
  }

  /// @param text a newline is added
  public static Answer text(int status, String text) {
    return bytes(status, TEXT, (text + "\n").getBytes(UTF_8));
  }

  /// @param bytes the content as it is; the caller leaves it alone afterwards
  public static Answer bytes(int status, String contentType, byte[] bytes) {
    return new Answer(status, contentType, Map.of(), new InMemory(bytes));
  }

  /// @param path a readable file, sent in pieces when the answer goes out
  public static Answer file(String contentType, Path path) {
    return new Answer(200, contentType, Map.of(), new InFile(path));
  }

  /// @param longest then the connection is closed, however slowly the caller reads; a stream that
  ///   is to end well ends before
  /// @param pieces makes the content as things happen; who answers so bounds how many listen
  public static Answer asItHappens(String contentType, Duration longest, Pieces pieces) {
    return new Answer(200, contentType, Map.of(), new AsItHappens(longest, pieces));
  }

  /// @param pieces makes the content when the answer goes out; if it fails, the answer is cut so
  ///   that the caller notices
  public static Answer inPieces(String contentType, Pieces pieces) {
    return new Answer(200, contentType, Map.of(), new InPieces(pieces));
  }

  /// What a router answers to a path it does not know.
  ///
  /// @return a plain 404
  public static Answer notFound() {
    return text(404, "404 page not found");
  }

  /// @return the same with one header more, or another value for it
  public Answer with(String header, String value) {
    var more = new LinkedHashMap<>(headers);
    more.put(header, value);
    return new Answer(status, contentType, more, body);
  }

  private static String quoted(String text) {
    var out = new StringBuilder(text.length() + 2).append('"');
    text.chars().forEach(c -> appendEscaped(out, (char) c));
    return out.append('"').toString();
  }

  private static void appendEscaped(StringBuilder out, char c) {
    switch (c) {
      case '"' -> out.append("\\\"");
      case '\\' -> out.append("\\\\");
      case '\n' -> out.append("\\n");
      case '\r' -> out.append("\\r");
      case '\t' -> out.append("\\t");
      default -> {
        if (c < ' ' || Character.isSurrogate(c)) {
          out.append(String.format("\\u%04x", (int) c));
        } else {
          out.append(c);
        }
      }
    }
  }
}
