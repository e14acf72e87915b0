package io.coredeck.node.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.coredeck.node.host.Command;
import io.coredeck.node.host.CommandFailedException;
import io.coredeck.node.host.LinuxHost;
import io.coredeck.node.reach.Reach;
import io.coredeck.node.reach.RefusedAddressException;
import java.net.Inet4Address;
import java.net.NetworkInterface;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.io.TempDir;

/// Who reaches whom: three containers in two networks, the host and an outside made here.
@TestInstance(Lifecycle.PER_CLASS)
class NetworksIT {
  private static final NetworkDefinition ONE =
      NetworkDefinition.of(7, "one", "10.213.0.0/16", "10.213.1.0/24");
  private static final NetworkDefinition TWO =
      NetworkDefinition.of(8, "two", "10.214.0.0/16", "10.214.1.0/24");

  private final LinuxHost host = new LinuxHost();

  private final List<Resident> residents = new ArrayList<>();
  private Networks networks;
  private Attachment a;
  private Attachment b;
  private Attachment stranger;
  private Resident inA;
  private Resident inB;
  private Resident inStranger;
  private Resident outside;

  @BeforeAll
  void three_containers_in_two_networks(@TempDir Path dir) throws Exception {
    var around = new Surroundings(Surroundings.PRIVATE, Map.of(), List.of("daemon"));
    networks = Networks.open(dir, "nit", host, around);
    networks.apply(ONE);
    networks.apply(TWO);
    a = networks.join("901-1", 7, "one", "10.213.1.10");
    b = networks.join("902-1", 7, "one", "10.213.1.11");
    stranger = networks.join("903-1", 8, "two", "10.214.1.10");
    inA = resident(a);
    inB = resident(b);
    inStranger = resident(stranger);
    outside = Outside.make(host, "10.213.1.0/24", "10.214.1.0/24");
    residents.add(outside);
  }

  @AfterAll
  void leave_nothing() throws Exception {
    residents.forEach(Resident::close);
    Outside.remove(host);
    networks.destroy();
  }

  @Test
  void a_container_has_the_addresses_it_was_promised() throws Exception {
    assertThat(a.gateway()).isEqualTo("10.213.1.1");
    assertThat(within(a, "ip", "addr", "show", "eth0"))
        .contains("inet 10.213.1.10/24", "mtu 1500", a.ipv6() + "/64")
        .doesNotContain("tentative");
    assertThat(within(a, "ip", "route")).contains("default via 10.213.1.1 dev eth0");
    assertThat(within(a, "ip", "-6", "route")).contains("default via fe80::1 dev eth0");
    assertThat(within(a, "ip", "addr", "show", "lo")).contains("LOOPBACK,UP", "127.0.0.1/8");
  }

  @Test
  void the_host_reaches_every_container() {
    assertThat(Resident.askFromHost("10.213.1.10", Resident.PORT)).isEqualTo("10.213.1.1");
    assertThat(Resident.askFromHost("10.214.1.10", Resident.PORT)).isEqualTo("10.214.1.1");
    assertThat(Resident.askFromHost(a.ipv6(), Resident.PORT)).isNotEmpty();
  }

  @Test
  void containers_of_one_network_reach_each_other() throws Exception {
    assertThat(inA.ask("10.213.1.11", Resident.PORT)).isEqualTo("10.213.1.10");
    assertThat(inB.ask(a.ipv6(), Resident.PORT)).isNotEmpty();
  }

  @Test
  void containers_of_different_networks_do_not() throws Exception {
    assertThat(inA.ask("10.214.1.10", Resident.PORT)).isEmpty();
    assertThat(inStranger.ask("10.213.1.10", Resident.PORT)).isEmpty();
    assertThat(inA.ask(stranger.ipv6(), Resident.PORT)).isEmpty();
  }

  @Test
  void a_container_reaches_no_service_of_the_host() throws Exception {
    try (var service = new ServerSocket(0)) {
      Thread.ofVirtual().start(() -> Resident.serve(service));
      assertThat(Resident.askFromHost("10.213.1.1", service.getLocalPort())).isNotEmpty();
      var addresses = new ArrayList<String>();
      NetworkInterface.networkInterfaces()
          .flatMap(NetworkInterface::inetAddresses)
          .filter(address -> !address.isLoopbackAddress())
          .filter(address -> address instanceof Inet4Address || !address.isLinkLocalAddress())
          .forEach(address -> addresses.add(address.getHostAddress().replaceFirst("%.*", "")));
      assertThat(addresses).contains("10.213.1.1", "10.214.1.1", Outside.HOST4, Outside.HOST6);
      addresses.add("fe80::1%eth0");
      for (var address : addresses) {
        assertThat(inA.ask(address, service.getLocalPort())).as(address).isEmpty();
      }
    }
  }

