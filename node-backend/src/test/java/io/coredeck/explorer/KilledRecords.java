package io.coredeck.explorer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.coredeck.explorer.store.Page.Slice;
import io.coredeck.explorer.store.Reading;
import io.coredeck.explorer.store.Reading.NodeEntry;
import io.coredeck.explorer.store.find.Filter;
import io.coredeck.model.NextAction;
import io.coredeck.model.Reservation;
import io.coredeck.model.Result.State;
import io.coredeck.model.registry.Pool;
import io.coredeck.model.rule.CloudUnits;
import io.coredeck.wire.Json;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/// What an explorer that was killed has left, compared with what its clients were told.
///
/// @param tid the user who owns everything
/// @param pool the pool that pays for everything
/// @param nodeId where everything is
record KilledRecords(Reading records, long tid, long pool, String nodeId) {

  /// What clients know.
  ///
  /// @param created ids that were acknowledged
  /// @param deleted deletions that were acknowledged
  /// @param perhapsCreated creations that were cut off
  /// @param perhapsDeleted deletions that were cut off
  /// @param times when the node said what
  /// @param paid units of each kind in the pool at first
  record Told(
      Set<Long> created,
      Set<Long> deleted,
      int perhapsCreated,
      Set<Long> perhapsDeleted,
      PaidTimes times,
      double paid) {}

  /// Fails if something acknowledged is missing, something is half there, or a sum is wrong.
  void check(Told told) {
    var all = workloads(-1);
    var ids = all.stream().map(Reservation::id).toList();
    assertThat(ids).containsAll(told.created).doesNotHaveDuplicates();
    assertThat(ids.size())
        .isBetween(told.created.size(), told.created.size() + told.perhapsCreated);
    assertThat(records.lastWorkloadId()).isEqualTo(ids.size());
    var gone = new HashSet<Long>();
    var queued = new HashSet<Long>();
    var units = CloudUnits.NONE;
    var active = new HashSet<Long>();
    for (var one : all) {
      if (one.nextAction() == NextAction.DELETE || one.nextAction() == NextAction.DELETED) {
        gone.add(one.id());
      }
      var isUnanswered = one.nextAction() == NextAction.DEPLOY && !one.result().isAnswered();
      if (one.nextAction() == NextAction.DELETE || isUnanswered) {
        queued.add(one.id());
      }
      if (one.result().state() == State.OK && one.result().isAnswered()) {
        active.add(one.id());
        var own = CloudUnits.of(one.workload());
        units = new CloudUnits(units.cu() + own.cu(), units.su() + own.su());
      }
    }
    for (var action : NextAction.values()) {
      assertThat(workloads(action.code()))
          .as("found as %s", action)
          .isEqualTo(all.stream().filter(one -> one.nextAction() == action).toList());
    }
    assertThat(gone).containsAll(told.deleted);
    gone.removeAll(told.deleted);
    assertThat(told.perhapsDeleted).containsAll(gone);
    assertThat(queue()).isEqualTo(queued);
    var account = records.pool(pool).orElseThrow();
    check(account, active, units);
    told.times.check(account, told.paid, all);
    assertThat(audited("volume.") + audited("container."))
        .isEqualTo(
            all.size() + all.stream().filter(one -> !one.signaturesDelete().isEmpty()).count());
  }

  private static void check(Pool pool, Set<Long> active, CloudUnits units) {
    assertThat(pool.activeWorkloadIds()).containsExactlyInAnyOrderElementsOf(active);
    assertThat(pool.activeCu()).isCloseTo(units.cu(), within(1e-6));
    assertThat(pool.activeSu()).isCloseTo(units.su(), within(1e-6));
  }

  private long audited(String deeds) {
    var done = new Filter.Audit(-1, tid, "", deeds, "", "ok", 0, 0);
    return records.people().audit(done, 0, 1).total();
  }

  /// @param action below 0 for all
  private List<Reservation> workloads(long action) {
    var all = new ArrayList<Reservation>();
    var every = new Filter.Workloads(0, action, -1);
    var part = records.workloadsAfter(every, 0, Slice.MOST);
    while (!part.isEmpty()) {
      part.forEach(one -> all.add(Json.reservation(one.text())));
      part = records.workloadsAfter(every, part.getLast().id(), Slice.MOST);
    }
    return all;
  }

  private Set<Long> queue() {
    var ids = new HashSet<Long>();
    var part = records.queueOf(nodeId, 0, Slice.MOST);
    while (!part.isEmpty()) {
      part.stream().map(NodeEntry::id).forEach(ids::add);
      part = records.queueOf(nodeId, part.getLast().position(), Slice.MOST);
    }
    return ids;
  }
}
