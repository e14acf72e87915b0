package io.coredeck.node.work;

import io.coredeck.model.Container;
import io.coredeck.model.Container.VolumeMount;
import io.coredeck.model.Reservation;
import io.coredeck.model.rule.ContainerRules;
import io.coredeck.node.container.ContainerSpec;
import io.coredeck.node.network.Attachment;
import io.coredeck.node.network.NetworkException;
import io.coredeck.node.telemetry.StartSteps;
import io.coredeck.node.telemetry.StartSteps.Step;
import io.coredeck.node.telemetry.Telemetry;
import io.coredeck.node.turn.Turn;
import io.coredeck.node.work.check.Checks;
import io.coredeck.node.work.check.Claims;
import io.coredeck.node.work.check.ElevatedImages;
import io.coredeck.node.work.check.RefusedWorkloadException;
import io.coredeck.wire.Json;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/// Brings containers up and takes them down: network, image, disk, volumes, process, telemetry.
///
/// Everything made for a container carries its gwid, so that whatever a killed agent left can be
/// found and removed.
public final class ContainerWork {

  /// Processes and threads a container may have.
  private static final long MOST_PIDS = 4096;

  private static final String PUBLIC_STORE = "zdb://hub.grid.tf:9900";

  private final Machine machine;
  private final Claims claims;
  private final SecretReader secrets;
  private final Watching watching;

  private final ElevatedImages elevated;

  public ContainerWork(
      Machine machine, Checks checks, SecretReader secrets, String elevatedPrefix) {
    this.machine = machine;
    this.claims = new Claims(checks);
    this.secrets = secrets;
    this.elevated = new ElevatedImages(elevatedPrefix);
    this.watching = new Watching(machine, secrets);
  }

  /// Makes everything a container needs and starts it; on failure removes all of it again.
  ///
  /// @return what the result tells: the container's name and addresses, as JSON
  /// @throws RefusedWorkloadException if what is asked cannot be had
  /// @throws IOException if this node failed
  String start(Reservation reservation, Container container)
      throws RefusedWorkloadException, IOException, InterruptedException {
    claims.claim(reservation.gwid(), container);
    try {
      return startClaimed(reservation, container);
    } catch (RefusedWorkloadException | IOException | InterruptedException | RuntimeException e) {
      claims.release(reservation.gwid());
      throw e;
    }
  }

  /// An image may come from far away, so nobody else waits meanwhile.
  private static Path rooted(SideWork<Path> rooting)
      throws RefusedWorkloadException, IOException, InterruptedException {
    var pause = Turn.pause();
    try {
      return rooting.result();
    } finally {
      pause.end();
    }
  }

  /// Counts a container that was found here.
  void admit(String gwid, Container container) {
    claims.admit(gwid, container);
  }

  private String startClaimed(Reservation reservation, Container container)
      throws RefusedWorkloadException, IOException, InterruptedException {
    var connection = container.networkConnections().getFirst();
    refuseUnsupported(connection);
    if (!machine.networks().has(reservation.customerTid(), connection.networkId())) {
      throw new RefusedWorkloadException(
          "network %s is not installed on this node".formatted(connection.networkId()));
    }
    var endpoints = watching.endpoints(reservation, container);
    var environment = secrets.environment(reservation, container);
    ContainerSpec.checkEnvironment(environment);
    var mounts = mounts(reservation, container);
    var undo = new UndoSteps();
    var gwid = reservation.gwid();
    var steps = machine.telemetry().steps(gwid);
    try (var rooting = SideWork.begin(() -> root(reservation, container, undo, steps))) {
      undo.push(() -> machine.networks().leave(gwid));
      var attachment = join(reservation, connection, steps);
      var root = rooted(rooting);
      steps.begins(Step.START);
      undo.push(() -> machine.containers().remove(gwid));
      machine
          .containers()
          .start(
              new ContainerSpec(
                  gwid,
                  root,
                  Optional.of(attachment.netns()),
                  gwid,
                  addresses(attachment),
                  container.entrypoint(),
                  container.interactive(),
                  environment,
                  mounts,
                  container.capacity().cpu(),
                  container.capacity().memory(),
                  MOST_PIDS,
                  elevated.has(container.flist())));
      steps.done(Step.START, "");
      watching.watch(gwid, reservation.customerTid(), endpoints);
      return data(gwid, attachment);
    } catch (RefusedWorkloadException | IOException | InterruptedException | RuntimeException e) {
      undo.all();
      throw e;
    }
  }

  /// Stops a container and removes everything of it; what is not there is fine.
  public void remove(String gwid) throws IOException, InterruptedException {
    remove(gwid, Telemetry.Keep.NOTHING);
  }

  /// Removes everything of a container but what it printed, which can be read for a day.
  void removeGivenUp(String gwid) throws IOException, InterruptedException {
    remove(gwid, Telemetry.Keep.STREAMS_FOR_A_DAY);
  }

