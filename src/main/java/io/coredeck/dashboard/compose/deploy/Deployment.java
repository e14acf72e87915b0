package io.coredeck.dashboard.compose.deploy;

import io.coredeck.dashboard.compose.check.Amount;
import io.coredeck.dashboard.compose.check.GridFacts;
import io.coredeck.dashboard.compose.deploy.DeployException.Source;
import io.coredeck.dashboard.compose.deploy.DeployStep.Kind;
import io.coredeck.dashboard.compose.draft.Draft;
import io.coredeck.dashboard.compose.draft.DraftReservation;
import io.coredeck.dashboard.text.Language;
import io.coredeck.model.Reservation;
import io.coredeck.model.registry.Pool;
import io.coredeck.sdk.GridClient;
import io.coredeck.sdk.GridException;
import io.coredeck.sdk.PatientCalls;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Collectors;

/// The work of a deployment, step by step. For one thread.
final class Deployment {

  /// Fetching a large image takes its time.
  static final Duration NODE_LIMIT = Duration.ofMinutes(10);

  private static final Duration REMOVE_LIMIT = Duration.ofMinutes(1);

  /// A restart of the explorer takes less.
  private static final Duration AWAY_LIMIT = Duration.ofMinutes(2);

  /// The node tells its last step by another way than its answer.
  private static final Duration LAST_STEPS = Duration.ofSeconds(3);

  private static final String NETWORK = "/network_connection/0/network_id";
  private static final String NEW_NETWORK = "/network_connection/0/create";

  private final GridClient grid;
  private final PatientCalls calls;
  private final Language language;
  private final Draft draft;
  private final GridFacts facts;
  private final Optional<Replacement> replacement;
  private final Optional<Replacement> back;
  private final boolean oldFirst;
  private final NodeProgress progress;
  private final Steps steps;
  private final List<Long> made = new CopyOnWriteArrayList<>();
  private boolean oldIsGone;
  private boolean isReserved;
  private Optional<Reservation> running = Optional.empty();
  private boolean oldIsLeft;
  private boolean isUnsure;

  Deployment(DeployRun.Order order, NodeProgress progress) {
    this.grid = order.grid();
    this.calls = new PatientCalls(grid, AWAY_LIMIT);
    this.draft = order.draft();
    this.facts = order.facts();
    this.replacement = order.replacement();
    this.back = order.back();
    this.language = order.language();
    this.oldIsGone =
        replacement
            .map(Replacement::old)
            .filter(old -> facts.live().stream().noneMatch(one -> one.id() == old.id()))
            .isPresent();
    this.oldFirst = replacement.filter(one -> one.isFirst(draft, facts)).isPresent();
    this.progress = progress;
    this.steps = new Steps(kinds());
  }

  private List<Kind> kinds() {
    var kinds = new ArrayList<Kind>();
    kinds.add(Kind.CHECK);
    if (draft.has(NEW_NETWORK)) {
      kinds.add(Kind.CREATE_NETWORK);
    }
    if (draft.mounts().stream().anyMatch(Draft.Mount::isNew)) {
      kinds.add(Kind.CREATE_VOLUMES);
    }
    if (!draft.secretNames().isEmpty()) {
      kinds.add(Kind.SECRETS);
    }
    if (oldFirst) {
      kinds.add(Kind.REMOVE_OLD);
    }
    kinds.addAll(List.of(Kind.RESERVE, Kind.NETWORK, Kind.IMAGE, Kind.DISK, Kind.START));
    if (replacement.isPresent() && !oldFirst) {
      kinds.add(Kind.REMOVE_OLD);
    }
    return kinds;
  }

  Steps steps() {
    return steps;
  }

  /// @return the ids of what was made, in order; for any thread
  List<Long> made() {
    return made;
  }

  boolean oldIsGone() {
    return oldIsGone;
  }

  /// @return the container, if it runs
  Optional<Reservation> running() {
    return running;
  }

  /// @return whether the container runs, and nobody knows whether the old one goes
  boolean oldIsLeft() {
    return oldIsLeft;
  }

  /// @return whether the container has been asked for
  boolean isReserved() {
    return isReserved;
  }

  /// @return whether the explorer may have taken a wish without having said so
  boolean isUnsure() {
    return isUnsure;
  }

  /// @return the container, running
  Reservation deploy() throws GridException, InterruptedException, DeployException {
    steps.next();
    var node = draft.text("/node_id");
    var pool = facts.poolFor(node, draft.number("/pool_id"));
    if (pool.isEmpty()) {
      throw new DeployException(Source.NO_POOL, "");
    }
    requireSecrets();
    requireNoOther(Long.MAX_VALUE);
    steps.done(facts.nameOf(node), String.valueOf(pool.get().poolId()));
    var volumes = parts(pool.get());
    var wish = wish(volumes, pool.get());
    if (oldFirst) {
      steps.next();
      removeOld();
    }
    var answer = start(wish);
    running = Optional.of(answer);
    if (replacement.isPresent() && !oldFirst) {
      steps.next();
      removeOld();
    }
    return answer;
  }

