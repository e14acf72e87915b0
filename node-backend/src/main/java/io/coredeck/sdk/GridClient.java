package io.coredeck.sdk;

import io.coredeck.identity.KeyPair;
import io.coredeck.model.NextAction;
import io.coredeck.model.Reservation;
import io.coredeck.model.registry.Farm;
import io.coredeck.model.registry.Node;
import io.coredeck.model.registry.Pool;
import io.coredeck.model.registry.PoolOrder;
import io.coredeck.model.registry.User;
import io.coredeck.wire.Json;
import io.coredeck.wire.Messages;
import io.coredeck.wire.account.AccountMessages;
import io.coredeck.wire.account.TokenMessages;
import io.coredeck.wire.account.TokenMessages.Secret;
import java.net.URI;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;

/// A user's calls to the explorer.
///
/// {@snippet file="io/coredeck/sdk/GridExamplesTest.java" region="grid"}
///
/// May be used by many threads. Every call throws {@link GridException} if the explorer refuses it
/// or does not answer within 30 seconds, beside what it was asked to wait.
public final class GridClient implements AutoCloseable {

  /// How long the explorer is asked to hold one call: shorter than it would, so that one that is
  /// gone is soon noticed.
  private static final Duration LONGEST_HOLD = Duration.ofSeconds(20);

  private final ExplorerCalls calls;
  private final Identity caller;
  private final InstantSource clock = InstantSource.system();

  private GridClient(URI explorer, Identity caller) {
    this.caller = caller;
    this.calls = caller.calls(explorer, clock);
  }

  /// @param explorer with its base path, e.g. `http://127.0.0.1:8090/api/v1`
  /// @param keys of the user
  /// @param tid the user's id
  public static GridClient connect(URI explorer, KeyPair keys, long tid) {
    return connect(explorer, keys, tid, "", "");
  }

  /// @param client address of the machine the user sits at, if it is not this one; else empty. An
  ///   explorer believes it on its own machine only
  /// @param session of the user's sign-in, as {@code AccountClient.Person} has it; empty for who
  ///   has taken the key along or has no account
  public static GridClient connect(
      URI explorer, KeyPair keys, long tid, String client, String session) {
    return new GridClient(explorer, Identity.ofUser(keys, tid, client, session));
  }

  /// For programs that know a token of a user, and neither password nor key.
  ///
  /// @param token `cdk_…`
  /// @throws GridException with status 401 if the token is not, or no longer, good
  /// @throws IllegalArgumentException if that is plain http to another machine
  public static GridClient withToken(URI explorer, String token)
      throws GridException, InterruptedException {
    try (var calls = ExplorerCalls.withToken(explorer, token)) {
      var own = calls.read(calls.get("/accounts/me"), AccountMessages::account);
      return new GridClient(explorer, Identity.ofBearer(token, own.tid()));
    }
  }

  /// For calls that need no user: {@link #register}, and looking at what is public.
  public static GridClient anonymous(URI explorer) {
    return new GridClient(explorer, Identity.NOBODY);
  }

  static GridClient ofNode(URI explorer, KeyPair keys) {
    return new GridClient(explorer, Identity.ofNode(keys));
  }

  /// @return what its calls go through, for clients of the packages below; open as long as this
  public ExplorerCalls calls() {
    return calls;
  }

  /// @return the id of the user in whose name it calls; 0 if anonymous
  public long tid() {
    return caller.tid();
  }

  /// Finds the user of that name, or makes it.
  ///
  /// @param owner the user's keys
  /// @throws GridException also if the name belongs to somebody else's keys
  public User register(KeyPair owner, String name, String email)
      throws GridException, InterruptedException {
    var known = userNamed(name);
    if (known.isPresent()) {
      if (!known.get().pubkey().equalsIgnoreCase(owner.publicKeyHex())) {
        throw new GridException(
            "the user name '" + name + "' belongs to other keys; use these or another name", null);
      }
      return known.get();
    }
    var wanted = new User(0, name, email, owner.publicKeyHex(), "", "", List.of(), false);
    return calls.read(calls.post("/users", Json.write(wanted)), Json::user);
  }

  public User user(long id) throws GridException, InterruptedException {
    return calls.read(calls.get("/users/" + id), Json::user);
  }

  public Optional<User> userNamed(String name) throws GridException, InterruptedException {
    return calls.pages("/users?name=" + ExplorerCalls.encoded(name), Json::users).stream()
        .filter(user -> user.name().equals(name))
        .findFirst();
  }

  public List<User> users() throws GridException, InterruptedException {
    return calls.pages("/users", Json::users);
  }

  /// Changes the user itself; name and key stay what they are.
  public void updateUser(User user) throws GridException, InterruptedException {
    calls.put("/users/" + tid(), Messages.write(caller.signed(user)));
  }

  /// @return the new farm's id
  public long createFarm(Farm farm) throws GridException, InterruptedException {
    return calls.read(calls.post("/farms", Json.write(farm)), Messages::id);
  }

  public Farm farm(long id) throws GridException, InterruptedException {
    return calls.read(calls.get("/farms/" + id), Json::farm);
  }

  public Optional<Farm> farmNamed(String name) throws GridException, InterruptedException {
    return calls.pages("/farms?name=" + ExplorerCalls.encoded(name), Json::farms).stream()
        .filter(farm -> farm.name().equals(name))
        .findFirst();
  }

  public List<Farm> farms() throws GridException, InterruptedException {
    return calls.pages("/farms", Json::farms);
  }

  public Node node(String nodeId) throws GridException, InterruptedException {
    return calls.read(calls.get("/nodes/" + ExplorerCalls.encoded(nodeId)), Json::node);
  }