  /// As for an image, blocks, or lines; who is in front of a container's door may open it.
  @Test
  void for_a_tenant_the_node_goes_to_no_container_of_another() throws Exception {
    try (var reach = new Reach(List.of(), networks::ranges)) {
      for (var host : List.of("10.213.1.10", a.ipv6(), "::ffff:10.213.1.10")) {
        assertThat(reach.addresses(host, Resident.PORT, 7)).hasSize(1);
        assertThatThrownBy(() -> reach.addresses(host, Resident.PORT, 8))
            .isInstanceOf(RefusedAddressException.class);
      }
      for (var host : List.of("10.213.1.1", "10.214.1.1", Outside.HOST4, Outside.HOST6)) {
        for (var tenant : List.of(7L, 8L)) {
          assertThatThrownBy(() -> reach.addresses(host, Resident.PORT, tenant))
              .isInstanceOf(RefusedAddressException.class);
        }
      }
      assertThat(reach.addresses(Outside.ADDRESS4, Resident.PORT, 8)).hasSize(1);
    }
  }

  @Test
  void of_the_hosts_users_only_some_reach_a_container() throws Exception {
    assertThat(asked("0", "10.213.1.10")).isEqualTo("10.213.1.1");
    assertThat(asked("daemon", "10.213.1.10")).isEqualTo("10.213.1.1");
    for (var address : List.of("10.213.1.10", a.ipv6())) {
      assertThatThrownBy(() -> asked("nobody", address)).isInstanceOf(CommandFailedException.class);
    }
    assertThatThrownBy(() -> host.run(as("nobody", "busybox", "ping", "-c", "1", "10.213.1.10")))
        .isInstanceOf(CommandFailedException.class);
  }

  /// @return what a container says to somebody of the host
  private String asked(String user, String address) throws Exception {
    var script = "exec 3<>/dev/tcp/%s/%d; head -n 1 <&3".formatted(address, Resident.PORT);
    return host.run(as(user, "bash", "-c", script)).strip();
  }

  private static Command as(String user, String... words) {
    var all = new ArrayList<>(List.of("setpriv", "--reuid", user, "--clear-groups"));
    all.addAll(List.of(words));
    return Command.of(all);
  }

  @Test
  void a_container_cannot_take_a_neighbours_place_by_ipv6() throws Exception {
    assertThat(Resident.askFromHost(b.ipv6(), Resident.PORT)).isNotEmpty();
    var gateway = a.ipv6().replaceFirst("::.*", "::1");
    within(a, "perl", "-e", FalseNeighbour.SCRIPT, b.ipv6(), a.mac(), gateway);
    var bridge = new Names("nit").bridge(ONE);
    assertThat(host.run(Command.of("ip", "neigh", "show", b.ipv6(), "dev", bridge)))
        .contains(b.mac());
    assertThat(inB.ask(gateway, 9)).isEmpty(); // so that it knows the gateway
    within(a, "perl", "-e", FalseNeighbour.SCRIPT, gateway, a.mac(), b.ipv6());
    assertThat(within(b, "ip", "neigh", "show", gateway)).doesNotContain(a.mac());
    within(a, "perl", "-e", FalseNeighbour.SCRIPT, a.ipv6(), a.mac(), b.ipv6());
    assertThat(inA.ask(b.ipv6(), Resident.PORT)).isNotEmpty();
  }

  @Test
  void the_gateway_answers_pings_and_so_does_a_neighbour() throws Exception {
    for (var address : new String[] {"10.213.1.1", "10.213.1.11"}) {
      within(a, "busybox", "ping", "-c", "1", "-W", "1", address);
    }
    assertThat(within(a, "sysctl", "net.ipv4.ping_group_range")).contains("0\t2147483647");
    assertThat(within(a, "sysctl", "--values", "net.ipv4.ip_forward")).isEqualTo("0\n");
  }

  @Test
  void a_container_reaches_the_outside_as_the_host() throws Exception {
    assertThat(inA.ask(Outside.ADDRESS4, Resident.PORT)).isEqualTo(Outside.HOST4);
    assertThat(inStranger.ask(Outside.ADDRESS6, Resident.PORT)).isEqualTo(Outside.HOST6);
  }

  @Test
  void the_outside_reaches_no_container() throws Exception {
    assertThat(outside.ask(Outside.HOST4, Resident.PORT)).isEmpty();
    assertThat(outside.ask("10.213.1.10", Resident.PORT)).isEmpty();
  }

