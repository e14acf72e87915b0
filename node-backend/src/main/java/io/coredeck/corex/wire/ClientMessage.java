package io.coredeck.corex.wire;

import io.coredeck.corex.process.WindowSize;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;
import java.util.OptionalLong;

/// What a client says on the terminal socket.
public sealed interface ClientMessage {

  /// The first message.
  ///
  /// @param token base64 of `user:password`, if it names one
  /// @param size what the terminal shall have from the beginning
  /// @param position number of the next byte of output wanted
  record Hello(Optional<String> token, Optional<WindowSize> size, OptionalLong position)
      implements ClientMessage {}

  /// @param bytes typed into the terminal, one or more
  @SuppressWarnings("ArrayRecordComponent") // never compared
  record Input(byte[] bytes) implements ClientMessage {}

  record Resize(WindowSize size) implements ClientMessage {}

  /// Nothing that means anything; it is ignored.
  record Nonsense() implements ClientMessage {}

  /// @param message whole, of a text or binary frame; may be empty
  static ClientMessage parse(byte[] message) {
    if (message.length == 0) {
      return new Nonsense();
    }
    return switch (message[0]) {
      case '0' -> input(message);
      case '1' -> resize(Arrays.copyOfRange(message, 1, message.length));
      case '{' -> hello(message);
      default -> new Nonsense();
    };
  }

  private static ClientMessage input(byte[] message) {
    return message.length == 1
        ? new Nonsense()
        : new Input(Arrays.copyOfRange(message, 1, message.length));
  }

  private static ClientMessage resize(byte[] json) {
    return json(json)
        .flatMap(ClientMessage::size)
        .<ClientMessage>map(Resize::new)
        .orElseGet(Nonsense::new);
  }

  private static ClientMessage hello(byte[] message) {
    return json(message)
        .<ClientMessage>map(
            json -> new Hello(json.text("AuthToken"), size(json), json.integer("position")))
        .orElseGet(Nonsense::new);
  }

  private static Optional<WindowSize> size(JsonObject json) {
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
