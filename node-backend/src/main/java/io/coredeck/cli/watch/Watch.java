package io.coredeck.cli.watch;

import io.coredeck.cli.setup.CliException;
import io.coredeck.cli.setup.ExitCode;
import io.coredeck.cli.setup.Session;
import io.coredeck.cli.setup.Words;
import io.coredeck.cli.stream.Streams;
import io.coredeck.cli.stream.Streams.Entry;
import io.coredeck.model.Container;
import io.coredeck.model.NextAction;
import io.coredeck.sdk.GridException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Reads one kind of stream of some workloads: first what is there, then what comes, until all of
/// them are deleted.
final class Watch {

  /// The id before all others.
  private static final String BEGINNING = "0-0";

  /// As they came: ids begin with the time. Those of one time stay in their streams' order.
  static final Comparator<Entry> IN_TIME =
      Comparator.<Entry>comparingLong(one -> part(one.id(), 0))
          .thenComparingLong(one -> part(one.id(), 1));

  /// How long one question for new entries waits, and how often we look who is still there.
  private static final Duration NEWS_WAIT = Duration.ofSeconds(2);

  private final Session session;
  private final String what;
  private final String prefix;
  private final List<String> ids;

  /// @param what of a workload is read, in words
  /// @param ids as the user wrote them
  Watch(Session session, String what, List<String> ids) {
    this.session = session;
    this.what = what;
    this.prefix = "coredeck:" + what + ":";
    this.ids = ids;
  }

  /// What is done with what is seen.
  @FunctionalInterface
  interface Reader {
    void read(String gwid, Entry entry);

    /// After the past, and after all that came at once.
    default void pause() {}

    /// A workload is deleted; nothing of it comes any more.
    default void gone(String gwid) {}
  }

  /// @param tail how many entries of the past, for each workload
  /// @param follow whether to go on
  void run(long tail, boolean follow, Reader reader)
      throws CliException, GridException, InterruptedException {
    var live = new LinkedHashMap<String, Long>();
    for (var id : ids) {
      var workload = session.workload(id);
      if (!(workload.workload() instanceof Container)) {
        throw new CliException(
            ExitCode.FAILED,
            "%s is a %s; only containers have %s"
                .formatted(workload.gwid(), Words.kind(workload), what));
      }
      live.put(prefix + workload.gwid(), workload.id());
    }
    try (var streams = Streams.open(session.redis())) {
      var seen = new LinkedHashMap<String, String>();
      var past = new ArrayList<Entry>();
      for (var key : live.keySet()) {
        seen.put(key, BEGINNING);
        past.addAll(streams.latest(key, tail));
      }
      past.sort(IN_TIME);
      deliver(past, seen, reader);
      reader.pause();
      var looked = System.nanoTime();
      while (follow && !seen.isEmpty() && !session.out().checkError()) {
        var news = streams.next(seen, NEWS_WAIT);
        deliver(news, seen, reader);
        if (news.isEmpty() || System.nanoTime() - looked >= NEWS_WAIT.toNanos()) {
          forgetDeleted(live, seen, reader);
          looked = System.nanoTime();
        }
        reader.pause();
      }
    }
  }

  private static long part(String id, int number) {
    return Long.parseUnsignedLong(id.split("-", 2)[number]);
  }

  private void deliver(List<Entry> entries, Map<String, String> seen, Reader reader) {
    for (var entry : entries) {
      reader.read(entry.key().substring(prefix.length()), entry);
      seen.put(entry.key(), entry.id());
    }
    session.out().flush();
  }

  private void forgetDeleted(Map<String, Long> live, Map<String, String> seen, Reader reader)
      throws CliException, GridException, InterruptedException {
    for (var key : new ArrayList<>(seen.keySet())) {
      var id = live.getOrDefault(key, 0L);
      if (session.grid().workload(id).nextAction() == NextAction.DELETED) {
        seen.remove(key);
        reader.gone(key.substring(prefix.length()));
      }
    }
  }
}
