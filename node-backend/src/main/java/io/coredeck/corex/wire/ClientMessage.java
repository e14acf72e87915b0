package io.coredeck.corex.wire;

import io.coredeck.corex.output.WindowSize;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.regex.Pattern;

/// What a client says on the terminal socket.
public sealed interface ClientMessage {

  /// A whole number below 10^18.
  Pattern NUMBER = Pattern.compile("[0-9]{1,18}");

  /// The first message.
  ///
  /// @param token base64 of `user:password`, if it names one
  /// @param size of the client's screen
  /// @param position number of the next byte of output wanted
  /// @param stream in whose output that is; empty if the client does not say
  /// @param window bytes that may be on their way without being acknowledged, if it acknowledges
  /// @param name of whoever looks; may be blank
  /// @param person opaque; the same for all screens of one person
  /// @param watches whether it only looks
  record Hello(
      Optional<String> token,
      Optional<WindowSize> size,
      OptionalLong position,
      Optional<String> stream,
      OptionalLong window,
      String name,
      String person,
      boolean watches)
      implements ClientMessage {}

  /// @param bytes typed into the terminal, one or more
  @SuppressWarnings("ArrayRecordComponent") // never compared
  record Input(byte[] bytes) implements ClientMessage {}

  /// Input of which the client wants to know when the process had room for it.
  ///
  /// @param bytes one or more
  @SuppressWarnings("ArrayRecordComponent") // never compared
  record Paste(byte[] bytes) implements ClientMessage {}

  record Resize(WindowSize size) implements ClientMessage {}

  /// The client has worked off output.
  ///
  /// @param bytes since the connection was opened, all frames of output and screens together
  record Acknowledged(long bytes) implements ClientMessage {}

  /// The client wants the same back, to know how long that takes.
  ///
  /// @param text at most {@link #PROBE_LIMIT} bytes
  @SuppressWarnings("ArrayRecordComponent") // never compared
  record Probe(byte[] text) implements ClientMessage {}

  /// What a client wants about who types and whose size counts.
  record Wish(JsonObject wanted) implements ClientMessage {}

  /// Bytes of a probe, at most.
  int PROBE_LIMIT = 64;

  /// Nothing that means anything; it is ignored.
  record Nonsense() implements ClientMessage {}

  /// @param message whole, of a text or binary frame; may be empty
  static ClientMessage parse(byte[] message) {
    if (message.length == 0) {
      return new Nonsense();
    }
    return switch (message[0]) {
      case '0' -> input(message);
      case '1' -> resize(rest(message));
      case '2' -> acknowledged(rest(message));
      case '3' -> json(rest(message)).<ClientMessage>map(Wish::new).orElseGet(Nonsense::new);
      case '4' -> message.length == 1 ? new Nonsense() : new Paste(rest(message));
      case '9' -> message.length - 1 > PROBE_LIMIT ? new Nonsense() : new Probe(rest(message));
      case '{' -> hello(message);
      default -> new Nonsense();
    };
  }

  private static ClientMessage input(byte[] message) {
    return message.length == 1 ? new Nonsense() : new Input(rest(message));
  }

  private static byte[] rest(byte[] message) {
    return Arrays.copyOfRange(message, 1, message.length);
  }

  private static ClientMessage acknowledged(byte[] digits) {
    var text = new String(digits, StandardCharsets.ISO_8859_1);
    return NUMBER.matcher(text).matches() ? new Acknowledged(Long.parseLong(text)) : new Nonsense();
  }

  private static ClientMessage resize(byte[] json) {
    return json(json)
        .flatMap(ClientMessage::size)
        .<ClientMessage>map(Resize::new)
        .orElseGet(Nonsense::new);
  }

  private static ClientMessage hello(byte[] message) {
    return json(message)
        .<ClientMessage>map(json ->
            new Hello(
                json.text("AuthToken"),
                size(json),
                json.integer("position"),
                json.text("stream"),
                json.integer("window"),
                json.text("name").orElse(""),
                json.text("person").orElse(""),
                json.flag("watch")))
        .orElseGet(Nonsense::new);
  }

  /// @return `columns` and `rows`, if they are a size
  static Optional<WindowSize> size(JsonObject json) {
    var columns = json.integer("columns");
    var rows = json.integer("rows");
    if (!isSize(columns) || !isSize(rows)) {
      return Optional.empty();
    }
    return Optional.of(new WindowSize((int) columns.getAsLong(), (int) rows.getAsLong()));
  }

  private static boolean isSize(OptionalLong number) {
    return number.orElse(0) >= 1 && number.getAsLong() <= WindowSize.LIMIT;
  }

  private static Optional<JsonObject> json(byte[] bytes) {
    try {
      return Optional.of(JsonObject.parse(new String(bytes, StandardCharsets.UTF_8)));
    } catch (IllegalArgumentException e) {
      return Optional.empty(); // as the original: what is no JSON changes nothing
    }
  }
}
