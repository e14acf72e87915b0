package io.coredeck.explorer.workload.explain;

import io.coredeck.explorer.call.Arguments;
import io.coredeck.explorer.store.Page.Slice;
import io.coredeck.explorer.store.Reading.Admission;
import io.coredeck.explorer.store.Reading.NodeEntry;
import io.coredeck.explorer.store.Store;
import io.coredeck.explorer.store.StoreException;
import io.coredeck.explorer.store.find.Filter;
import io.coredeck.model.Container;
import io.coredeck.model.NetworkResource;
import io.coredeck.model.NextAction;
import io.coredeck.model.Reservation;
import io.coredeck.model.Volume;
import io.coredeck.model.WorkloadType;
import io.coredeck.model.registry.Node;
import io.coredeck.model.registry.Pool;
import io.coredeck.model.rule.Ipv4Range;
import io.coredeck.wire.Json;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.stream.Stream;

/// What the records say that matters for one wish: read in parts, and only what matters is kept.
/// Used once.
final class Gathering {

  /// Workloads that are looked through for one wish, of each kind.
  static final int MOST_WORKLOADS = 10_000;

  /// Nodes that are looked at for one wish.
  static final int MOST_NODES = 10_000;

  /// Characters of records that are looked through for one wish, of all kinds together.
  static final int MOST_READ = 32 << 20;

  /// Characters of the names of nodes in a customer's pools.
  static final int MOST_POOL_CHARACTERS = 4 << 20;

  private static final int MOST_POOLS = 1000;
  private static final int AT_ONCE = 1000;

  private final Store store;
  private final Reservation asked;
  private final Set<String> rangeTakenOn = new HashSet<>();
  private boolean isCutOff;
  private long charactersRead;

  Gathering(Store store, Reservation asked) {
    this.store = store;
    this.asked = asked;
  }

  /// @return whether there was more than may be looked at
  boolean isCutOff() {
    return isCutOff;
  }

  /// @return the customer's pools, of which only the nodes matter
  List<Pool> pools() throws StoreException, InterruptedException {
    var all = new ArrayList<Pool>();
    var characters = 0L;
    while (all.size() < MOST_POOLS && characters < MOST_POOL_CHARACTERS) {
      var after = all.isEmpty() ? 0 : all.getLast().poolId();
      var part = store.read(records -> records.poolsOf(asked.customerTid(), after));
      if (part.isEmpty()) {
        return all;
      }
      part.stream().map(Slim::pool).forEach(all::add);
      characters +=
          part.stream().flatMap(pool -> pool.nodeIds().stream()).mapToLong(String::length).sum();
    }
    isCutOff = true;
    return all.subList(0, Math.min(MOST_POOLS, all.size()));
  }

  /// @return of what the customer has: the volumes and the network that the wish names, and the
  ///   containers that use them; for a network all networks
  List<Reservation> live() throws StoreException, InterruptedException {
    var found = new ArrayList<Reservation>();
    switch (asked.workload()) {
      case Container container -> ofContainer(container, found);
      case NetworkResource network -> networks(network, found);
      default -> {} // nothing of it matters
    }
    return found;
  }

  private void ofContainer(Container container, List<Reservation> found)
      throws StoreException, InterruptedException {
    var names = new HashSet<String>();
    var slim = Slim.forWish(asked.workload());
    for (var mount : container.volumes()) {
      volume(mount.volumeId()).map(slim::of).ifPresent(found::add);
      names.add(mount.volumeId());
    }
    container.networkConnections().stream()
        .limit(1)
        .forEach(connection -> names.add(connection.networkId()));
    // Most of what is there has nothing to do with the wish; the stored text shows which.
    var marks = names.stream().filter(name -> !name.isBlank()).map(Json::writeTree).toList();
    Consumer<Reservation> keep = one -> found.add(slim.of(one));
    Predicate<NodeEntry> matters = entry -> marks.stream().anyMatch(entry.text()::contains);
    var tid = asked.customerTid();
    each(tid, NextAction.DEPLOY, WorkloadType.NETWORK_RESOURCE, matters, keep);
    for (var state : List.of(NextAction.DEPLOY, NextAction.DELETE)) {
      each(tid, state, WorkloadType.CONTAINER, matters, keep);
    }
  }

