package io.coredeck.node;

import io.coredeck.blocks.BlockAddress;
import io.coredeck.blocks.RedisBlocks;
import io.coredeck.identity.KeyPair;
import io.coredeck.model.Bytes;
import io.coredeck.model.Container;
import io.coredeck.model.registry.ResourceAmount;
import io.coredeck.node.container.Containers;
import io.coredeck.node.container.cgroup.Cgroups;
import io.coredeck.node.host.LinuxHost;
import io.coredeck.node.host.MachineMemory;
import io.coredeck.node.host.PrivateFile;
import io.coredeck.node.image.Images;
import io.coredeck.node.network.Networks;
import io.coredeck.node.network.Surroundings;
import io.coredeck.node.probe.EndpointProbes;
import io.coredeck.node.reach.Reach;
import io.coredeck.node.reach.TenantRange;
import io.coredeck.node.telemetry.Telemetry;
import io.coredeck.node.telemetry.TelemetryConfig;
import io.coredeck.node.volume.Storage;
import io.coredeck.node.volume.Volumes;
import io.coredeck.node.work.ContainerWork;
import io.coredeck.node.work.Exits;
import io.coredeck.node.work.Ledger;
import io.coredeck.node.work.Machine;
import io.coredeck.node.work.SecretReader;
import io.coredeck.node.work.Takeover;
import io.coredeck.node.work.Workloads;
import io.coredeck.node.work.check.Checks;
import io.coredeck.sdk.NodeClient;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;

/// The parts of the agent, put together.
final class Agent implements AutoCloseable {

  private static final Duration STOP_LIMIT = Duration.ofSeconds(20);

  /// The part of the free disk that containers get where no size is configured.
  private static final double STORAGE_SHARE = 0.8;

  private final Deque<AutoCloseable> parts;

  private Agent(Deque<AutoCloseable> parts) {
    this.parts = parts;
  }

  /// Opens everything, takes over what an earlier run left, and begins to take work.
  ///
  /// @throws IOException if this machine cannot be a node, or the explorer does not take it
  static Agent start(NodeConfig config) throws IOException, InterruptedException {
    var parts = new ArrayDeque<AutoCloseable>();
    try {
      assemble(config, parts);
      return new Agent(parts);
    } catch (IOException | InterruptedException | RuntimeException e) {
      closeAll(parts);
      throw e;
    }
  }

  private static void assemble(NodeConfig config, Deque<AutoCloseable> parts)
      throws IOException, InterruptedException {
    var key = key(config.keyFile());
    var explorer = opened(parts, NodeClient.connect(config.explorer(), key));
    var known = new AtomicReference<Supplier<Collection<TenantRange>>>(List::of);
    var reach = opened(parts, reach(config, () -> known.get().get()));
    var machine = machine(config, parts, reach);
    known.set(machine.networks()::ranges);
    machine.reportNode(key.nodeId());
    var ledger = Ledger.open(config.data().resolve("ledger"));
    var cores = Runtime.getRuntime().availableProcessors();
    var checks = new Checks(cores, memory());
    var secrets = new SecretReader(key, explorer);
    var containers = new ContainerWork(machine, checks, secrets, config.elevatedPrefix());
    var workloads = new Workloads(ledger, machine, containers, key.nodeId());
    var report = new Report(explorer, workloads, Report.LIMIT);
    var capacity = capacity(cores, checks, machine);
    opened(parts, new Heartbeat(explorer, config, capacity, key.publicKeyHex(), report)).start();
    var lost = new Takeover(ledger, machine, containers).run();
    var lanes = opened(parts, new Lanes(ledger::owner));
    var exits = new Exits(ledger, machine, containers, workloads);
    var engine = new Engine(explorer, workloads, lanes, exits, report, () -> tellReady(config));
    opened(parts, engine).start(lost, ledger.gone());
    machine.containers().watch(engine::ended);
    var _ = opened(parts, EndpointProbes.start(explorer, key, reach));
  }

  /// @return what is on this node, a line each
  static List<String> list(NodeConfig config) throws IOException {
    var lines = new ArrayList<String>();
    var ledger = Ledger.open(config.data().resolve("ledger")).all();
    var cgroups = Cgroups.find(new LinuxHost());
    for (var one : ledger.values()) {
      if (one.workload() instanceof Container container) {
        var processes = cgroups.processes("/coredeck-" + config.instance() + "/" + one.gwid());
        lines.add(
            "container  %-8s %-8s %2d processes  %-15s %s"
                .formatted(
                    one.gwid(),
                    processes.isEmpty() ? "ended" : "running",
                    processes.size(),
                    container.networkConnections().getFirst().ipaddress(),
                    container.flist()));
      }
    }
    return lines;
  }

