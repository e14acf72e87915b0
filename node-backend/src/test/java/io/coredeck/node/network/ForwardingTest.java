package io.coredeck.node.network;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What happens to the host's own settings.
class ForwardingTest {
  @TempDir Path dir;
  private Path settings;
  private Forwarding first;
  private Forwarding second;

  @BeforeEach
  void a_host_that_forwards_nothing() throws IOException {
    settings = dir.resolve("net");
    set("ipv4/ip_forward", "0");
    set("ipv4/conf/all/accept_redirects", "1");
    set("ipv4/conf/eth0/forwarding", "0");
    set("ipv6/conf/all/forwarding", "0");
    set("ipv6/conf/eth0/forwarding", "0");
    set("ipv6/conf/eth0/accept_ra", "1");
    set("ipv6/conf/eth1/forwarding", "0");
    set("ipv6/conf/eth1/accept_ra", "0");
    first = new Forwarding("one", settings, dir.resolve("run"));
    second = new Forwarding("two", settings, dir.resolve("run"));
  }

  @Test
  void a_claim_switches_forwarding_on_and_keeps_router_advertisements() throws IOException {
    first.claim();
    assertThat(get("ipv4/ip_forward")).isEqualTo("1");
    assertThat(get("ipv6/conf/all/forwarding")).isEqualTo("1");
    assertThat(get("ipv6/conf/eth0/accept_ra")).isEqualTo("2");
    assertThat(get("ipv6/conf/eth1/accept_ra")).isEqualTo("0");
  }

  @Test
  void the_last_release_puts_everything_back() throws IOException {
    first.claim();
    second.claim();
    set("ipv4/conf/all/accept_redirects", "0"); // as the kernel does
    first.release();
    assertThat(get("ipv4/ip_forward")).isEqualTo("1");
    second.release();
    assertThat(get("ipv4/ip_forward")).isEqualTo("0");
    assertThat(get("ipv6/conf/all/forwarding")).isEqualTo("0");
    assertThat(get("ipv6/conf/eth0/accept_ra")).isEqualTo("1");
    assertThat(get("ipv4/conf/all/accept_redirects")).isEqualTo("1");
  }

  @Test
  void what_was_on_before_stays_on() throws IOException {
    set("ipv4/ip_forward", "1");
    first.claim();
    first.release();
    assertThat(get("ipv4/ip_forward")).isEqualTo("1");
    assertThat(get("ipv6/conf/all/forwarding")).isEqualTo("0");
  }

  @Test
  void a_claim_made_again_switches_it_on_again_but_remembers_the_beginning() throws IOException {
    first.claim();
    set("ipv4/ip_forward", "0");
    first.claim();
    assertThat(get("ipv4/ip_forward")).isEqualTo("1");
    first.release();
    first.release();
    assertThat(get("ipv4/ip_forward")).isEqualTo("0");
  }

  @Test
  void a_link_that_has_gone_and_a_host_without_ipv6_are_no_trouble() throws IOException {
    first.claim();
    Files.delete(settings.resolve("ipv4/conf/eth0/forwarding"));
    for (var link : new String[] {"all", "eth0", "eth1"}) {
      Files.delete(settings.resolve("ipv6/conf/" + link + "/forwarding"));
    }
    first.release();
    assertThat(get("ipv4/ip_forward")).isEqualTo("0");
    first.claim();
    assertThat(get("ipv4/ip_forward")).isEqualTo("1");
  }

  private void set(String setting, String value) throws IOException {
    var file = settings.resolve(setting);
    Files.createDirectories(file.getParent());
    Files.writeString(file, value + "\n");
  }

  private String get(String setting) throws IOException {
    return Files.readString(settings.resolve(setting)).strip();
  }
}
