package io.coredeck.explorer.store;

import io.coredeck.explorer.store.Page.Slice;
import io.coredeck.explorer.store.database.News;
import io.coredeck.explorer.store.database.News.Queued;
import io.coredeck.model.Reservation;
import io.coredeck.model.registry.Farm;
import io.coredeck.model.registry.Node;
import io.coredeck.model.registry.Pool;
import io.coredeck.model.registry.PoolOrder;
import io.coredeck.model.registry.User;
import io.coredeck.wire.Json;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jdbi.v3.core.Handle;

/// The records of one transaction: numbers here, rows in the tables' classes.
final class SqlRecords implements Writing {
  /// Answers between two looks at those that are too old or too many.
  private static final int BETWEEN_LOOKS = 64;

  private final Handle handle;
  private final RegistryTables registry;
  private final ReservationTables reservations;
  private final PeopleTables people;
  private final SessionTable sessions;
  private final Set<Long> changed = new HashSet<>();
  private final List<Queued> queue = new ArrayList<>();

  SqlRecords(Handle handle) {
    this.handle = handle;
    registry = new RegistryTables(handle);
    reservations = new ReservationTables(handle);
    people = new PeopleTables(handle, this::next);
    sessions = new SessionTable(handle);
  }

  private long next(String kind) {
    return handle
        .createQuery("UPDATE counters SET last = last + 1 WHERE kind = :kind RETURNING last")
        .bind("kind", kind)
        .mapTo(Long.class)
        .one();
  }

  private long last(String kind) {
    return handle.select("SELECT last FROM counters WHERE kind = ?", kind).mapTo(Long.class).one();
  }

  @Override
  public Optional<User> user(long id) {
    return registry.user(id);
  }

  @Override
  public Optional<User> userWithEmail(String email) {
    return registry.userWithEmail(email);
  }

  @Override
  public List<User> usersWithKey(String pubkey) {
    return registry.usersWithKey(pubkey);
  }

  @Override
  public Page<User> users(Filter.Users filter, Slice slice) {
    return registry.users(filter, slice);
  }

  @Override
  public Optional<AccountEntry> account(String name) {
    return registry.accounts("name = ?", name).findFirst();
  }

  @Override
  public Optional<AccountEntry> accountOf(long tid) {
    return registry.accounts("tid = ?", tid).findFirst();
  }

  @Override
  public List<AccountEntry> accounts() {
    return registry.accounts("1 = ?", 1).toList();
  }

  @Override
  public void put(AccountEntry account) {
    registry.put(account);
  }

  @Override
  public void removeAccount(String name) {
    registry.removeAccount(name);
  }

  @Override
  public RegistryTables admissions() {
    return registry;
  }

  @Override
  public SessionTable sessions() {
    return sessions;
  }

  @Override
  public PeopleTables people() {
    return people;
  }

  @Override
  public Optional<Farm> farm(long id) {
    return registry.farm(id);
  }

  @Override
  public Page<Farm> farms(Filter.Farms filter, Slice slice) {
    return registry.farms(filter, slice);
  }

  @Override
  public Optional<Node> node(String nodeId) {
    return registry.node(nodeId);
  }

  @Override
  public String publicConfigOf(String nodeId) {
    return registry.publicConfigOf(nodeId);
  }

  @Override
  public List<String> proofsOf(String nodeId) {
    return registry.proofsOf(nodeId);
  }

  @Override
  public Page<Node> nodes(Filter.Nodes filter, Slice slice) {
    return registry.nodes(filter, slice);
  }

  @Override
  public Optional<Pool> pool(long id) {
    return reservations.pool(id);
  }

  @Override
  public List<Pool> poolsOf(long customerTid, long after) {
    return reservations.poolsOf(customerTid, after);
  }

  @Override
  public List<Pool> poolsEmptyBy(long time, long after) {
    return reservations.poolsEmptyBy(time, after);
  }

  @Override
  public Optional<PoolOrder> poolOrder(long id) {
    return reservations.poolOrder(id);
  }

