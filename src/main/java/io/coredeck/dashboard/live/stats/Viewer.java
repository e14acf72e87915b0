package io.coredeck.dashboard.live.stats;

import io.coredeck.dashboard.live.stats.Frames.Row;
import io.coredeck.dashboard.live.stats.Frames.Why;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.Predicate;

/// One open page: is sent what it has not seen of what it asked for, when it can take it.
///
/// A page that is slow has one frame under way and nothing behind it. What it missed meanwhile
/// comes with the next frame as far as it is kept, else its chart is read anew.
final class Viewer {

  /// Containers of tables a page may ask for.
  static final int MOST_ROWS = 2_000;

  /// Charts a page may ask for.
  static final int MOST_CHARTS = 16;

  /// Messages of a page that may wait; it sends one for many rows.
  static final int MOST_ASKS = 256;

  /// Source: RFC 6455, registry of close codes.
  private static final int TRY_AGAIN = 1013;

  /// Rows and nodes are sent together so often, in the middle between two sweeps of the nodes.
  private static final long BEAT_MILLIS = 2_000;

  private static final long BEAT_PHASE_MILLIS = 1_000;

  /// How long to wait for what is known of rows that were just asked for.
  private static final Duration FILL_PAUSE = Duration.ofMillis(100);

  /// A page hears something at least this often, so that it knows the line is good.
  private static final Duration LONGEST_QUIET = Duration.ofSeconds(5);

  private final StatsHub hub;
  private final Outlet outlet;
  private final Predicate<String> maySee;
  private final BooleanSupplier mayStay;
  private final BlockingQueue<Ask> asks = new ArrayBlockingQueue<>(MOST_ASKS);
  private final Map<String, RowState> rows = new LinkedHashMap<>();
  private final Map<String, Chart> charts = new LinkedHashMap<>();
  private final SeenNodes nodes;
  private final Runnable wake = this::wake;
  private final Thread thread;
  private volatile boolean woken;
  private volatile boolean ended;
  private Optional<Instant> source = Optional.empty();
  private long nextBeat;
  private long spokeAt;

  /// Where frames go.
  interface Outlet {
    /// Returns when the frame has left, or fails.
    void send(String frame) throws IOException;

    void close(int code, String reason);
  }

  private static final class RowState {
    private final Watched watched;
    private boolean fresh = true;
    private long sent;

    RowState(Watched watched) {
      this.watched = watched;
    }
  }

  /// @param maySee whether the page may see a container
  /// @param mayStay false ends the page's connection: its session is over
  Viewer(StatsHub hub, Outlet outlet, Predicate<String> maySee, BooleanSupplier mayStay) {
    this.hub = hub;
    this.outlet = outlet;
    this.maySee = maySee;
    this.mayStay = mayStay;
    this.nodes = new SeenNodes(hub::load);
    thread = Thread.ofVirtual().name("stats-viewer").unstarted(this::run);
  }

  void start() {
    thread.start();
  }

  /// @return whether there was room for it
  boolean ask(Ask ask) {
    var isIn = asks.offer(ask);
    wake();
    return isIn;
  }

  void end() {
    ended = true;
    wake();
  }

  private void wake() {
    woken = true;
    LockSupport.unpark(thread);
  }

  private void run() {
    try {
      send(Frames.hello(System.currentTimeMillis()));
      while (!ended) {
        woken = false;
        if (!mayStay.getAsBoolean()) {
          outlet.close(StatsSocket.SIGNED_OUT, "signed out");
          return;
        }
        turn();
        if (!woken && !ended) {
          LockSupport.parkNanos(pause().toNanos());
        }
      }
    } catch (IOException _) {
      outlet.close(StatsSocket.GONE, "the page takes nothing in"); // the socket says the rest
    } catch (UncheckedIOException _) {
      outlet.close(TRY_AGAIN, "whose it is cannot be found out now");
    } finally {
      rows.values().forEach(row -> hub.leave(row.watched));
      charts.values().forEach(this::leave);
    }
  }

