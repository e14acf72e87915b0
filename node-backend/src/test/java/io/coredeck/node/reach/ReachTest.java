package io.coredeck.node.reach;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.UnknownHostException;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Where a node connects to for a tenant.
class ReachTest {
  private static final long OWNER = 7;
  private static final long OTHER = 8;
  private static final List<TenantRange> NETWORKS =
      List.of(
          new TenantRange(OWNER, AddressRange.parse("172.24.1.0/24")),
          new TenantRange(OWNER, AddressRange.parse("fd4c:5176:4253:1::0/64")));

  private final Reach reach = new Reach(List.of(), () -> NETWORKS);

  @ParameterizedTest
  @ValueSource(
      strings = {
        "127.0.0.1",
        "127.9.9.9",
        "0.0.0.0",
        "0.1.2.3",
        "169.254.169.254",
        "100.100.100.200",
        "168.63.129.16",
        "192.0.0.192",
        "224.0.0.1",
        "255.255.255.255",
        "::",
        "::1",
        "fe80::1",
        "ff02::1",
        "fd00:ec2::254",
        "fd20:ce::254",
        "::ffff:127.0.0.1", // mapped
        "::ffff:169.254.169.254",
        "::127.0.0.1", // compatible
        "::ffff:0:127.0.0.1", // translated
        "64:ff9b::7f00:1", // NAT64
        "64:ff9b::a9fe:a9fe",
        "64:ff9b:1::7f00:1",
        "2002:7f00:1::", // 6to4
        "2002:a9fe:a9fe::1",
        "2001:0:4136:e378:8000:63bf:80ff:fffe", // Teredo
        "2a02:1::5efe:7f00:1", // ISATAP
        "2a02:1::200:5efe:a9fe:a9fe"
      })
  void what_only_the_node_reaches_it_does_not_reach_for_anybody(String address) {
    assertThat(reach.allows(InetAddress.ofLiteral(address), 80, OWNER)).isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "9.9.9.9",
        "10.200.0.9",
        "192.168.77.5",
        "172.24.2.1",
        "2620:fe::fe",
        "fd01::1",
        "64:ff9b::909:909",
        "2002:909:909::1"
      })
  void public_and_private_addresses_are_reached(String address) {
    assertThat(reach.allows(InetAddress.ofLiteral(address), 80, OWNER)).isTrue();
  }

  @Test
  void this_machines_own_addresses_are_not() throws Exception {
    for (var link : NetworkInterface.networkInterfaces().toList()) {
      for (var address : link.inetAddresses().toList()) {
        if (reach.allows(address, 80, OWNER)) { // then it has gone meanwhile
          assertThat(NetworkInterface.getByInetAddress(address)).isNull();
        }
      }
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "172.24.1.10",
        "fd4c:5176:4253:1::a",
        "64:ff9b::ac18:10a",
        "2002:ac18:10a::1",
        "::ffff:172.24.1.10"
      })
  void a_network_on_the_node_is_reached_for_its_owner_alone(String text) {
    var address = InetAddress.ofLiteral(text);
    assertThat(reach.allows(address, 7681, OWNER)).isTrue();
    assertThat(reach.allows(address, 7681, OTHER)).isFalse();
  }

  @ParameterizedTest
  @CsvSource({
    "127.0.0.1, 8094, true",
    "127.0.0.1, 8091, false",
    "127.0.0.2, 8094, false",
    "10.1.2.3, 80, true",
    "172.24.1.10, 80, false",
    "169.254.169.254, 80, false",
    "64:ff9b::a9fe:a9fe, 80, false",
    "::1, 443, true",
    "::1, 80, false"
  })
  void what_is_named_is_reached_at_the_ports_that_are_named(String text, int port, boolean is) {
    var named =
        new Reach(
            AddressRange.list(
                "127.0.0.1:8094, 10.1.2.3,172.16.0.0/12,169.254.0.0/16, 64:ff9b::/96,[::1]:443"),
            () -> NETWORKS);
    assertThat(named.allows(InetAddress.ofLiteral(text), port, OTHER)).isEqualTo(is);
  }

  /// Addresses come and go, Debian's name of the machine is 127.0.1.1.
  @Test
  void its_own_addresses_are_reached_at_ports_that_are_named_for_them() throws Exception {
    var own = new Reach(List.of(), Set.of(8091), () -> NETWORKS);
    for (var text : List.of("127.0.0.1", "127.0.1.1", "::1", "::ffff:127.0.1.1")) {
      var address = InetAddress.ofLiteral(text);
      assertThat(own.allows(address, 8091, OTHER)).isTrue();
      assertThat(own.allows(address, 8090, OTHER)).isFalse();
    }
    assertThat(own.allows(InetAddress.ofLiteral("169.254.169.254"), 8091, OTHER)).isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "localhost",
        "10.0.0.0/33",
        "10.1",
        "10.0.0.1:0",
        "10.0.0.1:65536",
        "fd00::/129",
        "[fd00::1]",
        "[10.0.0.1]:80",
        "10.0.0.0/",
        "::1:"
      })
  void what_is_no_range_is_told_what_it_must_be(String text) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> AddressRange.parse(text))
        .withMessageContaining(
            "'" + text + "' is no range of addresses; it must be like 10.0.0.0/8");
  }

  @Test
  void of_several_addresses_only_those_are_used_that_may_be() throws Exception {
    try (var some = answering("127.0.0.1", "9.9.9.9", "::1", "2620:fe::fe")) {
      assertThat(some.addresses("host.example", 80, OWNER))
          .extracting(found -> found.getAddress().getHostAddress())
          .containsExactly("9.9.9.9", "2620:fe:0:0:0:0:0:fe");
    }
  }

  @Test
  void a_name_that_stands_for_something_else_a_moment_later_is_looked_up_once() throws Exception {
    var answers = new ArrayDeque<>(List.of("9.9.9.9", "127.0.0.1"));
    Reach.Names rebinding = _ -> new InetAddress[] {InetAddress.ofLiteral(answers.remove())};
    try (var some = new Reach(List.of(), Set.of(), List::of, rebinding)) {
      var found = some.addresses("host.example", 80, OWNER).getFirst();
      assertThat(found.getAddress()).isInstanceOf(Inet4Address.class);
      assertThat(found.isUnresolved()).isFalse();
      assertThat(found.getAddress().getHostAddress()).isEqualTo("9.9.9.9");
      assertThatExceptionOfType(RefusedAddressException.class)
          .isThrownBy(() -> some.addresses("host.example", 80, OWNER))
          .withMessageContaining("reach.allow");
    }
  }

  @Test
  void a_name_without_address_is_told_without_saying_who_was_asked() {
    Reach.Names nobody =
        host -> {
          throw new UnknownHostException(host + ": the server 10.0.0.2 says no");
        };
    try (var some = new Reach(List.of(), Set.of(), List::of, nobody)) {
      assertThatExceptionOfType(UnknownHostException.class)
          .isThrownBy(() -> some.addresses("host.example", 80, OWNER))
          .withMessage("its host name is unknown");
    }
  }

  private static Reach answering(String... addresses) {
    var all = List.of(addresses).stream().map(InetAddress::ofLiteral).toArray(InetAddress[]::new);
    return new Reach(List.of(), Set.of(), List::of, _ -> all);
  }
}
