package io.coredeck.node.container.startup;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

/// How a container finds names.
class NameFilesTest {
  private static final String UPSTREAM = "# by systemd\nnameserver 10.0.0.1\nsearch here\n";

  @Test
  void the_hosts_servers_are_used_as_they_are() {
    var host = "search lan\nnameserver 10.9.9.9\nnameserver 2001:db8::1\noptions ndots:2\n";
    assertThat(NameFiles.resolver(host, UPSTREAM)).isEqualTo(host);
  }

  @Test
  void a_server_only_the_host_reaches_gives_way_to_those_it_asks() {
    assertThat(NameFiles.resolver("nameserver 127.0.0.53\noptions edns0\n", UPSTREAM))
        .isEqualTo("options edns0\nnameserver 10.0.0.1\n");
    assertThat(NameFiles.resolver("nameserver ::1\n", UPSTREAM)).isEqualTo("nameserver 10.0.0.1\n");
  }

  @Test
  void one_server_that_can_be_reached_is_enough() {
    assertThat(NameFiles.resolver("nameserver 127.0.0.1\nnameserver 9.9.9.9\n", UPSTREAM))
        .isEqualTo("nameserver 9.9.9.9\n");
  }

  @Test
  void without_any_server_there_is_none() {
    assertThat(NameFiles.resolver("nameserver 127.0.0.53\n", "nameserver 127.0.0.1\n")).isEmpty();
    assertThat(NameFiles.resolver("nameserver localhost\n", "")).isEmpty();
  }

  @Test
  void the_container_knows_its_own_name() {
    assertThat(NameFiles.hosts("1-1", List.of("172.24.1.10", "fd00::10")))
        .isEqualTo(
            """
            127.0.0.1 localhost
            ::1 localhost ip6-localhost ip6-loopback
            172.24.1.10 1-1
            fd00::10 1-1
            """);
    assertThat(NameFiles.hosts("1-1", List.of())).endsWith("127.0.1.1 1-1\n");
  }
}
