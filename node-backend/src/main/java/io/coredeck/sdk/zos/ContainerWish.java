package io.coredeck.sdk.zos;

import io.coredeck.model.Bytes;
import io.coredeck.model.Container;
import io.coredeck.model.Container.Capacity;
import io.coredeck.model.Container.LogTarget;
import io.coredeck.model.Container.NetworkConnection;
import io.coredeck.model.Container.StatsTarget;
import io.coredeck.model.Container.VolumeMount;
import io.coredeck.model.DiskType;
import io.coredeck.model.Reservation;
import io.coredeck.sdk.workload.WorkloadName;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/// A container that is to be asked for. What is not said is as the original has it: 1 CPU, 1024 MiB
/// of memory, 256 MiB of SSD, the image's own entrypoint, not interactive.
///
/// Immutable: each method gives another wish. Whether it can be fulfilled, explorer and node say.
///
/// @param reservation a container
public record ContainerWish(Reservation reservation) {

  private static final Capacity USUAL =
      new Capacity(1, Bytes.ofMiB(1024), Bytes.ofMiB(256), DiskType.SSD);

  public ContainerWish {
    if (!(reservation.workload() instanceof Container)) {
      throw new IllegalArgumentException(
          "reservation %d is no container".formatted(reservation.id()));
    }
  }

  static ContainerWish of(
      String nodeId, String network, String address, String flist, long poolId) {
    var connection = new NetworkConnection(network, address, false, false);
    var container =
        new Container(
            flist,
            "",
            "",
            Map.of(),
            Map.of(),
            "",
            false,
            List.of(),
            List.of(connection),
            List.of(),
            List.of(),
            USUAL,
            false);
    return new ContainerWish(Workloads.wish(nodeId, poolId, container));
  }

  /// @return what is asked for
  public Container container() {
    return (Container) reservation.workload();
  }

  /// Adds a variable, or puts it in the place of one.
  public ContainerWish env(String name, String value) {
    return with(parts -> parts.environment.put(name, value));
  }

  /// Adds variables, or puts them in the place of others.
  public ContainerWish env(Map<String, String> variables) {
    return with(parts -> parts.environment.putAll(variables));
  }

  /// Adds a secret variable, or puts it in the place of one.
  ///
  /// @param cipher what {@link Containers#encryptSecret} made of the value
  public ContainerWish secretEnv(String name, String cipher) {
    return with(parts -> parts.secrets.put(name, cipher));
  }

  /// @param count virtual CPUs, 1 or more
  public ContainerWish cpu(long count) {
    return with(parts -> parts.cpu = count);
  }

  /// @param amount whole MiB, 1024 or more
  public ContainerWish memory(Bytes amount) {
    return with(parts -> parts.memory = amount);
  }

  /// @param amount whole MiB, for what is written to the root file system
  public ContainerWish diskSize(Bytes amount) {
    return with(parts -> parts.disk = amount);
  }

  public ContainerWish diskType(DiskType type) {
    return with(parts -> parts.diskType = type);
  }

  /// @param words program and arguments, as a shell splits them
  public ContainerWish entrypoint(String words) {
    return with(parts -> parts.entrypoint = words);
  }

  /// With CoreX in the place of the entrypoint, for {@link io.coredeck.sdk.corex.CorexClient} or a
  /// browser.
  public ContainerWish interactive() {
    return with(parts -> parts.interactive = true);
  }

  /// With a public IPv6 address, where the node has some.
  public ContainerWish publicIpv6() {
    return with(parts ->
        parts.connections.replaceAll(one ->
            new NetworkConnection(one.networkId(), one.ipaddress(), true, one.yggdrasilIp())));
  }

  /// @param url where the image's blocks are, `zdb://host:port`
  public ContainerWish hubUrl(String url) {
    return with(parts -> parts.hubUrl = url);
  }

  /// @param name for people
  public ContainerWish named(String name) {
    var metadata = WorkloadName.metadata(name);
    return new ContainerWish(reservation.withTexts(reservation.description(), metadata));
  }

  /// @param text for people
  public ContainerWish described(String text) {
    return new ContainerWish(reservation.withTexts(text, reservation.metadata()));
  }

  ContainerWish mounting(String volumeId, String mountpoint) {
    return with(parts -> parts.volumes.add(new VolumeMount(volumeId, mountpoint)));
  }

  ContainerWish logging(LogTarget target) {
    return with(parts -> parts.logs.add(target));
  }

  ContainerWish telling(StatsTarget target) {
    return with(parts -> parts.stats.add(target));
  }

  private ContainerWish with(Consumer<Parts> change) {
    var parts = new Parts(container());
    change.accept(parts);
    return new ContainerWish(reservation.withWorkload(parts.container()));
  }

  /// A container in pieces.
  private static final class Parts {
    private final Container before;
    private final Map<String, String> environment;
    private final Map<String, String> secrets;
    private final List<VolumeMount> volumes;
    private final List<NetworkConnection> connections;
    private final List<StatsTarget> stats;
    private final List<LogTarget> logs;
    private String hubUrl;
    private String entrypoint;
    private boolean interactive;
    private long cpu;
    private Bytes memory;
    private Bytes disk;
    private DiskType diskType;

    Parts(Container before) {
      this.before = before;
      this.environment = new LinkedHashMap<>(before.environment());
      this.secrets = new LinkedHashMap<>(before.secretEnvironment());
      this.volumes = new ArrayList<>(before.volumes());
      this.connections = new ArrayList<>(before.networkConnections());
      this.stats = new ArrayList<>(before.stats());
      this.logs = new ArrayList<>(before.logs());
      this.hubUrl = before.hubUrl();
      this.entrypoint = before.entrypoint();
      this.interactive = before.interactive();
      this.cpu = before.capacity().cpu();
      this.memory = before.capacity().memory();
      this.disk = before.capacity().disk();
      this.diskType = before.capacity().diskType();
    }

    Container container() {
      return new Container(
          before.flist(),
          hubUrl,
          before.storageUrl(),
          environment,
          secrets,
          entrypoint,
          interactive,
          volumes,
          connections,
          stats,
          logs,
          new Capacity(cpu, memory, disk, diskType),
          before.statsAlias());
    }
  }
}
