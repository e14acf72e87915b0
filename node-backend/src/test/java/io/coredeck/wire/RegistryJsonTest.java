package io.coredeck.wire;

import static org.assertj.core.api.Assertions.assertThat;

import io.coredeck.model.Bytes;
import io.coredeck.model.Reservation.Signature;
import io.coredeck.model.StatsSample;
import io.coredeck.model.registry.Farm;
import io.coredeck.model.registry.Location;
import io.coredeck.model.registry.Node;
import io.coredeck.model.registry.Node.NetworkInterface;
import io.coredeck.model.registry.Node.WorkloadCounts;
import io.coredeck.model.registry.Pool;
import io.coredeck.model.registry.ResourceAmount;
import io.coredeck.model.registry.User;
import io.coredeck.model.registry.WalletAddress;
import io.coredeck.testkit.Vectors;
import io.coredeck.wire.Messages.UsedResources;
import io.coredeck.wire.Messages.UserUpdate;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// What the wire promises about the registry and the small messages.
class RegistryJsonTest {
  private static final Location GHENT = new Location("Ghent", "Belgium", "Europe", 51.05, 3.5);
  private static final List<WalletAddress> WALLETS = List.of(new WalletAddress("TFT", "GA"));
  private static final ResourceAmount AMOUNT = new ResourceAmount(4, 15.5, 0, 100);

  static Stream<JsonValue> orders() {
    return Vectors.read("pool_signatures.json", "cases");
  }

  @Test
  void a_user_is_written_with_the_originals_members_and_reads_the_same() {
    var user = new User(7, "ann", "a@b.c", "ab", "host", "text", WALLETS, true);
    assertThat(Json.user(Json.write(user))).isEqualTo(user);
    assertThat(Json.users(Json.writeUsers(List.of(user)))).containsExactly(user);
    assertThat(membersOf(Json.write(user)))
        .isEqualTo("id name email pubkey host description wallet_addresses trusted_sales_channel");
  }

  @Test
  void a_farm_is_written_with_the_originals_members_and_reads_the_same() {
    var terms =
        new Farm.Terms(
            "org",
            "[{\"currency\":\"TFT\",\"cru\":1.5}]",
            "2a02::/48",
            List.of(new Farm.PublicAddress("185.1.2.3/24", "185.1.2.1", 7)),
            true,
            new Farm.UnitPrice(2, 10, 8.5, 1, 6),
            true);
    var farm = new Farm(1, 7, "local", "a@b.c", WALLETS, GHENT, terms);
    assertThat(Json.farm(Json.write(farm))).isEqualTo(farm);
    assertThat(Json.farms(Json.writeFarms(List.of(farm)))).containsExactly(farm);
    assertThat(membersOf(Json.write(farm)))
        .isEqualTo(
            "id threebot_id iyo_organization name wallet_addresses location email resource_prices"
                + " prefix_zero ipaddresses enable_custom_pricing farm_cloudunits_price"
                + " is_grid3_compliant");
  }

  @Test
  void a_node_is_written_with_the_originals_members_and_reads_the_same() {
    var iface = new NetworkInterface("eth0", List.of("10.0.0.2/24"), List.of("10.0.0.1"), "aa:bb");
    var node =
        new Node(
            2,
            "n",
            "h",
            1,
            "v",
            3,
            4,
            5,
            "a",
            GHENT,
            AMOUNT,
            ResourceAmount.NONE,
            AMOUNT,
            new WorkloadCounts(1, 2, 3, Map.of("zdb_namespace", 4L, "k8s_vm", 5L)),
            List.of(iface),
            true,
            true,
            "ab",
            List.of(3100),
            false);
    assertThat(Json.node(Json.write(node))).isEqualTo(node);
    assertThat(Json.nodes(Json.writeNodes(List.of(node)))).containsExactly(node);
    assertThat(membersOf(Json.write(node)))
        .isEqualTo(
            "id node_id hostname node_id_v1 farm_id os_version created updated uptime address"
                + " location total_resources used_resources reserved_resources workloads proofs"
                + " ifaces public_config free_to_use approved public_key_hex wg_ports deleted"
                + " reserved");
  }

  @Test
  void a_node_says_null_only_where_the_original_does() {
    var nothing = Json.node("{}");
    var nulls =
        Json.tree(Json.write(nothing)).members().entrySet().stream()
            .filter(member -> !member.getValue().isPresent())
            .map(java.util.Map.Entry::getKey);
    assertThat(nulls).containsExactlyInAnyOrder("proofs", "public_config");
  }

  @Test
  void counts_are_written_without_a_fraction_because_clients_read_one_as_nothing() {
    assertThat(Json.write(Json.node("{\"total_resources\":{\"cru\":4.0,\"mru\":16.0}}")))
        .contains("\"total_resources\":{\"cru\":4,\"mru\":16,\"hru\":0,\"sru\":0}");
  }

