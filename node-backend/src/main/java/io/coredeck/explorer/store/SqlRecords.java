package io.coredeck.explorer.store;

import io.coredeck.explorer.store.database.News;
import io.coredeck.explorer.store.database.News.Queued;
import io.coredeck.model.Reservation;
import io.coredeck.model.registry.Farm;
import io.coredeck.model.registry.Node;
import io.coredeck.model.registry.Pool;
import io.coredeck.model.registry.PoolOrder;
import io.coredeck.model.registry.User;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;
import org.jdbi.v3.core.Handle;

/// The records of one transaction: numbers here, rows in the tables' classes.
final class SqlRecords extends SqlReading implements Writing {
  private final Store.Witness witness;
  private final Set<Long> changed = new HashSet<>();
  private final List<Queued> queue = new ArrayList<>();

  /// @param witness sees each workload before it is written
  SqlRecords(Handle handle, Store.Witness witness) {
    super(handle);
    this.witness = witness;
  }

  /// Makes what is searched of users, farms, nodes and pools that were written without it.
  ///
  /// @return how many there were; 0 if none is left
  int catchUpOthers(int most) {
    return registry.catchUp(most) + reservations.catchUp(most);
  }

  /// Makes what is searched of workloads that were written without it.
  ///
  /// @see io.coredeck.explorer.store.find.WorkloadIndex#catchUp
  OptionalLong catchUp(long after, int most) {
    return reservations.index().catchUp(after, most);
  }

  @Override
  public void put(AccountEntry account) {
    people.put(account);
  }

  @Override
  public void removeAccount(String name) {
    people.removeAccount(name);
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
    var numbers = counters.next(List.of("workload", "change"));
    var numbered = reservation.withId(numbers.getFirst());
    reservations.add(numbered, load, seen(numbered, numbers.getLast()));
    return numbered;
  }

  @Override
  public void put(Reservation reservation) {
    reservations.put(reservation, seen(reservation, counters.next("change")));
  }

  private long seen(Reservation workload, long change) {
    changed.add(workload.id());
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
