package io.coredeck.node.work;

import io.coredeck.model.Bytes;
import io.coredeck.model.Container;
import io.coredeck.model.NetworkResource;
import io.coredeck.model.Reservation;
import io.coredeck.model.Result;
import io.coredeck.model.Volume;
import io.coredeck.model.Workload;
import io.coredeck.model.registry.Node.WorkloadCounts;
import io.coredeck.model.registry.ResourceAmount;
import io.coredeck.node.network.NetworkDefinition;
import io.coredeck.node.work.check.RefusedWorkloadException;
import io.coredeck.wire.Json;
import java.io.IOException;
import java.lang.System.Logger.Level;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/// Everything this node has brought up, and how each kind comes up and goes down.
///
/// The one switch over {@link Workload}. Safe for several threads as long as one workload is worked
/// on by one thread at a time.
public final class Workloads {

  private static final System.Logger LOG = System.getLogger(Workloads.class.getName());

  /// What some exceptions of the JDK have in place of words.
  private static final Pattern CLASS_NAME = Pattern.compile("[\\w.$]+(Exception|Error)");

  private final Ledger ledger;
  private final Machine machine;
  private final ContainerWork containers;
  private final String nodeId;

  /// @param nodeId who answers
  public Workloads(Ledger ledger, Machine machine, ContainerWork containers, String nodeId) {
    this.ledger = ledger;
    this.machine = machine;
    this.containers = containers;
    this.nodeId = nodeId;
  }

  /// Brings a workload up; if it is up already, says so again.
  ///
  /// @return what to report: ok with its data, or an error with a message for the person who asked;
  ///   after an error nothing of it is left
  public Result bringUp(Reservation reservation) throws InterruptedException {
    try {
      var known = ledger.get(reservation.gwid());
      if (known.isPresent() && isSame(known.get(), reservation)) {
        return known.get().result();
      }
      return known.isPresent() ? startAndNote(reservation) : startOrUndo(reservation);
    } catch (RefusedWorkloadException | IOException | IllegalArgumentException e) {
      return failed(reservation, sentence(e));
    } catch (RuntimeException e) { // without an answer the explorer would ask for it for ever
      LOG.log(Level.ERROR, reservation.gwid() + ": could not be brought up", e);
      return failed(reservation, "this node failed unexpectedly; its log says more");
    }
  }

  private Result startOrUndo(Reservation reservation)
      throws IOException, InterruptedException, RefusedWorkloadException {
    try {
      return startAndNote(reservation);
    } catch (IOException | RuntimeException e) {
      try {
        stop(reservation);
      } catch (IOException again) {
        e.addSuppressed(again);
        LOG.log(Level.WARNING, "{0}: clearing up after it failed: {1}", reservation.gwid(), again);
      }
      throw e;
    }
  }

  private Result startAndNote(Reservation reservation)
      throws IOException, InterruptedException, RefusedWorkloadException {
    var data = start(reservation);
    var result = answer(reservation, Result.State.OK, "", data);
    ledger.put(reservation.withResult(result));
    machine.event(reservation.gwid(), "started", "");
    return result;
  }

  /// Takes a workload down; one that is not here is fine.
  ///
  /// @return empty if nothing of it is left; else why not, to be reported: OK if something uses it,
  ///   so that it is still up, an error if it could not be taken down
  public Optional<Result> takeDown(Reservation reservation) throws InterruptedException {
    try {
      var reason = inUse(reservation);
      if (reason.isPresent()) {
        return Optional.of(stays(reservation, reason.get()));
      }
      stop(reservation);
      ledger.remove(reservation.gwid());
      machine.event(reservation.gwid(), "deleted", "");
      return Optional.empty();
    } catch (IOException | RuntimeException e) {
      LOG.log(Level.WARNING, reservation.gwid() + ": could not be taken down", e);
      return Optional.of(failed(reservation, "it could not be taken down: " + sentence(e)));
    }
  }

  private Result stays(Reservation reservation, String reason) throws IOException {
    var known = Optional.ofNullable(ledger.all().get(reservation.gwid()));
    var data = known.map(one -> one.result().dataJson()).orElse("null");
    return answer(reservation, Result.State.OK, reason, data);
  }

  /// Forgets a container that is gone and that the explorer knows of.
  public void forget(String gwid) {
    try {
      ledger.remove(gwid);
    } catch (IOException e) {
      LOG.log(Level.WARNING, gwid + ": it is still noted as gone", e);
    }
  }

  /// @return what is up, by gwid
  public Map<String, Reservation> live() throws IOException {
    return ledger.all();
  }

  /// @return what the workloads here have taken
  public ResourceAmount reserved() throws IOException {
    var cpu = 0L;
    var memory = 0L;
    var hdd = 0L;
    var ssd = 0L;
    for (var one : ledger.all().values()) {
      if (one.workload() instanceof Container container) {
        cpu += container.capacity().cpu();
        memory += container.capacity().memory().count();
        switch (container.capacity().diskType()) {
          case HDD -> hdd += container.capacity().disk().count();
          case SSD -> ssd += container.capacity().disk().count();
        }
      } else if (one.workload() instanceof Volume volume) {
        switch (volume.diskType()) {
          case HDD -> hdd += volume.size().count();
          case SSD -> ssd += volume.size().count();
        }
      }
    }
    return new ResourceAmount(cpu, gib(memory), gib(hdd), gib(ssd));
  }

