package io.coredeck.explorer.workload;

import io.coredeck.explorer.audit.Note;
import io.coredeck.explorer.call.Arguments;
import io.coredeck.explorer.call.Caller;
import io.coredeck.explorer.call.Parts;
import io.coredeck.explorer.call.Repeats;
import io.coredeck.explorer.call.Rights;
import io.coredeck.explorer.door.Doors;
import io.coredeck.explorer.door.Rule;
import io.coredeck.explorer.store.Page.Slice;
import io.coredeck.explorer.store.Reading;
import io.coredeck.explorer.store.Reading.Load;
import io.coredeck.explorer.store.Reading.NodeEntry;
import io.coredeck.explorer.store.Store;
import io.coredeck.explorer.store.StoreException;
import io.coredeck.explorer.store.Writing;
import io.coredeck.explorer.store.find.Filter;
import io.coredeck.explorer.workload.check.PoolCheck;
import io.coredeck.explorer.workload.check.WishCheck;
import io.coredeck.identity.Challenges;
import io.coredeck.model.NextAction;
import io.coredeck.model.Reservation;
import io.coredeck.model.rule.CloudUnits;
import io.coredeck.web.Answer;
import io.coredeck.web.RefusedException;
import io.coredeck.web.WebRequest;
import io.coredeck.wire.Messages;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Collectors;

/// The customers' calls about workloads: ask for one, list them. Their deletion is in {@link
/// Consents}, the look at one in {@link Lookup}.
///
/// Whether a workload makes sense (an image, an address, enough memory) is its node's to say.
public final class Workloads {

  /// Workloads of one customer that stay listed although their pools had not enough: they cost
  /// nothing.
  static final int MOST_UNPAID = 100;

  private final Store store;
  private final NodeDesk desk;
  private final boolean isOpenToNodes;
  private final InstantSource clock;

  private Workloads(Store store, NodeDesk desk, boolean isOpenToNodes, InstantSource clock) {
    this.store = store;
    this.isOpenToNodes = isOpenToNodes;
    this.desk = desk;
    this.clock = clock;
  }

  /// Adds the calls.
  public static void open(Doors doors, Store store, NodeDesk desk, InstantSource clock) {
    var workloads = new Workloads(store, desk, doors.admitting().nodes(), clock);
    doors
        .anybody("GET", "/reservations/workloads", workloads::list)
        .creation(Rule.CHANGER, "/reservations/workloads", "container.deploy", workloads::create);
  }

  private Answer create(WebRequest request, Caller caller, Note note, Repeats.Attempt attempt)
      throws StoreException, InterruptedException {
    var body = request.withLimit(WishCheck.MOST_BYTES).text();
    var asked = signed(WishCheck.read(body), caller);
    note.action(Deeds.ofCreating(asked));
    note.detail(Deeds.detail(asked));
    WishCheck.requireForm(asked);
    WishCheck.requireCustomer(asked, caller.tid());
    WishCheck.requireSignature(
        store.read(records -> WishCheck.keyOf(records, caller.tid())), asked);
    if (WishCheck.isStrict(request)) {
      WishCheck.requireSound(asked);
    }
    var stored = new AtomicReference<Reservation>();
    var answer =
        attempt.once(
            store,
            caller.tid(),
            body,
            records -> {
              var taken = take(records, asked);
              stored.set(taken);
              note.object(taken.gwid());
              if (taken.nextAction() == NextAction.DEPLOY) {
                note.done(records);
                return Repeats.Result.of(201, Messages.writeReservationId(taken.id()));
              }
              return Repeats.Result.of(402, Messages.writeError(PoolCheck.NOT_PAID, taken.id()));
            });
    if (attempt.isRepeated()) {
      return answer.answer();
    }
    if (stored.get().nextAction() == NextAction.INVALID) {
      throw RefusedException.saying(
          402, PoolCheck.NOT_PAID, Messages.writeError(PoolCheck.NOT_PAID, stored.get().id()));
    }
    desk.announce(stored.get().nodeId(), stored.get().id());
    return answer.answer();
  }

  /// Who bears a token has no key to sign with; the explorer has the owner's.
  private static Reservation signed(Reservation asked, Caller caller) {
    return caller
        .keys()
        .filter(_ -> asked.customerSignature().isEmpty() && asked.customerTid() == caller.tid())
        .map(keys -> asked.withCustomerSignature(Challenges.sign(keys, Challenges.create(asked))))
        .orElse(asked);
  }

  /// From here on the explorer's time counts, also in what is signed later.
  ///
  /// @return the workload as stored: to be deployed, or invalid if its pool has not enough
  private Reservation take(Writing records, Reservation asked) {
    var now = clock.instant().getEpochSecond();
    var pool =
        records
            .pool(asked.poolId())
            .orElseThrow(() -> new RefusedException(404, PoolCheck.NO_POOL));
    if (pool.customerTid() != asked.customerTid() || !pool.nodeIds().contains(asked.nodeId())) {
      throw new RefusedException(403, PoolCheck.NOT_ALLOWED);
    }
    Rights.requireAdmittedNode(records, asked.nodeId(), isOpenToNodes);
    var units = CloudUnits.of(asked.workload());
    var hasCapacity = PoolCheck.isEnough(PoolCheck.emptyAt(records, pool, units, now), now);
    if (!hasCapacity && unpaidOf(records, asked.customerTid()) >= MOST_UNPAID) {
      throw new RefusedException(
          402, PoolCheck.NOT_PAID + "; it is not listed: too many such ones are");
    }
    var stored =
        records.add(
            asked
                .withEpoch(now)
                .withNextAction(hasCapacity ? NextAction.DEPLOY : NextAction.INVALID),
            new Load(units.cu(), units.su()));
    if (hasCapacity) {
      records.enqueue(stored.nodeId(), stored.id());
    }
    return stored;
  }

  private static long unpaidOf(Reading records, long tid) {
    var filter = new Filter.Workloads(tid, NextAction.INVALID.code(), -1);
    return records.workloads(filter, new Slice(1, 1)).total();
  }

  private Answer list(WebRequest request) throws StoreException, InterruptedException {
    var slice = Arguments.slice(request);
    var filter =
        new Filter.Workloads(
            Arguments.queryNumber(request, "customer_tid"),
            Arguments.queryNumber(request, "next_action", -1),
            Arguments.queryNumber(request, "workload_type", -1));
    var page = store.read(records -> records.workloads(filter, slice));
    var count = Math.min(slice.size(), page.total() - slice.offset());
    var entries = page.entries();
    var answer =
        !entries.isEmpty() && entries.size() < count
            ? Answer.json(new Parts(new Rest(filter, entries, count)))
            : Answer.json(
                200,
                entries.stream().map(NodeEntry::text).collect(Collectors.joining(",", "[", "]")));
    return Arguments.paged(answer, page, slice);
  }

  /// The workloads of a page, as many at once as the store gives.
  private final class Rest implements Parts.Source {
    private final Filter.Workloads filter;
    private List<NodeEntry> part;
    private long left;

    /// @param part the first of them
    Rest(Filter.Workloads filter, List<NodeEntry> part, long left) {
      this.filter = filter;
      this.part = part;
      this.left = left;
    }

    @Override
    public List<String> next() throws StoreException, InterruptedException {
      var given = part;
      left -= given.size();
      part = left > 0 && !given.isEmpty() ? after(given.getLast().id()) : List.of();
      return given.stream().map(NodeEntry::text).toList();
    }

    private List<NodeEntry> after(long last) throws StoreException, InterruptedException {
      return store.read(records -> records.workloadsAfter(filter, last, (int) left));
    }
  }
}