  /// Removes every container, network, mount and cgroup; containers are noted as gone, for the
  /// explorer to be told.
  static void destroy(NodeConfig config) throws IOException, InterruptedException {
    var host = new LinuxHost();
    var parts = new ArrayDeque<AutoCloseable>();
    try {
      var reach = opened(parts, new Reach(List.of(), List::of)); // nothing is fetched
      var machine = machine(config, parts, reach);
      var ledger = Ledger.open(config.data().resolve("ledger"));
      var key = key(config.keyFile());
      try (var explorer = NodeClient.connect(config.explorer(), key)) {
        var work =
            new ContainerWork(
                machine,
                new Checks(1, memory()),
                new SecretReader(key, explorer),
                config.elevatedPrefix());
        for (var gwid : work.traces()) {
          work.remove(gwid);
        }
      }
      for (var one : ledger.all().values()) {
        if (one.workload() instanceof Container) {
          ledger.markGone(one.gwid());
        }
      }
      machine.networks().destroy();
      machine.containers().destroy();
      machine.storage().destroy();
    } finally {
      closeAll(parts);
    }
    if (!host.mountPoints().stream().noneMatch(path -> path.startsWith(config.data()))) {
      throw new IOException("something is still mounted under " + config.data());
    }
  }

  /// Stops taking work and lets go of everything; containers go on. Bounded.
  @Override
  public void close() {
    closeAll(parts);
  }

  static void awaitQuietly(CountDownLatch done) {
    try {
      done.await(STOP_LIMIT.toSeconds(), TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  static String sentence(Throwable failure) {
    return Workloads.sentence(failure);
  }

  private static Machine machine(NodeConfig config, Deque<AutoCloseable> parts, Reach reach)
      throws IOException, InterruptedException {
    var host = new LinuxHost();
    var data = Files.createDirectories(config.data());
    var storage = Storage.open(data.resolve("storage"), storageSize(config), host);
    var blocks = opened(parts, RedisBlocks.of(BlockAddress.parse(config.redis())));
    var images = opened(parts, Images.open(data.resolve("images"), blocks, host, reach));
    var telemetry =
        opened(
            parts,
            Telemetry.start(TelemetryConfig.of(data.resolve("telemetry"), config.redis()), reach));
    return new Machine(
        images,
        Networks.open(data.resolve("networks"), config.instance(), host, around(config)),
        storage,
        Volumes.open(data.resolve("volumes"), storage),
        opened(parts, containers(config)),
        telemetry);
  }

  private static Reach reach(NodeConfig config, Supplier<Collection<TenantRange>> networks) {
    return new Reach(config.doors().reach(), config.doors().ownPorts(), networks);
  }

  /// What a network must not take away from this node.
  private static Surroundings around(NodeConfig config) {
    var servers = new LinkedHashMap<String, String>();
    servers.put("the explorer", String.valueOf(config.explorer().getHost()));
    servers.put("the Redis", BlockAddress.parse(config.redis()).host());
    for (var one : config.doors().reach()) {
      if (one.isOneAddress() && !Reach.isThisNodes(one.first())) { // those have routes of their own
        var address = one.first().getHostAddress();
        servers.put("in reach.allow (" + address + ")", address);
      }
    }
    return new Surroundings(config.doors().ranges(), servers, config.doors().users());
  }

  private static Containers containers(NodeConfig config) throws IOException, InterruptedException {
    return Containers.open(
        config.data().resolve("containers"), config.instance(), config.corex(), new LinuxHost());
  }

  private static Bytes storageSize(NodeConfig config) throws IOException {
    if (config.storageGiB() > 0) {
      return Bytes.ofGiB(config.storageGiB());
    }
    var free = Files.getFileStore(config.data()).getUsableSpace();
    return new Bytes((long) (free * STORAGE_SHARE));
  }

  private static ResourceAmount capacity(int cores, Checks checks, Machine machine)
      throws IOException {
    var disk = (double) machine.storage().size().count() / Bytes.GIB;
    return new ResourceAmount(
        cores, (double) checks.usableMemory().count() / Bytes.GIB, 0, Math.floor(disk * 10) / 10);
  }

  private static Bytes memory() throws IOException {
    return new Bytes(MachineMemory.read());
  }

  private static KeyPair key(Path file) throws IOException {
    if (Files.exists(file)) {
      return KeyPair.fromSeedHex(Files.readString(file).strip());
    }
    var fresh = KeyPair.generate();
    PrivateFile.write(file, HexFormat.of().formatHex(fresh.seed()));
    return fresh;
  }

  private static void tellReady(NodeConfig config) {
    try {
      Files.writeString(config.readyFile(), ProcessHandle.current().pid() + "\n");
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  private static <T extends AutoCloseable> T opened(Deque<AutoCloseable> parts, T part) {
    parts.push(part);
    return part;
  }

  private static void closeAll(Deque<AutoCloseable> parts) {
    for (var part = parts.poll(); part != null; part = parts.poll()) {
      try {
        part.close();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      } catch (Exception e) {
        System.getLogger(Agent.class.getName())
            .log(System.Logger.Level.WARNING, "a part did not close: " + part, e);
      }
    }
  }
}
