package io.coredeck.node.work;

import io.coredeck.blocks.BlockStore;
import io.coredeck.flist.block.Hash;
import io.coredeck.identity.KeyPair;
import io.coredeck.model.Bytes;
import io.coredeck.model.NextAction;
import io.coredeck.model.Reservation;
import io.coredeck.model.Reservation.Signature;
import io.coredeck.model.Reservation.SigningRequest;
import io.coredeck.model.Result;
import io.coredeck.model.Workload;
import io.coredeck.node.container.Containers;
import io.coredeck.node.host.LinuxHost;
import io.coredeck.node.image.Images;
import io.coredeck.node.network.Networks;
import io.coredeck.node.network.Surroundings;
import io.coredeck.node.reach.AddressRange;
import io.coredeck.node.reach.Reach;
import io.coredeck.node.telemetry.Telemetry;
import io.coredeck.node.telemetry.TelemetryConfig;
import io.coredeck.node.volume.Storage;
import io.coredeck.node.volume.Volumes;
import io.coredeck.node.work.check.Checks;
import io.coredeck.sdk.NodeClient;
import io.coredeck.testkit.Loopback;
import io.coredeck.testkit.ScriptedExplorer;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/// A node in a directory of its own, with everything but the engine; the explorer is scripted.
public final class Site {
  public static final long USER = 77;

  public final KeyPair key = KeyPair.generate();
  public final ScriptedExplorer script = new ScriptedExplorer();
  public final NodeClient explorer = NodeClient.connect(script.uri(), key);
  public final Path dir;
  private final Reach reach;
  public final Ledger ledger;
  public final Machine machine;
  public final ContainerWork containers;
  public final Workloads workloads;

  /// @param instance keeps names in the kernel apart
  public Site(Path dir, String instance) throws Exception {
    var host = new LinuxHost();
    this.dir = dir.toRealPath();
    var storage = Storage.open(dir.resolve("storage"), Storage.MINIMUM, host);
    var networks = Networks.open(dir.resolve("networks"), instance, host, Surroundings.USUAL);
    reach = new Reach(AddressRange.list(Loopback.ALLOWED), networks::ranges);
    machine =
        new Machine(
            Images.open(dir.resolve("images"), new NoBlocks(), host, reach),
            networks,
            storage,
            Volumes.open(dir.resolve("volumes"), storage),
            Containers.open(dir.resolve("containers"), instance, dir.resolve("corex"), host),
            Telemetry.start(TelemetryConfig.of(dir.resolve("telemetry"), ""), reach));
    ledger = Ledger.open(dir.resolve("ledger"));
    var checks = new Checks(2, Bytes.ofGiB(64));
    containers = new ContainerWork(machine, checks, new SecretReader(key, explorer), "");
    workloads = new Workloads(ledger, machine, containers, key.nodeId());
  }

  public static Reservation reservation(long id, Workload workload) {
    return reservation(id, workload, NextAction.DEPLOY);
  }

  /// The same, to be deleted.
  public static Reservation deletion(Reservation one) {
    return reservation(one.id(), one.workload(), NextAction.DELETE);
  }

  private static Reservation reservation(long id, Workload workload, NextAction next) {
    return new Reservation(
        id,
        1,
        "node",
        1,
        "",
        "",
        "",
        USER,
        "",
        next,
        SigningRequest.NONE,
        SigningRequest.NONE,
        List.of(),
        List.of(),
        Signature.NONE,
        0,
        Reservation.CURRENT_VERSION,
        Result.NONE,
        workload);
  }

  /// Leaves nothing.
  public void close() throws Exception {
    machine.telemetry().close();
    machine.containers().destroy();
    machine.networks().destroy();
    machine.storage().deleteEverything();
    machine.images().close();
    reach.close();
    explorer.close();
    script.close();
  }

  private static final class NoBlocks implements BlockStore {
    @Override
    public Optional<byte[]> get(Hash hash) {
      return Optional.empty();
    }

    @Override
    public boolean contains(Hash hash) {
      return false;
    }

    @Override
    public void put(Hash hash, byte[] stored) {
      throw new UnsupportedOperationException("keeps nothing");
    }

    @Override
    public void close() {
      // nothing is open
    }
  }
}
