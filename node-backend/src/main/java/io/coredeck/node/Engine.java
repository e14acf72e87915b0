package io.coredeck.node;

import io.coredeck.model.Container;
import io.coredeck.model.NetworkResource;
import io.coredeck.model.Reservation;
import io.coredeck.model.Result;
import io.coredeck.node.container.ContainerState;
import io.coredeck.node.work.Exits;
import io.coredeck.node.work.Exits.Verdict;
import io.coredeck.node.work.Workloads;
import io.coredeck.sdk.NodeClient;
import java.io.IOException;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/// The agent at work: asks the explorer what should run, compares it with what runs, brings up or
/// takes down, and reports.
///
/// Work on one workload is done in order; different workloads do not wait for each other, except
/// that networks and volumes of one answer are up before its containers are begun.
final class Engine implements AutoCloseable {

  private static final System.Logger LOG = System.getLogger(Engine.class.getName());

  /// The pause while everything that was given is already being worked on.
  private static final Duration IN_HAND_PAUSE = Duration.ofMillis(250);

  private static final Duration FIRST_RETRY = Duration.ofMillis(200);
  private static final Duration LONGEST_RETRY = Duration.ofSeconds(10);
  private static final Duration ORDER_LIMIT = Duration.ofMinutes(2);
  private static final Duration CLOSE_LIMIT = Duration.ofSeconds(10);

  /// How long the deletion of a volume or network waits for the deletion of what uses it.
  private static final Duration USERS_LIMIT = Duration.ofSeconds(30);

