package io.coredeck.corex.wire;

import io.coredeck.corex.process.ProcessInfo;
import io.coredeck.corex.process.WindowSize;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/// What the server says on the terminal socket.
public sealed interface ServerMessage {

  /// @param text shown as title of the window
  record Title(String text) implements ServerMessage {}

  /// @param seconds before a client connects again
  record Reconnect(int seconds) implements ServerMessage {}

  /// Settings for the terminal; there are none.
  record Preferences() implements ServerMessage {}

  /// @param bytes what the process printed, after one free byte
  @SuppressWarnings("ArrayRecordComponent") // never compared
  record Output(byte[] bytes) implements ServerMessage {

    /// Free bytes wanted at the beginning, so that output need not be copied.
    public static final int ROOM = 1;
  }

  /// The terminal shall be emptied.
  ///
  /// @param position number of the next byte of output
  /// @param skipped how many bytes the client will not see
  record Replay(long position, long skipped) implements ServerMessage {}

  record Size(WindowSize size) implements ServerMessage {}

  /// Nothing comes any more.
  record Ended(ProcessInfo process) implements ServerMessage {}

  /// @return as it is sent
  static ByteBuffer bytes(ServerMessage message) {
    return switch (message) {
      case Title(var text) -> text('1' + text);
      case Reconnect(var seconds) -> text("3" + seconds);
      case Preferences() -> text("2{ }");
      case Output(var bytes) -> {
        bytes[0] = '0';
        yield ByteBuffer.wrap(bytes);
      }
      case Replay(var position, var skipped) ->
          event(event("replay").member("position", position).member("skipped", skipped));
      case Size(var size) ->
          event(event("size").member("columns", size.columns()).member("rows", size.rows()));
      case Ended(var process) -> event(event("ended").json("process", ProcessJson.full(process)));
    };
  }

  private static JsonWriter event(String name) {
    return new JsonWriter().member("event", name);
  }

  private static ByteBuffer event(JsonWriter json) {
    return text('4' + json.end());
  }

  private static ByteBuffer text(String text) {
    return ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8));
  }
}
