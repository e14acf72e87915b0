package io.coredeck.explorer;

import static io.coredeck.explorer.TestPeople.OWN;
import static io.coredeck.explorer.TestPeople.refused;
import static org.assertj.core.api.Assertions.assertThat;

import io.coredeck.explorer.TestExplorer.Reply;
import io.coredeck.identity.Secrets;
import io.coredeck.model.Reservation;
import io.coredeck.model.registry.ApiToken;
import io.coredeck.model.registry.ApiToken.Scope;
import io.coredeck.model.registry.Role;
import io.coredeck.sdk.GridClient;
import io.coredeck.sdk.account.AccountClient;
import io.coredeck.sdk.account.AuditClient;
import io.coredeck.wire.account.TokenMessages.Wish;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What the explorer promises about tokens.
class TokensTest {
  @TempDir private Path folder;
  private TestPeople people;

  @BeforeEach
  void start() throws Exception {
    people = new TestPeople(new TestGrid(folder));
  }

  @AfterEach
  void stop() {
    people.close();
  }

  private Reply bearing(String token, String method, String path, String body) throws Exception {
    var headers = Map.of("Authorization", "Bearer " + token);
    return people.grid.explorer.call(method, path, body, headers);
  }

  @Test
  void a_token_is_told_once_and_lies_nowhere_as_it_is() throws Exception {
    var text = people.token("ci", Scope.WRITE, 30);
    assertThat(text).matches("cdk_[0-9A-Za-z]{49}");
    assertThat(people.token("other", Scope.WRITE, 30)).isNotEqualTo(text);
    try (var files = Files.list(folder)) {
      for (var file : files.toList()) {
        assertThat(Files.readString(file, StandardCharsets.ISO_8859_1)).doesNotContain(text);
      }
    }
    assertThat(people.alice.tokens("alice"))
        .extracting(ApiToken::name, ApiToken::scope, ApiToken::lastUsed)
        .containsExactly(
            org.assertj.core.groups.Tuple.tuple("ci", Scope.WRITE, 0L),
            org.assertj.core.groups.Tuple.tuple("other", Scope.WRITE, 0L));
  }

  @Test
  void its_bearer_deploys_deletes_and_orders_without_any_key() throws Exception {
    var token = people.token("ci", Scope.WRITE, 30);
    try (var grid = GridClient.withToken(people.grid.explorer.uri(), token)) {
      assertThat(grid.tid()).isEqualTo(people.grid.aliceId);
      var id = grid.deploy(people.grid.wish(TestGrid.container(1, 1024)));
      assertThat(people.grid.workload(id).customerSignature()).isNotEmpty();
      grid.decommission(id);
      assertThat(people.grid.workload(id).nextAction().isDelete()).isTrue();
      assertThat(grid.orderPool(people.grid.poolId, 5, 5, List.of(people.grid.node.nodeId())))
          .isPositive();
      grid.updateUser(grid.user(grid.tid()));
      assertThat(grid.pools()).hasSize(1);
      assertThat(grid.users()).anyMatch(user -> user.email().equals("alice@example.org"));
    }
  }

  @Test
  void a_secret_its_bearer_sends_is_read_by_the_node_alone() throws Exception {
    var token = people.token("ci", Scope.WRITE, 30);
    try (var grid = GridClient.withToken(people.grid.explorer.uri(), token)) {
      var hex = grid.secretFor(people.grid.node.nodeId(), "sesame");
      var plain =
          Secrets.decrypt(
              Reservation.CURRENT_VERSION, people.grid.node, people.grid.alice.publicKeyHex(), hex);
      assertThat(new String(plain, StandardCharsets.UTF_8)).isEqualTo("sesame");
      refused(400, () -> grid.secretFor("no node", "sesame"));
    }
  }

  @Test
  void a_token_that_may_read_changes_nothing() throws Exception {
    var token = people.token("look", Scope.READ, 7);
    try (var grid = GridClient.withToken(people.grid.explorer.uri(), token)) {
      assertThat(grid.pools()).hasSize(1);
      assertThat(
              refused(403, () -> grid.deploy(people.grid.wish(TestGrid.container(1, 1024))))
                  .getMessage())
          .contains("may only read");
      refused(403, () -> grid.orderPool(0, 1, 1, List.of(people.grid.node.nodeId())));
      refused(403, () -> grid.secretFor(people.grid.node.nodeId(), "x"));
    }
  }

