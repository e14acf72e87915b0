package io.coredeck.node.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.coredeck.model.rule.Ipv4Range;
import io.coredeck.node.host.Command;
import io.coredeck.node.host.LinuxHost;
import io.coredeck.node.reach.Reach;
import io.coredeck.node.reach.TenantRange;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What may be asked of networks, what is refused, and what is left behind: nothing.
class NetworksRulesIT {
  private static final int SAMPLES = 20;
  private static final int PING_LIMIT_MILLISECONDS = 1000;
  private static final NetworkDefinition ONE =
      NetworkDefinition.of(7, "one", "10.213.0.0/16", "10.213.1.0/24");
  private static final NetworkDefinition TWO =
      NetworkDefinition.of(8, "two", "10.214.0.0/16", "10.214.1.0/24");

  private final LinuxHost host = new LinuxHost();

  @TempDir Path dir;
  private Networks networks;

  private static final Surroundings AROUND =
      new Surroundings(
          List.of(Ipv4Range.parse("10.0.0.0/8").orElseThrow()),
          Map.of("the explorer", "10.216.1.9"),
          List.of());

  @BeforeEach
  void open() throws Exception {
    networks = Networks.open(dir.resolve("first"), "niu", host, AROUND);
  }

  @AfterEach
  void leave_nothing() throws Exception {
    networks.destroy();
  }

  @Test
  void a_network_must_be_here_before_it_is_joined() throws Exception {
    assertRefused("901-1", "one", "10.213.1.10", "network one is not installed on this node");
    networks.apply(ONE);
    assertRefused("901-1", "other", "10.213.1.10", "network other is not installed on this node");
    assertThatThrownBy(() -> networks.join("901-1", 8, "one", "10.213.1.10"))
        .hasMessage("network one is not installed on this node");
  }

  @Test
  void an_address_can_be_had_once_and_again_after_it_was_left() throws Exception {
    networks.apply(ONE);
    var first = networks.join("901-1", 7, "one", "10.213.1.10");
    assertThat(networks.join("901-1", 7, "one", "10.213.1.10")).isEqualTo(first);
    assertRefused(
        "902-1", "one", "10.213.1.10", "IP address 10.213.1.10 of network one is taken by 901-1");
    assertRefused(
        "901-1", "one", "10.213.1.11", "901-1 is in network one with address 10.213.1.10 already");
    assertThat(networks.attachments()).containsExactly("901-1");
    networks.leave("901-1");
    networks.leave("901-1");
    assertThat(first.netns()).doesNotExist();
    networks.join("902-1", 7, "one", "10.213.1.10");
    assertThat(reaches("10.213.1.10")).isTrue();
  }

  @Test
  void a_refused_address_leaves_no_trace() throws Exception {
    networks.apply(ONE);
    assertRefused("901-1", "one", "10.213.2.10", "is outside the range 10.213.1.0/24");
    assertRefused("901-1", "one", "10.213.1.1", "is the gateway");
    assertRefused("901-1", "one", "x", "is not an IPv4 address");
    assertThat(networks.attachments()).isEmpty();
    assertThat(run("ip", "netns")).doesNotContain("niu-");
  }

  @Test
  void a_network_applied_again_is_as_it_was_or_replaced_if_nobody_is_in_it() throws Exception {
    networks.apply(ONE);
    networks.apply(ONE);
    var moved = NetworkDefinition.of(7, "one", "10.215.0.0/16", "10.215.3.0/24");
    networks.join("901-1", 7, "one", "10.213.1.10");
    assertThatThrownBy(() -> networks.apply(moved))
        .isInstanceOf(NetworkException.class)
        .hasMessage(
            "network one cannot move from 10.213.1.0/24 to 10.215.3.0/24 while 901-1 is in it;"
                + " delete that first");
    networks.leave("901-1");
    networks.apply(moved);
    networks.join("901-1", 7, "one", "10.215.3.10");
    assertThat(reaches("10.215.3.10")).isTrue();
    assertThat(run("ip", "route")).doesNotContain("10.213.1.0/24");
  }

  @Test
  void a_range_that_is_in_use_on_the_host_is_refused() throws Exception {
    networks.apply(ONE);
    var same = NetworkDefinition.of(8, "two", "10.213.0.0/16", "10.213.1.0/24");
    assertThatThrownBy(() -> networks.apply(same))
        .isInstanceOf(NetworkException.class)
        .hasMessage(
            "range 10.213.1.0/24 of network two overlaps 10.213.1.0/24 of network one on this node;"
                + " choose another");
    run("ip", "link", "add", "niudummy", "type", "bridge");
    try {
      run("ip", "addr", "add", "10.214.1.77/20", "dev", "niudummy");
      run("ip", "link", "set", "niudummy", "up");
      assertThatThrownBy(() -> networks.apply(TWO))
          .isInstanceOf(NetworkException.class)
          .hasMessageContaining("overlaps the route of this node's host to 10.214.0.0/20")
          .hasMessageContaining("niudummy");
    } finally {
      run("ip", "link", "del", "niudummy");
    }
    assertThat(networks.has(8, "two")).isFalse();
    var explorers = NetworkDefinition.of(8, "two", "10.216.0.0/16", "10.216.1.0/24");
    assertThatThrownBy(() -> networks.apply(explorers))
        .isInstanceOf(NetworkException.class)
        .hasMessage(
            "range 10.216.1.0/24 of network two holds 10.216.1.9, which is the explorer of this"
                + " node's host; choose another");
    var elsewhere = NetworkDefinition.of(8, "two", "192.168.0.0/16", "192.168.77.0/24");
    assertThatThrownBy(() -> networks.apply(elsewhere))
        .isInstanceOf(NetworkException.class)
        .hasMessage(
            "range 192.168.77.0/24 of network two is not inside of what this node has for networks;"
                + " choose it from 10.0.0.0/8");
    assertThat(networks.ranges()).extracting(TenantRange::tenant).containsOnly(7L);
  }

