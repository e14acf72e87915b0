package io.coredeck.explorer;

import static io.coredeck.explorer.TestExplorer.expect;
import static org.assertj.core.api.Assertions.assertThat;

import io.coredeck.identity.HttpSignature;
import io.coredeck.identity.Mnemonic;
import io.coredeck.model.registry.Role;
import io.coredeck.sdk.account.AccountClient;
import io.coredeck.sdk.account.AccountClient.Person;
import io.coredeck.sdk.search.Listed;
import io.coredeck.sdk.search.Search;
import io.coredeck.sdk.zos.Zos;
import io.coredeck.wire.account.AccountMessages;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The key that a sign-in hands out counts with the session of that sign-in, and not after it.
class SessionsTest {
  @TempDir private Path folder;
  private TestPeople people;
  private Person omar;

  @BeforeEach
  void start() throws Exception {
    people = new TestPeople(new TestGrid(folder));
    omar = people.make("omar", Role.USER);
  }

  @AfterEach
  void stop() {
    people.close();
  }

  private Person again() throws Exception {
    return people.signIn("omar", TestPeople.OWN);
  }

  private int look(Person person) throws Exception {
    return people.grid.explorer.signed(person, "GET", "/accounts/me", "").status();
  }

  private int byKeyAlone(Person person) throws Exception {
    var tid = person.account().tid();
    return people.grid.explorer.signed(person.keys(), tid, "GET", "/accounts/me", "").status();
  }

  private String aliceAsSeenWithTheKeyOf(Person person) throws Exception {
    var now = people.grid.explorer.now();
    var headers = HttpSignature.headers(person.keys(), "" + person.account().tid(), now);
    var path = "/users/" + people.grid.aliceId;
    return people.grid.explorer.call("GET", path, "", headers).text();
  }

  @Test
  void the_key_alone_or_with_anothers_session_is_nothing() throws Exception {
    assertThat(look(omar)).isEqualTo(200);
    assertThat(byKeyAlone(omar)).isEqualTo(401);
    var mary = people.make("mary", Role.ADMIN);
    assertThat(look(new Person(omar.account(), omar.keys(), mary.session()))).isEqualTo(401);
    assertThat(look(new Person(omar.account(), omar.keys(), "x".repeat(500)))).isEqualTo(401);
    var nobody = Map.of(AccountMessages.SESSION, omar.session());
    expect(401, people.grid.explorer.call("GET", "/accounts/me", "", nobody));
  }

  @Test
  void a_signature_in_a_body_needs_the_session_too() throws Exception {
    var tid = omar.account().tid();
    var order = TestExplorer.poolBody(omar.keys(), tid, 0, 1000, people.grid.node.nodeId());
    var path = "/reservations/pools";
    var refused = expect(401, people.grid.explorer.post(path, order));
    assertThat(refused.error()).contains("Coredeck-Session", "sign in");
    var session = Map.of(AccountMessages.SESSION, omar.session());
    expect(201, people.grid.explorer.call("POST", path, order, session));
    var other = people.token("of alice", io.coredeck.model.registry.ApiToken.Scope.WRITE, 7);
    var bearer = Map.of("Authorization", "Bearer " + other);
    expect(401, people.grid.explorer.call("POST", path, order, bearer));
  }

  @Test
  void emails_are_not_shown_to_the_key_alone() throws Exception {
    assertThat(aliceAsSeenWithTheKeyOf(omar)).doesNotContain("alice@example.org");
    var path = "/users/" + people.grid.aliceId;
    assertThat(people.grid.explorer.signed(omar, "GET", path, "").text())
        .contains("alice@example.org");
  }

  @Test
  void signing_out_ends_that_session_and_everywhere_all() throws Exception {
    var second = again();
    try (var calls = people.calls(omar)) {
      calls.signOut(false);
    }
    assertThat(look(omar)).isEqualTo(401);
    assertThat(look(second)).isEqualTo(200);
    var third = again();
    try (var calls = people.calls(third)) {
      calls.signOut(true);
    }
    assertThat(look(second)).isEqualTo(401);
    assertThat(look(third)).isEqualTo(401);
    assertThat(look(again())).isEqualTo(200);
  }

