package io.coredeck.explorer.store;

import io.coredeck.explorer.store.Page.Slice;
import io.coredeck.explorer.store.database.Counters;
import io.coredeck.explorer.store.find.Filter;
import io.coredeck.explorer.store.find.Finder;
import io.coredeck.explorer.store.find.Keys;
import io.coredeck.explorer.store.find.Kind;
import io.coredeck.explorer.store.find.Query;
import io.coredeck.explorer.store.hook.HookTables;
import io.coredeck.explorer.store.session.SessionTable;
import io.coredeck.explorer.store.template.TemplateTable;
import io.coredeck.model.registry.Farm;
import io.coredeck.model.registry.Node;
import io.coredeck.model.registry.Pool;
import io.coredeck.model.registry.PoolOrder;
import io.coredeck.model.registry.User;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/// What can be read of the records of one transaction; rows are in the tables' classes.
abstract class SqlReading implements Reading {
  final Counters counters;
  final RegistryTables registry;
  final ReservationTables reservations;
  final PeopleTables people;
  private final Finder finder;
  private final TemplateTable templates;
  private final HookTables hooks;
  private final SessionTable sessions;

  SqlReading(Handle handle) {
    counters = new Counters(handle);
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
    return people.accounts("name = ?", name).findFirst();
  }

  @Override
  public Optional<AccountEntry> accountOf(long tid) {
    return people.accountOf(tid);
  }

  @Override
  public List<AccountEntry> accounts() {
    return people.accounts("1 = ?", 1).toList();
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

  @Override
  public long lastChange() {
    return counters.last("change");
  }

  @Override
  public long lastWorkloadId() {
    return counters.last("workload");
  }
}
