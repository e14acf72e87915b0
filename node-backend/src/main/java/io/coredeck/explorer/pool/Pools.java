package io.coredeck.explorer.pool;

import io.coredeck.explorer.audit.Note;
import io.coredeck.explorer.call.Arguments;
import io.coredeck.explorer.call.Caller;
import io.coredeck.explorer.call.Callers;
import io.coredeck.explorer.call.Parts;
import io.coredeck.explorer.call.Repeats;
import io.coredeck.explorer.call.Rights;
import io.coredeck.explorer.door.Doors;
import io.coredeck.explorer.door.Rule;
import io.coredeck.explorer.store.Reading;
import io.coredeck.explorer.store.Store;
import io.coredeck.explorer.store.StoreException;
import io.coredeck.explorer.store.Writing;
import io.coredeck.identity.Signatures;
import io.coredeck.model.registry.Node;
import io.coredeck.model.registry.Pool;
import io.coredeck.model.registry.PoolOrder;
import io.coredeck.model.registry.User;
import io.coredeck.model.rule.PoolAccount;
import io.coredeck.web.Answer;
import io.coredeck.web.RefusedException;
import io.coredeck.web.WebRequest;
import io.coredeck.wire.Json;
import io.coredeck.wire.Messages;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The calls about pools: order, look, list.
public final class Pools {

  /// Bytes of an order: it names its nodes twice, and a farm may have a thousand.
  private static final int MOST_BYTES = 256 << 10;

  private final Store store;
  private final Callers callers;
  private final boolean isOpenToNodes;
  private final InstantSource clock;

  private Pools(Store store, Callers callers, boolean isOpenToNodes, InstantSource clock) {
    this.store = store;
    this.callers = callers;
    this.isOpenToNodes = isOpenToNodes;
    this.clock = clock;
  }

  /// Adds the calls.
  public static void open(Doors doors, Store store, InstantSource clock) {
    var pools = new Pools(store, doors.callers(), doors.admitting().nodes(), clock);
    doors
        .openCreation(Rule.SIGNS_BODY, "/reservations/pools", "pool.create", pools::order)
        .anybody("GET", "/reservations/pools/{id:digits}", pools::get)
        .anybody("GET", "/reservations/pools/owner/{tid:digits}", pools::ofOwner)
        .anybody("GET", "/reservations/pools/payment/{id:digits}", pools::payment);
  }

  private Answer order(
      WebRequest request, Optional<Caller> bearer, Note note, Repeats.Attempt attempt)
      throws StoreException, InterruptedException {
    var body = request.withLimit(MOST_BYTES).text();
    var order = signed(Arguments.decoded(body, Json::poolOrder), bearer);
    checkForm(order);
    store.read(records -> checkPlaceAndSigners(records, order));
    note.by(bearer.orElseGet(() -> Caller.signed(order.customerTid())));
    note.action(order.poolId() == 0 ? "pool.create" : "pool.extend");
    note.detail("%d CU, %d SU seconds".formatted(order.cus(), order.sus()));
    return attempt
        .once(
            store,
            order.customerTid(),
            body,
            records -> {
              callers.requireSession(records, request, bearer, order.customerTid());
              Rights.requireChange(records, order.customerTid());
            },
            records -> ordered(records, order, note))
        .answer();
  }

  private Repeats.Result ordered(Writing records, PoolOrder order, Note note) {
    var number = take(records, order);
    note.object("pool " + (order.poolId() == 0 ? number : order.poolId()));
    note.done(records);
    return Repeats.Result.of(201, Messages.writePoolOrdered(number));
  }

  /// Who bears a token has no key to sign with; the explorer has the owner's.
  private static PoolOrder signed(PoolOrder order, Optional<Caller> bearer) {
    return bearer
        .filter(
            caller -> order.customerSignature().isEmpty() && order.customerTid() == caller.tid())
        .flatMap(Caller::keys)
        .map(keys -> {
          var signature = keys.signHex(Signatures.ofPoolOrder(order.json()));
          return order.withCustomerSignature(order.json(), signature);
        })
        .orElse(order);
  }

  private static void checkForm(PoolOrder order) {
    require(order.customerTid() != 0, "customer_tid is required");
    require(!order.customerSignature().isEmpty(), "customer_signature is required");
    require(!order.nodeIds().isEmpty(), "pool must be applicable to at least 1 node");
    require(Json.isSignedTextOf(order), "json data does not match the reservation data");
    if (new HashSet<>(order.nodeIds()).size() < order.nodeIds().size()) {
      throw new RefusedException(409, "duplicate node ID is not allowed in capacity pool");
    }
  }

  private static boolean checkPlaceAndSigners(Reading records, PoolOrder order) {
    var farms =
        order.nodeIds().stream()
            .map(records::node)
            .flatMap(Optional::stream)
            .map(Node::farmId)
            .distinct();
    require(farms.count() <= 1, "all nodes for a capacity pool must belong to the same farm");
    var customer = userOf(records, "user", order.customerTid());
    require(
        signed(customer, order, order.customerSignature()),
        "failed to verify customer signature: it is not the user's over the bytes of 'json'");
    if (order.sponsorTid() != 0) {
      require(!order.sponsorSignature().isEmpty(), "sponsor_signature is required");
      var sponsor = userOf(records, "sponsor", order.sponsorTid());
      if (!sponsor.trustedSalesChannel()) {
        throw new RefusedException(
            401, "the sponsor tid '%d' is not authorized".formatted(order.sponsorTid()));
      }
      requireSponsor(records, order.sponsorTid());
      require(
          signed(sponsor, order, order.sponsorSignature()),
          "failed to verify sponsor signature: it is not the sponsor's over the bytes of 'json'");
    }
    return true;
  }

