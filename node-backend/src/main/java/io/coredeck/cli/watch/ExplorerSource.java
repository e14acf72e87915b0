package io.coredeck.cli.watch;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.coredeck.cli.stream.Streams.Entry;
import io.coredeck.model.StatsSample;
import io.coredeck.sdk.GridException;
import io.coredeck.sdk.watch.PrintedLine;
import io.coredeck.sdk.watch.Seen;
import io.coredeck.sdk.watch.Watch;
import io.coredeck.sdk.watch.WatchClient;
import io.coredeck.wire.Json;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The explorer, for who has a token and no Redis. Its lines and samples as entries of Redis have
/// them.
final class ExplorerSource implements Source {

  private static final Duration NEWS_WAIT = Duration.ofSeconds(2);

  /// Entries handed on at once.
  private static final int BATCH = 1000;

  private final WatchClient client;
  private final boolean isLogs;
  private final Map<Long, String> containers;
  private final List<String> gone = new ArrayList<>();
  private @Nullable Watch<?> watch;

  /// @param client closed with this
  /// @param containers gwids by id
  ExplorerSource(WatchClient client, String what, Map<Long, String> containers) {
    this.client = client;
    this.isLogs = what.equals(LogsCommand.WHAT);
    this.containers = Map.copyOf(containers);
  }

  @Override
  public List<Entry> past(long tail, boolean follow) throws GridException, InterruptedException {
    var ids = List.copyOf(containers.keySet());
    var most = Math.min(tail, WatchClient.MOST_TAIL);
    var opened = isLogs ? client.lines(ids, most, follow) : client.samples(ids, most, follow);
    watch = opened;
    var past = new ArrayList<Entry>();
    for (var left = ids.size(); left > 0 && !opened.isOver(); ) {
      var seen = opened.next(NEWS_WAIT);
      if (seen.isPresent() && take(seen.get(), past)) {
        left--;
      }
    }
    return past;
  }

  /// @return whether all of the past of one is told
  private boolean take(Seen<?> seen, List<Entry> entries) {
    var gwid = Objects.requireNonNull(containers.get(seen.workload()));
    switch (seen) {
      case Seen.One<?>(_, PrintedLine line) -> entries.add(entry(gwid, line));
      case Seen.One<?>(_, StatsSample sample) -> entries.add(entry(gwid, sample));
      case Seen.One<?> _ -> throw new IllegalStateException("neither a line nor a sample");
      case Seen.Past<?> _ -> {
        return true;
      }
      case Seen.Deleted<?> _ -> gone.add(gwid);
    }
    return false;
  }

  private static Entry entry(String gwid, PrintedLine line) {
    var fields = new LinkedHashMap<String, byte[]>();
    fields.put("n", number(line.number()));
    fields.put("t", number(line.time().toEpochMilli()));
    fields.put("s", (line.isError() ? "stderr" : "stdout").getBytes(UTF_8));
    fields.put("l", line.bytes());
    return new Entry(gwid, line.number() + "-0", fields);
  }

  private static Entry entry(String gwid, StatsSample sample) {
    var fields = new LinkedHashMap<String, byte[]>();
    Json.tree(Json.write(sample))
        .members()
        .forEach((name, value) -> fields.put(name, number(value)));
    return new Entry(gwid, sample.timestamp() + "-0", fields);
  }

  private static byte[] number(Object number) {
    return number.toString().getBytes(UTF_8);
  }

  @Override
  public List<Entry> news() throws GridException, InterruptedException {
    var opened = Objects.requireNonNull(watch);
    var news = new ArrayList<Entry>();
    var seen = opened.next(NEWS_WAIT);
    while (seen.isPresent()) {
      var _ = take(seen.get(), news);
      seen = news.size() < BATCH ? opened.next(Duration.ZERO) : Optional.empty();
    }
    return news;
  }

  @Override
  public List<String> gone() {
    var told = List.copyOf(gone);
    gone.clear();
    return told;
  }

  @Override
  public boolean hasMore() {
    return !Objects.requireNonNull(watch).isOver() || !gone.isEmpty();
  }

  @Override
  public void close() {
    if (watch != null) {
      watch.close();
    }
    client.close();
  }
}