  @Test
  void no_token_manages_accounts_passwords_and_tokens() throws Exception {
    var token = people.token("ci", Scope.WRITE, 30);
    try (var calls = AccountClient.withToken(people.grid.explorer.uri(), token)) {
      assertThat(calls.own().name()).isEqualTo("alice");
      assertThat(calls.list()).hasSize(1);
      assertThat(calls.tokens("alice")).hasSize(1);
      refused(403, () -> calls.create("omar", Role.ADMIN, OWN));
      refused(403, () -> calls.setPassword("alice", OWN, "yet another one"));
      refused(403, () -> calls.createToken("alice", new Wish("more", Scope.READ, 7)));
      refused(403, () -> calls.revokeToken("alice", 1));
      refused(403, () -> calls.signOut(true));
    }
  }

  @Test
  void what_it_may_is_what_its_owner_may_now() throws Exception {
    var omar = people.make("omar", Role.USER);
    String token;
    try (var calls = people.calls(omar)) {
      token = calls.createToken("omar", new Wish("ci", Scope.WRITE, 7)).text();
    }
    people.alice.setRole("omar", Role.VIEWER);
    try (var grid = GridClient.withToken(people.grid.explorer.uri(), token)) {
      refused(403, () -> grid.orderPool(0, 1, 1, List.of(people.grid.node.nodeId())));
      people.alice.setDisabled("omar", true);
      refused(403, () -> AccountClient.withToken(people.grid.explorer.uri(), token).own());
    }
    assertThat(bearing(token, "GET", "/users", "").status()).isEqualTo(403);
  }

  @Test
  void a_reset_signing_out_everywhere_and_disabling_end_tokens() throws Exception {
    people.make("omar", Role.USER);
    String token;
    try (var calls = people.calls(people.signIn("omar", OWN))) {
      token = calls.createToken("omar", new Wish("a", Scope.WRITE, 7)).text();
      calls.signOut(true);
    }
    assertThat(bearing(token, "GET", "/accounts/me", "").error()).contains("was revoked");
    try (var calls = people.calls(people.signIn("omar", OWN))) {
      token = calls.createToken("omar", new Wish("b", Scope.WRITE, 7)).text();
    }
    people.alice.setDisabled("omar", true);
    people.alice.setDisabled("omar", false);
    assertThat(bearing(token, "GET", "/accounts/me", "").error()).contains("was revoked");
    try (var calls = people.calls(people.signIn("omar", OWN))) {
      token = calls.createToken("omar", new Wish("c", Scope.WRITE, 7)).text();
    }
    var given = people.alice.resetPassword("omar").password();
    try (var calls = people.calls(people.signIn("omar", given))) {
      calls.setPassword("omar", given, "chosen once more");
    }
    assertThat(bearing(token, "GET", "/accounts/me", "").error()).contains("was revoked");
  }

  @Test
  void it_signs_for_nobody_but_its_owner() throws Exception {
    var omar = people.make("omar", Role.USER);
    String token;
    try (var calls = people.calls(omar)) {
      token = calls.createToken("omar", new Wish("ci", Scope.WRITE, 7)).text();
    }
    var id = people.grid.deploy(TestGrid.container(1, 1024));
    var body = "{\"tid\":%d,\"signature\":\"\"}".formatted(people.grid.aliceId);
    assertThat(
            bearing(token, "POST", "/reservations/workloads/%d/sign/delete".formatted(id), body)
                .status())
        .isEqualTo(401);
    var wish = io.coredeck.wire.Json.write(people.grid.wish(TestGrid.container(1, 1024)));
    assertThat(bearing(token, "POST", "/reservations/workloads", wish).status())
        .isGreaterThanOrEqualTo(400);
    var user = "{\"name\":\"alice\",\"email\":\"x@y.z\"}";
    assertThat(bearing(token, "PUT", "/users/" + people.grid.aliceId, user).status())
        .isEqualTo(400);
  }

