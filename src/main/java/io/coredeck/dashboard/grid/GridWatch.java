package io.coredeck.dashboard.grid;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.server.VaadinService;
import io.coredeck.dashboard.text.Refusal;
import io.coredeck.model.Reservation;
import io.coredeck.model.registry.Node;
import io.coredeck.sdk.GridClient;
import io.coredeck.sdk.GridException;
import io.coredeck.sdk.ReservationFeed;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/// Follows the grid for all pages together: every change of a reservation arrives here once, soon
/// after it happened, however many look. Nodes are asked for every two seconds while somebody
/// looks.
public final class GridWatch implements AutoCloseable {

  /// Before the next try where the explorer lets nobody wait.
  private static final Duration WITHOUT_PLACE = Duration.ofMillis(500);

  private static final Duration CHANGE_WAIT = Duration.ofSeconds(25);
  private static final Duration FRESH_NODES = Duration.ofSeconds(2);
  private static final Duration LOOKED_LATELY = Duration.ofSeconds(30);
  private static final Duration FIRST_LOOK = Duration.ofMillis(800);

  /// An explorer that hangs is called lost after this, long before a call is given up.
  private static final Duration PATIENCE = Duration.ofSeconds(4);

  private final URI explorer;
  private final URI hub;
  private final ReservationFeed feed;
  private final GridClient client;
  private final Past past;
  private final Watchers watchers = new Watchers();
  private final GridNews news = new GridNews();
  private final Followers followers = new Followers();

  // Guarded by this.
  private final Reserved reserved = new Reserved();
  private final Inquiry changes = new Inquiry();
  private final Inquiry nodeList = new Inquiry();
  private List<Node> nodes = List.of();
  private volatile Set<String> nodeIds = Set.of();
  private Instant looked = Instant.EPOCH;

  private GridWatch(URI explorer, URI hub) {
    this.explorer = explorer;
    this.hub = hub;
    this.feed = ReservationFeed.open(explorer);
    this.client = GridClient.anonymous(explorer);
    this.past = new Past(client::workload);
  }

