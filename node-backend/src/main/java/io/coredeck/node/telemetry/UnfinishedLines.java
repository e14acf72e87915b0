package io.coredeck.node.telemetry;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.coredeck.node.telemetry.log.LogReader;
import io.coredeck.node.telemetry.log.LogStream;
import io.coredeck.node.telemetry.redis.Link;
import io.coredeck.node.telemetry.redis.Request;
import io.coredeck.node.telemetry.redis.Words;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CodingErrorAction;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;

/// Shows what one container has begun to print and not ended with a newline: a progress bar, a
/// prompt. It is shown beside the lines and changes nothing about them.
///
/// A look costs two comparisons while no line is begun. A line is shown once it has stood for
/// {@link #STANDS}, so a program that prints whole lines never causes anything; at most one entry
/// is written in {@link #BETWEEN}, the last of them says that nothing stands any more. What is not
/// taken is not kept: the next look makes it up.
///
/// Used by one thread.
final class UnfinishedLines {

  /// How much of an unfinished line is shown: its last bytes.
  static final int MOST_BYTES = 512;

  /// How long a line must have been unfinished.
  static final Duration STANDS = Duration.ofMillis(250);

  /// The shortest time between two entries of a container.
  static final Duration BETWEEN = Duration.ofMillis(500);

  /// How long an entry stays if nobody takes it away: an agent that was killed cannot.
  static final Duration KEPT = Duration.ofMinutes(1);

  /// What stands unchanged is written again after this, so that it stays.
  static final Duration AGAIN = Duration.ofSeconds(20);

  private static final long LOOK_PAUSE = Duration.ofMillis(50).toNanos();
  private static final Piece NOTHING = new Piece(0, "");

  /// A byte of UTF-8 that begins no character has these two bits.
  private static final int CONTINUES = 0x80;

  private static final int CONTINUES_MASK = 0xC0;
  private static final int LONGEST_REST = 3;

  private final LogReader reader;
  private final Outlet outlet;
  private final Standing stdout = new Standing(LogStream.STDOUT);
  private final Standing stderr = new Standing(LogStream.STDERR);
  private long lookAt;
  private long toldAt;

  /// Where entries go.
  interface Outlet {

    /// @return whether an entry could go now
    boolean isUp();

    /// @return whether what was shown before may not have arrived; asked once
    boolean takeLost();

    /// @param after number of the last line before
    /// @param stdout end of the unfinished line, empty for none
    /// @param stderr the same
    void show(long after, String stdout, String stderr);
  }

  /// What is shown of one stream.
  ///
  /// @param begun which line it is, 0 for none
  private record Piece(long begun, String text) {}

  /// @param reader of both streams; the numbers of its lines are those that people see
  /// @param now of {@link System#nanoTime()}
  UnfinishedLines(LogReader reader, Outlet outlet, long now) {
    this.reader = reader;
    this.outlet = outlet;
    this.lookAt = now;
    this.toldAt = now - BETWEEN.toNanos();
  }

  /// @return the name of the stream of one entry that shows what a container has not ended
  static String key(String gwid) {
    return LogShipping.streamKey(gwid) + ":open";
  }

  /// Looks, if it is time, and shows what is new.
  ///
  /// @param now of {@link System#nanoTime()}
  void step(long now) {
    if (now - lookAt < 0) {
      return;
    }
    lookAt = now + LOOK_PAUSE;
    stdout.look(now);
    stderr.look(now);
    if (now - toldAt >= BETWEEN.toNanos() && outlet.isUp() && (isNew() || isOld(now))) {
      toldAt = now;
      stdout.told = stdout.piece;
      stderr.told = stderr.piece;
      outlet.show(reader.lines(), stdout.piece.text(), stderr.piece.text());
    }
  }

  private boolean isNew() {
    var isLost = outlet.takeLost();
    return isLost || !stdout.piece.equals(stdout.told) || !stderr.piece.equals(stderr.told);
  }

  private boolean isOld(long now) {
    var isThere = !stdout.piece.equals(NOTHING) || !stderr.piece.equals(NOTHING);
    return isThere && now - toldAt >= AGAIN.toNanos();
  }

  /// The end of an unfinished line: whole characters, bytes that are none replaced. Where a program
  /// goes back to the start of the line, a part that was cut begins there.
  ///
  /// @param bytes more than {@value #MOST_BYTES} if something stands before them
  static String text(byte[] bytes) {
    var from = Math.max(0, bytes.length - MOST_BYTES);
    if (from > 0) {
      var back = from;
      while (back < bytes.length && bytes[back] != '\r') {
        back++;
      }
      var wholeFrom = from;
      while (wholeFrom < from + LONGEST_REST && (bytes[wholeFrom] & CONTINUES_MASK) == CONTINUES) {
        wholeFrom++;
      }
      from = back < bytes.length - 1 ? back + 1 : wholeFrom;
    }
    var text = CharBuffer.allocate(bytes.length - from);
    var _ =
        UTF_8
            .newDecoder()
            .onMalformedInput(CodingErrorAction.REPLACE)
            .decode(ByteBuffer.wrap(bytes, from, bytes.length - from), text, false);
    return text.flip().toString(); // a character whose end has not come is left out
  }

  /// The unfinished line of one stream.
  private final class Standing {
    private final LogStream stream;
    private long begun;
    private long since;
    private Piece piece = NOTHING;
    private Piece told = NOTHING;

    Standing(LogStream stream) {
      this.stream = stream;
    }

    void look(long now) {
      var is = reader.begun(stream);
      if (is != begun) {
        begun = is;
        since = now;
      }
      var stands = begun != 0 && now - since >= STANDS.toNanos();
      piece = stands ? new Piece(begun, text(reader.unfinished(stream, MOST_BYTES + 1))) : NOTHING;
    }
  }

  /// A stream of one entry in the platform's Redis.
  ///
  /// @param key of the stream
  static Outlet redis(String key, Link link) {
    var lost = new AtomicBoolean();
    var receipt =
        new Request.Receipt() {
          @Override
          public void onAccepted() {
            // Nothing more to do.
          }

          @Override
          public void onRefused(String error) {
            // A full server: what still stands is written again later.
          }

          @Override
          public void onLost(String reason) {
            lost.set(true);
          }
        };
    return new Outlet() {
      @Override
      public boolean isUp() {
        return link.isUp();
      }

      @Override
      public boolean takeLost() {
        return lost.getAndSet(false);
      }

      @Override
      public void show(long after, String stdout, String stderr) {
        var entry =
            Words.command(
                "XADD", key, "MAXLEN", 1, "*", "n", after, "stdout", stdout, "stderr", stderr);
        var end = Words.command("EXPIRE", key, KEPT.toSeconds());
        link.prepare(List.of(Request.of(entry, receipt), Request.of(end, receipt)));
      }
    };
  }
}
