package io.coredeck.web;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.Map;
import java.util.function.LongSupplier;
import org.eclipse.jetty.server.Request;

/// Reads bodies into memory, for all calls of one server, so that callers who send slowly or not at
/// all hold little of it and not for long. Safe for many threads.
final class Bodies {

  /// Bytes of all bodies that are being read.
  static final long MOST_TOGETHER = 32 << 20;

  /// How long a caller may send nothing of a body.
  static final Duration LONGEST_SILENCE = Duration.ofSeconds(10);

  /// Once a body takes longer than {@link #LONGEST_SILENCE}.
  private static final long LEAST_BYTES_A_SECOND = 8 << 10;

  /// What a call that sends nothing yet holds.
  private static final int PIECE = 2 << 10;

  private static final String RETRY_SECONDS = "1";

  private final ByteBudget together;
  private final Duration silence;
  private final LongSupplier nanoTime;

  Bodies() {
    this(MOST_TOGETHER, LONGEST_SILENCE);
  }

  Bodies(long mostTogether, Duration silence) {
    this(mostTogether, silence, System::nanoTime);
  }

  Bodies(long mostTogether, Duration silence, LongSupplier nanoTime) {
    this.together = new ByteBudget(mostTogether);
    this.silence = silence;
    this.nanoTime = nanoTime;
  }

  /// @return how long a caller may send nothing of a body
  Duration silence() {
    return silence;
  }

  /// @param in the body, which knows its limit
  /// @throws RefusedException 503 if too much is being read now, 408 if it comes too slowly
  byte[] read(Request request, InputStream in) throws IOException {
    var line = request.getConnectionMetaData().getConnection().getEndPoint();
    var usual = line.getIdleTimeout();
    line.setIdleTimeout(silence.toMillis());
    var body = new ByteArrayOutputStream();
    try {
      var start = nanoTime.getAsLong();
      var piece = new byte[PIECE];
      for (var read = in.read(piece); read >= 0; read = in.read(piece)) {
        if (!together.take(read)) {
          throw new RefusedException(
              503,
              "too many bodies are being received; try again later",
              Map.of("Retry-After", RETRY_SECONDS));
        }
        body.write(piece, 0, read);
        requirePace(body.size(), Duration.ofNanos(nanoTime.getAsLong() - start));
      }
      return body.toByteArray();
    } finally {
      together.giveBack(body.size());
      line.setIdleTimeout(usual);
    }
  }

  private void requirePace(long bytes, Duration time) {
    if (time.compareTo(silence) > 0 && bytes < time.toSeconds() * LEAST_BYTES_A_SECOND) {
      throw new RefusedException(
          408,
          "the body of the request comes too slowly; it must be at least %d bytes a second"
              .formatted(LEAST_BYTES_A_SECOND));
    }
  }
}
