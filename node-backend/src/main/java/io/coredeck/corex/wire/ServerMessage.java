package io.coredeck.corex.wire;

import io.coredeck.corex.audience.AudienceView;
import io.coredeck.corex.output.WindowSize;
import io.coredeck.corex.process.ProcessInfo;
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

  /// The terminal shall be emptied, take this size and show the bytes that follow as {@link
  /// ScreenBytes}.
  ///
  /// @param stream whose output it is, for {@link ClientMessage.Hello#stream}
  /// @param position number of the next byte of output after the screen
  /// @param skipped how many bytes the client was not shown as they were printed
  /// @param whole whether all that is kept of what scrolled away is there
  /// @param bytes of the screen that follow
  record Screen(
      String stream, long position, long skipped, boolean whole, WindowSize size, long bytes)
      implements ServerMessage {}

  /// A part of the screen; it has no number among the output.
  ///
  /// @param screen the whole one
  /// @param from where the part begins
  /// @param count of bytes
  @SuppressWarnings("ArrayRecordComponent") // never compared
  record ScreenBytes(byte[] screen, int from, int count) implements ServerMessage {}

  /// Who looks.
  ///
  /// @param reader seat of the one who is told
  /// @param answers whether the reader's terminal is the one that answers what programs ask
  record People(AudienceView view, long reader, boolean answers) implements ServerMessage {}

  /// There is room for more input: so many pastes were taken since the last message of this kind.
  record Taken(int pastes) implements ServerMessage {}

  /// Something typed did not arrive, because somebody else types.
  record Refused() implements ServerMessage {}

  /// What the client wanted back.
  @SuppressWarnings("ArrayRecordComponent") // never compared
  record Probe(byte[] text) implements ServerMessage {}

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
      case Screen screen -> event(screen(screen));
      case ScreenBytes(var screen, var from, var count) -> framed('5', screen, from, count);
      case People(var view, var reader, var answers) ->
          event(PeopleJson.people(event("people"), view, reader, answers));
      case Taken(var pastes) -> event(event("taken").member("pastes", pastes));
      case Refused() -> event(event("refused").member("what", "input"));
      case Probe(var text) -> framed('9', text, 0, text.length);
      case Size(var size) ->
          event(event("size").member("columns", size.columns()).member("rows", size.rows()));
      case Ended(var process) -> event(event("ended").json("process", ProcessJson.full(process)));
    };
  }

  private static JsonWriter screen(Screen screen) {
    return event("screen")
        .member("stream", screen.stream)
        .member("position", screen.position)
        .member("skipped", screen.skipped)
        .member("whole", screen.whole)
        .member("columns", screen.size.columns())
        .member("rows", screen.size.rows())
        .member("bytes", screen.bytes);
  }

  private static ByteBuffer framed(char kind, byte[] bytes, int from, int count) {
    var frame = new byte[count + 1];
    frame[0] = (byte) kind;
    System.arraycopy(bytes, from, frame, 1, count);
    return ByteBuffer.wrap(frame);
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
