package io.coredeck.node.network;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.coredeck.node.host.Command;
import io.coredeck.node.host.LinuxHost;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What is there after the agent, the machine or a stranger has interfered.
class NetworksRestartIT {
  private static final int PING_LIMIT_MILLISECONDS = 1000;
  private static final NetworkDefinition ONE =
      NetworkDefinition.of(7, "one", "10.213.0.0/16", "10.213.1.0/24");
  private static final Names NAMES = new Names("nir");

  private final LinuxHost host = new LinuxHost();

  @TempDir Path dir;
  private Networks networks;
  private Attachment a;

  @BeforeEach
  void a_container_in_a_network() throws Exception {
    networks = Networks.open(dir, "nir", host, Surroundings.USUAL);
    networks.apply(ONE);
    a = networks.join("901-1", 7, "one", "10.213.1.10");
  }

  @AfterEach
  void leave_nothing() throws Exception {
    networks.destroy();
  }

  @Test
  void a_connection_outlives_the_agent() throws Exception {
    try (var resident = Resident.in(a.netns());
        var socket = new Socket("10.213.1.10", Resident.PORT)) {
      var in =
          new java.io.BufferedReader(new java.io.InputStreamReader(socket.getInputStream(), UTF_8));
      assertThat(in.readLine()).isEqualTo("10.213.1.1");
      networks = Networks.open(dir, "nir", host, Surroundings.USUAL);
      socket.getOutputStream().write("still there\n".getBytes(UTF_8));
      assertThat(in.readLine()).isEqualTo("still there");
      assertThat(networks.attachments()).containsExactly("901-1");
      assertThat(networks.has(7, "one")).isTrue();
      assertThat(networks.join("901-1", 7, "one", "10.213.1.10")).isEqualTo(a);
      assertThat(resident.ask("10.213.1.1", 1)).isEmpty();
    }
  }

  @Test
  void after_a_reboot_everything_is_made_again() throws Exception {
    run("ip", "netns", "del", "nir-901-1");
    run("ip", "link", "del", NAMES.bridge(ONE));
    run("nft", "delete", "table", "inet", "coredeck_nir");
    run("nft", "delete", "table", "bridge", "coredeck_nir");
    assertThat(answersPing()).isFalse();
    networks = Networks.open(dir, "nir", host, Surroundings.USUAL);
    assertThat(answersPing()).isTrue();
    assertThat(run("nft", "list", "tables"))
        .contains("table inet coredeck_nir", "table bridge coredeck_nir");
  }

  @Test
  void a_bridge_that_someone_deleted_is_made_again_with_its_ports() throws Exception {
    run("ip", "link", "del", NAMES.bridge(ONE));
    networks.repair();
    assertThat(answersPing()).isTrue();
  }

  @Test
  void a_veth_that_someone_deleted_is_made_again_in_the_namespace_that_is_there() throws Exception {
    run("ip", "link", "del", NAMES.veth("901-1"));
    networks.join("901-1", 7, "one", "10.213.1.10");
    assertThat(answersPing()).isTrue();
  }

  @Test
  void a_firewall_that_someone_emptied_is_back_with_the_next_container() throws Exception {
    var rules = rules();
    run("nft", "delete", "table", "inet", "coredeck_nir");
    run("nft", "delete", "table", "bridge", "coredeck_nir");
    networks.join("902-1", 7, "one", "10.213.1.11");
    networks.leave("902-1");
    assertThat(rules()).isEqualTo(rules);
    run("nft", "delete", "table", "bridge", "coredeck_nir");
    networks.repair();
    assertThat(rules()).isEqualTo(rules);
  }

  @Test
  void what_was_cut_short_or_is_unknown_is_cleared_away() throws Exception {
    Files.writeString(
        dir.resolve("attachments/909-1.properties"), "user=7\nnetwork=one\nipv4=10.213.1.99\n");
    run("ip", "netns", "add", "nir-909-1");
    run("ip", "netns", "add", "nir-910-1");
    run("ip", "link", "add", "nirvabcdefgh", "type", "bridge");
    networks = Networks.open(dir, "nir", host, Surroundings.USUAL);
    assertThat(networks.attachments()).containsExactly("901-1");
    assertThat(run("ip", "netns")).contains("nir-901-1").doesNotContain("nir-909-1", "nir-910-1");
    assertThat(run("ip", "link")).doesNotContain("nirvabcdefgh");
    networks.join("911-1", 7, "one", "10.213.1.99");
  }

  @Test
  void a_container_whose_network_was_removed_is_cut_off_until_it_is_back() throws Exception {
    networks.remove(7, "one");
    networks.remove(7, "one");
    assertThat(networks.has(7, "one")).isFalse();
    assertThat(networks.attachments()).containsExactly("901-1");
    assertThat(answersPing()).isFalse();
    networks = Networks.open(dir, "nir", host, Surroundings.USUAL);
    networks.apply(ONE);
    assertThat(answersPing()).isTrue();
    networks.remove(7, "one");
    networks.leave("901-1");
    assertThat(networks.attachments()).isEmpty();
  }

  private boolean answersPing() throws IOException {
    return InetAddress.getByName("10.213.1.10").isReachable(PING_LIMIT_MILLISECONDS);
  }

  /// @return the rules without their counters
  private String rules() throws Exception {
    return (run("nft", "--stateless", "list", "table", "inet", "coredeck_nir")
            + run("nft", "--stateless", "list", "table", "bridge", "coredeck_nir"))
        .replaceAll("packets \\d+ bytes \\d+", "");
  }

  private String run(String... argv) throws Exception {
    return host.run(Command.of(argv));
  }
}
