package io.coredeck.node.telemetry.log;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Reads the lines of a spool, all or those of one stream, from a position onwards.
public final class LogReader {

  /// How much of the log is read at once at most, bytes.
  static final int CHUNK = 128 * 1024;

  /// The smallest amount that is read at once, bytes; more than conmon's longest record.
  private static final int SMALLEST_CHUNK = 64 * 1024;

  /// How many bytes are read for one wanted line.
  private static final int BYTES_PER_LINE = 256;

  private static final int LINES_AT_ONCE = 8192;

  private final Spool spool;
  private final Optional<LogStream> only;
  private final RecordHeader header = new RecordHeader();
  private final LineJoiner out = new LineJoiner();
  private final LineJoiner err = new LineJoiner();
  private long segment;
  private long offset;
  private long number;

  /// Some lines and where reading goes on behind them.
  ///
  /// @param lines may be none, if records of the other stream were passed
  /// @param end behind the lines
  public record Batch(List<LogLine> lines, Position end) {}

  /// @param only the stream that counts, or both
  /// @param start where to begin
  public LogReader(Spool spool, Optional<LogStream> only, Position start) {
    this.spool = spool;
    this.only = only;
    seek(start);
  }

  /// @return where the next line will be read
  public Position position() {
    return new Position(segment, offset, number, out.pending(), err.pending());
  }

  /// @return number of the last line read, 0 for none
  public long lines() {
    return number;
  }

  /// @return which line of the stream has been begun and not ended, another number for each; 0 for
  ///   none
  public long begun(LogStream stream) {
    return joiner(stream).begun();
  }

  /// @return the last bytes of the line that has been begun, a copy
  public byte[] unfinished(LogStream stream, int most) {
    return joiner(stream).tail(most);
  }

  private LineJoiner joiner(LogStream stream) {
    return stream == LogStream.STDOUT ? out : err;
  }

  /// Goes on reading somewhere else.
  public void seek(Position position) {
    segment = position.segment();
    offset = position.offset();
    number = position.number();
    out.restore(position.out());
    err.restore(position.err());
  }

  /// @return whether everything in the log has been read
  public boolean isAtEnd() {
    var current = spool.segmentFrom(segment);
    if (current == null) {
      return true;
    }
    return current.number() == segment
        && offset >= current.size()
        && spool.segmentFrom(segment + 1) == null
        && !(spool.isRunEnd(current, offset) && hasBegun());
  }

  /// Reads on.
  ///
  /// @param most how many lines are wanted; a few more may come
  /// @return nothing if there is nothing to read now
  public Optional<Batch> read(int most) throws IOException {
    return read(most, Long.MAX_VALUE);
  }

  private Optional<Batch> read(int most, long last) throws IOException {
    for (var s = spool.segmentFrom(segment); s != null; s = spool.segmentFrom(segment)) {
      if (hasBegun() && (s.number() != segment || spool.isRunEnd(s, offset))) {
        return Optional.of(flush()); // what would continue it is gone, or will never come
      }
      if (s.number() != segment && !enter(s.number(), last)) {
        return Optional.empty();
      }
      var limit = spool.limit(s, offset);
      if (offset < limit) {
        return readChunk(s, limit, most);
      }
      var isLast = !s.isFinished() || spool.segmentFrom(segment + 1) == null;
      if (isLast || !enter(segment + 1, last)) {
        return Optional.empty();
      }
    }
    return Optional.empty();
  }

  /// Passes a segment, and those before it, without giving out its lines, because it is to be
  /// deleted.
  ///
  /// @param last number of the segment
  /// @return how many lines were passed
  public long skip(long last) throws IOException {
    var before = number;
    for (var more = true; more && segment <= last; ) {
      more = read(LINES_AT_ONCE, last).isPresent();
    }
    if (segment <= last && spool.segmentFrom(last) != null) {
      segment = last + 1;
      offset = 0;
    }
    return number - before;
  }

  private boolean enter(long next, long last) {
    if (next > last) {
      return false;
    }
    segment = next;
    offset = 0;
    return true;
  }

  private boolean hasBegun() {
    return !out.isEmpty() || !err.isEmpty();
  }

  private Batch flush() {
    var lines = new ArrayList<LogLine>();
    out.flush(into(lines, LogStream.STDOUT));
    err.flush(into(lines, LogStream.STDERR));
    return new Batch(lines, position());
  }

  private Optional<Batch> readChunk(Segment s, long limit, int most) throws IOException {
    var wanted = Math.clamp((long) most * BYTES_PER_LINE, SMALLEST_CHUNK, CHUNK);
    var chunk = new byte[(int) Math.min(limit - offset, wanted)];
    var got = s.read(chunk, offset);
    var lines = new ArrayList<LogLine>(Math.min(most, got / 64 + 1));
    var stdout = into(lines, LogStream.STDOUT);
    var stderr = into(lines, LogStream.STDERR);
    var start = 0;
    for (var end = newline(chunk, 0, got); end >= 0; end = newline(chunk, start, got)) {
      header.read(chunk, start, end);
      take(chunk, end + 1, header.whole(), stdout, stderr);
      start = end + 1;
      if (lines.size() >= most) {
        break;
      }
    }
    if (start == 0 && (got == wanted || (got == chunk.length && spool.isFinal(s, limit)))) {
      header.read(chunk, 0, got); // torn: its end was never written
      take(chunk, got, false, stdout, stderr);
      start = got;
    }
    if (start == 0) {
      return Optional.empty();
    }
    offset += start;
    return Optional.of(new Batch(lines, position()));
  }

  private void take(
      byte[] chunk, int end, boolean whole, LineJoiner.Sink stdout, LineJoiner.Sink stderr) {
    var stream = header.stream();
    if (only.isPresent() && only.get() != stream) {
      return;
    }
    // The newline of a record that does not end a line is conmon's, not the container's.
    var textEnd = whole || chunk[end - 1] != '\n' ? end : end - 1;
    var sink = stream == LogStream.STDOUT ? stdout : stderr;
    joiner(stream).feed(chunk, header.textStart(), textEnd, whole, header.millis(), sink);
  }

  private LineJoiner.Sink into(List<LogLine> lines, LogStream stream) {
    return (buffer, from, length, millis) ->
        lines.add(new LogLine(buffer, from, length, stream, millis, ++number));
  }

  private static int newline(byte[] chunk, int start, int end) {
    return RecordHeader.indexOf(chunk, (byte) '\n', start, end);
  }
}
