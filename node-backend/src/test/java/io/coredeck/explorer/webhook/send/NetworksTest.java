package io.coredeck.explorer.webhook.send;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.net.NetworkInterface;
import java.util.Collections;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// To which addresses webhooks go.
class NetworksTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "0.0.0.0",
        "10.1.2.3",
        "100.64.0.1",
        "100.100.100.200",
        "127.0.0.1",
        "127.255.255.254",
        "168.63.129.16",
        "169.254.169.254",
        "172.16.0.1",
        "172.31.255.255",
        "192.0.0.192",
        "192.168.1.1",
        "198.18.0.1",
        "224.0.0.1",
        "255.255.255.255",
        "::",
        "::1",
        "::127.0.0.1",
        "::ffff:10.0.0.1",
        "64:ff9b::a00:1",
        "2001::1",
        "2001:db8::1",
        "2002:7f00:1::",
        "fc00::1",
        "fd00:ec2::254",
        "fe80::1",
        "fec0::1",
        "ff02::1"
      })
  void what_is_not_public_is_not_reached_unless_an_admin_names_it(String text) {
    var address = InetAddress.ofLiteral(text);
    assertThat(Networks.PUBLIC.mayReach(address, true)).isFalse();
    assertThat(Networks.PUBLIC.mayReach(address, false)).isFalse();
    var named = Networks.of(address.getHostAddress().replaceFirst("%.*", ""));
    assertThat(named.mayReach(address, true)).isTrue();
    assertThat(named.mayReach(address, false)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "1.1.1.1",
        "9.255.255.255",
        "11.0.0.0",
        "100.63.255.255",
        "100.128.0.0",
        "172.15.255.255",
        "172.32.0.0",
        "192.167.255.255",
        "223.255.255.255",
        "2606:4700::1111",
        "2a00::1"
      })
  void what_is_public_is_reached_over_tls_alone(String text) {
    var address = InetAddress.ofLiteral(text);
    assertThat(Networks.PUBLIC.mayReach(address, true)).isTrue();
    assertThat(Networks.PUBLIC.mayReach(address, false)).isFalse();
    assertThat(Networks.of("10.0.0.0/8").mayReach(address, false)).isFalse();
  }

  @Test
  void no_address_of_this_machine_is_reached() throws Exception {
    for (var each : Collections.list(NetworkInterface.getNetworkInterfaces())) {
      for (var address : Collections.list(each.getInetAddresses())) {
        assertThat(Networks.PUBLIC.mayReach(address, true)).as("%s", address).isFalse();
      }
    }
  }

  @Test
  void ranges_are_read_and_what_is_none_is_said() {
    var named = Networks.of(" 10.1.0.0/16, fd00::/8 ,192.0.2.7");
    assertThat(named.mayReach(InetAddress.ofLiteral("10.1.255.1"), false)).isTrue();
    assertThat(named.mayReach(InetAddress.ofLiteral("10.2.0.1"), false)).isFalse();
    assertThat(named.mayReach(InetAddress.ofLiteral("fd12::1"), false)).isTrue();
    assertThat(named.mayReach(InetAddress.ofLiteral("192.0.2.7"), false)).isTrue();
    assertThat(named.mayReach(InetAddress.ofLiteral("192.0.2.8"), false)).isFalse();
    assertThat(Networks.of("")).isEqualTo(Networks.PUBLIC);
    for (var wrong : new String[] {"10.0.0.0/33", "10.0.0.0/-1", "example.org", "10/8", "::1/x"}) {
      assertThatThrownBy(() -> Networks.of(wrong)).hasMessageContaining("is no range of addresses");
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "ftp://example.org/",
        "http://example.org/",
        "https:///x",
        "https://name:secret@example.org/",
        "https://example.org/#part",
        "https://example.org:99999/",
        "https://127.0.0.1/",
        "https://[::1]/",
        "https://169.254.169.254/latest",
        "https://exa mple.org/",
        "file:///etc/passwd",
        "example.org"
      })
  void a_url_that_cannot_be_right_is_refused_with_a_reason(String url) {
    assertThatThrownBy(() -> TargetUrl.check(url, Networks.PUBLIC))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("url ");
  }

  @Test
  void of_a_url_others_see_only_where_it_leads() {
    TargetUrl.check("https://example.org:8443/a?token=b", Networks.PUBLIC);
    assertThat(TargetUrl.shown("https://example.org:8443/a?token=b"))
        .isEqualTo("https://example.org:8443/…");
  }
}