  private void turn() throws IOException {
    tellSource();
    for (var ask = asks.poll(); ask != null; ask = asks.poll()) {
      take(ask);
    }
    for (var chart : List.copyOf(charts.values())) {
      chart.tell(hub, this::send);
    }
    var now = System.currentTimeMillis();
    var isBeat = now >= nextBeat;
    if (isBeat) {
      nextBeat = now + BEAT_MILLIS - Math.floorMod(now - BEAT_PHASE_MILLIS, BEAT_MILLIS);
    }
    sendRows(isBeat);
    var loads = nodes.due(isBeat);
    if (!loads.isEmpty()) {
      send(Frames.nodes(now, loads));
    }
    if (now - spokeAt >= LONGEST_QUIET.toMillis()) {
      send(Frames.hello(now));
    }
  }

  private Duration pause() {
    var waits =
        nodes.waits()
            || rows.values().stream().anyMatch(row -> row.fresh && !row.watched.isReady());
    var untilBeat = Duration.ofMillis(Math.max(1, nextBeat - System.currentTimeMillis()));
    return waits && untilBeat.compareTo(FILL_PAUSE) > 0 ? FILL_PAUSE : untilBeat;
  }

  private void send(String frame) throws IOException {
    outlet.send(frame);
    spokeAt = System.currentTimeMillis();
  }

  private void tellSource() throws IOException {
    var now = hub.awaySince();
    if (!now.equals(source)) {
      source = now;
      send(Frames.source(now));
    }
  }

  private void take(Ask ask) throws IOException {
    switch (ask) {
      case Ask.Rows(var containers) -> addRows(containers);
      case Ask.NoRows(var containers) ->
          containers.forEach(gwid -> {
            var row = rows.remove(gwid);
            if (row != null) {
              hub.leave(row.watched);
            }
          });
      case Ask.Nodes(var ids) -> nodes.add(ids);
      case Ask.NoNodes(var ids) -> nodes.remove(ids);
      case Ask.Full full -> addChart(full);
      case Ask.NoFull(var key) -> removeChart(key);
    }
  }

  private void addRows(List<String> containers) throws IOException {
    for (var gwid : containers) {
      var known = rows.get(gwid);
      if (known != null) {
        known.fresh = true; // asked for once more: all points again
        continue;
      }
      var joined = rows.size() < MOST_ROWS ? join(gwid) : Optional.<Watched>empty();
      if (joined.isPresent()) {
        rows.put(gwid, new RowState(joined.get()));
      } else {
        send(Frames.refused("container", gwid, why(gwid)));
      }
    }
  }

  private void addChart(Ask.Full full) throws IOException {
    removeChart(full.key());
    var joined = charts.size() < MOST_CHARTS ? join(full.container()) : Optional.<Watched>empty();
    if (joined.isPresent()) {
      var chart = new Chart(full, joined.get());
      charts.put(full.key(), chart);
      chart.watched().listen(wake);
    } else {
      send(Frames.refused("key", full.key(), why(full.container())));
    }
  }

  private Optional<Watched> join(String gwid) {
    return maySee.test(gwid) ? hub.join(gwid) : Optional.empty();
  }

  private Why why(String gwid) {
    return maySee.test(gwid) ? Why.FULL : Why.FORBIDDEN;
  }

  private void removeChart(String key) {
    var chart = charts.remove(key);
    if (chart != null) {
      leave(chart);
    }
  }

  private void leave(Chart chart) {
    var isOther =
        charts.values().stream().anyMatch(one -> one != chart && one.watched() == chart.watched());
    if (!isOther) {
      chart.watched().ignore(wake);
    }
    hub.leave(chart.watched());
  }

  private void sendRows(boolean isBeat) throws IOException {
    var due = new ArrayList<Row>();
    for (var row : rows.values()) {
      if (row.watched.isReady() && (isBeat || row.fresh)) {
        due(row).ifPresent(due::add);
      }
    }
    for (int from = 0; from < due.size(); from += Frames.MOST_ROWS) {
      var part = due.subList(from, Math.min(due.size(), from + Frames.MOST_ROWS));
      send(Frames.rows(System.currentTimeMillis(), part));
    }
  }

  private static Optional<Row> due(RowState row) {
    var fresh = row.fresh;
    row.fresh = false;
    var samples = row.watched.after(fresh ? 0 : row.sent);
    if (samples.isEmpty()) {
      return Optional.empty();
    }
    row.sent = samples.getLast().t();
    return Optional.of(new Row(row.watched.gwid(), fresh, samples));
  }
}