  /// @param explorer base URL, up to and with `/api/v1`
  /// @param hub base URL of the image hub
  /// @return it, following
  public static GridWatch start(URI explorer, URI hub) {
    var watch = new GridWatch(explorer, hub);
    watch.followers.start(
        "grid-reservations", watch::takeReservations, e -> watch.failed(watch.changes, e));
    watch.followers.start("grid-nodes", watch::takeNodes, e -> watch.failed(watch.nodeList, e));
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

  /// What is known now. As long as no reservation changes, every view has the same list of them, so
  /// that what is made of it can be kept. Until the explorer has said everything there is, there
  /// are no reservations in it.
  ///
  /// @param limit how long to wait if nothing is known yet
  public synchronized GridView look(Duration limit) {
    looked = Instant.now();
    notifyAll();
    var end = System.nanoTime() + limit.toNanos();
    try {
      while (!isKnown() && trouble(Instant.now()).isEmpty() && end > System.nanoTime()) {
        TimeUnit.NANOSECONDS.timedWait(this, end - System.nanoTime());
      }
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
    var now = Instant.now();
    return isKnown()
        ? new GridView(changes.goodWith(nodeList), trouble(now), nodes, reserved.shown(now))
        : new GridView(Instant.EPOCH, trouble(now), nodes, Reservations.NONE);
  }

  private Optional<Refusal> trouble(Instant now) {
    return changes.trouble(now).or(() -> nodeList.trouble(now));
  }

  private boolean isKnown() {
    return reserved.isWhole() && nodeList.isAnswered();
  }

  /// Shows the grid in a page: when the page is attached, and soon after each change as long as it
  /// is. Values that only grow old are shown anew every two seconds.
  ///
  /// @param page calls of `show` end when it is detached and begin again when it is attached
  /// @param show called with the lock of the page's session held, four times a second at most
  public void follow(Component page, Consumer<GridView> show) {
    watchers.add(page, () -> show.accept(look(FIRST_LOOK)));
  }

  /// @param nodeId its key
  /// @return whether there is such a node, as far as is known now
  public boolean hasNode(String nodeId) {
    return nodeIds.contains(nodeId);
  }

  /// @param id of a reservation
  /// @return it as it is known now; empty if there is none that is shown
  public synchronized Optional<Reservation> reservation(long id) {
    return reserved.find(id);
  }

  /// @return the same; also one that lately ended, as long as it is remembered
  public synchronized Optional<Reservation> remembered(long id) {
    return reserved.remembered(id);
  }

  /// @param gwid of a workload, e.g. `3-1`
  /// @return its reservation; also one that lately ended, as long as it is remembered
  public synchronized Optional<Reservation> known(String gwid) {
    return reserved
        .remembered(Reserved.idOf(gwid))
        .filter(reservation -> reservation.gwid().equals(gwid));
  }

  /// @param gwid of a workload, e.g. `3-1`
  /// @return whose it is; empty if it is not known
  public Optional<Long> ownerOf(String gwid) {
    return known(gwid).map(Reservation::customerTid);
  }

  /// What is known of a reservation, else what the explorer says of it, which may take 35 seconds:
  /// not for threads that draw pages.
  ///
  /// @return empty if there is none
  /// @throws IOException if the explorer cannot be asked now
  public Optional<Reservation> find(long id) throws IOException, InterruptedException {
    synchronized (this) {
      var found = reserved.remembered(id);
      if (found.isPresent() || (reserved.isWhole() && !reserved.mayExist(id))) {
        return found;
      }
    }
    return past.find(id);
  }

  /// The same by the name of its workload, e.g. `3-1`.
  public Optional<Reservation> find(String gwid) throws IOException, InterruptedException {
    return find(Reserved.idOf(gwid)).filter(reservation -> reservation.gwid().equals(gwid));
  }

  /// A container ended by itself and was started again.
  public void restarted(String gwid, Instant at) {
    synchronized (this) {
      reserved.restarted(Reserved.idOf(gwid), at);
    }
    watchers.changed();
  }

  private void failed(Inquiry inquiry, GridException e) {
    synchronized (this) {
      var isNews = !inquiry.hasFailed() && !followers.haveEnded();
      var why = isNews ? Refusal.logged(e) : Refusal.of(e);
      inquiry.fails(Instant.now(), why);
      notifyAll();
    }
    watchers.changed();
  }

  private synchronized void asks(Inquiry inquiry, Duration patience) {
    inquiry.asks(Instant.now(), patience);
  }

  private void answered(Inquiry inquiry) {
    if (inquiry.answers(Instant.now())) {
      followers.recovered();
    }
    notifyAll();
  }

  private void takeReservations() throws GridException, InterruptedException {
    // What there is comes at once, in parts; an answer that is not full was the last of them.
    // One that failed is asked without waiting, so that it is back when it answers, not at a
    // change.
    var wait = reserved.isWhole() && !changes.hasFailed() ? CHANGE_WAIT : Duration.ZERO;
    asks(changes, wait.plus(PATIENCE));
    var asked = System.nanoTime();
    var changed = feed.next(wait);
    if (changed.isEmpty() && System.nanoTime() - asked < wait.toNanos() / 2) {
      pauseWithoutPlace();
    }
    synchronized (this) {
      reserved.take(changed, news);
      answered(changes);
    }
    watchers.changed();
  }

  /// The explorer lets only so many wait; who comes then gets nothing, at once.
  private void pauseWithoutPlace() throws InterruptedException {
    followers.pause(WITHOUT_PLACE);
  }

  private void takeNodes() throws GridException, InterruptedException {
    awaitLook();
    asks(nodeList, PATIENCE);
    var inTime = watchers.changedIn(PATIENCE.plusMillis(1));
    var found = client.nodes().stream().filter(node -> !node.deleted()).toList();
    inTime.run();
    news.nodes(found, Instant.now());
    synchronized (this) {
      if (!found.equals(nodes)) {
        nodes = List.copyOf(found);
        nodeIds = nodes.stream().map(Node::nodeId).collect(Collectors.toUnmodifiableSet());
      }
      answered(nodeList);
    }
    watchers.changed();
    followers.pause(FRESH_NODES);
  }

  private synchronized void awaitLook() throws InterruptedException {
    while (nodeList.isAnswered()
        && watchers.isEmpty()
        && looked.plus(LOOKED_LATELY).isBefore(Instant.now())
        && !followers.haveEnded()) {
      TimeUnit.NANOSECONDS.timedWait(this, LOOKED_LATELY.toNanos());
    }
  }

  /// Stops following, within 5 seconds. Calling it again does nothing.
  @Override
  public void close() {
    followers.end();
    watchers.close();
    feed.close();
    client.close();
    followers.close();
  }
}
