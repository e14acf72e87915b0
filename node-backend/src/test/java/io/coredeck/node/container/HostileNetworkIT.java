package io.coredeck.node.container;

import static org.assertj.core.api.Assertions.assertThat;

import io.coredeck.node.host.Command;
import io.coredeck.node.network.Attachment;
import io.coredeck.node.network.NetworkDefinition;
import io.coredeck.node.network.Networks;
import io.coredeck.node.network.Surroundings;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// What a hostile container tries over the network: on its neighbour in the same network, on
/// another tenant's container, and on the machine. The bare rules are tested in the package of
/// networks; here it is a container with its own rights that tries. `SECURITY.md` names these
/// tests.
@TestInstance(Lifecycle.PER_CLASS)
@Timeout(120)
class HostileNetworkIT {
  /// Explorer, hub, dashboard, Redis and CoreX, as they listen by default.
  private static final List<Integer> PORTS = List.of(8090, 8091, 8080, 8094, 7681);

  private static final int MOST_ADDRESSES = 12;

  /// Types of ICMPv6; RFC 4443 and 4861.
  private static final int ECHO = 128;

  private static final int ROUTER = 134;
  private static final int REDIRECT = 137;

  private static final String ATTACK =
      """
      exec 2>&1
      /bin/busybox --install -s /bin 2>/dev/null
      try() { nc -w 1 $1 $2 </dev/null >/dev/null 2>&1 && echo $1 $2 open; }
      echo == neighbour
      end=$(($(date +%s) + 30)); answer=
      until [ "$answer" = corex ] || [ $(date +%s) -ge $end ]; do
        answer=$(nc -w 3 $NEIGHBOUR 7681 </dev/null); sleep 0.1; done
      [ "$answer" = corex ] && echo reached
      echo == tenant
      nc -w 2 $TENANT4 7681 </dev/null; echo first $?
      nc -w 2 $TENANT6 7681 </dev/null; echo second $?
      echo == machine
      for a in $HOST; do for p in $PORTS; do try $a $p & done; wait; done
      for p in $PORTS; do try 127.0.0.1 $p; try ::1 $p; done
      echo tried
      echo == settings
      ip addr add 10.217.1.99/24 dev eth0; echo address $?
      ip link set eth0 address 02:00:00:00:00:99; echo hardware $?
      ip route add 10.218.0.0/16 dev eth0; echo route $?
      arping -U -c 1 -w 1 -I eth0 -s 10.217.1.1 10.217.1.1; echo arp $?
      echo 1 > /proc/sys/net/ipv4/ip_nonlocal_bind; echo forward $?
      echo == packets
      for p in forged4 forged6 router6 redirect6 true4 true6 echo6; do /$p; echo $p $?; done
      echo == end
      """;

  private Said said;
  private Lab lab;
  private Networks networks;
  private Attachment own;
  private Attachment neighbour;
  private ServerSocket service;

  @BeforeAll
  @Timeout(180)
  void attack(@TempDir Path dir) throws Exception {
    lab = new Lab(dir, "cthon");
    networks = Networks.open(lab.dir.resolve("networks"), "cthon", lab.host, Surroundings.USUAL);
    networks.apply(NetworkDefinition.of(7, "one", "10.217.0.0/16", "10.217.1.0/24"));
    networks.apply(NetworkDefinition.of(8, "two", "10.218.0.0/16", "10.218.1.0/24"));
    own = networks.join("1-1", 7, "one", "10.217.1.10");
    neighbour = networks.join("2-1", 7, "one", "10.217.1.11");
    var tenant = networks.join("3-1", 8, "two", "10.218.1.10");
    service = new ServerSocket(0);
    for (var attachment : List.of(neighbour, tenant)) {
      var script = "while :; do echo corex | nc -l -p 7681; done";
      lab.containers.start(joined(lab.script(attachment.gwid(), script), attachment));
    }
    var image = lab.image("image");
    Files.writeString(image.resolve("attack"), ATTACK);
    Packet.udp("10.217.1.12", neighbour.ipv4()).program(image.resolve("forged4"));
    Packet.udp(own.ipv4(), neighbour.ipv4()).program(image.resolve("true4"));
    var forged6 = own.ipv6().replaceFirst("::.*", "::99");
    Packet.udp(forged6, neighbour.ipv6()).program(image.resolve("forged6"));
    Packet.udp(own.ipv6(), neighbour.ipv6()).program(image.resolve("true6"));
    Packet.icmp6(ROUTER, own.ipv6(), neighbour.ipv6()).program(image.resolve("router6"));
    Packet.icmp6(REDIRECT, own.ipv6(), neighbour.ipv6()).program(image.resolve("redirect6"));
    Packet.icmp6(ECHO, own.ipv6(), neighbour.ipv6()).program(image.resolve("echo6"));
    var variables =
        Map.of(
            "NEIGHBOUR", neighbour.ipv4(),
            "TENANT4", tenant.ipv4(),
            "TENANT6", tenant.ipv6(),
            "HOST", String.join(" ", addressesOfTheMachine()),
            "PORTS", ports());
    var spec = joined(Lab.spec("1-1", image, "/bin/sh /attack"), own);
    lab.containers.start(Lab.with(spec, variables, List.of(), false));
    lab.awaitExit("1-1");
    said = Said.in(lab.log("1-1"));
  }

