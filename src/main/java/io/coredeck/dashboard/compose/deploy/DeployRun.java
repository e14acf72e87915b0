package io.coredeck.dashboard.compose.deploy;

import io.coredeck.dashboard.compose.check.GridFacts;
import io.coredeck.dashboard.compose.deploy.DeployException.Source;
import io.coredeck.dashboard.compose.deploy.DeployView.End;
import io.coredeck.dashboard.compose.draft.Draft;
import io.coredeck.dashboard.compose.draft.DraftReservation;
import io.coredeck.dashboard.text.Language;
import io.coredeck.model.NextAction;
import io.coredeck.model.Reservation;
import io.coredeck.sdk.GridClient;
import io.coredeck.sdk.GridException;
import io.coredeck.sdk.PatientCalls;
import io.coredeck.sdk.workload.Addresses;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// One deployment of a draft, on a thread of its own: no page has to look. What was made for it is
/// taken down again if it fails.
public final class DeployRun {

  private static final System.Logger LOG = System.getLogger(DeployRun.class.getName());
  private static final Duration UNDO_LIMIT = Duration.ofSeconds(30);
  private static final Duration LONG = Duration.ofMinutes(1);

  /// Each of the last calls when the dashboard stops.
  private static final Duration LAST_CALL = Duration.ofSeconds(1);

  private final Order order;
  private final Deployment work;
  private volatile Optional<End> end = Optional.empty();

  DeployRun(Order order, NodeProgress progress) {
    this.order = order;
    this.work = new Deployment(order, progress);
  }

  /// What shall be deployed.
  ///
  /// @param grid in whose name
  /// @param draft without problems
  /// @param facts by which it was checked; with the container to be replaced still there
  /// @param replacement what makes place for it
  /// @param back what made place for another and comes back as it was; the draft shows it
  /// @param language of the person
  public record Order(
      GridClient grid,
      Draft draft,
      GridFacts facts,
      Optional<Replacement> replacement,
      Optional<Replacement> back,
      Language language) {

    /// Of what does not come back.
    public Order(
        GridClient grid,
        Draft draft,
        GridFacts facts,
        Optional<Replacement> replacement,
        Language language) {
      this(grid, draft, facts, replacement, Optional.empty(), language);
    }
  }

  /// @return brings the container back that made place for one that failed
  public Order oldAgain() {
    var replaced = order.replacement().orElseThrow();
    return new Order(
        order.grid(),
        DraftReservation.from(replaced.again(), order.grid().tid()),
        order.facts().without(replaced.old()),
        Optional.empty(),
        order.replacement(),
        order.language());
  }

  /// @return what is deployed
  public Draft draft() {
    return order.draft();
  }

  public GridFacts facts() {
    return order.facts();
  }

  public Language language() {
    return order.language();
  }

  /// @return what makes place for it
  public Optional<Reservation> replaced() {
    return order.replacement().map(Replacement::old);
  }

  /// @return the numbers of the reservations it has made until now
  public List<Long> made() {
    return List.copyOf(work.made());
  }

  /// @return how far it is now
  public DeployView view() {
    var ended = end; // read first: the steps are complete then
    return new DeployView(
        DraftReservation.title(draft()), work.steps().view(), work.steps().took(), ended);
  }

  /// @return how it ended; empty while it is under way
  public Optional<End> end() {
    return end;
  }

  /// @param known the number of the newest change that is known, 0 at first
  /// @param limit how long to wait if there is nothing newer
  /// @return the number of the newest change
  public long awaitChange(long known, Duration limit) throws InterruptedException {
    return work.steps().awaitChange(known, limit);
  }

  /// Lets changes gather for so long; less if it is over meanwhile, which is to be seen at once.
  public void awaitMore(Duration limit) throws InterruptedException {
    work.steps().awaitOver(limit);
  }

  /// Waits until it has ended, one way or the other.
  public End awaitEnd() throws InterruptedException {
    var known = 0L;
    while (end.isEmpty()) {
      known = awaitChange(known, LONG);
    }
    return end.get();
  }

  void run() {
    try {
      var answer = work.deploy();
      end = Optional.of(end(answer));
      work.steps().finished();
    } catch (DeployException e) {
      fail(e, undo());
    } catch (GridException e) {
      broken(e);
    } catch (InterruptedException _) {
      stopped();
    } catch (RuntimeException e) {
      LOG.log(Level.ERROR, "a deployment broke off", e);
      fail(new DeployException(Source.DASHBOARD, e.toString()), undo());
    }
  }