  @Override
  public Optional<String> workloadText(long id) {
    return reservations.workloadText(id);
  }

  @Override
  public Optional<Reservation> workload(long id) {
    return reservations.workloadText(id).map(Json::reservation);
  }

  @Override
  public Page<NodeEntry> workloads(Filter.Workloads filter, Slice slice) {
    return reservations.workloads(filter, slice);
  }

  @Override
  public List<NodeEntry> workloadsAfter(Filter.Workloads filter, long after, int limit) {
    return reservations.workloadsAfter(filter, after, limit);
  }

  @Override
  public List<NodeEntry> deployingFrom(long poolId, Load wanted, long after, int limit) {
    return reservations.deployingFrom(poolId, wanted, after, limit);
  }

  @Override
  public Load unansweredFrom(long poolId) {
    return reservations.unansweredFrom(poolId);
  }

  @Override
  public List<NodeEntry> workOf(String nodeId, long from, int limit) {
    return reservations.workOf(nodeId, from, limit);
  }

  @Override
  public List<NodeEntry> queueOf(String nodeId, long after, int limit) {
    return reservations.queueOf(nodeId, after, limit);
  }

  @Override
  public List<ChangeEntry> changedAfter(long change, long endedAfter, int limit, long most) {
    return reservations.changedAfter(change, endedAfter, limit, most);
  }

  @Override
  public Optional<KeptAnswer> answerTo(long tid, String place, String key) {
    return people.answerTo(tid, place, key);
  }

  @Override
  public void keep(long tid, String place, String key, KeptAnswer answer, long before, long most) {
    var id = next("repeat");
    people.keep(id, tid, place, key, answer);
    if (id % BETWEEN_LOOKS == 0) {
      people.forgetAnswers(before, id - most);
    }
  }

  @Override
  public long lastChange() {
    return last("change");
  }

  @Override
  public long lastWorkloadId() {
    return last("workload");
  }

  @Override
  public User add(User user) {
    var numbered = user.withId(next("user"));
    registry.put(numbered);
    return numbered;
  }

  @Override
  public void put(User user) {
    registry.put(user);
  }

  @Override
  public Farm add(Farm farm) {
    var numbered = farm.withId(next("farm"));
    registry.put(numbered);
    return numbered;
  }

  @Override
  public void put(Farm farm) {
    registry.put(farm);
  }

  @Override
  public long nextNodeNumber() {
    return next("node");
  }

  @Override
  public void put(Node node) {
    registry.put(node);
  }

  @Override
  public void putPublicConfig(String nodeId, String config) {
    registry.putPublicConfig(nodeId, config);
  }

  @Override
  public void addProof(String nodeId, String proof) {
    registry.addProof(next("proof"), nodeId, proof);
  }

  @Override
  public long add(PoolOrder order) {
    var id = next("capacity");
    reservations.add(id, order);
    return id;
  }

  @Override
  public void put(Pool pool) {
    reservations.put(pool);
  }

  @Override
  public Reservation add(Reservation reservation, Load load) {
    var numbered = reservation.withId(next("workload"));
    reservations.add(numbered, load, changeOf(numbered.id()));
    return numbered;
  }

  @Override
  public void put(Reservation reservation) {
    reservations.put(reservation, changeOf(reservation.id()));
  }

  private long changeOf(long id) {
    changed.add(id);
    return next("change");
  }

  /// @return what was changed that somebody may wait for
  News news() {
    return new News(changed, queue, people.hasAudit(), false);
  }

  @Override
  public void enqueue(String nodeId, long workloadId) {
    reservations.enqueue(next("queue"), nodeId, workloadId);
    queue.add(new Queued(nodeId, workloadId, true));
  }

  @Override
  public void dequeue(long workloadId) {
    reservations
        .dequeue(workloadId)
        .ifPresent(nodeId -> queue.add(new Queued(nodeId, workloadId, false)));
  }
}
