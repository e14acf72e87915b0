package io.coredeck.node.telemetry.stats;

import io.coredeck.model.StatsSample;
import io.coredeck.node.telemetry.redis.Request.Receipt;
import io.coredeck.node.telemetry.redis.Words;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/// What all containers of a node use together, and which use most, from one sweep to the next.
///
/// Used by the thread of the sweep alone. An entry that is lost is not repeated: the next follows
/// in two seconds.
public final class NodeLoad implements Receipt {

  /// How many containers an entry names as the busiest.
  static final int BUSIEST = 20;

  private static final Logger LOG = System.getLogger(NodeLoad.class.getName());

  /// Entries kept: two minutes.
  private static final int MOST_ENTRIES = 60;

  /// The disk is looked at once in so many sweeps: half a minute.
  private static final int SWEEPS_BETWEEN_DISKS = 15;

  private static final long NANOS_OF_MILLICORE = 1_000_000;
  private static final double SECOND = 1e9;

  private final String nodeId;
  private final DiskUse disk;

  private Map<String, Reading> before = new HashMap<>();
  private Map<String, Reading> now = new HashMap<>();
  private long memory;
  private long diskUsed;
  private int sweeps;
  private String trouble = "";
  private volatile String refusal = "";

  /// @param cpu nanoseconds of CPU since the container's start
  /// @param at of {@link System#nanoTime()}
  private record Reading(long cpu, long at) {}

  private record Busy(String gwid, long millicores) {}

  public NodeLoad(String nodeId, DiskUse disk) {
    this.nodeId = nodeId;
    this.disk = disk;
  }

  /// @return the name of the stream that holds a node's load
  static String streamKey(String nodeId) {
    return "coredeck:node:" + nodeId;
  }

  public void begin() {
    before = now;
    now = new HashMap<>();
    memory = 0;
  }

  /// @param at of {@link System#nanoTime()}
  public void add(String gwid, StatsSample sample, long at) {
    now.put(gwid, new Reading(sample.cpuUsage(), at));
    memory += sample.memoryUsage().count();
  }

  /// @return the command that adds the sweep's entry to the node's stream
  public byte[] entry() {
    if (sweeps++ % SWEEPS_BETWEEN_DISKS == 0) {
      lookAtDisk();
    }
    var busy = busy();
    return Words.command(
        "XADD",
        streamKey(nodeId),
        "MAXLEN",
        "~",
        MOST_ENTRIES,
        "*",
        "cpu",
        busy.stream().mapToLong(Busy::millicores).sum(),
        "memory",
        memory,
        "disk",
        diskUsed,
        "containers",
        now.size(),
        "busiest",
        busy.stream()
            .sorted(Comparator.comparingLong(Busy::millicores).reversed())
            .limit(BUSIEST)
            .map(one -> one.gwid() + ":" + one.millicores())
            .collect(Collectors.joining(" ")));
  }

  /// @return the containers that were there at the sweep before too; one that was started anew in
  ///   between counts from its start
  private List<Busy> busy() {
    var all = new ArrayList<Busy>();
    now.forEach((gwid, reading) -> {
      var earlier = before.get(gwid);
      if (earlier != null && reading.at() > earlier.at()) {
        var from = reading.cpu() < earlier.cpu() ? 0 : earlier.cpu();
        var seconds = (reading.at() - earlier.at()) / SECOND;
        var millicores = Math.round((reading.cpu() - from) / seconds / NANOS_OF_MILLICORE);
        all.add(new Busy(gwid, millicores));
      }
    });
    return all;
  }

  @Override
  public void onAccepted() {
    refusal = "";
  }

  @Override
  public void onRefused(String error) {
    if (!refusal.equals(error)) {
      LOG.log(Level.WARNING, "the platform refuses the load of this node: {0}", error);
    }
    refusal = error;
  }

  @Override
  public void onLost(String reason) {
    // Whoever looks sees that nothing new comes.
  }

  private void lookAtDisk() {
    try {
      diskUsed = disk.used().count();
      trouble = "";
    } catch (IOException e) {
      if (!trouble.equals(e.toString())) {
        LOG.log(Level.WARNING, "how much of the storage is taken cannot be read", e);
      }
      trouble = e.toString();
    }
  }
}
