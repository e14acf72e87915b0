package io.coredeck.explorer.store;

import io.coredeck.explorer.store.Page.Slice;
import io.coredeck.explorer.store.database.Counters;
import io.coredeck.explorer.store.database.News;
import io.coredeck.explorer.store.database.News.Queued;
import io.coredeck.explorer.store.find.Finder;
import io.coredeck.explorer.store.find.Keys;
import io.coredeck.explorer.store.find.Kind;
import io.coredeck.explorer.store.find.Query;
import io.coredeck.explorer.store.hook.HookTables;
import io.coredeck.explorer.store.template.TemplateTable;
import io.coredeck.model.Reservation;
import io.coredeck.model.registry.Farm;
import io.coredeck.model.registry.Node;
import io.coredeck.model.registry.Pool;
import io.coredeck.model.registry.PoolOrder;
import io.coredeck.model.registry.User;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import org.jdbi.v3.core.Handle;

/// The records of one transaction: numbers here, rows in the tables' classes.
final class SqlRecords implements Writing {
  private final Counters counters;
  private final Finder finder;
  private final RegistryTables registry;
  private final ReservationTables reservations;
  private final PeopleTables people;
  private final TemplateTable templates;
  private final HookTables hooks;
  private final Store.Witness witness;
  private final SessionTable sessions;
  private final Set<Long> changed = new HashSet<>();
  private final List<Queued> queue = new ArrayList<>();

  /// @param witness sees each workload before it is written
  SqlRecords(Handle handle, Store.Witness witness) {
    counters = new Counters(handle);
    this.witness = witness;
    finder = new Finder(handle);
    registry = new RegistryTables(handle);
    reservations = new ReservationTables(handle);
    people = new PeopleTables(handle, counters);
    templates = new TemplateTable(handle, counters::next);
    hooks = new HookTables(handle, counters::next);
    sessions = new SessionTable(handle);
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
  public TemplateTable templates() {
    return templates;
  }

  @Override
  public HookTables hooks() {
    return hooks;
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
  public Keys find(Query query, Query.Part part) {
    return finder.keys(query, part);
  }

  @Override
  public List<String> documents(Kind kind, List<Long> ids) {
    return finder.documents(kind, ids);
  }

  /// Makes what is searched of records that were written without it.
  OptionalLong catchUp(long after, int most) {
    var others = registry.catchUp(most) + reservations.catchUp(most);
    var last = reservations.index().catchUp(after, most);
    return last.isEmpty() && others > 0 ? OptionalLong.of(after) : last;
  }

  @Override
  public long lastChange() {
    return counters.last("change");
  }

  @Override
  public long lastWorkloadId() {
    return counters.last("workload");
  }

  @Override
  public User add(User user) {
    var numbered = user.withId(counters.next("user"));
    registry.put(numbered);
    return numbered;
  }

  @Override
  public void put(User user) {
    registry.put(user);
  }

  @Override
  public Farm add(Farm farm) {
    var numbered = farm.withId(counters.next("farm"));
    registry.put(numbered);
    return numbered;
  }

  @Override
  public void put(Farm farm) {
    registry.put(farm);
  }

  @Override
  public long nextNodeNumber() {
    return counters.next("node");
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
    registry.addProof(counters.next("proof"), nodeId, proof);
  }

  @Override
  public long add(PoolOrder order) {
    var id = counters.next("capacity");
    reservations.add(id, order);
    return id;
  }

  @Override
  public void put(Pool pool) {
    reservations.put(pool);
  }

  @Override
  public Reservation add(Reservation reservation, Load load) {
    var numbered = reservation.withId(counters.next("workload"));
    reservations.add(numbered, load, changeOf(numbered));
    return numbered;
  }

  @Override
  public void put(Reservation reservation) {
    reservations.put(reservation, changeOf(reservation));
  }

  private long changeOf(Reservation workload) {
    changed.add(workload.id());
    var change = counters.next("change");
    witness.sees(this, workload, change);
    return change;
  }

  /// @return what was changed that somebody may wait for
  News news() {
    return new News(changed, queue, people.hasAudit(), false);
  }

  @Override
  public void enqueue(String nodeId, long workloadId) {
    reservations.enqueue(counters.next("queue"), nodeId, workloadId);
    queue.add(new Queued(nodeId, workloadId, true));
  }

  @Override
  public void dequeue(long workloadId) {
    reservations
        .dequeue(workloadId)
        .ifPresent(nodeId -> queue.add(new Queued(nodeId, workloadId, false)));
  }
}
