package io.coredeck.dashboard.live.log;

import io.coredeck.dashboard.live.log.Feed.Head;
import io.coredeck.dashboard.live.redis.RedisAwayException;
import java.util.List;
import java.util.OptionalLong;

/// How far one page has come in the log of one container. For the page's thread only.
final class Cursor {

  /// A page that is behind by more than memory holds goes on this many lines before the newest.
  static final int TAIL_AFTER_GAP = 500;

  /// A page that comes back is given at most so many lines it missed; of more it gets the newest.
  static final int MOST_MISSED = 5_000;

  private final Feed feed;
  private final long tail;
  private final OptionalLong resumeAfter;
  private long numbering;
  private long sent;
  private long owedUpTo;

  /// @param tail lines of the past to begin with
  /// @param resumeAfter the last line the page has
  Cursor(Feed feed, long tail, OptionalLong resumeAfter) {
    this.feed = feed;
    this.tail = tail;
    this.resumeAfter = resumeAfter;
  }

  /// One thing to tell the page.
  sealed interface Step {
    /// Lines that follow each other.
    record Lines(List<Line> lines) implements Step {}

    /// Lines left out.
    record Gap(long from, long to, boolean lost) implements Step {}

    /// The numbers begin anew.
    record Restarted() implements Step {}

    /// There is nothing new, or Redis is away.
    record Nothing() implements Step {}
  }

  Feed feed() {
    return feed;
  }

  /// @return whether the page has got, or knows to be missing, everything up to this line
  boolean hasSent(long number) {
    return numbering != 0 && sent >= number;
  }

  Step next() {
    var head = feed.head();
    if (head.numbering() == 0) {
      return new Step.Nothing();
    }
    if (numbering == 0) {
      var skipped = begin(head);
      if (skipped > sent) {
        return gap(skipped, false);
      }
    } else if (numbering != head.numbering()) {
      numbering = head.numbering();
      sent = 0;
      owedUpTo = 0;
      return new Step.Restarted();
    }
    if (sent >= head.last()) {
      return new Step.Nothing();
    }
    var taken = feed.after(sent);
    if (sent >= taken.before()) {
      return advance(taken.lines(), head.last());
    }
    return sent < owedUpTo ? owed(Math.min(owedUpTo, taken.before())) : jump(taken.before(), head);
  }

  /// @return lines up to this number are left out; if it is above what was sent
  private long begin(Head head) {
    numbering = head.numbering();
    owedUpTo = head.last();
    // A number the log has not reached yet is of an earlier one: such a page begins like any other.
    if (resumeAfter.isPresent() && resumeAfter.getAsLong() <= head.last()) {
      sent = resumeAfter.getAsLong();
      return head.last() - sent > MOST_MISSED ? head.last() - TAIL_AFTER_GAP : 0;
    }
    sent = Math.max(0, head.last() - tail);
    return 0;
  }

  private Step owed(long to) {
    try {
      return advance(feed.fromRedis(sent + 1, to), to);
    } catch (RedisAwayException _) {
      return new Step.Nothing(); // the page is told by the viewer; the lines are still owed
    }
  }

  /// @param to up to here there is nothing else
  private Step advance(List<Line> lines, long to) {
    if (lines.isEmpty()) {
      return gap(to, true);
    }
    if (lines.getFirst().number() > sent + 1) {
      return gap(lines.getFirst().number() - 1, true);
    }
    var end = 1;
    while (end < lines.size() && lines.get(end).number() == sent + end + 1) {
      end++;
    }
    sent = lines.get(end - 1).number();
    return new Step.Lines(lines.subList(0, end));
  }

  private Step jump(long before, Head head) {
    return gap(Math.max(before, head.last() - TAIL_AFTER_GAP), false);
  }

  private Step gap(long to, boolean lost) {
    var from = sent + 1;
    sent = to;
    return new Step.Gap(from, to, lost);
  }
}
