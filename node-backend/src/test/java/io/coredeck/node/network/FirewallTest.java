package io.coredeck.node.network;

import static org.assertj.core.api.Assertions.assertThat;

import io.coredeck.model.rule.Ipv4;
import io.coredeck.node.reach.AddressRange;
import io.coredeck.node.reach.Reach;
import io.coredeck.testkit.FakeHost;
import java.util.List;
import org.junit.jupiter.api.Test;

/// What the rules say; what they do is in NetworksIT.
class FirewallTest {
  private static final Names NAMES = new Names("fw");
  private static final NetworkDefinition NET1 =
      NetworkDefinition.of(7, "net1", "172.24.0.0/16", "172.24.1.0/24");
  private static final Attachment MEMBER =
      Attachment.of(NAMES, true, "3-1", 7, "net1", Ipv4.parse("172.24.1.10").orElseThrow());

  private final FakeHost host = new FakeHost();
  private final Firewall firewall = new Firewall(NAMES, host, List.of("994"));

  @Test
  void a_network_is_in_the_rules_with_bridge_and_ranges() {
    assertThat(firewall.text(List.of(NET1), List.of()))
        .contains("set bridges { type ifname; elements = { \"fwbLQvBSpmf\" }; }")
        .contains("elements = { \"fwbLQvBSpmf\" . \"fwbLQvBSpmf\" };")
        .contains("elements = { 172.24.1.0/24 };")
        .contains("set users { type uid; elements = { 0, 994 }; }")
        .contains("elements = { fd4c:5176:4253:1::0/64 };");
  }

  @Test
  void a_container_is_in_the_rules_with_all_its_addresses() {
    assertThat(firewall.text(List.of(NET1), List.of(MEMBER)))
        .contains("{ \"fwvRw3J3vWq\" . 02:2b:ac:18:01:0a . 172.24.1.10 }")
        .contains("\"fwvRw3J3vWq\" . 02:2b:ac:18:01:0a . fe80::002b:acff:fe18:010a,")
        .contains("\"fwvRw3J3vWq\" . 02:2b:ac:18:01:0a . fd4c:5176:4253:1::a }")
        .contains("\"fwvRw3J3vWq\" . 0xfd4c517642530001000000000000000a }");
  }

  @Test
  void users_that_are_not_there_are_left_out() throws Exception {
    host.answer("id -u coredeck", "994\n");
    host.fail("id -u gone", "no such user");
    var some = Firewall.of(NAMES, host, List.of("gone", "coredeck"));
    assertThat(some.users()).containsExactly("994");
  }

  @Test
  void what_the_node_does_not_reach_for_secrets_containers_do_not_either() {
    assertThat(firewall.text(List.of(), List.of()))
        .contains(Reach.METADATA.stream().map(AddressRange::cidr).toList())
        .contains("ip daddr 168.63.129.16 meta l4proto { tcp, udp } th dport 53 return");
  }

  @Test
  void old_tables_go_and_new_ones_come_in_one_piece() throws Exception {
    firewall.install(List.of(NET1), List.of(MEMBER));
    assertThat(host.commands())
        .singleElement()
        .satisfies(command -> {
          assertThat(command.argv()).containsExactly("nft", "--file", "-");
          assertThat(command.input())
              .startsWith("add table inet coredeck_fw\ndelete table inet coredeck_fw\n")
              .endsWith(firewall.text(List.of(NET1), List.of(MEMBER)));
        });
  }

  @Test
  void a_host_without_ipv6_gets_no_ipv6_elements() throws Exception {
    var member =
        Attachment.of(NAMES, false, "3-1", 7, "net1", Ipv4.parse("172.24.1.10").orElseThrow());
    firewall.admit(member);
    assertThat(host.commands().getFirst().input()).contains("members4").doesNotContain("members6");
  }

  @Test
  void firewalls_that_drop_what_is_forwarded_are_found() throws Exception {
    host.answer(
        "nft list chains",
        """
        table ip filter {
        	chain INPUT {
        		type filter hook input priority filter; policy drop;
        	}
        	chain FORWARD {
        		type filter hook forward priority filter; policy drop;
        	}
        }
        table inet other {
        	chain forward {
        		type filter hook forward priority filter; policy accept;
        	}
        }
        """);
    assertThat(firewall.foreignDrops()).containsExactly("filter");
  }
}
