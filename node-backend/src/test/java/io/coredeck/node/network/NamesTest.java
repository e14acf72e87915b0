package io.coredeck.node.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.coredeck.model.rule.Ipv4;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// What names promise.
class NamesTest {
  private static final Names NAMES = new Names("abc123");
  private static final NetworkDefinition NET1 =
      NetworkDefinition.of(7, "net1", "172.24.0.0/16", "172.24.1.0/24");

  /// Made with a second implementation of the original's rule.
  @ParameterizedTest
  @CsvSource({
    "7, net1, LQvBSpmfrEtfs, fd4c:5176:4253:1::a",
    "1, default, 5uRG875Yfz1h1, fd35:7552:4738:1::a"
  })
  void id_and_addresses_of_a_network_are_those_of_the_original(
      long user, String name, String id, String ula) {
    assertThat(Names.networkId(user, name)).isEqualTo(id);
    assertThat(Names.ula(id, address("172.24.1.10"))).isEqualTo(ula);
  }

  @Test
  void links_have_at_most_15_characters_and_are_known_again() {
    assertThat(NAMES.bridge(NET1))
        .isEqualTo("abc123bLQvBSpmf")
        .hasSize(15)
        .matches(NAMES::isBridge);
    assertThat(NAMES.veth("3-1")).isEqualTo("abc123vRw3J3vWq").hasSize(15).matches(NAMES::isVeth);
    assertThat(NAMES.path("3-1")).hasToString("/run/netns/abc123-3-1");
    assertThat(NAMES.namespace("3-1")).matches(NAMES::isNamespace);
  }

  @ParameterizedTest
  @ValueSource(strings = {"a", "ab", "abb", "abc12", "bbc123"})
  void no_instance_takes_another_ones_names_for_its_own(String other) {
    var others = new Names(other);
    for (var link : new String[] {NAMES.bridge(NET1), NAMES.veth("3-1")}) {
      assertThat(others.isBridge(link)).isFalse();
      assertThat(others.isVeth(link)).isFalse();
    }
    assertThat(others.isNamespace(NAMES.namespace("3-1"))).isFalse();
    assertThat(NAMES.isBridge(others.bridge(NET1))).isFalse();
    assertThat(NAMES.isVeth(others.veth("3-1"))).isFalse();
  }

  @Test
  void a_hardware_address_goes_with_the_address_in_the_network() {
    var mac = Names.mac(NET1.id(), address("172.24.1.10"));
    assertThat(mac).isEqualTo("02:2b:ac:18:01:0a");
    assertThat(Names.linkLocal(mac)).isEqualTo("fe80::002b:acff:fe18:010a");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "abcdefg", "Abc", "1ab", "a-b", "a b"})
  void an_instance_that_would_make_bad_names_is_refused(String instance) {
    assertThatThrownBy(() -> new Names(instance))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("1 to 6 lower-case letters");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "../x", "a/b", "a b", "-x", "x\ny"})
  void a_gwid_that_would_make_a_bad_path_is_refused(String gwid) {
    assertThatThrownBy(() -> Names.checkedGwid(gwid)).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void leading_zero_bytes_count_in_base58() {
    assertThat(Names.base58(new byte[] {0, 0, 57})).isEqualTo("11z");
    assertThat(Names.base58(new byte[] {1, 0})).isEqualTo("5R");
  }

  private static Ipv4 address(String text) {
    return Ipv4.parse(text).orElseThrow();
  }
}
