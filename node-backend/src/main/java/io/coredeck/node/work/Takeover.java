package io.coredeck.node.work;

import io.coredeck.model.Container;
import io.coredeck.model.NetworkResource;
import io.coredeck.model.Reservation;
import io.coredeck.node.container.ContainerState.Running;
import io.coredeck.node.network.NetworkDefinition;
import io.coredeck.node.work.check.RefusedWorkloadException;
import java.io.IOException;
import java.lang.System.Logger.Level;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/// What the agent does when it starts: finds what an earlier run left, takes over what is whole,
/// removes what is not.
public final class Takeover {

  private static final System.Logger LOG = System.getLogger(Takeover.class.getName());

  private final Ledger ledger;
  private final Machine machine;
  private final ContainerWork containers;

  public Takeover(Ledger ledger, Machine machine, ContainerWork containers) {
    this.ledger = ledger;
    this.machine = machine;
    this.containers = containers;
  }

  /// @return containers that should run and of which nothing is left, as after a reboot; to be
  ///   brought up again
  public List<Reservation> run() throws IOException, InterruptedException {
    var live = ledger.all();
    for (var gwid : containers.traces()) {
      if (!live.containsKey(gwid)) {
        LOG.log(Level.INFO, "{0}: left half made by an earlier run; removed", gwid);
        clear(gwid);
      }
    }
    applyNetworks(live.values().stream().toList());
    var lost = new ArrayList<Reservation>();
    for (var one : live.values()) {
      if (one.workload() instanceof Container container) {
        containers.admit(one.gwid(), container);
        if (!takeOver(one, container) && clear(one.gwid())) {
          ledger.remove(one.gwid());
          lost.add(one);
        }
      }
    }
    LOG.log(Level.INFO, "took over {0} workloads, {1} to be made again", live.size(), lost.size());
    return lost;
  }

  /// One container in trouble must not keep the node from working.
  ///
  /// @return whether nothing is left of it
  private boolean clear(String gwid) throws InterruptedException {
    try {
      containers.remove(gwid);
      return true;
    } catch (IOException e) {
      LOG.log(Level.ERROR, gwid + ": what is left of it cannot be removed", e);
      return false;
    }
  }

  private void applyNetworks(List<Reservation> live) throws InterruptedException {
    var networks =
        live.stream()
            .filter(one -> one.workload() instanceof NetworkResource)
            .sorted(Comparator.comparingLong(Reservation::id))
            .toList();
    for (var one : networks) {
      try {
        if (one.workload() instanceof NetworkResource network) {
          machine.networks().apply(NetworkDefinition.of(one.customerTid(), network));
        }
      } catch (IOException e) {
        LOG.log(Level.ERROR, "network " + one.gwid() + " could not be made again", e);
      }
    }
  }

  /// @return whether it is there; one that has ended is left to {@link Exits}
  private boolean takeOver(Reservation reservation, Container container)
      throws IOException, InterruptedException {
    var gwid = reservation.gwid();
    var state = machine.containers().list().get(gwid);
    var mounted = machine.images().mountedRoots().contains(gwid);
    if (state == null || (!mounted && !(state instanceof Running))) {
      return false;
    }
    try {
      containers.watch(reservation, container);
    } catch (RefusedWorkloadException e) {
      LOG.log(Level.WARNING, "{0}: its logs are not followed: {1}", gwid, e.getMessage());
    }
    return true;
  }
}
