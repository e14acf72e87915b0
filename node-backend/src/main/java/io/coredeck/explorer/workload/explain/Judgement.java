package io.coredeck.explorer.workload.explain;

import io.coredeck.explorer.store.Store;
import io.coredeck.explorer.store.StoreException;
import io.coredeck.explorer.workload.check.PoolCheck;
import io.coredeck.model.NetworkResource;
import io.coredeck.model.Reservation;
import io.coredeck.model.fit.Clashes;
import io.coredeck.model.fit.Code;
import io.coredeck.model.fit.Explanation;
import io.coredeck.model.fit.Explanation.Cost;
import io.coredeck.model.fit.Explanation.NodeAnswer;
import io.coredeck.model.fit.Finding;
import io.coredeck.model.fit.Fit;
import io.coredeck.model.fit.Holdings;
import io.coredeck.model.fit.Obstacle;
import io.coredeck.model.fit.Room;
import io.coredeck.model.fit.Shape;
import io.coredeck.model.fit.Wish;
import io.coredeck.model.registry.Node;
import io.coredeck.model.registry.Pool;
import io.coredeck.model.rule.PoolAccount;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// What would become of one wish. Used once.
final class Judgement {

  /// Reasons of one node that are told: there may be as many as volumes, and many nodes.
  static final int MOST_REASONS = 8;

  private final Store store;
  private final Reservation asked;
  private final Wish wish;
  private final Instant now;
  private final List<Finding> clashes = new ArrayList<>();
  private final List<Finding> notices = new ArrayList<>();

  // Of the nodes looked at, as many as are listed.
  private final List<NodeAnswer> named = new ArrayList<>();
  private final List<NodeAnswer> fitting = new ArrayList<>();
  private final List<NodeAnswer> others = new ArrayList<>();
  private long countFitting;
  private long countAll;

  /// @param asked in the name of who asks
  Judgement(Store store, Reservation asked, Instant now) {
    this.store = store;
    this.asked = asked;
    this.wish = Wish.of(asked.workload());
    this.now = now;
  }

  /// @param size how many nodes are listed
  Explanation of(int size) throws StoreException, InterruptedException {
    var faults = Shape.of(asked);
    var records = new Gathering(store, asked);
    var own = new Holdings(pools(records), records.live());
    var cost = cost(own.pools());
    var known = new Clashes(wish, own);
    clashes.addAll(known.findings(asked.nodeId()));
    notices.addAll(known.notices(asked.nodeId()));
    var fit = new Fit(wish, own, now);
    records.nodes(node -> look(node, fit, records, size));
    if (named.isEmpty() && !asked.nodeId().isEmpty()) { // behind all that are looked at, or nowhere
      records
          .named()
          .ifPresentOrElse(
              node -> look(node, fit, records, size),
              () -> clashes.add(Obstacle.unknownNode(asked.nodeId())));
    }
    if (records.isCutOff()) {
      notices.add(Obstacle.notAllSeen());
    }
    var fits =
        faults.isEmpty()
            && clashes.isEmpty()
            && (asked.nodeId().isEmpty()
                ? countFitting > 0
                : named.stream().allMatch(NodeAnswer::fits));
    return new Explanation(
        fits,
        faults,
        clashes,
        notices,
        listed(size),
        countFitting,
        countAll,
        cost,
        History.of(store, asked.workload().type()));
  }

  private List<NodeAnswer> listed(int size) {
    var all = new ArrayList<>(named);
    all.addAll(fitting);
    all.addAll(others);
    return all.subList(0, Math.min(size, all.size()));
  }

  /// The pool that is named, if it is one's own; all of them if none is.
  private List<Pool> pools(Gathering records) throws StoreException, InterruptedException {
    if (asked.poolId() == 0) {
      return records.pools();
    }
    var pool = store.read(reading -> reading.pool(asked.poolId()));
    if (pool.isEmpty()) {
      clashes.add(Obstacle.of(Code.UNKNOWN_POOL, asked.poolId(), PoolCheck.NO_POOL));
      return List.of();
    }
    if (pool.get().customerTid() != asked.customerTid()) {
      clashes.add(Obstacle.of(Code.OTHERS_POOL, asked.poolId(), PoolCheck.NOT_ALLOWED));
      return List.of();
    }
    return List.of(pool.get());
  }

  private Cost cost(List<Pool> pools) throws StoreException, InterruptedException {
    var units = wish.units();
    if (asked.poolId() == 0 || pools.isEmpty()) {
      return new Cost(units.cu(), units.su(), asked.poolId(), Optional.empty());
    }
    var seconds = now.getEpochSecond();
    var emptyAt =
        store.<Long>read(reading -> PoolCheck.emptyAt(reading, pools.getFirst(), units, seconds));
    var lasts = emptyAt == Long.MAX_VALUE ? emptyAt : Math.max(0, emptyAt - seconds);
    if (!PoolCheck.isEnough(emptyAt, seconds)) {
      clashes.add(
          Obstacle.poolEmpty(
              asked.poolId(), lasts, PoolAccount.LEAST_LIFE.toSeconds(), PoolCheck.NOT_PAID));
    }
    return new Cost(units.cu(), units.su(), asked.poolId(), Optional.of(lasts));
  }

  private void look(Node node, Fit fit, Gathering records, int size) {
    countAll++;
    var reasons = new ArrayList<>(fit.reasons(node));
    fit.address(node).ifPresent(reasons::add);
    if (asked.workload() instanceof NetworkResource network
        && records.isRangeTaken(node.nodeId())) {
      reasons.add(Obstacle.rangeOnNode(network.iprange()));
    }
    if (reasons.isEmpty()) {
      countFitting++;
    }
    var isNamed = node.nodeId().equals(asked.nodeId());
    var list = isNamed ? named : reasons.isEmpty() ? fitting : others;
    if (list.size() < size) {
      list.add(
          new NodeAnswer(
              node.nodeId(),
              node.hostname(),
              node.farmId(),
              isNamed,
              Room.of(node),
              List.copyOf(reasons.subList(0, Math.min(MOST_REASONS, reasons.size())))));
    }
    if (isNamed && reasons.isEmpty()) {
      fit.shared(node).ifPresent(notices::add);
    }
  }
}