  private static ContainerSpec joined(ContainerSpec spec, Attachment attachment) {
    return Lab.joined(spec, attachment.netns(), attachment.ipv4());
  }

  private String ports() {
    var ports = new ArrayList<>(PORTS);
    ports.add(service.getLocalPort());
    return String.join(" ", ports.stream().map(String::valueOf).toList());
  }

  /// @return the gateway first; not all of a machine with many bridges, each takes a second
  private List<String> addressesOfTheMachine() throws IOException {
    var all =
        NetworkInterface.networkInterfaces()
            .flatMap(NetworkInterface::inetAddresses)
            .filter(address -> !address.isLoopbackAddress())
            .filter(address -> address instanceof Inet4Address || !address.isLinkLocalAddress())
            .map(address -> address.getHostAddress().replaceFirst("%.*", ""));
    return Stream.concat(Stream.of(own.gateway()), all).distinct().limit(MOST_ADDRESSES).toList();
  }

  @AfterAll
  void leave_nothing() throws Exception {
    try {
      if (service != null) {
        service.close();
      }
      if (lab != null) {
        lab.destroy();
      }
    } finally {
      if (networks != null) {
        networks.destroy();
      }
    }
  }

  /// Without it the other tests would show nothing.
  @Test
  void a_neighbour_in_the_same_network_is_reached() {
    assertThat(said.of("neighbour")).isEqualTo("reached");
  }

  @Test
  void the_corex_of_another_tenant_is_not_reached() {
    assertThat(said.of("tenant")).contains("first 1", "second 1").doesNotContain("corex");
  }

  /// Other tests remove addresses of the machine meanwhile, and whoever has them outside may
  /// answer: of those counts who came to the service.
  @Test
  void no_program_of_the_machine_is_reached_by_any_of_its_addresses() throws Exception {
    var tries = said.of("machine").lines().toList();
    assertThat(tries).last().isEqualTo("tried");
    assertThat(tries.stream().map(line -> line.split(" ", 2)[0]))
        .doesNotContain("127.0.0.1", "::1", own.gateway());
    assertThat(callers()).doesNotContain(own.ipv4(), own.ipv6());
  }

  /// @return who has connected to the service so far
  private List<String> callers() throws IOException {
    var found = new ArrayList<String>();
    try (var last = new Socket()) {
      last.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), service.getLocalPort()));
      while (true) {
        try (var caller = service.accept()) {
          if (caller.getRemoteSocketAddress().equals(last.getLocalSocketAddress())) {
            return found;
          }
          found.add(caller.getInetAddress().getHostAddress());
        }
      }
    }
  }

  @Test
  void its_addresses_and_routes_cannot_be_changed_from_inside() {
    assertThat(said.of("settings").lines())
        .contains("address 2", "hardware 2", "route 2", "arp 1", "forward 1");
  }

  /// A packet to a port where nobody is, is counted by who gets it. The true ones are sent last.
  @Test
  void packets_with_a_forged_address_do_not_arrive() throws Exception {
    assertThat(said.of("packets").lines()).contains("forged4 0", "forged6 0", "true4 0", "true6 0");
    Lab.await(
        "the true packets arrive",
        () -> received("Udp: [0-9].*", 2) > 0 && received("Udp6NoPorts.*", 1) > 0);
    assertThat(received("Udp: [0-9].*", 2)).isEqualTo(1);
    assertThat(received("Udp6NoPorts.*", 1)).isEqualTo(1);
  }

  @Test
  void it_is_no_router_for_its_neighbours() {
    assertThat(said.of("packets").lines()).contains("router6 0", "redirect6 0", "echo6 0");
    Lab.await("an echo request arrives", () -> received("Icmp6InType" + ECHO + "\\s.*", 1) > 0);
    assertThat(received("Icmp6InType" + ROUTER + "\\s.*", 1)).isZero();
    assertThat(received("Icmp6InType" + REDIRECT + "\\s.*", 1)).isZero();
  }

  /// @param line of the counters of the neighbour's network
  /// @param column of the number in it
  /// @return the number; 0 if there is no such line
  private long received(String line, int column) {
    try {
      var netns = "--net=" + neighbour.netns();
      var command = Command.of("nsenter", netns, "cat", "/proc/net/snmp", "/proc/net/snmp6");
      return lab.host
          .run(command)
          .lines()
          .filter(text -> text.matches(line))
          .mapToLong(text -> Long.parseLong(text.split("\\s+", -1)[column]))
          .sum();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}
