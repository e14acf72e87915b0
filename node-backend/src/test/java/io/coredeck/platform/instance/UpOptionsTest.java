package io.coredeck.platform.instance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.coredeck.platform.instance.UpOptions.NodeDoors;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/// What `up` takes, and what its programs are told.
class UpOptionsTest {

  private static UpOptions options(String listen, boolean behindProxy, NodeDoors doors) {
    return new UpOptions(
        Path.of("/d"),
        listen,
        8080,
        8090,
        8091,
        8094,
        "172.24.0.0/16",
        0,
        behindProxy,
        "",
        false,
        false,
        doors);
  }

  private static void refused(NodeDoors doors, String message) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> options("127.0.0.1", false, doors))
        .withMessageContaining(message);
  }

  @Test
  void the_node_finds_the_hub_by_whatever_address_the_machine_has() {
    var doors = new NodeDoors("", "", "");
    assertThat(options("127.0.0.1", false, doors).ownPorts()).isEmpty();
    assertThat(options("::", false, doors).ownPorts()).isEqualTo("8091");
    assertThat(options("0.0.0.0", true, doors).ownPorts()).isEqualTo("8091,443,80");
  }

  @Test
  void doors_that_the_node_would_not_take_are_refused_at_once() {
    refused(new NodeDoors("999.1.1.1/99", "", ""), "--reach-allow is '999.1.1.1/99'; ");
    refused(new NodeDoors("", "999.1/99", ""), "--tenant-ranges is '999.1/99'; ");
    refused(new NodeDoors("", "9.0.0.0/8", ""), "--tenant-ranges is '9.0.0.0/8'; ");
    refused(
        new NodeDoors("", "10.0.0.0/8, 172.25.0.0/16", ""),
        "--network-range is 172.24.0.0/16; it must be inside of --tenant-ranges, which is 10.0");
    var wide = new NodeDoors("10.1.2.3:6379, [fd00::5]:443", "10.9.0.0/16,172.16.0.0/12", "ada");
    assertThat(options("127.0.0.1", false, wide).doors()).isEqualTo(wide);
  }
}
