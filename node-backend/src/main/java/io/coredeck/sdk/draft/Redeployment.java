package io.coredeck.sdk.draft;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.coredeck.model.Container;
import io.coredeck.model.NextAction;
import io.coredeck.model.Reservation;
import io.coredeck.sdk.GridClient;
import io.coredeck.sdk.GridException;
import io.coredeck.sdk.NoResultException;
import io.coredeck.sdk.PatientCalls;
import io.coredeck.sdk.draft.Redeployed.End;
import io.coredeck.wire.JsonValue;
import io.coredeck.wire.draft.Replaces;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.HexFormat;
import java.util.Optional;
import java.util.stream.Stream;

/// A container takes the place of another of the same user: the new one is asked for, and when it
/// runs the old one goes. If it does not come up it is taken down, and the old one stays; where the
/// old one had to go first it is asked for again as it was.
///
/// {@snippet file="io/coredeck/sdk/draft/DraftExamplesTest.java" region="redeployment"}
///
/// The new one says in its metadata what it replaces. So whoever is broken off in the middle may
/// ask again with the same wish: what is there already is found, and nothing is made twice. For one
/// thread.
public final class Redeployment {

  /// How long an explorer that is being started again is waited for.
  private static final Duration AWAY_LIMIT = Duration.ofSeconds(30);

  private static final int CONTENT_BYTES = 8;

  private final GridClient grid;
  private final PatientCalls calls;
  private final Reservation old;
  private final Container container;
  private final RedeployOptions options;
  private boolean wasStopped;

  private Redeployment(
      GridClient grid, Reservation old, Container container, RedeployOptions options) {
    this.grid = grid;
    this.calls = new PatientCalls(grid, AWAY_LIMIT);
    this.old = old;
    this.container = container;
    this.options = options;
  }

  /// @param old the container that makes place, the caller's own; it may be gone already
  /// @throws IllegalArgumentException if it is no container, or somebody else's
  public static Redeployment of(GridClient grid, Reservation old, RedeployOptions options) {
    if (!(old.workload() instanceof Container container)) {
      throw new IllegalArgumentException(
          "%s is no container; only containers are replaced: what is in a volume would be lost, and a network of the same name replaces its definition when it is deployed"
              .formatted(old.gwid()));
    }
    if (old.customerTid() != grid.tid()) {
      throw new IllegalArgumentException(
          "%s belongs to user %d; only its customer replaces it"
              .formatted(old.gwid(), old.customerTid()));
    }
    return new Redeployment(grid, old, container, options);
  }

  /// @param shown a draft without values of secrets
  /// @return what stands for it in the new one's metadata
  public static String contentOf(JsonValue shown) {
    try {
      var sum = MessageDigest.getInstance("SHA-256").digest(shown.json().getBytes(UTF_8));
      return HexFormat.of().formatHex(sum, 0, CONTENT_BYTES);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("this JDK has no SHA-256", e);
    }
  }

  /// @return what the new container cannot share with the old one while both are there, in words;
  ///   empty if nothing
  public Optional<String> clash(Reservation wish) {
    if (!(wish.workload() instanceof Container fresh)) {
      return Optional.empty();
    }
    var addresses =
        container.networkConnections().stream()
            .filter(one -> !one.ipaddress().isEmpty())
            .filter(one ->
                fresh.networkConnections().stream()
                    .anyMatch(other ->
                        other.networkId().equals(one.networkId())
                            && other.ipaddress().equals(one.ipaddress())))
            .map(one -> "the address " + one.ipaddress());
    var volumes =
        container.volumes().stream()
            .filter(one ->
                fresh.volumes().stream().anyMatch(other -> other.volumeId().equals(one.volumeId())))
            .map(one -> "the volume " + one.volumeId());
    return Stream.concat(addresses, volumes).findFirst();
  }

  /// Looks for the new container, asked for earlier.
  ///
  /// @param content of the wish: {@link #contentOf}
  /// @throws IllegalArgumentException if another one takes the old one's place, with another wish
  public Optional<Reservation> begun(String content) throws GridException, InterruptedException {
    var found = Successor.of(grid, old);
    if (found.isPresent() && !Replaces.is(found.get().metadata(), old.gwid(), content)) {
      throw new IllegalArgumentException(
          "%s takes the place of %s already, with another definition; redeploy that one, or delete it first"
              .formatted(found.get().gwid(), old.gwid()));
    }
    return found;
  }