  /// @return the customer's volume of that id
  private Optional<Reservation> volume(String gwid) throws StoreException, InterruptedException {
    var id = Arguments.digits(gwid.replaceFirst("-.*", ""));
    if (id.isEmpty()) {
      return Optional.empty();
    }
    return store
        .read(records -> records.workload(id.get()))
        .filter(one -> one.customerTid() == asked.customerTid())
        .filter(one -> one.workload() instanceof Volume && one.gwid().equals(gwid));
  }

  /// The ranges of all that are on a node must differ, whoever's they are.
  private void networks(NetworkResource wanted, List<Reservation> found)
      throws StoreException, InterruptedException {
    var range = Ipv4Range.parse(wanted.iprange());
    var slim = Slim.forWish(wanted);
    for (var state : List.of(NextAction.DEPLOY, NextAction.DELETE)) {
      each(
          0,
          state,
          WorkloadType.NETWORK_RESOURCE,
          _ -> true,
          one -> {
            if (!(one.workload() instanceof NetworkResource other)) {
              return;
            }
            var isOwn = one.customerTid() == asked.customerTid();
            if (isOwn) {
              found.add(slim.of(one));
            }
            var theirs = Ipv4Range.parse(other.iprange());
            if (!(isOwn && other.name().equals(wanted.name()))
                && range.isPresent()
                && theirs.filter(range.get()::overlaps).isPresent()) {
              rangeTakenOn.add(one.nodeId());
            }
          });
    }
  }

  /// @return whether a network that is on a node already overlaps the wanted part
  boolean isRangeTaken(String nodeId) {
    return rangeTakenOn.contains(nodeId);
  }

  /// One that cannot be read any more is nobody's trouble here.
  static Stream<Reservation> read(NodeEntry entry) {
    return Json.reservations("[" + entry.text() + "]").stream();
  }

  private void each(
      long tid,
      NextAction state,
      WorkloadType type,
      Predicate<NodeEntry> matters,
      Consumer<Reservation> use)
      throws StoreException, InterruptedException {
    var filter = new Filter.Workloads(tid, state.code(), type.code());
    var last = 0L;
    for (var seen = 0; seen < MOST_WORKLOADS && charactersRead < MOST_READ; ) {
      var after = last;
      var part = store.read(records -> records.workloadsAfter(filter, after, AT_ONCE));
      if (part.isEmpty()) {
        return;
      }
      part.stream().filter(matters).flatMap(Gathering::read).forEach(use);
      seen += part.size();
      last = part.getLast().id();
      charactersRead += part.stream().mapToLong(entry -> entry.text().length()).sum();
    }
    isCutOff = true;
  }

  /// @return the node that the wish names; empty if it is not on the grid, or was not let in
  Optional<Node> named() throws StoreException, InterruptedException {
    return store.read(records ->
        records
            .admissions()
            .ofNode(asked.nodeId())
            .filter(Admission.ADMITTED::equals)
            .flatMap(_ -> records.node(asked.nodeId()))
            .filter(node -> !node.deleted()));
  }

  /// Looks at all nodes on the grid, by number.
  void nodes(Consumer<Node> look) throws StoreException, InterruptedException {
    var all = new Filter.Nodes(0, "", "", 0, 0, 0, 0, false);
    var seen = 0;
    for (var page = 1; seen < MOST_NODES; page++) {
      var slice = new Slice(page, AT_ONCE);
      while (slice.wanted() > 0) {
        var wanted = slice;
        var part = store.read(records -> records.nodes(all, wanted)).entries();
        if (part.isEmpty()) {
          return;
        }
        part.forEach(look);
        seen += part.size();
        slice = slice.after(part.size());
      }
    }
    isCutOff = true;
  }
}