  @Test
  void a_revoked_and_an_expired_token_are_said_so_and_do_not_count_as_guesses() throws Exception {
    var revoked = people.token("old", Scope.READ, 7);
    people.alice.revokeToken("alice", people.alice.tokens("alice").getFirst().id());
    for (var i = 0; i < 10; i++) {
      assertThat(bearing(revoked, "GET", "/accounts/me", "").error()).contains("was revoked");
    }
    var brief = people.token("brief", Scope.READ, 7);
    assertThat(bearing(brief, "GET", "/accounts/me", "").status()).isEqualTo(200);
    people.grid.explorer.pass(Duration.ofDays(8));
    var reply = bearing(brief, "GET", "/accounts/me", "");
    assertThat(reply.status()).isEqualTo(401);
    assertThat(reply.error()).contains("has expired");
  }

  @Test
  void who_guesses_has_to_wait_and_locks_out_no_good_token() throws Exception {
    var good = people.token("ci", Scope.READ, 7);
    for (var guess = 0; guess < 5; guess++) {
      var reply = bearing("cdk_guess" + guess, "GET", "/accounts/me", "");
      assertThat(reply.status()).isEqualTo(401);
      assertThat(reply.error()).contains("no token");
    }
    var reply = bearing("cdk_guess5", "GET", "/accounts/me", "");
    assertThat(reply.status()).isEqualTo(429);
    assertThat(reply.header("Retry-After")).isNotEmpty();
    assertThat(bearing(good, "GET", "/accounts/me", "").status()).isEqualTo(200);
    assertThat(bearing("cdk_guess6", "GET", "/accounts/me", "").status()).isEqualTo(429);
    people.grid.explorer.pass(Duration.ofSeconds(3));
    assertThat(bearing("cdk_guess7", "GET", "/accounts/me", "").status()).isEqualTo(401);
  }

  @Test
  void it_is_known_about_when_it_was_last_used() throws Exception {
    var token = people.token("ci", Scope.READ, 30);
    bearing(token, "GET", "/accounts/me", "");
    var first = lastUsed();
    assertThat(first).isCloseTo(people.grid.explorer.now().getEpochSecond(), within(5));
    people.grid.explorer.pass(Duration.ofMinutes(1));
    bearing(token, "GET", "/accounts/me", "");
    assertThat(lastUsed()).isEqualTo(first);
    people.grid.explorer.pass(Duration.ofMinutes(3).plusSeconds(150));
    bearing(token, "GET", "/accounts/me", "");
    assertThat(lastUsed()).isGreaterThan(first);
  }

  private long lastUsed() throws Exception {
    var reply =
        people.grid.explorer.signed(
            people.grid.alice, people.grid.aliceId, "GET", "/accounts/alice/tokens", "");
    return reply.json().items().getFirst().member("last_used").integer();
  }

  private static org.assertj.core.data.Offset<Long> within(long seconds) {
    return org.assertj.core.data.Offset.offset(seconds);
  }

  @Test
  void names_days_and_numbers_of_tokens_have_bounds() throws Exception {
    refused(400, () -> people.token("", Scope.READ, 7));
    refused(400, () -> people.token("x".repeat(64), Scope.READ, 7));
    refused(400, () -> people.token("x", Scope.READ, 0));
    refused(400, () -> people.token("x", Scope.READ, 367));
    people.token("x", Scope.READ, 365);
    refused(409, () -> people.token("x", Scope.READ, 7));
    for (var i = 1; i < 50; i++) {
      people.token("t" + i, Scope.READ, 7);
    }
    assertThat(refused(409, () -> people.token("one more", Scope.READ, 7)).getMessage())
        .contains("revoke one first");
  }

  @Test
  void the_audit_is_read_with_it_and_names_it() throws Exception {
    var token = people.token("ci", Scope.WRITE, 30);
    try (var grid = GridClient.withToken(people.grid.explorer.uri(), token);
        var audit = AuditClient.withToken(people.grid.explorer.uri(), token)) {
      grid.deploy(people.grid.wish(TestGrid.container(1, 1024)));
      var entry = audit.newest(AuditClient.Filter.ALL, 0, 1).entries().getFirst();
      assertThat(entry.action()).isEqualTo("container.deploy");
      assertThat(entry.via()).isEqualTo("token ci");
      assertThat(entry.actor()).isEqualTo("alice");
    }
  }
}
