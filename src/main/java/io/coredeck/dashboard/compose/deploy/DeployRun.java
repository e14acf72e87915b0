package io.coredeck.dashboard.compose.deploy;

import io.coredeck.dashboard.compose.check.Amount;
import io.coredeck.dashboard.compose.check.GridFacts;
import io.coredeck.dashboard.compose.deploy.DeployView.End;
import io.coredeck.dashboard.compose.draft.Draft;
import io.coredeck.dashboard.compose.draft.DraftReservation;
import io.coredeck.model.Reservation;
import io.coredeck.model.Result;
import io.coredeck.sdk.Addresses;
import io.coredeck.sdk.GridClient;
import io.coredeck.sdk.GridException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Collectors;

/// One deployment of a draft, on a thread of its own. What was made for it is taken down again if
/// it fails.
public final class DeployRun {

  /// Fetching a large image takes its time.
  private static final Duration NODE_LIMIT = Duration.ofMinutes(10);

  private static final Duration UNDO_LIMIT = Duration.ofSeconds(30);

  private final GridClient grid;
  private final Draft draft;
  private final GridFacts facts;
  private final Steps steps;
  private final List<Long> made = new ArrayList<>();
  private volatile Optional<End> end = Optional.empty();

  private DeployRun(GridClient grid, Draft draft, GridFacts facts) {
    this.grid = grid;
    this.draft = draft;
    this.facts = facts;
    this.steps = new Steps(titles(draft));
  }

  /// @param draft without problems
  /// @param facts by which it was checked
  /// @return the deployment, under way
  public static DeployRun start(GridClient grid, Draft draft, GridFacts facts) {
    var run = new DeployRun(grid, draft, facts);
    Thread.ofVirtual().name("deploy").start(run::run);
    return run;
  }

  private static List<String> titles(Draft draft) {
    var titles = new ArrayList<String>();
    titles.add("Check again");
    if (draft.has("/network_connection/0/create")) {
      titles.add("Create the network");
    }
    if (draft.mounts().stream().anyMatch(Draft.Mount::isNew)) {
      titles.add("Create volumes");
    }
    if (!draft.secretNames().isEmpty()) {
      titles.add("Encrypt secrets");
    }
    titles.addAll(List.of("Reserve", "Start on the node"));
    return titles;
  }

  /// @return how far it is now
  public DeployView view() {
    var ended = end; // read first: the steps are complete then
    return new DeployView(name(), steps.view(), steps.took(), ended);
  }

  private String name() {
    var name = draft.text("/name");
    var image = draft.text("/flist").replaceAll(".*/", "").replaceAll("\\.flist$", "");
    return name.isEmpty() ? image : name;
  }

  private void run() {
    try {
      var answer = deploy();
      var address = Addresses.of(answer.result()).ipv4();
      finish(
          new End(
              Optional.empty(), List.of(), answer.id(), answer.gwid(), nodeName(), address, ""));
    } catch (DeployException e) {
      fail(e.failure(), e.technical());
    } catch (GridException e) {
      var said = e.serverMessage().isEmpty() ? e.getMessage() : e.serverMessage();
      fail(
          new DeployFailure(
              steps.current() + " failed", DeployFailure.sentence(String.valueOf(said)), List.of()),
          String.valueOf(e.getMessage()));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      fail(new DeployFailure("Broken off", "The dashboard is being stopped.", List.of()), "");
    } catch (RuntimeException e) {
      System.getLogger(DeployRun.class.getName())
          .log(System.Logger.Level.ERROR, "a deployment broke off", e);
      fail(
          new DeployFailure(
              "Broken off", "This is a fault of the dashboard. Its log says more.", List.of()),
          e.toString());
    }
  }

  private void finish(End how) {
    end = Optional.of(how);
  }

  private void fail(DeployFailure failure, String technical) {
    steps.failed(failure.title());
    var left = undo();
    finish(
        new End(
            Optional.of(failure),
            left,
            made.isEmpty() ? 0 : made.getLast(),
            "",
            nodeName(),
            "",
            technical));
  }

  private Reservation deploy() throws GridException, InterruptedException, DeployException {
    var node = draft.text("/node_id");
    var pool = facts.poolFor(node, draft.number("/pool_id"));
    steps.next();
    if (pool.isEmpty()) {
      throw new DeployException(
          new DeployFailure("No pool", "None of your pools may be used on this node.", List.of()),
          "");
    }
    var fresh = new NewParts(grid, draft, node, pool.get().poolId());
    steps.done("Checked", "%s, pool %d".formatted(nodeName(), pool.get().poolId()));
    if (draft.has("/network_connection/0/create")) {
      steps.next();
      var network = up(fresh.network(usedPort()));
      steps.done(
          "Network created",
          "%s, reservation %s"
              .formatted(draft.text("/network_connection/0/network_id"), network.gwid()));
    }
    var volumes = volumes(fresh);
    if (!draft.secretNames().isEmpty()) {
      steps.next();
    }
    var wish =
        DraftReservation.of(draft, volumes, plain -> grid.encryptSecret(node, plain))
            .withPlace(node, pool.get().poolId(), grid.tid());
    if (!draft.secretNames().isEmpty()) {
      steps.done(
          "Secrets encrypted",
          "%s, only the node can read them".formatted(String.join(", ", draft.secretNames())));
    }
    steps.next();
    var id = grid.deploy(wish);
    made.add(id);
    steps.done("Reserved", "Reservation %d-1".formatted(id));
    steps.next();
    var answer = checked(grid.awaitResult(id, NODE_LIMIT));
    steps.done(
        draft.flag("/interactive") ? "Running, with a console" : "Running",
        "At %s in network %s"
            .formatted(
                Addresses.of(answer.result()).ipv4(),
                draft.text("/network_connection/0/network_id")));
    return answer;
  }

  private List<String> volumes(NewParts fresh)
      throws GridException, InterruptedException, DeployException {
    var ids = new ArrayList<String>();
    var anyNew = draft.mounts().stream().anyMatch(Draft.Mount::isNew);
    if (anyNew) {
      steps.next();
    }
    for (var mount : draft.mounts()) {
      ids.add(mount.isNew() ? up(fresh.volume(mount, name())).gwid() : mount.volumeId());
    }
    if (anyNew) {
      steps.done(
          "Volumes created",
          draft.mounts().stream()
              .filter(Draft.Mount::isNew)
              .map(mount ->
                  "%s GiB for %s"
                      .formatted(Amount.number((double) mount.newGib()), mount.mountpoint()))
              .collect(Collectors.joining(", ")));
    }
    return ids;
  }

  private OptionalInt usedPort() {
    return facts.node(draft.text("/node_id")).stream()
        .flatMapToInt(node -> node.wgPorts().stream().mapToInt(Integer::intValue))
        .max();
  }

  private Reservation up(Reservation wish)
      throws GridException, InterruptedException, DeployException {
    var id = grid.deploy(wish);
    made.add(id);
    return checked(grid.awaitResult(id, NODE_LIMIT));
  }

  private Reservation checked(Reservation answer) throws DeployException {
    if (answer.result().state() != Result.State.OK || answer.nextAction().isDelete()) {
      var said = answer.result().message();
      throw new DeployException(DeployFailure.of(said, draft, facts), said);
    }
    return answer;
  }

  /// @return what is still there
  private List<String> undo() {
    var left = new ArrayList<String>();
    for (var id : made.reversed()) {
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
    return facts.node(draft.text("/node_id")).map(GridFacts::nameOf).orElse("the node");
  }
}
