package io.coredeck.dashboard.grid;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.server.VaadinService;
import io.coredeck.model.NextAction;
import io.coredeck.model.Reservation;
import io.coredeck.model.registry.Node;
import io.coredeck.sdk.GridClient;
import io.coredeck.sdk.GridException;
import io.coredeck.sdk.ReservationFeed;
import java.lang.System.Logger.Level;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// Follows the grid for all pages together: every change of a reservation arrives here once, soon
/// after it happened, however many look. Nodes are asked for every two seconds while somebody
/// looks.
public final class GridWatch implements AutoCloseable {

  private static final System.Logger LOG = System.getLogger(GridWatch.class.getName());

  private static final Duration CHANGE_WAIT = Duration.ofSeconds(25);
  private static final Duration FRESH_NODES = Duration.ofSeconds(2);
  private static final Duration LOOKED_LATELY = Duration.ofSeconds(30);
  private static final Duration FAILED_LATELY = Duration.ofHours(24);
  private static final Duration FIRST_LOOK = Duration.ofMillis(800);
  private static final int MOST_FAILED = 1000;
  private static final Duration FIRST_PAUSE = Duration.ofMillis(500);
  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(8);
  private static final Duration STOP_LIMIT = Duration.ofSeconds(5);

  private final URI explorer;
  private final URI hub;
  private final ReservationFeed feed;
  private final GridClient client;
  private final CountDownLatch closed = new CountDownLatch(1);
  private final Watchers watchers = new Watchers();
  private final GridNews news = new GridNews();
  private final List<Thread> followers;

  // Guarded by this.
  private final TreeMap<Long, Reservation> live = new TreeMap<>();
  private final TreeMap<Long, Reservation> failed = new TreeMap<>();
  private List<Node> nodes = List.of();
  private Instant reservationsAt = Instant.EPOCH;
  private Instant nodesAt = Instant.EPOCH;
  private String trouble = "";
  private Instant looked = Instant.EPOCH;

  private GridWatch(URI explorer, URI hub) {
    this.explorer = explorer;
    this.hub = hub;
    this.feed = ReservationFeed.open(explorer);
    this.client = GridClient.anonymous(explorer);
    this.followers =
        List.of(
            Thread.ofVirtual()
                .name("grid-reservations")
                .unstarted(() -> follow(this::takeReservations)),
            Thread.ofVirtual().name("grid-nodes").unstarted(() -> follow(this::takeNodes)));
  }

  /// @param explorer base URL, up to and with `/api/v1`
  /// @param hub base URL of the image hub
  /// @return it, following
  public static GridWatch start(URI explorer, URI hub) {
    var watch = new GridWatch(explorer, hub);
    watch.followers.forEach(Thread::start);
    return watch;
  }

  /// @return the one of the server that shows the current page
  public static GridWatch current() {
    var context = VaadinService.getCurrent().getContext();
    return Objects.requireNonNull(context.getAttribute(GridWatch.class));
  }

  public URI explorer() {
    return explorer;
  }

  public URI hub() {
    return hub;
  }

  /// @return what happened lately
  public GridNews news() {
    return news;
  }

