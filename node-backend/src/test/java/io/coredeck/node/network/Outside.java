package io.coredeck.node.network;

import io.coredeck.node.host.Command;
import io.coredeck.node.host.Host;
import java.nio.file.Path;

/// A world beyond the host, made here so that no test talks to the real one: a namespace behind a
/// link of its own, which knows the way to the containers' networks.
final class Outside {
  static final String HOST4 = "198.51.100.1";
  static final String HOST6 = "2001:db8:77:0:0:0:0:1";
  static final String ADDRESS4 = "198.51.100.2";
  static final String ADDRESS6 = "2001:db8:77::2";
  private static final String NAMESPACE = "nitoutside";

  private Outside() {}

  /// @param ranges IPv4 ranges that it shall know the way to
  ///
  /// @return somebody living there
  static Resident make(Host host, String... ranges) throws Exception {
    host.run(
        Command.of("ip", "-batch", "-")
            .withInput(
                """
                netns add nitoutside
                link add name nitout0 type veth peer name out0 netns nitoutside
                addr add 198.51.100.1/24 dev nitout0
                addr add 2001:db8:77::1/64 dev nitout0 nodad
                link set nitout0 up
                """));
    var inside =
        new StringBuilder(
            """
            link set lo up
            addr add 198.51.100.2/24 dev out0
            addr add 2001:db8:77::2/64 dev out0 nodad
            link set out0 up
            """);
    for (var range : ranges) {
      inside.append("route add ").append(range).append(" via 198.51.100.1\n");
    }
    host.run(
        Command.of("nsenter", "--net=/run/netns/nitoutside", "ip", "-batch", "-")
            .withInput(inside.toString()));
    return Resident.in(Path.of("/run/netns", NAMESPACE));
  }

  static void remove(Host host) throws Exception {
    host.run(
        Command.of("ip", "-force", "-batch", "-")
            .withInput("link del nitout0\nnetns del nitoutside\n"));
  }
}
