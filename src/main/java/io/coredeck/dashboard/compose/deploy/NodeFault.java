package io.coredeck.dashboard.compose.deploy;

import io.coredeck.dashboard.compose.check.Part;
import java.util.Arrays;
import java.util.Optional;
import java.util.regex.Pattern;

/// What is at fault when a node has refused a container, as far as it decides what would help. The
/// first that fits counts.
enum NodeFault {
  SECRET("start", "environment", Part.ENVIRONMENT, false, "decrypt secret env var"),
  ENDPOINT(
      "start", "telemetry", Part.TELEMETRY, false, "decrypt log URL|(log|statistics) endpoint: "),
  HUB_AWAY(
      "image",
      "image",
      Part.IMAGE,
      true,
      "download flist: (\\S+: (cannot be reached|not there within)|5\\d\\d|429|.*; try again)"),
  MEMORY_SHORT("start", "resources", Part.RESOURCES, false, "crashes: .*ran out of memory"),
  COMMAND(
      "start",
      "run",
      Part.RUN,
      false,
      "entrypoint (program|definition)|executable file|so many crashes"),
  AMOUNT(
      "start",
      "resources",
      Part.RESOURCES,
      false,
      "^asked \\d+ CRU|0 CPU allocated|^amount of memory|not enough free resources"),
  NODE_FULL("network", "node", Part.RESOURCES, false, "network at each of its UDP ports"),
  IMAGE("image", "image", Part.IMAGE, false, "flist|image|block|hub"),
  NETWORK("network", "network", Part.NETWORK, false, "network|IP address|IPv6|Yggdrasil"),
  VOLUME("volume", "volumes", Part.VOLUMES, false, "volume"),
  NODE("start", true, "this node failed unexpectedly"),
  OTHER("start", false, "");

  private final String title;
  private final String label;
  private final Optional<Part> part;
  private final boolean passes;
  private final Pattern said;

  NodeFault(String title, boolean passes, String said) {
    this(title, "", Optional.empty(), passes, said);
  }

  NodeFault(String title, String label, Part part, boolean passes, String said) {
    this(title, label, Optional.of(part), passes, said);
  }

  NodeFault(String title, String label, Optional<Part> part, boolean passes, String said) {
    this.title = title;
    this.label = label;
    this.part = part;
    this.passes = passes;
    this.said = Pattern.compile(said, Pattern.DOTALL);
  }

  /// @param said by the node
  static NodeFault of(String said) {
    return Arrays.stream(values())
        .filter(fault -> fault.said.matcher(said).find())
        .findFirst()
        .orElse(OTHER);
  }

  /// @return key of the words for the step that could not be done
  String title() {
    return title;
  }

  /// @return key of the words that lead to its part; empty without one
  String label() {
    return label;
  }

  /// @return where in the form it can be mended
  Optional<Part> part() {
    return part;
  }

  /// @return whether the same may go well a little later
  boolean passes() {
    return passes;
  }
}
