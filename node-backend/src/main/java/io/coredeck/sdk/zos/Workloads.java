package io.coredeck.sdk.zos;

import io.coredeck.model.NextAction;
import io.coredeck.model.Reservation;
import io.coredeck.model.Reservation.Signature;
import io.coredeck.model.Reservation.SigningRequest;
import io.coredeck.model.Result;
import io.coredeck.model.Workload;
import io.coredeck.sdk.GridClient;
import io.coredeck.sdk.GridException;
import io.coredeck.sdk.PatientCalls;
import io.coredeck.sdk.draft.RedeployOptions;
import io.coredeck.sdk.draft.Redeployed;
import io.coredeck.sdk.draft.Redeployment;
import io.coredeck.wire.JsonValue;
import io.coredeck.wire.draft.Drafts;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/// What a user asks the grid for, and what becomes of it: `zos.workloads()`.
///
/// {@snippet file="io/coredeck/sdk/zos/ZosExamplesTest.java" region="workloads"}
///
/// Every call throws {@link GridException} if the explorer refuses it or does not answer.
public final class Workloads {

  /// How long a wait lasts that says nothing else: an image may have to be fetched first.
  public static final Duration USUAL_LIMIT = Duration.ofMinutes(5);

  /// How long an explorer that is being started again is waited for.
  private static final Duration AWAY_LIMIT = Duration.ofSeconds(30);

  private final GridClient grid;
  private final PatientCalls calls;
  private final Background background;

  Workloads(GridClient grid, Background background) {
    this.grid = grid;
    this.calls = new PatientCalls(grid, AWAY_LIMIT);
    this.background = background;
  }

  /// @return a workload on a node, paid by a pool, not asked for yet
  static Reservation wish(String nodeId, long poolId, Workload workload) {
    return new Reservation(
        0,
        1,
        nodeId,
        poolId,
        "",
        "",
        "",
        0,
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

  /// Asks for a container. Signs it; asks for nothing twice.
  ///
  /// @return its number; {@link #wait(WorkloadId)} tells when it is there
  public WorkloadId deploy(ContainerWish wish) throws GridException, InterruptedException {
    return deploy(wish.reservation());
  }

  /// Asks for a volume, a part of a network, or anything else. Signs it; asks for nothing twice.
  ///
  /// @return its number; {@link #wait(WorkloadId)} tells when it is there
  public WorkloadId deploy(Reservation wish) throws GridException, InterruptedException {
    return new WorkloadId(calls.deploy(wish));
  }

  /// Asks for a container, and waits for its node in the background.
  ///
  /// @return fails with {@link GridException} if it is refused, or nobody answers within {@link
  ///   #USUAL_LIMIT}; cancelling it ends the wait and takes nothing back
  public CompletableFuture<Outcome> deployed(ContainerWish wish) {
    return deployed(wish.reservation());
  }

  /// Asks for anything, and waits for its node in the background, as {@link
  /// #deployed(ContainerWish)} does.
  public CompletableFuture<Outcome> deployed(Reservation wish) {
    return background.run("deploying", () -> wait(deploy(wish)));
  }

  /// @return as it is now
  /// @throws GridException with status 404 if there is none of that number
  public Reservation get(WorkloadId id) throws GridException, InterruptedException {
    return get(id.number());
  }

  /// @return as it is now
  /// @throws GridException with status 404 if there is none of that number
  public Reservation get(long id) throws GridException, InterruptedException {
    return grid.workload(id);
  }

  /// @return all of one's own, oldest first, deleted ones too
  public List<Reservation> list() throws GridException, InterruptedException {
    return grid.workloads();
  }

  /// @return those of one's own with which that happens next, oldest first
  public List<Reservation> list(NextAction next) throws GridException, InterruptedException {
    var own =
        next == NextAction.DEPLOY || next == NextAction.DELETE ? grid.liveWorkloads() : list();
    return own.stream().filter(one -> one.nextAction() == next).toList();
  }

  /// Waits until the node has answered, or nobody will any more, at most {@link #USUAL_LIMIT}.
  ///
  /// Not to be mixed up with the `wait(long)` every Java object has, which waits for something
  /// else.
  ///
  /// @throws io.coredeck.sdk.NoResultException if the limit passes first
  public Outcome wait(WorkloadId id) throws GridException, InterruptedException {
    return wait(id, USUAL_LIMIT);
  }

  /// Waits until the node has answered, or nobody will any more.
  ///
  /// @throws io.coredeck.sdk.NoResultException if the limit passes first
  public Outcome wait(WorkloadId id, Duration limit) throws GridException, InterruptedException {
    return new Outcome(grid.awaitResult(id.number(), limit));
  }

  /// Waits in the background, as {@link #wait(WorkloadId, Duration)} does.
  ///
  /// @return fails with {@link GridException}; cancelling it ends the wait
  public CompletableFuture<Outcome> waiting(WorkloadId id, Duration limit) {
    return background.run("waiting for workload " + id, () -> wait(id, limit));
  }

  /// @return what the customer of a workload set, as files that are deployed have it; secrets have
  ///   no values there
  public JsonValue draft(WorkloadId id) throws GridException, InterruptedException {
    return Drafts.of(get(id));
  }

  /// Has a container take the place of another of one's own: the new one comes, and when it runs
  /// the old one goes; else the old one stays. Who is broken off asks again with the same wish.
  ///
  /// {@snippet file="io/coredeck/sdk/zos/ZosExamplesTest.java" region="redeploy"}
  ///
  /// @param old the container that makes place
  /// @param wish with another address, unless the old one goes first
  /// @throws IllegalArgumentException if the old one must go first and that is not asked for
  public Redeployed redeploy(WorkloadId old, ContainerWish wish, RedeployOptions options)
      throws GridException, InterruptedException {
    return redeploy(old, wish.reservation(), options);
  }

  /// As {@link #redeploy(WorkloadId, ContainerWish, RedeployOptions)}.
  public Redeployed redeploy(WorkloadId old, Reservation wish, RedeployOptions options)
      throws GridException, InterruptedException {
    var content = Redeployment.contentOf(Drafts.of(wish));
    return Redeployment.of(grid, get(old), options).run(wish, content);
  }

  /// Asks for a workload's deletion; does nothing if that was asked already.
  public void decommission(WorkloadId id) throws GridException, InterruptedException {
    decommission(id.number());
  }

  /// Asks for a workload's deletion; does nothing if that was asked already.
  public void decommission(long id) throws GridException, InterruptedException {
    calls.decommission(id);
  }

  /// Asks for a workload's deletion, and waits in the background until its node has taken it down.
  ///
  /// @return fails with {@link GridException} if it is refused, or nothing happens within {@link
  ///   #USUAL_LIMIT}; cancelling it ends the wait and takes nothing back
  public CompletableFuture<Outcome> decommissioned(WorkloadId id) {
    return background.run(
        "taking down workload " + id,
        () -> {
          decommission(id);
          return new Outcome(grid.awaitDeleted(id.number(), USUAL_LIMIT));
        });
  }
}
