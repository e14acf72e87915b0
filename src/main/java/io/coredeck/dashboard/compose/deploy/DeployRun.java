package io.coredeck.dashboard.compose.deploy;

import io.coredeck.dashboard.compose.check.GridFacts;
import io.coredeck.dashboard.compose.deploy.DeployException.Source;
import io.coredeck.dashboard.compose.deploy.DeployView.End;
import io.coredeck.dashboard.compose.draft.Draft;
import io.coredeck.dashboard.compose.draft.DraftReservation;
import io.coredeck.sdk.Addresses;
import io.coredeck.sdk.GridClient;
import io.coredeck.sdk.GridException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/// One deployment of a draft, on a thread of its own. What was made for it is taken down again if
/// it fails.
public final class DeployRun {

  private static final Duration UNDO_LIMIT = Duration.ofSeconds(30);

  private final GridClient grid;
  private final Draft draft;
  private final GridFacts facts;
  private final Optional<Replacement> replacement;
  private final Deployment work;
  private volatile Optional<End> end = Optional.empty();

  private DeployRun(
      GridClient grid,
      Draft draft,
      GridFacts facts,
      Optional<Replacement> replacement,
      NodeProgress progress) {
    this.grid = grid;
    this.draft = draft;
    this.facts = facts;
    this.replacement = replacement;
    this.work = new Deployment(grid, draft, facts, replacement, progress);
  }

  /// @param draft without problems
  /// @param facts by which it was checked; with the container to be replaced still there
  /// @param replacement what makes place for it
  /// @param progress tells how far the node is
  /// @return the deployment, under way
  public static DeployRun start(
      GridClient grid,
      Draft draft,
      GridFacts facts,
      Optional<Replacement> replacement,
      NodeProgress progress) {
    var run = new DeployRun(grid, draft, facts, replacement, progress);
    Thread.ofVirtual().name("deploy").start(run::run);
    return run;
  }

  /// Brings a container back that made place for one that failed.
  ///
  /// @return its deployment, under way
  public DeployRun bringBack(NodeProgress progress) {
    var old = replacement.orElseThrow().again();
    var as = DraftReservation.from(old, grid.tid());
    return start(
        grid, as, facts.without(replacement.orElseThrow().old()), Optional.empty(), progress);
  }

  /// @return what is deployed
  public Draft draft() {
    return draft;
  }

  public GridFacts facts() {
    return facts;
  }

  /// @return how far it is now
  public DeployView view() {
    var ended = end; // read first: the steps are complete then
    return new DeployView(Deployment.name(draft), work.steps().view(), work.steps().took(), ended);
  }

  /// @param known the number of the newest change that is known, 0 at first
  /// @param limit how long to wait if there is nothing newer
  /// @return the number of the newest change
  public long awaitChange(long known, Duration limit) throws InterruptedException {
    return work.steps().awaitChange(known, limit);
  }

  private void run() {
    try {
      var answer = work.deploy();
      var address = Addresses.of(answer.result()).ipv4();
      end =
          Optional.of(
              new End(
                  Optional.empty(),
                  List.of(),
                  answer.id(),
                  answer.gwid(),
                  nodeName(),
                  address,
                  work.oldIsGone()));
      work.steps().finished();
    } catch (DeployException e) {
      fail(e);
    } catch (GridException e) {
      var said = e.serverMessage().isEmpty() ? e.getMessage() : e.serverMessage();
      fail(new DeployException(Source.EXPLORER, Objects.requireNonNullElse(said, "")));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      fail(new DeployException(Source.STOPPED, ""));
    } catch (RuntimeException e) {
      System.getLogger(DeployRun.class.getName())
          .log(System.Logger.Level.ERROR, "a deployment broke off", e);
      fail(new DeployException(Source.DASHBOARD, e.toString()));
    }
  }

  private void fail(DeployException failure) {
    work.steps().failed();
    var left = undo();
    var id = work.made().isEmpty() ? 0 : work.made().getLast();
    end =
        Optional.of(new End(Optional.of(failure), left, id, "", nodeName(), "", work.oldIsGone()));
    work.steps().changed();
  }

  /// @return what is still there
  private List<String> undo() {
    var left = new ArrayList<String>();
    for (var id : work.made().reversed()) {
      try {
        grid.decommission(id);
        grid.awaitDeleted(id, UNDO_LIMIT);
      } catch (GridException e) {
        left.add(id + "-1");
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        left.add(id + "-1");
      }
    }
    return left;
  }

  private String nodeName() {
    return facts.nameOf(draft.text("/node_id"));
  }
}