  private void requireNoOther(long before)
      throws GridException, InterruptedException, DeployException {
    var place = replacement.or(() -> back);
    if (place.isPresent()) {
      place.get().requireNoOther(grid, before);
    }
  }

  /// What comes back after a failure was not checked as what people write is.
  private void requireSecrets() throws DeployException {
    for (var name : draft.secretNames()) {
      if (draft.secret(name).isEmpty() && draft.sealed(name).isEmpty()) {
        throw new DeployException(Source.NO_SECRET, name);
      }
    }
  }

  /// @return the gwids of the draft's volumes
  private List<String> parts(Pool pool)
      throws GridException, InterruptedException, DeployException {
    var fresh = new NewParts(grid, draft, draft.text("/node_id"), pool.poolId());
    if (draft.has(NEW_NETWORK)) {
      steps.next();
      var network = up(fresh.network(NewParts.port(facts, draft)));
      steps.done(draft.text(NETWORK), network.gwid());
    }
    var ids = new ArrayList<String>();
    var news = draft.mounts().stream().filter(Draft.Mount::isNew).toList();
    if (!news.isEmpty()) {
      steps.next();
    }
    for (var mount : draft.mounts()) {
      ids.add(mount.isNew() ? up(fresh.volume(mount)).gwid() : mount.volumeId());
    }
    if (!news.isEmpty()) {
      steps.done(
          news.stream()
              .map(mount ->
                  "%s: %s GiB"
                      .formatted(
                          mount.mountpoint(), Amount.number((double) mount.newGib(), language)))
              .collect(Collectors.joining(", ")));
    }
    return ids;
  }

  private Reservation wish(List<String> volumes, Pool pool) {
    var node = draft.text("/node_id");
    if (back.isPresent()) {
      return back.get().again().withPlace(node, pool.poolId(), grid.tid());
    }
    if (!draft.secretNames().isEmpty()) {
      steps.next();
    }
    var wish =
        DraftReservation.of(draft, volumes, plain -> grid.encryptSecret(node, plain))
            .withPlace(node, pool.poolId(), grid.tid());
    if (!draft.secretNames().isEmpty()) {
      steps.done(String.join(", ", draft.secretNames()));
    }
    return replacement.map(one -> one.marked(wish)).orElse(wish);
  }

  private Reservation start(Reservation wish)
      throws GridException, InterruptedException, DeployException {
    steps.next();
    var id = asked(wish);
    requireNoOther(id);
    isReserved = true;
    var gwid = wish.withId(id).gwid();
    steps.done(gwid);
    steps.next();
    var following = progress.follow(gwid, this::told);
    try {
      var answer = DeployException.checked(grid.awaitResult(id, NODE_LIMIT));
      steps.nodeFinished();
      return answer;
    } finally {
      Thread.ofVirtual().name("deploy-steps").start(() -> hearOut(following));
    }
  }

  private long asked(Reservation wish) throws GridException, InterruptedException {
    try {
      var id = calls.deploy(wish);
      made.add(id);
      return id;
    } catch (GridException e) {
      e.listed().ifPresent(made::add); // although it will never run
      isUnsure |= e.isUnsure();
      throw e;
    }
  }

  private void hearOut(NodeProgress.Following following) {
    try (following) {
      steps.awaitNode(LAST_STEPS);
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  private void told(NodeProgress.Told told) {
    for (var kind : Kind.values()) {
      if (kind.isOfNode() && kind.name().equalsIgnoreCase(told.step())) {
        var values = told.text().isEmpty() ? List.<String>of() : List.of(told.text());
        steps.told(kind, told.took(), values);
      }
    }
  }

  private void removeOld() throws GridException, InterruptedException {
    var old = replacement.orElseThrow().old();
    try {
      calls.decommission(old.id());
      oldIsGone = true;
    } catch (GridException e) {
      oldIsGone |= e.isSilence() || e.isUnsure(); // then it may have been heard
      oldIsLeft = oldIsGone && running.isPresent();
      throw e;
    } catch (InterruptedException e) {
      oldIsGone = true; // it may have been heard
      throw e;
    }
    if (oldFirst) {
      grid.awaitDeleted(old.id(), REMOVE_LIMIT);
    }
    steps.done(old.gwid());
  }

  private Reservation up(Reservation wish)
      throws GridException, InterruptedException, DeployException {
    var id = asked(wish);
    return DeployException.checked(grid.awaitResult(id, NODE_LIMIT));
  }
}