  /// Does it, or goes on with it.
  ///
  /// @param wish the new container, its secrets encrypted
  /// @param content of the wish: {@link #contentOf}
  /// @throws IllegalArgumentException if the old one must go first and that is not asked for, or it
  ///   is gone, or it was to go first and the new one would not run: then the old one stays
  /// @throws GridException if the explorer does not answer, or refuses the deletion of the old one;
  ///   asking again goes on
  public Redeployed run(Reservation wish, String content)
      throws GridException, InterruptedException {
    if (!(wish.workload() instanceof Container)) {
      throw new IllegalArgumentException(
          "what is wanted in the place of %s is no container; it must be one"
              .formatted(old.gwid()));
    }
    var begun = begun(content);
    // what has begun was begun by one who wanted the same, and took the old one down for it
    wasStopped = begun.isPresent() || begin(wish);
    var id = 0L;
    try {
      id = begun.isPresent() ? begun.get().id() : asked(wish, content);
      var answer = grid.awaitResult(id, options.limit());
      return Successor.isUp(answer) ? finished(answer) : failed(answer, why(answer));
    } catch (NoResultException e) {
      var late = grid.workload(id);
      return Successor.isUp(late) ? finished(late) : failed(late, String.valueOf(e.getMessage()));
    } catch (RefusedWish e) {
      return failed(wish.withId(0), String.valueOf(e.getMessage()));
    }
  }

  /// @return whether the old one ran and was taken down
  private boolean begin(Reservation wish) throws GridException, InterruptedException {
    if (!options.isStopFirst()) {
      if (old.nextAction() != NextAction.DEPLOY) {
        throw new IllegalArgumentException(
            old.gwid() + " does not run any more; deploy the draft in its place");
      }
      var clash = clash(wish);
      if (clash.isPresent()) {
        throw new IllegalArgumentException(
            "both want %s, so %s must go before the new one comes: ask for that with --stop-first"
                .formatted(clash.get(), old.gwid()));
      }
      return false;
    }
    var runs = old.nextAction() == NextAction.DEPLOY;
    if (runs) {
      StopFirst.require(grid, old, container, wish);
    }
    if (old.nextAction() != NextAction.DELETED) {
      removeOld();
      grid.awaitDeleted(old.id(), options.removal());
    }
    return runs;
  }

  /// Who asks at the same moment as another is refused, and has what it wants.
  private void removeOld() throws GridException, InterruptedException {
    try {
      calls.decommission(old.id());
    } catch (GridException e) {
      if (!grid.workload(old.id()).nextAction().isDelete()) {
        throw e;
      }
    }
  }

  /// Two who ask at once both see the first one's container: the other one goes.
  private long asked(Reservation wish, String content)
      throws GridException, InterruptedException, RefusedWish {
    var marked =
        wish.withTexts(wish.description(), Replaces.marked(wish.metadata(), old.gwid(), content));
    long id;
    try {
      id = calls.deploy(marked);
    } catch (GridException e) {
      if (e.isUnsure()) {
        throw e; // it may be there: asking again finds it
      }
      throw new RefusedWish(calls.takenBack(e));
    }
    try {
      var first = begun(content).map(Reservation::id).filter(other -> other < id);
      if (first.isPresent()) {
        calls.decommission(id);
      }
      return first.orElse(id);
    } catch (IllegalArgumentException e) {
      calls.decommission(id);
      throw e;
    }
  }

  private Redeployed finished(Reservation now) throws GridException, InterruptedException {
    try {
      removeOld();
      grid.awaitDeleted(old.id(), options.removal());
      return new Redeployed(End.DONE, now, "");
    } catch (NoResultException e) {
      return new Redeployed(End.OLD_GOES, now, String.valueOf(e.getMessage()));
    }
  }

  static String why(Reservation answer) {
    if (!answer.result().message().isEmpty()) {
      return answer.result().message();
    }
    return answer.nextAction() == NextAction.INVALID
        ? "its pool has not enough left"
        : "it was deleted meanwhile";
  }

  /// @param fresh what does not run
  private Redeployed failed(Reservation fresh, String why)
      throws GridException, InterruptedException {
    if (fresh.id() > 0) {
      calls.decommission(fresh.id());
    }
    var was = grid.workload(old.id());
    if (was.nextAction() == NextAction.DEPLOY) {
      return new Redeployed(End.KEPT, was, why);
    }
    if (!options.isStopFirst()) {
      return new Redeployed(End.LOST, fresh, why + "; " + old.gwid() + " was deleted meanwhile");
    }
    if (!wasStopped) {
      return new Redeployed(End.LOST, fresh, why + "; " + old.gwid() + " was deleted before");
    }
    return new Restoring(calls, old, options).run(fresh, why);
  }

  /// The explorer does not take the wish.
  private static final class RefusedWish extends Exception {
    private static final long serialVersionUID = 1L;

    RefusedWish(GridException refused) {
      super(refused.getMessage(), refused);
    }
  }
}