  /// If the old one may be going, the new one that runs in its place stays.
  private void broken(GridException e) {
    var runs = work.running().filter(_ -> work.oldIsGone());
    if (runs.isEmpty()) {
      fail(DeployException.of(e), undo());
      return;
    }
    LOG.log(
        Level.WARNING,
        "nobody knows whether {0} goes, in whose place {1} runs: {2}",
        order.replacement().orElseThrow().old().gwid(),
        runs.get().gwid(),
        e.getMessage());
    work.steps().failed();
    end = Optional.of(end(runs.get()));
    work.steps().changed();
  }

  /// The dashboard is being stopped. A container that is reserved comes up by itself; before that
  /// the one that made place comes back, and what was made for the new one goes.
  private void stopped() {
    work.steps().failed();
    var left = new ArrayList<String>();
    if (work.isReserved()) {
      left.add(work.made().getLast() + "-1");
    } else {
      var calls = new PatientCalls(order.grid(), LAST_CALL);
      if (work.oldIsGone()) {
        left.addAll(oldBack(calls));
      }
      left.addAll(takenDown(id -> calls.decommission(id)));
    }
    LOG.log(
        Level.WARNING,
        "the deployment of {0} broke off because the dashboard stops; still there: {1}",
        DraftReservation.title(draft()),
        left);
    fail(new DeployException(Source.STOPPED, ""), left);
  }

  /// @return what of it is there
  private List<String> oldBack(PatientCalls calls) {
    try {
      var old = order.replacement().orElseThrow().old().id();
      if (order.grid().workload(old).nextAction() == NextAction.DEPLOY) {
        return List.of(); // its deletion was not heard
      }
      var again = order.replacement().orElseThrow().again();
      return List.of(again.withId(deployed(calls, again)).gwid());
    } catch (GridException e) {
      LOG.log(Level.ERROR, "a container that made place could not be brought back", e);
      return e.listed().stream().mapToObj(id -> id + "-1").toList();
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
    return List.of();
  }

  private static long deployed(PatientCalls calls, Reservation wish)
      throws GridException, InterruptedException {
    try {
      return calls.deploy(wish);
    } catch (GridException e) {
      throw calls.takenBack(e);
    }
  }

  /// It never begins: the dashboard is being stopped.
  void refuse() {
    work.steps().failed();
    fail(new DeployException(Source.STOPPED, ""), List.of());
  }

  private void fail(DeployException failure, List<String> left) {
    var id = work.made().isEmpty() ? 0 : work.made().getLast();
    end =
        Optional.of(
            new End(
                Optional.of(failure),
                Optional.empty(),
                left,
                id,
                "",
                node(),
                "",
                work.oldIsGone() && work.running().isEmpty(),
                "",
                work.isUnsure()));
    work.steps().changed();
  }

  private End end(Reservation runs) {
    return new End(
        Optional.empty(),
        Optional.of(runs),
        List.of(),
        runs.id(),
        runs.gwid(),
        node(),
        Addresses.of(runs.result()).ipv4(),
        work.oldIsGone() && !work.oldIsLeft(),
        work.oldIsLeft() ? order.replacement().orElseThrow().old().gwid() : "",
        work.isUnsure());
  }

  private String node() {
    return facts().nameOf(draft().text("/node_id"));
  }

  private interface Undo {
    void of(long id) throws GridException, InterruptedException;
  }

  /// @return what is still there
  private List<String> undo() {
    work.steps().failed(); // so that it is seen before everything is taken down
    var calls = new PatientCalls(order.grid(), UNDO_LIMIT);
    return takenDown(id -> {
      calls.decommission(id);
      order.grid().awaitDeleted(id, UNDO_LIMIT);
    });
  }

  /// @return what could not be
  private List<String> takenDown(Undo undo) {
    var left = new ArrayList<String>();
    for (var id : work.made().reversed()) {
      try {
        undo.of(id);
      } catch (GridException e) {
        LOG.log(Level.INFO, "{0}-1 is still there: {1}", id, e.getMessage());
        left.add(id + "-1");
      } catch (InterruptedException _) {
        Thread.currentThread().interrupt();
        left.add(id + "-1");
      }
    }
    return left;
  }
}