  public List<Node> nodes() throws GridException, InterruptedException {
    return calls.pages("/nodes", Json::nodes);
  }

  public List<Node> nodesOfFarm(long farmId) throws GridException, InterruptedException {
    return calls.pages("/nodes?farm=" + farmId, Json::nodes);
  }

  /// Orders a new pool, or more for an existing one.
  ///
  /// @param poolId 0 for a new pool
  /// @param cus compute unit seconds
  /// @param sus storage unit seconds
  /// @param nodeIds nodes it may be used on
  /// @return number of the order; of a new pool also its id
  public long orderPool(long poolId, long cus, long sus, List<String> nodeIds)
      throws GridException, InterruptedException {
    var currencies = List.of("TFT");
    var wish = new PoolOrder("", "{}", poolId, cus, sus, 0, nodeIds, currencies, tid(), "", 0, "");
    var body = Json.write(caller.signed(wish));
    return calls.read(calls.post("/reservations/pools", body), Messages::reservationId);
  }

  public Pool pool(long id) throws GridException, InterruptedException {
    return calls.read(calls.get("/reservations/pools/" + id), Json::pool);
  }

  /// @return the user's own pools
  public List<Pool> pools() throws GridException, InterruptedException {
    return calls.read(calls.get("/reservations/pools/owner/" + tid()), Json::pools);
  }

  /// Waits until a pool's order is paid for and the pool can be used.
  public Pool awaitCapacity(long poolId, Duration limit)
      throws GridException, InterruptedException {
    return Waiting.until(
        limit,
        _ -> pool(poolId),
        pool -> pool.cus() > 0 || pool.sus() > 0,
        "pool " + poolId + " still has no capacity");
  }

  /// Asks for a workload in the user's name. Fills in the user, the time, who may have it deleted
  /// (the user, unless it says otherwise) and the signature.
  ///
  /// @param wish node, pool and workload; its secrets encrypted by {@link #encryptSecret}
  /// @return the new reservation's id
  public long deploy(Reservation wish) throws GridException, InterruptedException {
    var body = Json.write(signed(wish));
    return calls.read(calls.post("/reservations/workloads", body), Messages::reservationId);
  }

  Reservation signed(Reservation wish) {
    return caller.signed(wish, clock.instant());
  }

  public Reservation workload(long id) throws GridException, InterruptedException {
    return calls.read(calls.get("/reservations/workloads/" + id), Json::reservation);
  }

  /// @return the user's own, oldest first, deleted ones too
  public List<Reservation> workloads() throws GridException, InterruptedException {
    return calls.pages("/reservations/workloads?customer_tid=" + tid(), Json::reservations);
  }

  /// @return the user's own that run, will run or are being taken down, by id
  public List<Reservation> liveWorkloads() throws GridException, InterruptedException {
    var path = "/reservations/workloads?customer_tid=" + tid() + "&next_action=";
    var live = new TreeMap<Long, Reservation>();
    for (var state : List.of(NextAction.DEPLOY, NextAction.DELETE)) {
      for (var one : calls.pages(path + state.code(), Json::reservations)) {
        live.put(one.id(), one);
      }
    }
    return List.copyOf(live.values());
  }

  /// Waits until the node has answered, or nobody will any more. Look at {@link Reservation#result}
  /// for how it went.
  ///
  /// @throws NoResultException if the limit passes first
  public Reservation awaitResult(long id, Duration limit)
      throws GridException, InterruptedException {
    return Waiting.until(
        limit,
        left -> held(id, "answered", left),
        one -> one.result().isAnswered() || one.nextAction().code() > NextAction.DEPLOY.code(),
        "the node has not answered workload " + id);
  }

  /// An explorer that does not know `until`, as the original, answers at once.
  private Reservation held(long id, String until, Duration left)
      throws GridException, InterruptedException {
    var wait = left.compareTo(LONGEST_HOLD) < 0 ? left : LONGEST_HOLD;
    var path = "/reservations/workloads/%d?until=%s&wait=%d".formatted(id, until, wait.toSeconds());
    return calls.read(calls.get(path, wait), Json::reservation);
  }

  /// Asks once for a workload's deletion, which operators and admins may for what is others', too.
  public void decommission(long id) throws GridException, InterruptedException {
    var stored = workload(id);
    if (stored.nextAction().isDelete()) {
      return;
    }
    var wish = caller.deletionOf(stored, clock.instant());
    calls.post("/reservations/workloads/" + id + wish.path(), wish.body());
  }

  /// Waits until the node has taken a workload down.
  ///
  /// @throws NoResultException if the limit passes first
  public Reservation awaitDeleted(long id, Duration limit)
      throws GridException, InterruptedException {
    return Waiting.until(
        limit,
        left -> held(id, "deleted", left),
        one -> one.nextAction() == NextAction.DELETED,
        "the node has not yet taken down workload " + id);
  }

  /// A secret for a container on a node: a value of `secret_environment` or a log URL.
  ///
  /// @return hex of cipher text that only this user and the node can read
  public String encryptSecret(String nodeId, String plain) {
    return caller.encrypted(nodeId, plain);
  }

  /// The same also for who has a token: the explorer encrypts then, with the user's key.
  ///
  /// @return hex of cipher text that only this user and the node can read
  public String secretFor(String nodeId, String plain) throws GridException, InterruptedException {
    if (!caller.hasToken()) {
      return encryptSecret(nodeId, plain);
    }
    var body = TokenMessages.write(new Secret(nodeId, plain));
    return calls.read(calls.post("/accounts/encrypt", body), TokenMessages::sealed);
  }

  /// Gives up calls under way; ends within 5 seconds.
  @Override
  public void close() {
    calls.close();
  }
}