  /// Trust in a sponsor does not outlive what its account may do.
  private static void requireSponsor(Reading records, long tid) {
    try {
      Rights.requireChange(records, tid);
    } catch (RefusedException e) {
      throw new RefusedException(
          403, "the sponsor tid '%d' may not sponsor now: %s".formatted(tid, e.getMessage()));
    }
  }

  private static User userOf(Reading records, String role, long tid) {
    return records
        .user(tid)
        .orElseThrow(
            () -> new RefusedException(400, "cannot find %s with id '%d'".formatted(role, tid)));
  }

  private static boolean signed(User signer, PoolOrder order, String signature) {
    return Signatures.verify(signer.pubkey(), Signatures.ofPoolOrder(order.json()), signature);
  }

  private static void require(boolean fulfilled, String message) {
    if (!fulfilled) {
      throw new RefusedException(400, message);
    }
  }

  /// @return the order's number
  private long take(Writing records, PoolOrder order) {
    var now = now();
    var id = records.add(order);
    var pool =
        order.poolId() == 0
            ? PoolAccount.opened(id, order, now)
            : records
                .pool(order.poolId())
                .orElseThrow(() ->
                    new RefusedException(
                        500,
                        "failed to load pool: there is no pool %d to top up"
                            .formatted(order.poolId())));
    // What a pool has already stays in it: nodes cannot be removed from one.
    var fresh = new ArrayList<>(order.nodeIds());
    if (order.poolId() != 0) {
      fresh.removeAll(pool.nodeIds());
    }
    fresh.forEach(node -> Rights.requireAdmittedNode(records, node, isOpenToNodes));
    if (!order.nodeIds().containsAll(pool.nodeIds())) {
      throw new RefusedException(500, "nodes can not be removed from a pool");
    }
    var changesNothing =
        order.cus() == 0
            && order.sus() == 0
            && order.ipv4us() == 0
            && order.nodeIds().size() == pool.nodeIds().size();
    require(
        order.poolId() == 0 || !changesNothing,
        "this capacity reservation has no observable results");
    records.put(PoolAccount.credited(pool, order, now));
    return id;
  }

  private Answer get(WebRequest request) throws StoreException, InterruptedException {
    var id = Arguments.pathNumber(request, "id");
    var pool =
        store
            .read(records -> records.pool(id))
            .orElseThrow(() -> new RefusedException(404, "capacity pool not found"));
    return Answer.json(200, Json.write(PoolAccount.synced(pool, now())));
  }

  private Answer ofOwner(WebRequest request) throws StoreException, InterruptedException {
    var tid = Arguments.pathNumber(request, "tid");
    var first = poolsOf(tid, 0);
    var isAll = first.isEmpty() || poolsOf(tid, first.getLast().poolId()).isEmpty();
    return isAll
        ? Answer.json(200, Json.writePools(synced(first)))
        : Answer.json(new Parts(new Rest(tid, first)));
  }

  private List<Pool> poolsOf(long tid, long after) throws StoreException, InterruptedException {
    return store.read(records -> records.poolsOf(tid, after));
  }

  private List<Pool> synced(List<Pool> pools) {
    var now = now();
    return pools.stream().map(pool -> PoolAccount.synced(pool, now)).toList();
  }

  /// The pools of an owner, as many at once as the store gives.
  private final class Rest implements Parts.Source {
    private final long tid;
    private List<Pool> part;

    /// @param part the first of them
    Rest(long tid, List<Pool> part) {
      this.tid = tid;
      this.part = part;
    }

    @Override
    public List<String> next() throws StoreException, InterruptedException {
      var given = part;
      part = given.isEmpty() ? given : poolsOf(tid, given.getLast().poolId());
      return synced(given).stream().map(Json::write).toList();
    }
  }

  /// Every order costs nothing and is paid at once.
  private Answer payment(WebRequest request) throws StoreException, InterruptedException {
    var id = Arguments.pathNumber(request, "id");
    var farm = store.read(records -> records.poolOrder(id).map(order -> farmOf(records, order)));
    return Answer.json(
        200,
        Json.writeTree(
            paid(
                id,
                farm.orElseThrow(
                    () -> new RefusedException(404, "escrow information not found")))));
  }

  private static long farmOf(Reading records, PoolOrder order) {
    return records.node(order.nodeIds().getFirst()).map(Node::farmId).orElse(0L);
  }

  private static Map<String, Object> paid(long id, long farm) {
    var payment = new LinkedHashMap<String, Object>();
    payment.put("id", id);
    payment.put("farmer_id", farm);
    payment.put("address", "");
    payment.put("expiration", 0);
    payment.put("asset", "");
    payment.put("amount", 0);
    payment.put("paid", true);
    payment.put("released", true);
    payment.put("cancellation_pending", false);
    payment.put("canceled", false);
    payment.put("cause", "");
    return payment;
  }

  private long now() {
    return clock.instant().getEpochSecond();
  }
}
