package io.coredeck.explorer.workload;

import io.coredeck.explorer.call.Arguments;
import io.coredeck.explorer.door.Doors;
import io.coredeck.explorer.store.Reading;
import io.coredeck.explorer.store.Store;
import io.coredeck.explorer.store.StoreException;
import io.coredeck.explorer.store.Writing;
import io.coredeck.model.NextAction;
import io.coredeck.model.Reservation;
import io.coredeck.model.Result;
import io.coredeck.model.rule.CloudUnits;
import io.coredeck.model.rule.PoolAccount;
import io.coredeck.web.Answer;
import io.coredeck.web.RefusedException;
import io.coredeck.web.WebRequest;
import io.coredeck.wire.Json;
import java.time.InstantSource;

/// The nodes' calls about their workloads, except asking for work ({@link NodePoll}): look at one,
/// say what became of it, say that it is gone. A node speaks for its own workloads only.
public final class NodeWork {

  /// Objects and lists of a result in each other: what nodes tell may be any JSON.
  private static final int MOST_LEVELS = 64;

  /// Characters of what a result tells beside its message; real ones have a hundred.
  private static final int MOST_DATA = 16 << 10;

  /// Characters of a result's signature; it is 128 hex digits.
  private static final int MOST_SIGNATURE = 256;

  private final Store store;
  private final NodeDesk desk;
  private final InstantSource clock;

  private NodeWork(Store store, NodeDesk desk, InstantSource clock) {
    this.store = store;
    this.desk = desk;
    this.clock = clock;
  }

  /// Adds the calls.
  public static void open(Doors doors, Store store, NodeDesk desk, InstantSource clock) {
    var work = new NodeWork(store, desk, clock);
    var one = "/reservations/nodes/{node_id}/workloads/{id:digits}-{workload_id:digits}";
    doors
        .anybody("GET", "/reservations/nodes/workloads/{id:digits}-{workload_id:digits}", work::get)
        .node("PUT", one, work::putResult)
        .node("DELETE", one, work::deleted);
  }

  private Answer get(WebRequest request) throws StoreException, InterruptedException {
    var workload = store.read(records -> existing(records, request));
    return Answer.json(200, Json.write(workload));
  }

  private static Reservation existing(Reading records, WebRequest request) {
    return records
        .workload(Arguments.pathNumber(request, "id"))
        .filter(workload -> workload.gwid().equals(gwid(request)))
        .orElseThrow(() -> new RefusedException(404, "workload not found"));
  }

  private static String gwid(WebRequest request) {
    return request.parameter("id") + "-" + request.parameter("workload_id");
  }

  private Answer putResult(WebRequest request, String nodeId)
      throws StoreException, InterruptedException {
    var said = Arguments.body(request, MOST_LEVELS, Json::result).shortened();
    if (said.dataJson().length() > MOST_DATA || said.signature().length() > MOST_SIGNATURE) {
      throw new RefusedException(
          413,
          "data_json may have %d characters and signature %d".formatted(MOST_DATA, MOST_SIGNATURE));
    }
    var answer =
        new Result(
            said.category(),
            gwid(request),
            said.dataJson(),
            said.signature(),
            said.state(),
            said.message(),
            clock.instant().getEpochSecond(),
            nodeId);
    var stored = store.write(records -> take(records, own(records, request, nodeId), answer));
    desk.answered(nodeId, stored.id());
    return Answer.json(201, "null");
  }

  private static Reservation own(Reading records, WebRequest request, String nodeId) {
    var workload = existing(records, request);
    if (!workload.nodeId().equals(nodeId)) {
      throw new RefusedException(
          403, "workload %s is not on node %s".formatted(workload.gwid(), nodeId));
    }
    return workload;
  }

  /// A result answers the wish to deploy. A deletion that was asked for meanwhile stays in the
  /// queue until the node says that it is done, or refuses it.
  private Reservation take(Writing records, Reservation workload, Result answer) {
    if (Lifecycle.isTooLate(workload, answer)) {
      return workload;
    }
    var answered = Lifecycle.answered(workload, answer);
    records.put(answered);
    if (workload.nextAction() != NextAction.DELETE || answered.nextAction() != NextAction.DELETE) {
      records.dequeue(workload.id());
    }
    if (mayCost(answered) && answer.state() == Result.State.OK) {
      charge(records, workload);
    } else {
      release(records, workload);
    }
    return answered;
  }

  /// What the pool could not pay for was never the node's to start.
  private static boolean mayCost(Reservation workload) {
    return workload.nextAction() != NextAction.DELETED
        && workload.nextAction() != NextAction.INVALID;
  }

  private Answer deleted(WebRequest request, String nodeId)
      throws StoreException, InterruptedException {
    var id =
        store.write(records -> {
          var workload = own(records, request, nodeId);
          records.put(Lifecycle.deleted(workload, clock.instant().getEpochSecond()));
          records.dequeue(workload.id());
          release(records, workload);
          return workload.id();
        });
    desk.answered(nodeId, id);
    return Answer.json(200, "null");
  }

  private void charge(Writing records, Reservation workload) {
    var units = CloudUnits.of(workload.workload());
    records
        .pool(workload.poolId())
        .map(pool -> PoolAccount.with(pool, workload.id(), units, clock.instant().getEpochSecond()))
        .ifPresent(records::put);
  }

  private void release(Writing records, Reservation workload) {
    var units = CloudUnits.of(workload.workload());
    records
        .pool(workload.poolId())
        .map(pool ->
            PoolAccount.without(pool, workload.id(), units, clock.instant().getEpochSecond()))
        .ifPresent(records::put);
  }
}
