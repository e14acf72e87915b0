package io.coredeck.node;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.coredeck.node.network.Surroundings;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// How the agent's configuration is read.
class NodeConfigTest {
  private static final String NEEDED =
      """
      data=/var/lib/x
      instance=cd
      explorer=http://127.0.0.1:8090/api/v1
      redis=redis://127.0.0.1:8094
      key.file=/key
      farm.id=1
      corex=/corex
      storage.gib=0
      ready.file=/ready
      """;

  @TempDir Path dir;

  private NodeConfig read(String more) throws Exception {
    return NodeConfig.read(Files.writeString(dir.resolve("node.properties"), NEEDED + more));
  }

  @Test
  void its_doors_are_shut_unless_they_are_named() throws Exception {
    var doors = read("reach.allow=\nreach.own=\nnetworks.ranges=\nnetworks.users=\n").doors();
    assertThat(doors.reach()).isEmpty();
    assertThat(doors.ownPorts()).isEmpty();
    assertThat(doors.users()).isEmpty();
    assertThat(doors.ranges()).isEqualTo(Surroundings.PRIVATE);
  }

  /// The agent may be started again with what an earlier version of `up` has written.
  @Test
  void settings_that_do_not_know_them_leave_the_platform_its_redis_and_its_user() throws Exception {
    var doors = read("").doors();
    assertThat(doors.ownPorts()).containsExactly(8094);
    assertThat(doors.users()).containsExactly("coredeck");
  }

  @Test
  void each_of_them_is_a_list() throws Exception {
    var config =
        read(
            """
            reach.allow=127.0.0.1:8094, 10.0.0.0/8,[::1]:8091
            reach.own=8091, 443
            networks.ranges=172.24.0.0/16,10.9.0.0/16
            networks.users=coredeck,alice
            elevated.prefix=https://hub.example/trusted/
            """);
    assertThat(config.doors().reach()).hasSize(3);
    assertThat(config.doors().ownPorts()).containsExactlyInAnyOrder(8091, 443);
    assertThat(config.doors().ranges())
        .extracting(Object::toString)
        .containsExactly("172.24.0.0/16", "10.9.0.0/16");
    assertThat(config.doors().users()).containsExactly("coredeck", "alice");
    assertThat(config.elevatedPrefix()).isEqualTo("https://hub.example/trusted/");
  }

  @Test
  void all_that_is_wrong_with_them_is_told_at_once() {
    assertThatIllegalArgumentException()
        .isThrownBy(() ->
            read(
                """
                reach.allow=hub.example:80
                reach.own=65536
                networks.ranges=10.0.0.0
                networks.users=a b
                elevated.prefix=https://hub.example/trusted
                """))
        .withMessageContainingAll(
            "reach.allow has 'hub.example:80'; ",
            "reach.own has '65536'; it must be a port from 1 to 65535",
            "networks.ranges has '10.0.0.0'; it must be ranges like 10.0.0.0/8",
            "networks.users has 'a b'; ",
            "elevated.prefix is 'https://hub.example/trusted'; it must be like https://HOST/");
  }
}