  @Test
  void a_pool_is_written_with_the_originals_members_and_reads_the_same() {
    var pool =
        new Pool(
            1, 86400, 0.25, 0, List.of("n"), 9, 0.5, 0.008, 0, Long.MAX_VALUE, 7, 0, List.of(3L));
    assertThat(Json.pool(Json.write(pool))).isEqualTo(pool);
    assertThat(Json.pools(Json.writePools(List.of(pool)))).containsExactly(pool);
    assertThat(membersOf(Json.write(pool)))
        .isEqualTo(
            "pool_id cus sus ipv4us node_ids last_updated active_cu active_su active_ipv4 empty_at"
                + " customer_tid sponsor_tid active_workload_ids");
    assertThat(Json.write(pool)).contains("\"cus\":86400,").contains("9223372036854775807");
  }

  @ParameterizedTest
  @MethodSource("orders")
  void an_order_keeps_its_signed_text_to_the_byte(JsonValue one) {
    var order = Json.poolOrder(one.member("post_body_text").text());
    assertThat(order.json()).isEqualTo(one.member("signed_text").text());
    assertThat(Json.isSignedTextOf(order)).isTrue();
    assertThat(Json.poolOrder(Json.write(order)).json()).isEqualTo(order.json());
    assertThat(Json.tree(Json.writeOrderData(order))).isEqualTo(Json.tree(order.json()));
  }

  @Test
  void an_order_for_something_else_than_was_signed_is_seen() {
    var order =
        Json.poolOrder(
            """
            {"json":"{\\"cus\\":1}","data_reservation":{"cus":1000000}}\
            """);
    assertThat(Json.isSignedTextOf(order)).isFalse();
    assertThat(Json.isSignedTextOf(Json.poolOrder("{\"json\":\"{\"}"))).isFalse();
  }

  @Test
  void a_sample_has_exactly_six_whole_numbers() {
    var sample =
        new StatsSample(
            1586221435, new Bytes(561152), new Bytes(315621376), new Bytes(36864), 12129887, 1);
    assertThat(Json.write(sample))
        .isEqualTo(
            "{\"timestamp\":1586221435,\"memory_usage\":561152,\"memory_limit\":315621376,"
                + "\"memory_cache\":36864,\"cpu_usage\":12129887,\"pids_current\":1}");
    assertThat(Json.statsSample(Json.write(sample))).isEqualTo(sample);
  }

  @Test
  void small_messages_read_as_they_were_written() {
    var signature = new Signature(7, "ab", 9);
    var used = new UsedResources(AMOUNT, new WorkloadCounts(1, 2, 3));
    var ifaces = List.of(new NetworkInterface("e", List.of(), List.of(), ""));
    assertThat(Messages.signature(Messages.write(signature))).isEqualTo(signature);
    assertThat(Messages.usedResources(Messages.write(used))).isEqualTo(used);
    assertThat(Messages.interfaces(Messages.writeInterfaces(ifaces))).isEqualTo(ifaces);
    assertThat(Messages.ports(Messages.writePorts(List.of(1, 2)))).containsExactly(1, 2);
    assertThat(Messages.capacity(Messages.writeCapacity(AMOUNT))).isEqualTo(AMOUNT);
    assertThat(Messages.uptime(Messages.writeUptime(60))).isEqualTo(60);
    assertThat(Messages.id(Messages.writeId(4))).isEqualTo(4);
    assertThat(Messages.reservationId(Messages.writeReservationId(5))).isEqualTo(5);
    assertThat(Messages.reservationId(Messages.writePoolOrdered(6))).isEqualTo(6);
  }

  @Test
  void a_user_update_reads_as_the_original_sdk_sends_it() {
    Vectors.read("user_update.json", "cases")
        .forEach(one -> {
          var update = Messages.userUpdate(one.member("body").json());
          assertThat(update.senderSignature())
              .isEqualTo(one.member("body").member("sender_signature_hex").text());
          assertThat(Messages.userUpdate(Messages.write(update)))
              .isEqualTo(new UserUpdate(update.user(), update.senderSignature()));
        });
  }

  @Test
  void an_error_is_told_by_its_text_whatever_form_it_has() {
    assertThat(Messages.error(Messages.writeError("no such user"))).isEqualTo("no such user");
    assertThat(Messages.error("404 page not found\n")).isEqualTo("404 page not found");
    assertThat(Messages.error("[1]")).isEqualTo("[1]");
  }

  @Test
  void a_question_about_a_signature_is_read() {
    var question = Messages.validation("{\"payload\":\"aa\",\"signature\":\"bb\"}");
    assertThat(question).isEqualTo(new Messages.Validation("aa", "bb"));
    assertThat(Messages.writeIsValid(true)).isEqualTo("{\"is_valid\":true}");
  }

  @Test
  void prices_have_the_originals_capital_names() {
    assertThat(membersOf(Messages.writePrices()))
        .isEqualTo("CuPriceDollarMonth SuPriceDollarMonth TftPriceMill IP4uPriceDollarMonth");
  }

  private static String membersOf(String json) {
    return String.join(" ", Json.tree(json).members().keySet());
  }
}
