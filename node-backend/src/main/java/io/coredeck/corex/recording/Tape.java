package io.coredeck.corex.recording;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongSupplier;
import java.util.zip.Deflater;

/// Events in their order, compressed, outside of Java's heap, which is small. Not safe for use by
/// several threads.
final class Tape {

  /// Bytes of events that are compressed together.
  private static final int SEGMENT = 65_536;

  private final LongSupplier micros;
  private final Deflater deflater = new Deflater(Deflater.BEST_SPEED);
  private final List<Playback.Segment> segments = new ArrayList<>();
  private final ByteArrayOutputStream open = new ByteArrayOutputStream();
  private long lastTime;
  private long compressed;

  /// @param micros microseconds since the beginning
  Tape(LongSupplier micros) {
    this.micros = micros;
  }

  /// @param code of asciicast
  void add(char code, String data) {
    var now = Math.max(lastTime, micros.getAsLong());
    var bytes = data.getBytes(StandardCharsets.UTF_8);
    number(now - lastTime);
    open.write(code);
    number(bytes.length);
    open.writeBytes(bytes);
    lastTime = now;
    if (open.size() >= SEGMENT) {
      compress();
    }
  }

  private void number(long value) {
    var rest = value;
    while (rest > 0x7f) {
      open.write((int) ((rest & 0x7f) | 0x80));
      rest >>>= 7;
    }
    open.write((int) rest);
  }

  private void compress() {
    deflater.reset();
    deflater.setInput(open.toByteArray());
    deflater.finish();
    var result = new ByteArrayOutputStream();
    var buffer = new byte[SEGMENT];
    while (!deflater.finished()) {
      result.write(buffer, 0, deflater.deflate(buffer));
    }
    var kept = ByteBuffer.allocateDirect(result.size());
    kept.put(result.toByteArray()).flip();
    segments.add(new Playback.Segment(kept, open.size()));
    compressed += result.size();
    open.reset();
  }

  /// @return bytes it takes
  long size() {
    return compressed + open.size();
  }

  /// @return everything so far, to be read by another thread
  Playback playback() {
    return new Playback(List.copyOf(segments), open.toByteArray());
  }

  /// Nothing is added any more.
  void close() {
    if (open.size() > 0) {
      compress();
    }
    deflater.end();
  }
}
