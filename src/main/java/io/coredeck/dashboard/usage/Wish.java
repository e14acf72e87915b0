package io.coredeck.dashboard.usage;

import io.coredeck.dashboard.text.Language;
import io.coredeck.dashboard.text.NodeReason;
import io.coredeck.dashboard.text.Refusal;
import io.coredeck.dashboard.text.Texts;
import io.coredeck.model.NextAction;
import io.coredeck.model.Reservation;
import io.coredeck.model.Reservation.Signature;
import io.coredeck.model.Reservation.SigningRequest;
import io.coredeck.model.Result;
import io.coredeck.model.Workload;
import io.coredeck.model.registry.Pool;
import io.coredeck.sdk.GridClient;
import io.coredeck.sdk.GridException;
import io.coredeck.sdk.NoResultException;
import io.coredeck.sdk.PatientCalls;
import io.coredeck.sdk.workload.WorkloadName;
import java.io.IOException;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.OptionalLong;

/// Asks for one thing on one node and waits until it is there. What does not come in time is taken
/// back.
///
/// @param grid in whose name
/// @param language of the person
/// @param limit how long its node may take
public record Wish(GridClient grid, Language language, Duration limit) {

  private static final Texts TEXTS = Texts.of(Wish.class);
  private static final Duration LIMIT = Duration.ofMinutes(2);

  /// How long the explorer may be away when it is asked for something.
  private static final Duration AWAY = Duration.ofSeconds(30);

  /// A wish with the usual limit.
  public Wish(GridClient grid, Language language) {
    this(grid, language, LIMIT);
  }

  /// It was said no, and why.
  public static final class RefusedException extends IOException {
    private static final long serialVersionUID = 1L;

    RefusedException(String message) {
      super(message);
    }
  }

  /// @param name what its owner calls it; may be empty
  /// @return it, on its node
  /// @throws RefusedException with the reason: the node's words, the pool, or that nobody answered
  ///   and what may be there nevertheless
  public Reservation grant(String nodeId, long pool, String name, Workload workload)
      throws GridException, RefusedException, InterruptedException {
    var id = asked(reservation(nodeId, pool, name, workload));
    Reservation answer;
    try {
      answer = grid.awaitResult(id, limit);
    } catch (NoResultException _) {
      throw takenBack(id, TEXTS.in(language, "late"));
    } catch (GridException e) {
      if (e.isUnsure()) {
        throw takenBack(id, e.isSilence() ? TEXTS.in(language, "silent") : strange(e));
      }
      throw e;
    }
    if (answer.nextAction() == NextAction.INVALID) {
      throw unpaid(OptionalLong.of(id));
    }
    if (answer.result().state() != Result.State.OK || answer.nextAction().isDelete()) {
      throw new RefusedException(NodeReason.in(language, answer.result().message()));
    }
    return answer;
  }

  private long asked(Reservation wish)
      throws GridException, RefusedException, InterruptedException {
    try {
      return new PatientCalls(grid, AWAY).deploy(wish);
    } catch (GridException e) {
      if (e.isUnpaid()) {
        throw unpaid(e.listed());
      }
      if (e.isUnsure()) {
        throw new RefusedException(
            e.isSilence()
                ? TEXTS.in(language, "unsure")
                : TEXTS.in(language, "unsure-strange", strange(e)));
      }
      throw e;
    }
  }

  private String strange(GridException e) {
    return Refusal.logged(e).text(language);
  }

  /// What no pool pays is listed all the same, until somebody asks for its deletion.
  private RefusedException unpaid(OptionalLong listed) throws InterruptedException {
    var why = TEXTS.in(language, "pool-empty");
    try {
      if (listed.isPresent()) {
        new PatientCalls(grid, AWAY).decommission(listed.getAsLong());
      }
      return new RefusedException(why);
    } catch (GridException e) {
      Refusal.logged(e);
      return new RefusedException(
          TEXTS.in(language, "still-listed", why, Long.toString(listed.getAsLong())));
    }
  }

  private RefusedException takenBack(long id, String why) throws InterruptedException {
    try {
      new PatientCalls(grid, AWAY).decommission(id);
      return new RefusedException(TEXTS.in(language, "taken-back", why));
    } catch (GridException _) {
      return new RefusedException(TEXTS.in(language, "not-taken-back", why, Long.toString(id)));
    }
  }

  private Reservation reservation(String nodeId, long pool, String name, Workload workload) {
    return new Reservation(
        0,
        1,
        nodeId,
        pool,
        "",
        name,
        WorkloadName.metadata(name),
        grid.tid(),
        "",
        NextAction.DEPLOY,
        SigningRequest.NONE,
        SigningRequest.NONE,
        List.of(),
        List.of(),
        Signature.NONE,
        0,
        Reservation.CURRENT_VERSION,
        Result.NONE,
        workload);
  }

  /// @return the pool that may be used on a node and lasts longest; 0 if there is none
  public static long poolFor(List<Pool> pools, String nodeId) {
    return pools.stream()
        .filter(pool -> pool.nodeIds().contains(nodeId))
        .max(Comparator.comparingLong(Pool::emptyAt))
        .map(Pool::poolId)
        .orElse(0L);
  }
}