  /// @return how many of each kind are up
  public WorkloadCounts counts() throws IOException {
    var all = ledger.all().values();
    return new WorkloadCounts(
        all.stream().filter(one -> one.workload() instanceof NetworkResource).count(),
        all.stream().filter(one -> one.workload() instanceof Volume).count(),
        all.stream().filter(one -> one.workload() instanceof Container).count());
  }

  /// @return the UDP ports of the networks' tunnels
  public Set<Integer> ports() throws IOException {
    var ports = new TreeSet<Integer>();
    for (var one : ledger.all().values()) {
      if (one.workload() instanceof NetworkResource network) {
        ports.add(Math.toIntExact(network.wireguardListenPort()));
      }
    }
    return ports;
  }

  /// @param message what the person who asked reads
  /// @return the error to report, after it was noted as an event
  public Result failed(Reservation reservation, String message) {
    machine.event(reservation.gwid(), "failed", message);
    return answer(reservation, Result.State.ERROR, message, "null");
  }

  private Result answer(
      Reservation reservation, Result.State state, String message, String dataJson) {
    return new Result(
        reservation.workload().type().resultCategory(),
        reservation.gwid(),
        dataJson,
        "",
        state,
        message,
        0,
        nodeId);
  }

  private String start(Reservation reservation)
      throws IOException, InterruptedException, RefusedWorkloadException {
    return switch (reservation.workload()) {
      case Container container -> containers.start(reservation, container);
      case Volume volume -> {
        machine.volumes().create(reservation.gwid(), reservation.customerTid(), volume);
        yield Json.writeTree(Map.of("volume_id", reservation.gwid()));
      }
      case NetworkResource network -> {
        machine.networks().apply(NetworkDefinition.of(reservation.customerTid(), network));
        yield "null";
      }
      case Workload.Unsupported unsupported ->
          throw new RefusedWorkloadException(unsupported.reason());
    };
  }

  private void stop(Reservation reservation) throws IOException, InterruptedException {
    switch (reservation.workload()) {
      case Container _ -> containers.remove(reservation.gwid());
      case Volume _ -> machine.volumes().delete(reservation.gwid());
      case NetworkResource network -> stopNetwork(reservation, network);
      case Workload.Unsupported _ -> {
        // Nothing was ever made for it.
      }
    }
  }

  /// A newer definition of the same network stays; the newest one left is applied.
  private void stopNetwork(Reservation reservation, NetworkResource network)
      throws IOException, InterruptedException {
    var left =
        ledger.all().values().stream()
            .filter(one -> one.id() != reservation.id())
            .filter(one -> isOf(one, reservation.customerTid(), network.name()))
            .max(java.util.Comparator.comparingLong(Reservation::id));
    if (left.isPresent() && left.get().workload() instanceof NetworkResource newest) {
      machine.networks().apply(NetworkDefinition.of(reservation.customerTid(), newest));
    } else {
      machine.networks().remove(reservation.customerTid(), network.name());
    }
  }

  /// @return why it must stay for now
  private Optional<String> inUse(Reservation reservation) throws IOException {
    var user = reservation.customerTid();
    for (var one : ledger.all().values()) {
      if (one.customerTid() != user || !(one.workload() instanceof Container container)) {
        continue;
      }
      if (reservation.workload() instanceof Volume
          && ContainerWork.volumesOf(one, container).contains(reservation.gwid())) {
        return Optional.of(
            "volume %s is mounted by container %s; delete that first"
                .formatted(reservation.gwid(), one.gwid()));
      }
      if (reservation.workload() instanceof NetworkResource network
          && container.networkConnections().getFirst().networkId().equals(network.name())
          && isLast(reservation, network)) {
        return Optional.of(
            "network %s is used by container %s; delete that first"
                .formatted(network.name(), one.gwid()));
      }
    }
    return Optional.empty();
  }

  private boolean isLast(Reservation reservation, NetworkResource network) throws IOException {
    return ledger.all().values().stream()
        .filter(one -> one.id() != reservation.id())
        .noneMatch(one -> isOf(one, reservation.customerTid(), network.name()));
  }

  private static boolean isOf(Reservation one, long user, String network) {
    return one.customerTid() == user
        && one.workload() instanceof NetworkResource other
        && other.name().equals(network);
  }

  private static boolean isSame(Reservation known, Reservation asked) {
    return known.workload().equals(asked.workload()) && known.result().isAnswered();
  }

  private static double gib(long count) {
    return (double) count / Bytes.GIB;
  }

  /// @return what went wrong, with the causes that add something
  public static String sentence(Throwable failure) {
    var text = failure.getMessage() == null ? failure.toString() : failure.getMessage();
    for (var cause = failure.getCause(); cause != null; cause = cause.getCause()) {
      if (cause.getMessage() != null
          && !CLASS_NAME.matcher(cause.getMessage()).matches()
          && !text.contains(cause.getMessage())) {
        text += ": " + cause.getMessage();
      }
    }
    return text;
  }
}
