package io.coredeck.dashboard.live.log;

import io.coredeck.dashboard.live.log.Feed.Head;
import io.coredeck.dashboard.live.log.Feed.Kept;
import io.coredeck.dashboard.live.log.Unfinished.Piece;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// What the server tells a page, as text. The members are those of docs/formats/live.md.
final class Frames {

  /// Most lines of one frame.
  static final int MOST_LINES = 500;

  /// Lines are added to a frame until it has this many characters.
  static final int MOST_CHARACTERS = 256 << 10;

  private static final int FRAME_COST = 96;

  private Frames() {}

  /// @return whether one more line goes into a frame that holds this much
  static boolean fits(int lines, int characters) {
    return lines < MOST_LINES && characters < MOST_CHARACTERS;
  }

  /// Lines without a hole between them.
  static String lines(long sequence, String gwid, List<Line> lines) {
    var text = begin("lines", gwid, lines);
    text.append(",\"seq\":").append(sequence);
    return rows(text, lines);
  }

  /// The answer to a request for lines.
  ///
  /// @param from first number this answers for
  /// @param to last number this answers for: the rest is to be asked for again
  static String loaded(long id, String gwid, long from, long to, List<Line> lines) {
    var text = begin("loaded", gwid, lines);
    text.append(",\"id\":").append(id).append(",\"from\":").append(from);
    text.append(",\"to\":").append(to);
    return rows(text, lines);
  }

  private static StringBuilder begin(String kind, String gwid, List<Line> lines) {
    var size = FRAME_COST + lines.stream().mapToInt(line -> line.size() + 1).sum();
    var text = new StringBuilder(size);
    return text.append("{\"event\":\"")
        .append(kind)
        .append("\",\"container\":\"")
        .append(gwid)
        .append('"');
  }

  private static String rows(StringBuilder text, List<Line> lines) {
    text.append(",\"rows\":[");
    for (int i = 0; i < lines.size(); i++) {
      text.append(i == 0 ? "" : ",").append(lines.get(i).row());
    }
    return text.append("]}").toString();
  }

  /// Lines that this page does not get.
  ///
  /// @param lost whether nobody has them any more
  static String gap(String gwid, long from, long to, boolean lost) {
    return "{\"event\":\"gap\",\"container\":\"%s\",\"from\":%d,\"to\":%d,\"lost\":%b}"
        .formatted(gwid, from, to, lost);
  }

  /// The numbers begin anew: what was shown is of an earlier run.
  static String restarted(String gwid) {
    return "{\"event\":\"restarted\",\"container\":\"%s\"}".formatted(gwid);
  }

  /// What a container has not ended with a newline, in place of what was told of it before.
  static String open(String gwid, Piece piece) {
    var text = begin("open", gwid, List.of()).append(",\"after\":").append(piece.after());
    Line.quote(piece.stdout(), text.append(",\"stdout\":"));
    Line.quote(piece.stderr(), text.append(",\"stderr\":"));
    return text.append('}').toString();
  }

  static String head(String gwid, Head head, Kept kept) {
    return "{\"event\":\"head\",\"container\":\"%s\",\"first\":%d,\"since\":%d,\"last\":%d,\"at\":%d}"
        .formatted(gwid, kept.first(), kept.since(), head.last(), head.lastMillis());
  }

  static String found(long id, String gwid, Optional<Long> number) {
    return "{\"event\":\"found\",\"id\":%d,\"container\":\"%s\",\"number\":%d}"
        .formatted(id, gwid, number.orElse(0L));
  }

  static String failed(long id, String why) {
    var text = new StringBuilder("{\"event\":\"failed\",\"id\":").append(id).append(",\"why\":");
    Line.quote(why, text);
    return text.append('}').toString();
  }

  /// @param awaySince since when Redis cannot be asked
  static String source(Optional<Instant> awaySince) {
    return awaySince
        .map(since -> "{\"event\":\"source\",\"away\":true,\"since\":" + since.toEpochMilli() + "}")
        .orElse("{\"event\":\"source\",\"away\":false}");
  }
}