  private final NodeClient explorer;
  private final Workloads workloads;
  private final Lanes lanes;
  private final Exits exits;
  private final Runnable onReady;
  private final Report report;
  private final Map<String, Reservation> blocked = new ConcurrentHashMap<>();
  private final ScheduledExecutorService restarts =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().name("restarts").daemon().factory());
  private final Thread thread;
  private volatile boolean closing;

  /// @param report tells the explorer what became of workloads, and what they take
  /// @param onReady called once, when the first answer of the explorer has been taken up
  Engine(
      NodeClient explorer,
      Workloads workloads,
      Lanes lanes,
      Exits exits,
      Report report,
      Runnable onReady) {
    this.explorer = explorer;
    this.workloads = workloads;
    this.lanes = lanes;
    this.exits = exits;
    this.onReady = onReady;
    this.report = report;
    this.thread = Thread.ofPlatform().name("engine").unstarted(this::work);
  }

  /// Begins to take work.
  ///
  /// @param lost containers that should be here and are not; they are brought up again
  /// @param gone containers that were removed while the explorer could not be told
  void start(List<Reservation> lost, Set<String> gone) {
    for (var gwid : gone) {
      lanes.submit(gwid, () -> tellGone(gwid));
    }
    for (var one : lost) {
      lanes.submit(one.gwid(), one.customerTid(), () -> bringUp(one));
    }
    thread.start();
  }

  /// To be called when a container has ended by itself.
  void ended(String gwid, ContainerState state) {
    lanes.submit(gwid, () -> settleExit(gwid, state));
  }

  /// Stops asking for work and waits up to 10 seconds for what is being done. Containers go on.
  @Override
  public void close() {
    closing = true;
    thread.interrupt();
    try {
      thread.join(CLOSE_LIMIT);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    restarts.shutdownNow();
  }

  private void work() {
    try {
      takeWork();
    } catch (InterruptedException e) {
      LOG.log(Level.DEBUG, "the engine was told to stop");
    }
  }

  private void takeWork() throws InterruptedException {
    var retry = FIRST_RETRY;
    var polling = new Polling(explorer, Thread::sleep);
    var ready = false;
    while (!closing) {
      try {
        var work = polling.next(ready);
        retry = FIRST_RETRY;
        take(work.workloads());
        if (!ready) {
          ready = true;
          onReady.run();
        }
      } catch (IOException | RuntimeException e) { // the node must not stop listening
        LOG.log(Level.WARNING, "the explorer gave no work: {0}", Workloads.sentence(e));
        Thread.sleep(retry);
        var doubled = retry.multipliedBy(2);
        retry = doubled.compareTo(LONGEST_RETRY) > 0 ? LONGEST_RETRY : doubled;
      }
    }
  }

  /// Networks first, then volumes, then containers; what goes away in the opposite order.
  private void take(List<Reservation> given) throws InterruptedException {
    var busy = lanes.busy();
    var fresh = given.stream().filter(reservation -> !busy.contains(reservation.gwid())).toList();
    var ups = fresh.stream().filter(one -> !one.nextAction().isDelete()).sorted(ORDER).toList();
    var downs = fresh.stream().filter(one -> one.nextAction().isDelete()).sorted(ORDER).toList();
    inOrder(downs.reversed());
    inOrder(ups);
    if (!given.isEmpty() && fresh.isEmpty()) {
      lanes.awaitChange(IN_HAND_PAUSE);
    }
  }

  private static final Comparator<Reservation> ORDER =
      Comparator.<Reservation>comparingInt(Engine::rank).thenComparingLong(Reservation::id);

  private static int rank(Reservation reservation) {
    return switch (reservation.workload().type()) {
      case NETWORK_RESOURCE -> 0;
      case VOLUME -> 1;
      default -> 2;
    };
  }

  /// Hands each kind over and waits until it is done before the next kind begins; the last kind is
  /// not waited for.
  private void inOrder(List<Reservation> sorted) throws InterruptedException {
    for (var i = 0; i < sorted.size(); ) {
      var kind = rank(sorted.get(i));
      var end = i;
      while (end < sorted.size() && rank(sorted.get(end)) == kind) {
        end++;
      }
      var batch = sorted.subList(i, end);
      var done = new CountDownLatch(batch.size());
      batch.forEach(one -> lanes.submit(one.gwid(), one.customerTid(), () -> settle(one, done)));
      if (end < sorted.size() && !done.await(ORDER_LIMIT.toSeconds(), TimeUnit.SECONDS)) {
        LOG.log(Level.WARNING, "{0} workloads are slow; going on with the others", batch.size());
      }
      i = end;
    }
  }

  private void settle(Reservation reservation, CountDownLatch done) throws InterruptedException {
    try {
      if (reservation.nextAction().isDelete()) {
        takeDown(reservation);
      } else {
        bringUp(reservation);
      }
      report.reserved();
    } finally {
      done.countDown();
    }
  }

  private void bringUp(Reservation reservation) throws InterruptedException {
    var result = workloads.bringUp(reservation);
    tellPorts(reservation); // first: whoever hears that it is up may ask for the next network
    if (result.state() == Result.State.ERROR) {
      tellEnd(result);
    } else {
      report.result(result);
    }
  }

  /// The explorer waits for nothing more of a workload that failed, so it must be told until it
  /// knows; meanwhile others have their turn.
  private void tellEnd(Result result) throws InterruptedException {
    var gwid = result.workloadId();
    if (!report.result(result) || !report.deleted(gwid)) {
      later(report.limit(), gwid, () -> tellEnd(result));
    }
  }

  private void later(Duration pause, String gwid, Lanes.Task task) {
    var _ =
        restarts.schedule(() -> lanes.submit(gwid, task), pause.toMillis(), TimeUnit.MILLISECONDS);
  }

  private void takeDown(Reservation reservation) throws InterruptedException {
    takeDown(reservation, false);
  }

  /// What cannot go because something uses it is tried again each time a container has gone: it may
  /// have been asked for with the one that uses it. After a while it is refused.
  ///
  /// @param isLast whether it is not tried again
  private void takeDown(Reservation reservation, boolean isLast) throws InterruptedException {
    var gwid = reservation.gwid();
    var reason = workloads.takeDown(reservation);
    if (reason.isEmpty()) {
      gone(reservation);
    } else if (reason.get().state() == Result.State.ERROR) {
      blocked.put(gwid, reservation);
      report.result(reason.get());
    } else if (isLast) {
      blocked.remove(gwid);
      report.result(reason.get());
    } else if (blocked.put(gwid, reservation) == null) {
      later(USERS_LIMIT, gwid, () -> tryLast(gwid));
    }
  }

  private void tryLast(String gwid) throws InterruptedException {
    var waiting = blocked.get(gwid);
    if (waiting != null) {
      takeDown(waiting, true);
    }
  }

  private void tellPorts(Reservation reservation) throws InterruptedException {
    if (reservation.workload() instanceof NetworkResource) {
      report.ports();
    }
  }

  private void gone(Reservation reservation) throws InterruptedException {
    blocked.remove(reservation.gwid());
    tellPorts(reservation);
    report.deleted(reservation.gwid());
    if (reservation.workload() instanceof Container) {
      List.copyOf(blocked.values()).forEach(one -> lanes.submit(one.gwid(), () -> takeDown(one)));
    }
  }

  private void tellGone(String gwid) throws InterruptedException {
    if (report.deleted(gwid)) {
      workloads.forget(gwid);
    }
  }

  private void settleExit(String gwid, ContainerState state) throws InterruptedException {
    switch (exits.ended(gwid, state)) {
      case Verdict.Ignore() -> {
        // It is being taken down, and that reports.
      }
      case Verdict.RestartLater(var pause) -> later(pause, gwid, () -> restart(gwid));
      case Verdict.GaveUp(var result) -> gaveUp(result);
    }
  }

  private void restart(String gwid) throws InterruptedException {
    var failure = exits.restart(gwid);
    if (failure.isPresent()) {
      gaveUp(failure.get());
    }
  }

  private void gaveUp(Result result) throws InterruptedException {
    tellEnd(result);
    report.reserved();
  }
}
