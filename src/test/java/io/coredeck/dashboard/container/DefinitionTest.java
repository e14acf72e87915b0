package io.coredeck.dashboard.container;

import static org.assertj.core.api.Assertions.assertThat;

import io.coredeck.wire.Json;
import org.junit.jupiter.api.Test;

/// What the definition of a container shows, and what it never shows.
class DefinitionTest {

  private static final String JSON =
      Definition.of(
          Json.reservation(
              """
              {"workload_id": 1, "id": 3, "workload_type": 1, "next_action": 3, "node_id": "n1",
               "flist": "http://ines:geheim1@hub/demo/busybox.flist",
               "environment": {"DB": "postgres://app:geheim2@db/shop", "PLAIN": "a@b"},
               "secret_environment": {"TOKEN": "c1f3e7"},
               "network_connection": [{"network_id": "default", "ipaddress": "172.24.1.2"}],
               "stats": [{"type": "redis", "data": {"endpoint": "redis://u:geheim3@r:6379/s"}}],
               "logs": [{"type": "redis", "data": {"stdout": "redis://:geheim4@r:6379/o",
                 "stderr": "", "secret_stdout": "abcdef99", "secret_stderr": ""}}],
               "capacity": {"cpu": 1, "memory": 64, "disk_size": 512, "disk_type": 1}}
              """));

  @Test
  void what_was_asked_for_is_there() {
    assertThat(JSON).contains("/demo/busybox.flist", "172.24.1.2", "\"PLAIN\": \"a@b\"");
    assertThat(JSON).doesNotContain("next_action", "customer_signature", "\"result\"");
  }

  @Test
  void secrets_and_passwords_of_addresses_are_not() {
    assertThat(JSON).doesNotContain("geheim", "c1f3e7", "abcdef99");
    assertThat(JSON).contains("\"TOKEN\": \"(hidden)\"", "postgres://(hidden)@db/shop");
  }
}