  private void remove(String gwid, Telemetry.Keep keep) throws IOException, InterruptedException {
    machine.containers().stop(gwid);
    var _ = machine.telemetry().unwatch(gwid, keep);
    machine.containers().remove(gwid);
    machine.images().unmountRoot(gwid);
    machine.storage().delete(diskName(gwid));
    machine.networks().leave(gwid);
    claims.release(gwid);
  }

  /// Follows a container that was found running.
  void watch(Reservation reservation, Container container)
      throws RefusedWorkloadException, IOException, InterruptedException {
    var endpoints = watching.endpoints(reservation, container);
    watching.watch(reservation.gwid(), reservation.customerTid(), endpoints);
  }

  /// @return every gwid for which something of a container is on this machine
  public Set<String> traces() throws IOException {
    var found = new TreeSet<String>();
    found.addAll(machine.containers().list().keySet());
    found.addAll(machine.images().mountedRoots());
    found.addAll(machine.networks().attachments());
    for (var name : machine.storage().names()) {
      if (name.startsWith(diskName(""))) {
        found.add(name.substring(diskName("").length()));
      }
    }
    return found;
  }

  /// @return the gwids of the volumes a container mounts
  static List<String> volumesOf(Reservation reservation, Container container) {
    return container.volumes().stream().map(mount -> volumeId(reservation, mount)).toList();
  }

  private static String volumeId(Reservation reservation, VolumeMount mount) {
    return mount.volumeId().startsWith("-")
        ? reservation.id() + mount.volumeId()
        : mount.volumeId();
  }

  private static void refuseUnsupported(Container.NetworkConnection connection)
      throws RefusedWorkloadException {
    if (connection.publicIp6()) {
      throw new RefusedWorkloadException(
          "this node runs in IPv4 only mode and you asked for a public IPv6."
              + " Impossible to fulfill the request");
    }
    if (connection.yggdrasilIp()) {
      throw new RefusedWorkloadException(
          "this node has no Yggdrasil and a Yggdrasil address was asked for; leave it out");
    }
  }

  private Attachment join(
      Reservation reservation, Container.NetworkConnection connection, StartSteps steps)
      throws RefusedWorkloadException, IOException, InterruptedException {
    steps.begins(Step.NETWORK);
    try {
      var attachment =
          machine
              .networks()
              .join(
                  reservation.gwid(),
                  reservation.customerTid(),
                  connection.networkId(),
                  connection.ipaddress());
      steps.done(Step.NETWORK, attachment.ipv4());
      return attachment;
    } catch (NetworkException e) {
      throw new RefusedWorkloadException(Workloads.sentence(e), e);
    }
  }

  private Path root(Reservation reservation, Container container, UndoSteps undo, StartSteps steps)
      throws IOException, InterruptedException {
    var gwid = reservation.gwid();
    steps.begins(Step.IMAGE);
    var image =
        machine.images().fetch(reservation.customerTid(), container.flist(), store(container));
    steps.done(Step.IMAGE, "");
    steps.begins(Step.DISK);
    var asked = container.capacity().disk();
    undo.push(() -> machine.storage().delete(diskName(gwid)));
    var disk =
        machine
            .storage()
            .create(diskName(gwid), asked.count() == 0 ? ContainerRules.DEFAULT_DISK : asked);
    undo.push(() -> machine.images().unmountRoot(gwid));
    var root = machine.images().mountRoot(gwid, image, disk);
    steps.done(Step.DISK, "");
    return root;
  }

  private static String store(Container container) {
    return container.hubUrl().isEmpty() && !container.storageUrl().equals(PUBLIC_STORE)
        ? container.storageUrl()
        : container.hubUrl();
  }

  private List<ContainerSpec.Mount> mounts(Reservation reservation, Container container)
      throws RefusedWorkloadException {
    var mounts = new ArrayList<ContainerSpec.Mount>();
    for (var mount : container.volumes()) {
      try {
        var folder =
            machine.volumes().path(volumeId(reservation, mount), reservation.customerTid());
        mounts.add(new ContainerSpec.Mount(folder, mount.mountpoint()));
      } catch (IOException e) {
        throw new RefusedWorkloadException(Workloads.sentence(e), e);
      }
    }
    return mounts;
  }

  private static List<String> addresses(Attachment attachment) {
    return List.of(attachment.ipv4(), attachment.ipv6()).stream()
        .filter(address -> !address.isEmpty())
        .toList();
  }

  private static String data(String gwid, Attachment attachment) {
    var members = new LinkedHashMap<String, String>();
    members.put("id", gwid);
    members.put("ipv6", attachment.ipv6());
    members.put("ipv4", attachment.ipv4());
    members.put("yggdrasil", "");
    return Json.writeTree(members);
  }

  private static String diskName(String gwid) {
    return "root-" + gwid;
  }
}
