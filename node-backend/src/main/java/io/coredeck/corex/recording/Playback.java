package io.coredeck.corex.recording;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/// The events of a tape at one moment.
///
/// @param segments compressed
/// @param rest what came last, not compressed
@SuppressWarnings("ArrayRecordComponent") // never compared
record Playback(List<Segment> segments, byte[] rest) {

  /// Some events that were compressed together.
  ///
  /// @param bytes compressed
  /// @param size before that
  record Segment(ByteBuffer bytes, int size) {}

  /// Told of one event after the other.
  interface Listener {

    /// @param micros since the beginning
    /// @param code of asciicast
    void event(long micros, char code, String data) throws IOException;
  }

  void play(Listener listener) throws IOException {
    var time = 0L;
    for (var segment : segments) {
      time = play(ByteBuffer.wrap(inflated(segment)), time, listener);
    }
    play(ByteBuffer.wrap(rest), time, listener);
  }

  private static byte[] inflated(Segment segment) throws IOException {
    var inflater = new Inflater();
    try {
      inflater.setInput(segment.bytes().duplicate());
      var events = new byte[segment.size()];
      if (inflater.inflate(events) != events.length) {
        throw new IOException("a recording is shorter than it was");
      }
      return events;
    } catch (DataFormatException e) {
      throw new IOException("a recording is damaged", e);
    } finally {
      inflater.end();
    }
  }

  private static long play(ByteBuffer events, long from, Listener listener) throws IOException {
    var time = from;
    while (events.hasRemaining()) {
      time += number(events);
      var code = (char) events.get();
      var data = new byte[(int) number(events)];
      events.get(data);
      listener.event(time, code, new String(data, StandardCharsets.UTF_8));
    }
    return time;
  }

  private static long number(ByteBuffer events) {
    var value = 0L;
    for (var shift = 0; ; shift += 7) {
      var b = events.get();
      value |= (long) (b & 0x7f) << shift;
      if (b >= 0) {
        return value;
      }
    }
  }
}
