package io.coredeck.dashboard.live.nodes;

import io.coredeck.dashboard.live.redis.Entry;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/// What all containers of a node use together.
///
/// Source: the stream `coredeck:node:NODE_ID`, docs/formats/logs-and-stats.md.
///
/// @param at milliseconds since 1970
/// @param cores of CPU that are busy
/// @param memory bytes, page cache included
/// @param disk bytes of root disks and volumes
/// @param busiest those that use most CPU, most first
public record NodeLoad(long at, double cores, long memory, long disk, List<Busy> busiest) {

  private static final double MILLI = 1000;
  private static final Pattern BUSY = Pattern.compile("([0-9]+-[0-9]+):([0-9]{1,9})");

  public NodeLoad {
    busiest = List.copyOf(busiest);
  }

  /// @param gwid of a container
  /// @param cores of CPU that it keeps busy
  public record Busy(String gwid, double cores) {}

  static NodeLoad of(Entry entry) {
    var busiest = new ArrayList<Busy>();
    var words = BUSY.matcher(entry.text("busiest"));
    while (words.find()) {
      busiest.add(new Busy(words.group(1), Long.parseLong(words.group(2)) / MILLI));
    }
    return new NodeLoad(
        entry.idNumber(),
        entry.number("cpu") / MILLI,
        entry.number("memory"),
        entry.number("disk"),
        busiest);
  }
}
