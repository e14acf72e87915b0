package io.coredeck.cli.watch;

import io.coredeck.cli.setup.CliException;
import io.coredeck.cli.stream.Streams;
import io.coredeck.cli.stream.Streams.Entry;
import io.coredeck.model.NextAction;
import io.coredeck.sdk.GridClient;
import io.coredeck.sdk.GridException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// The streams the platform's Redis keeps; the explorer says which containers are still there.
final class RedisSource implements Source {

  /// The id before all others.
  private static final String BEGINNING = "0-0";

  /// How long one question for new entries waits, and how often we look who is still there.
  private static final Duration NEWS_WAIT = Duration.ofSeconds(2);

  private final Streams streams;
  private final GridClient grid;
  private final String prefix;

  /// By the key of its stream, what is not deleted yet.
  private final Map<String, Long> live = new LinkedHashMap<>();

  private final Map<String, String> seen = new LinkedHashMap<>();
  private boolean isQuiet;
  private long looked = System.nanoTime();

  /// @param streams closed with this
  /// @param containers gwids by id
  RedisSource(Streams streams, GridClient grid, String what, Map<Long, String> containers) {
    this.streams = streams;
    this.grid = grid;
    this.prefix = "coredeck:" + what + ":";
    containers.forEach((id, gwid) -> {
      live.put(prefix + gwid, id);
      seen.put(prefix + gwid, BEGINNING);
    });
  }

  @Override
  public List<Entry> past(long tail, boolean follow) throws CliException {
    var past = new ArrayList<Entry>();
    for (var key : live.keySet()) {
      past.addAll(streams.latest(key, tail));
    }
    return told(past);
  }

  @Override
  public List<Entry> news() throws CliException {
    var news = streams.next(seen, NEWS_WAIT);
    isQuiet = news.isEmpty();
    return told(news);
  }

  private List<Entry> told(List<Entry> entries) {
    entries.forEach(entry -> seen.put(entry.key(), entry.id()));
    return entries.stream()
        .map(entry -> new Entry(gwid(entry.key()), entry.id(), entry.fields()))
        .toList();
  }

  private String gwid(String key) {
    return key.substring(prefix.length());
  }

  @Override
  public List<String> gone() throws GridException, InterruptedException {
    if (!isQuiet && System.nanoTime() - looked < NEWS_WAIT.toNanos()) {
      return List.of();
    }
    looked = System.nanoTime();
    var gone = new ArrayList<String>();
    for (var one : new ArrayList<>(live.entrySet())) {
      if (grid.workload(one.getValue()).nextAction() == NextAction.DELETED) {
        live.remove(one.getKey());
        seen.remove(one.getKey());
        gone.add(gwid(one.getKey()));
      }
    }
    return gone;
  }

  @Override
  public boolean hasMore() {
    return !live.isEmpty();
  }

  @Override
  public void close() {
    streams.close();
  }
}