  @Test
  void a_reset_disabling_and_another_role_end_all() throws Exception {
    people.alice.setDisabled("omar", true);
    people.alice.setDisabled("omar", false);
    assertThat(look(omar)).as("also when enabled again").isEqualTo(401);
    var second = again();
    people.alice.setRole("omar", Role.VIEWER);
    assertThat(look(second)).isEqualTo(401);
    var third = again();
    people.alice.resetPassword("omar");
    assertThat(look(third)).isEqualTo(401);
  }

  @Test
  void who_changes_the_own_password_goes_on_and_all_others_end() throws Exception {
    var second = again();
    try (var calls = people.calls(second)) {
      calls.setPassword("omar", TestPeople.OWN, "chosen once more");
      assertThat(calls.own().name()).isEqualTo("omar");
    }
    assertThat(look(omar)).isEqualTo(401);
    assertThat(look(second)).isEqualTo(200);
  }

  @Test
  void a_session_ends_by_itself_and_the_eldest_give_way() throws Exception {
    people.grid.explorer.pass(Duration.ofHours(1));
    for (var i = 0; i < 64; i++) {
      var _ = again();
    }
    assertThat(look(omar)).as("the eldest of 65").isEqualTo(401);
    var last = again();
    people.grid.explorer.pass(Duration.ofHours(12));
    assertThat(look(last)).isEqualTo(200);
    people.grid.explorer.pass(Duration.ofMinutes(31));
    assertThat(look(last)).isEqualTo(401);
  }

  @Test
  void a_key_taken_along_or_brought_proves_its_person_alone() throws Exception {
    String words;
    try (var calls = people.calls(omar)) {
      words = calls.keyWords(TestPeople.OWN);
    }
    assertThat(Mnemonic.keys(words).publicKeyHex()).isEqualTo(omar.keys().publicKeyHex());
    assertThat(byKeyAlone(omar)).isEqualTo(200);
    assertThat(aliceAsSeenWithTheKeyOf(omar)).contains("alice@example.org");
    assertThat(again().account().standing().isKeyOut()).isTrue();
    people.alice.setDisabled("omar", true);
    assertThat(byKeyAlone(omar)).isEqualTo(403);
    assertThat(aliceAsSeenWithTheKeyOf(omar)).doesNotContain("alice@example.org");
    assertThat(people.account("alice").standing().isKeyOut()).as("came with its key").isTrue();
    var mary = people.make("mary", Role.USER);
    assertThat(mary.account().standing().isKeyOut()).isFalse();
    var other = TestExplorer.keys(77);
    try (var calls = people.calls(mary)) {
      calls.bringKey(TestPeople.OWN, Mnemonic.words(other));
    }
    assertThat(look(mary)).isEqualTo(401);
    try (var calls =
        AccountClient.connect(people.grid.explorer.uri(), other, mary.account().tid())) {
      assertThat(calls.own().name()).isEqualTo("mary");
    }
  }

  @Test
  void the_session_of_a_deleted_account_is_not_that_of_its_successor() throws Exception {
    people.alice.remove("omar");
    assertThat(look(omar)).isEqualTo(403);
    TestPeople.refused(409, () -> people.make("omar", Role.USER)); // the user's name stays taken
    var successor = people.make("omar-again", Role.USER);
    assertThat(look(successor)).isEqualTo(200);
    assertThat(look(new Person(successor.account(), successor.keys(), omar.session())))
        .isEqualTo(401);
  }

  @Test
  void programs_of_fresh_accounts_go_on_with_the_session() throws Exception {
    var tid = omar.account().tid();
    var uri = people.grid.explorer.uri();
    try (var zos = Zos.connect(uri, omar.keys(), tid, omar.session());
        var without = Zos.connect(uri, omar.keys(), tid)) {
      assertThat(zos.lists().stream(Listed.AUDIT, Search.ALL)).isNotEmpty();
      assertThat(zos.grid().orderPool(0, 10, 10, List.of(people.grid.node.nodeId()))).isPositive();
      TestPeople.refused(401, () -> without.lists().first(Listed.AUDIT, Search.ALL));
    }
  }
}