  @Test
  void the_hosts_name_servers_are_read_as_the_c_library_does() throws Exception {
    var file = dir.resolve("resolv.conf");
    java.nio.file.Files.writeString(
        file,
        "# nameserver 10.0.0.1\nsearch x\n nameserver  10.0.0.53 # here\nnameserver fd00::1\n");
    assertThat(Surroundings.resolvers(file))
        .extracting(Object::toString)
        .containsExactly("10.0.0.53");
    assertThat(Surroundings.resolvers(dir.resolve("none"))).isEmpty();
    assertThat(AROUND.taken()).containsValue("the explorer");
  }

  @Test
  void two_instances_live_side_by_side_and_apart() throws Exception {
    networks.apply(ONE);
    networks.join("901-1", 7, "one", "10.213.1.10");
    var other = Networks.open(dir.resolve("second"), "niu2", host, Surroundings.USUAL);
    try {
      assertThatThrownBy(() -> other.apply(ONE)).hasMessageContaining("overlaps the route");
      other.apply(TWO);
      var theirs = other.join("901-1", 8, "two", "10.214.1.10");
      try (var inTheirs = Resident.in(theirs.netns());
          var inOurs = Resident.in(Path.of("/run/netns/niu-901-1"))) {
        assertThat(Resident.askFromHost("10.214.1.10", Resident.PORT)).isNotEmpty();
        assertThat(inTheirs.ask("10.213.1.10", Resident.PORT)).isEmpty();
        assertThat(inOurs.ask("10.214.1.10", Resident.PORT)).isEmpty();
      }
      networks.repair();
      assertThat(reaches("10.214.1.10")).isTrue();
      try (var reach = new Reach(List.of(), networks::ranges)) {
        assertThat(reach.allows(InetAddress.ofLiteral("10.213.1.10"), 1, 7)).isTrue();
        assertThat(reach.allows(InetAddress.ofLiteral("10.214.1.10"), 1, 8)).isFalse();
        assertThat(reach.allows(InetAddress.ofLiteral(theirs.ipv6()), 1, 8)).isFalse();
      }
    } finally {
      other.destroy();
    }
    assertThat(reaches("10.213.1.10")).isTrue();
    assertThat(Path.of("/proc/sys/net/ipv4/ip_forward")).hasContent("1");
  }

  @Test
  void destroying_it_leaves_the_host_as_it_was() throws Exception {
    networks.destroy();
    var picture = new HostPicture(host, "niu");
    var before = picture.take();
    networks = Networks.open(dir.resolve("first"), "niu", host, Surroundings.USUAL);
    networks.apply(ONE);
    networks.apply(TWO);
    networks.join("901-1", 7, "one", "10.213.1.10");
    networks.join("902-1", 8, "two", "10.214.1.10");
    run("ip", "netns", "add", "niu-unknown");
    assertThat(picture.take()).isNotEqualTo(before);
    networks.destroy();
    networks.destroy();
    assertThat(picture.take()).isEqualTo(before);
    assertThat(networks.attachments()).isEmpty();
    assertThat(Networks.open(dir.resolve("first"), "niu", host, Surroundings.USUAL).has(7, "one"))
        .isFalse();
  }

  @Test
  void joining_is_quick() throws Exception {
    networks.apply(ONE);
    var joined = new ArrayList<Long>();
    var left = new ArrayList<Long>();
    for (int i = 0; i < SAMPLES; i++) {
      var start = System.nanoTime();
      networks.join((900 + i) + "-1", 7, "one", "10.213.1." + (10 + i));
      joined.add(System.nanoTime() - start);
    }
    for (int i = 0; i < SAMPLES; i++) {
      var start = System.nanoTime();
      networks.leave((900 + i) + "-1");
      left.add(System.nanoTime() - start);
    }
    System.out.printf(
        "network: join %.1f ms, leave %.1f ms (median of %d)%n",
        median(joined), median(left), SAMPLES);
    assertThat(median(joined)).isLessThan(500);
  }

  private static double median(List<Long> nanoseconds) {
    return nanoseconds.stream().sorted().toList().get(nanoseconds.size() / 2) / 1e6;
  }

  private void assertRefused(String gwid, String network, String address, String why) {
    assertThatThrownBy(() -> networks.join(gwid, 7, network, address))
        .isInstanceOf(NetworkException.class)
        .hasMessageContaining(why);
  }

  private static boolean reaches(String address) throws IOException {
    return InetAddress.getByName(address).isReachable(PING_LIMIT_MILLISECONDS);
  }

  private String run(String... argv) throws Exception {
    return host.run(Command.of(argv));
  }
}
