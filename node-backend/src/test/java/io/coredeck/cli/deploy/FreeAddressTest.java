package io.coredeck.cli.deploy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.coredeck.cli.setup.CliException;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// What the choice of an address promises.
class FreeAddressTest {

  @ParameterizedTest
  @CsvSource({
    "172.24.1.0/24,172.24.1.2",
    "172.24.1.7/24,172.24.1.2",
    "10.0.0.128/25,10.0.0.130",
    "200.0.0.0/30,200.0.0.2",
  })
  void the_first_is_behind_the_network_and_the_node(String range, String first) throws Exception {
    assertThat(FreeAddress.of(range, Set.of())).isEqualTo(first);
  }

  @Test
  void every_host_is_given_once_and_then_none() throws Exception {
    var taken = new HashSet<String>();
    for (var i = 2; i < 255; i++) {
      assertThat(taken.add(FreeAddress.of("172.24.1.0/24", taken))).isTrue();
    }
    assertThat(taken).contains("172.24.1.254").doesNotContain("172.24.1.255");
    assertThatThrownBy(() -> FreeAddress.of("172.24.1.0/24", taken))
        .isInstanceOf(CliException.class)
        .hasMessageContaining("172.24.1.0/24 has no free address");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "172.24.1.0", "172.24.1.0/31", "172.24.1.0/0", "a/24", "1.2.3.4/x"})
  void what_is_no_range_is_told(String range) {
    assertThatThrownBy(() -> FreeAddress.of(range, Set.of()))
        .isInstanceOf(CliException.class)
        .hasMessageContaining("it must be like 172.24.1.0/24");
  }
}