  /// What is known now.
  ///
  /// @param limit how long to wait if nothing is known yet
  public synchronized GridView look(Duration limit) {
    looked = Instant.now();
    notifyAll();
    var end = System.nanoTime() + limit.toNanos();
    try {
      while (!isKnown() && trouble.isEmpty() && end > System.nanoTime()) {
        TimeUnit.NANOSECONDS.timedWait(this, end - System.nanoTime());
      }
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
    var at = isKnown() ? nodesAt : Instant.EPOCH;
    return new GridView(at, trouble, nodes, shown());
  }

  /// Shows the grid in a page: when the page is attached, and soon after each change as long as it
  /// is. Values that only grow old are shown anew every two seconds.
  ///
  /// @param page calls of `show` end when it is detached and begin again when it is attached
  /// @param show called with the lock of the page's session held, four times a second at most
  public void follow(Component page, Consumer<GridView> show) {
    watchers.add(page, () -> show.accept(look(FIRST_LOOK)));
  }

  /// @param id of a reservation
  /// @return it as it is known now; empty if there is none that is shown
  public synchronized Optional<Reservation> reservation(long id) {
    return Optional.ofNullable(known(id));
  }

  private @Nullable Reservation known(long id) {
    return live.getOrDefault(id, failed.get(id));
  }

  /// @param gwid of a workload, e.g. `3-1`
  /// @return whose it is; empty if it is not known
  public Optional<Long> ownerOf(String gwid) {
    var id = gwid.replaceFirst("-.*", "");
    return id.matches("\\d{1,18}")
        ? reservation(Long.parseLong(id))
            .filter(reservation -> reservation.gwid().equals(gwid))
            .map(Reservation::customerTid)
        : Optional.empty();
  }

  private boolean isKnown() {
    return nodesAt.isAfter(Instant.EPOCH) && reservationsAt.isAfter(Instant.EPOCH);
  }

  private interface Step {
    void take() throws GridException, InterruptedException;
  }

  private void follow(Step step) {
    var pause = FIRST_PAUSE;
    try {
      while (!closed.await(0, TimeUnit.MILLISECONDS)) {
        try {
          step.take();
          pause = FIRST_PAUSE;
        } catch (GridException e) {
          failed(e);
          closed.await(pause.toMillis(), TimeUnit.MILLISECONDS);
          var doubled = pause.multipliedBy(2);
          pause = doubled.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : doubled;
        }
      }
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  private void failed(GridException e) {
    synchronized (this) {
      trouble = Objects.requireNonNullElse(e.getMessage(), "The explorer gave no reason.");
      notifyAll();
    }
    watchers.changed();
  }

  private void takeReservations() throws GridException, InterruptedException {
    // The first answer comes at once, empty or not, so that it is known that there is nothing.
    var wait = isFirst() ? Duration.ZERO : CHANGE_WAIT;
    var changed = feed.next(wait);
    synchronized (this) {
      if (!isFirst()) {
        changed.forEach(one -> news.changed(known(one.id()), one));
      }
      changed.forEach(this::keep);
      reservationsAt = Instant.now();
      trouble = "";
      notifyAll();
    }
    watchers.changed();
  }

  private synchronized boolean isFirst() {
    return reservationsAt.equals(Instant.EPOCH);
  }

  private void keep(Reservation changed) {
    if (changed.nextAction() == NextAction.DEPLOY || changed.nextAction() == NextAction.DELETE) {
      live.put(changed.id(), changed);
    } else {
      live.remove(changed.id());
      if (!changed.result().message().isBlank()) {
        failed.put(changed.id(), changed);
        if (failed.size() > MOST_FAILED) {
          failed.pollFirstEntry();
        }
      }
    }
  }

  /// What failed lately is shown too: it is what people look for.
  private List<Reservation> shown() {
    var since = Instant.now().minus(FAILED_LATELY).getEpochSecond();
    failed.values().removeIf(reservation -> reservation.epoch() < since);
    var all = new ArrayList<>(live.values());
    all.addAll(failed.values());
    all.sort(Comparator.comparingLong(Reservation::id));
    return all;
  }

  private void takeNodes() throws GridException, InterruptedException {
    awaitLook();
    var found = client.nodes().stream().filter(node -> !node.deleted()).toList();
    news.nodes(found, Instant.now());
    synchronized (this) {
      nodes = found;
      nodesAt = Instant.now();
      trouble = "";
      notifyAll();
    }
    watchers.changed();
    closed.await(FRESH_NODES.toMillis(), TimeUnit.MILLISECONDS);
  }

  private synchronized void awaitLook() throws InterruptedException {
    while (nodesAt.isAfter(Instant.EPOCH)
        && watchers.isEmpty()
        && looked.plus(LOOKED_LATELY).isBefore(Instant.now())
        && closed.getCount() > 0) {
      TimeUnit.NANOSECONDS.timedWait(this, LOOKED_LATELY.toNanos());
    }
  }

  /// Stops following, within 5 seconds. Calling it again does nothing.
  @Override
  public void close() {
    closed.countDown();
    watchers.close();
    feed.close();
    client.close();
    for (var follower : followers) {
      follower.interrupt();
      try {
        if (!follower.join(STOP_LIMIT)) {
          LOG.log(Level.WARNING, "{0} does not stop", follower.getName());
        }
      } catch (InterruptedException _) {
        Thread.currentThread().interrupt();
      }
    }
  }
}
