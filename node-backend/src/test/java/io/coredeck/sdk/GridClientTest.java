package io.coredeck.sdk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.coredeck.identity.HttpSignature.Caller;
import io.coredeck.identity.Signatures;
import io.coredeck.sdk.account.AccountClient;
import io.coredeck.sdk.account.AuditClient;
import io.coredeck.wire.Json;
import io.coredeck.wire.Messages;
import java.net.ServerSocket;
import java.net.URI;
import java.util.List;
import java.util.Map;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

/// What the SDK promises to those who call an explorer.
class GridClientTest extends ScriptedGrid {

  @Test
  void every_call_is_signed_like_the_original_sdks() throws Exception {
    explorer.on("GET /users/7", "{\"id\":7,\"name\":\"ann\"}");
    assertThat(grid.user(ME).name()).isEqualTo("ann");
    assertThat(explorer.last("GET").caller(keys.publicKeyHex())).isEqualTo(new Caller("7", ME));
  }

  @Test
  void a_token_goes_over_tls_or_stays_on_this_machine() {
    var elsewhere = URI.create("http://grid.example.org/api/v1");
    for (var call :
        List.<ThrowingCallable>of(
            () -> GridClient.withToken(elsewhere, "cdk_x"),
            () -> AccountClient.withToken(elsewhere, "cdk_x"),
            () -> AuditClient.withToken(elsewhere, "cdk_x"))) {
      assertThatThrownBy(call)
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("use its https:// address");
    }
    for (var fine :
        List.of(
            "https://grid.example.org",
            "http://localhost:1",
            "http://127.0.0.1:1",
            "http://[::1]:1")) {
      AccountClient.withToken(URI.create(fine), "cdk_x").close();
    }
  }

  @Test
  void a_list_is_read_to_its_last_page() throws Exception {
    explorer
        .on("GET /farms?page=1", 200, "[{\"id\":1},{\"id\":2}]", Map.of("Pages", "2"))
        .on("GET /farms?page=2", 200, "[{\"id\":3}]", Map.of("Pages", "2"));
    assertThat(grid.farms()).extracting("id").containsExactly(1L, 2L, 3L);
  }

  @Test
  void a_list_without_pages_has_one() throws Exception {
    explorer.on("GET /nodes?farm=1&page=1", "[{\"node_id\":\"a\"}]");
    assertThat(grid.nodesOfFarm(1)).hasSize(1);
  }

  @Test
  void a_user_is_registered_once() throws Exception {
    var user = "{\"id\":9,\"name\":\"ann\",\"pubkey\":\"" + keys.publicKeyHex() + "\"}";
    explorer
        .on("GET /users?name=ann&page=1", "[]")
        .on("GET /users?name=ann&page=1", "[" + user + "]")
        .on("POST /users", 201, user, Map.of());
    assertThat(grid.register(keys, "ann", "a@b.c").id()).isEqualTo(9);
    assertThat(grid.register(keys, "ann", "a@b.c").id()).isEqualTo(9);
    assertThat(explorer.seen()).filteredOn(one -> one.route().startsWith("POST")).hasSize(1);
  }

  @Test
  void a_name_of_other_keys_is_not_taken_over() {
    explorer.on("GET /users?name=ann&page=1", "[{\"id\":9,\"name\":\"ann\",\"pubkey\":\"ab\"}]");
    assertThatThrownBy(() -> grid.register(keys, "ann", "a@b.c"))
        .isInstanceOf(GridException.class)
        .hasMessageContaining("'ann' belongs to other keys");
  }

  @Test
  void a_user_update_is_signed() throws Exception {
    explorer.on("PUT /users/7", "null");
    var user = Json.user("{\"id\":7,\"name\":\"ann\",\"email\":\"ü\"}");
    grid.updateUser(user);
    var sent = Messages.userUpdate(explorer.last("PUT").body());
    assertThat(
            Signatures.verify(
                keys.publicKeyHex(), Signatures.ofUserUpdate(ME, user), sent.senderSignature()))
        .isTrue();
  }

  @Test
  void a_pool_order_is_signed_over_its_text() throws Exception {
    explorer.on("POST /reservations/pools", 201, Messages.writePoolOrdered(4), Map.of());
    assertThat(grid.orderPool(0, 86400, 3600, List.of("n"))).isEqualTo(4);
    var order = Json.poolOrder(explorer.last("POST").body());
    assertThat(Json.isSignedTextOf(order)).isTrue();
    assertThat(order.cus()).isEqualTo(86400);
    assertThat(
            Signatures.verify(
                keys.publicKeyHex(),
                Signatures.ofPoolOrder(order.json()),
                order.customerSignature()))
        .isTrue();
  }

  @Test
  void a_pool_is_waited_for() throws Exception {
    explorer
        .on("GET /reservations/pools/4", "{\"pool_id\":4,\"cus\":0}")
        .on("GET /reservations/pools/4", "{\"pool_id\":4,\"cus\":1}");
    assertThat(grid.awaitCapacity(4, SOON).cus()).isEqualTo(1);
  }

  @Test
  void a_refusal_is_told_with_status_and_reason() {
    explorer.on("GET /users/8", 404, "{\"error\":\"user with id 8 not found\"}", Map.of());
    assertThatThrownBy(() -> grid.user(8))
        .isInstanceOfSatisfying(
            GridException.class,
            e -> {
              assertThat(e.isNotFound()).isTrue();
              assertThat(e.serverMessage()).isEqualTo("user with id 8 not found");
            })
        .hasMessage("the explorer refused GET /users/8: user with id 8 not found (404)");
  }

  @Test
  void a_page_for_browsers_is_not_what_the_explorer_said() {
    explorer.on("GET /users/8", 413, "<html><h1>Too Large</h1></html>", Map.of());
    assertThatThrownBy(() -> grid.user(8))
        .isInstanceOfSatisfying(GridException.class, e -> assertThat(e.serverMessage()).isEmpty())
        .hasMessage("the explorer refused GET /users/8: it gave no reason (413)");
  }

  @Test
  void an_explorer_that_is_down_is_told_in_one_sentence() throws Exception {
    int port;
    try (var free = new ServerSocket(0)) {
      port = free.getLocalPort();
    }
    try (var lost = GridClient.anonymous(URI.create("http://127.0.0.1:" + port + "/api/v1/"))) {
      assertThatThrownBy(lost::users)
          .isInstanceOf(GridException.class)
          .hasMessage(
              "the explorer at http://127.0.0.1:"
                  + port
                  + "/api/v1 cannot be reached; is it running?");
    }
  }

  @Test
  void an_answer_of_something_else_is_told() {
    explorer.on("GET /users/7", "<html>");
    assertThatThrownBy(() -> grid.user(7))
        .isInstanceOf(GridException.class)
        .hasMessageContaining("is it an explorer?");
  }
}