  @Test
  void a_container_cannot_speak_with_an_address_it_was_not_given() throws Exception {
    var false6 = a.ipv6().replaceFirst("::.*", "::99");
    within(a, "ip", "addr", "add", "10.213.1.99/24", "dev", "eth0");
    within(a, "ip", "addr", "add", false6 + "/64", "dev", "eth0", "nodad");
    within(b, "ip", "neigh", "add", "10.213.1.99", "lladdr", a.mac(), "dev", "eth0");
    within(b, "ip", "neigh", "add", false6, "lladdr", a.mac(), "dev", "eth0");
    try {
      assertThat(inA.ask("10.213.1.11", Resident.PORT)).isEqualTo("10.213.1.10");
      assertThat(inA.askFrom(a.ipv6(), b.ipv6(), Resident.PORT)).isNotEmpty();
      assertThat(inA.askFrom("10.213.1.99", "10.213.1.11", Resident.PORT)).isEmpty();
      assertThat(inA.askFrom("10.213.1.99", Outside.ADDRESS4, Resident.PORT)).isEmpty();
      assertThat(inA.askFrom(false6, b.ipv6(), Resident.PORT)).isEmpty();
    } finally {
      within(b, "ip", "neigh", "del", "10.213.1.99", "dev", "eth0");
      within(b, "ip", "neigh", "del", false6, "dev", "eth0");
      within(a, "ip", "addr", "del", "10.213.1.99/24", "dev", "eth0");
      within(a, "ip", "addr", "del", false6 + "/64", "dev", "eth0");
    }
  }

  @Test
  void a_container_cannot_take_the_gateways_place() throws Exception {
    assertThat(inB.ask(Outside.ADDRESS4, Resident.PORT)).isNotEmpty();
    var gateway =
        within(b, "ip", "neigh", "show", "10.213.1.1").replaceFirst(".*lladdr (\\S+).*\\n", "$1");
    assertThat(gateway).startsWith("02:");
    within(a, "ip", "addr", "add", "10.213.1.1/32", "dev", "eth0");
    try {
      within(
          a,
          "busybox",
          "arping",
          "-U",
          "-c",
          "2",
          "-w",
          "2",
          "-I",
          "eth0",
          "-s",
          "10.213.1.1",
          "10.213.1.1");
      assertThat(within(b, "ip", "neigh", "show", "10.213.1.1")).contains(gateway);
      assertThat(inB.ask(Outside.ADDRESS4, Resident.PORT)).isNotEmpty();
    } finally {
      within(a, "ip", "addr", "del", "10.213.1.1/32", "dev", "eth0");
    }
  }

  @Test
  void a_container_cannot_speak_with_another_hardware_address() throws Exception {
    var own = a.mac();
    within(a, "ip", "link", "set", "eth0", "address", "02:00:00:00:00:77");
    try {
      assertThat(inA.ask("10.213.1.11", Resident.PORT)).isEmpty();
    } finally {
      within(a, "ip", "link", "set", "eth0", "address", own);
    }
    assertThat(inA.ask("10.213.1.11", Resident.PORT)).isEqualTo("10.213.1.10");
  }

  private Resident resident(Attachment attachment) throws Exception {
    var resident = Resident.in(attachment.netns());
    residents.add(resident);
    return resident;
  }

  private String within(Attachment attachment, String... argv) throws Exception {
    var all = new ArrayList<>(List.of("nsenter", "--net=" + attachment.netns()));
    all.addAll(List.of(argv));
    return host.run(Command.of(all));
  }

  /// An id is made of the user's number and the name, one behind the other.
  @Test
  void nobody_gets_into_a_network_of_another_user_by_its_name() throws Exception {
    networks.apply(NetworkDefinition.of(71, "3x", "10.215.0.0/16", "10.215.1.0/24"));
    try {
      assertThat(networks.has(71, "3x")).isTrue();
      assertThat(networks.has(7, "13x")).isFalse();
      assertThatThrownBy(() -> networks.join("904-1", 7, "13x", "10.215.1.10"))
          .isInstanceOf(NetworkException.class)
          .hasMessage("network 13x is not installed on this node");
      var same = NetworkDefinition.of(7, "13x", "10.215.0.0/16", "10.215.1.0/24");
      assertThatThrownBy(() -> networks.apply(same))
          .isInstanceOf(NetworkException.class)
          .hasMessageContaining("13x")
          .hasMessageContaining("choose another name");
      networks.remove(7, "13x");
      assertThat(networks.has(71, "3x")).isTrue();
    } finally {
      networks.remove(71, "3x");
    }
  }
}
