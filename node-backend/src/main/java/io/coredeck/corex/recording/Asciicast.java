package io.coredeck.corex.recording;

import io.coredeck.corex.output.WindowSize;
import io.coredeck.corex.wire.JsonWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Locale;

/// A recording as a file for players: asciicast, version 2 or 3.
public final class Asciicast {
  static final char OUTPUT = 'o';
  static final char RESIZE = 'r';

  /// Only version 3 knows it.
  static final char EXIT = 'x';

  /// The version whose events say how long after the one before they come.
  private static final int WITH_INTERVALS = 3;

  private static final double MICROS = 1e6;

  private final String command;
  private final Instant since;
  private final WindowSize size;
  private final Playback playback;

  Asciicast(String command, Instant since, WindowSize size, Playback playback) {
    this.command = command;
    this.since = since;
    this.size = size;
    this.playback = playback;
  }

  /// @param version 2 or 3
  public void write(int version, OutputStream out) throws IOException {
    line(out, version == WITH_INTERVALS ? headerWithTerm() : header());
    var last = new long[1];
    playback.play((micros, code, data) -> {
      if (version == WITH_INTERVALS) {
        line(out, event(micros - last[0], code, data));
        last[0] = micros;
      } else if (code != EXIT) {
        line(out, event(micros, code, data));
      }
    });
  }

  private String header() {
    return new JsonWriter()
        .member("version", 2)
        .member("width", size.columns())
        .member("height", size.rows())
        .member("timestamp", since.getEpochSecond())
        .member("command", command)
        .end();
  }

  private String headerWithTerm() {
    var term = new JsonWriter().member("cols", size.columns()).member("rows", size.rows()).end();
    return new JsonWriter()
        .member("version", WITH_INTERVALS)
        .json("term", term)
        .member("timestamp", since.getEpochSecond())
        .member("command", command)
        .end();
  }

  private static String event(long micros, char code, String data) {
    var seconds = String.format(Locale.ROOT, "%.6f", micros / MICROS);
    return "[%s, \"%c\", %s]".formatted(seconds, code, JsonWriter.quoted(data));
  }

  private static void line(OutputStream out, String json) throws IOException {
    out.write((json + "\n").getBytes(StandardCharsets.UTF_8));
  }
}
