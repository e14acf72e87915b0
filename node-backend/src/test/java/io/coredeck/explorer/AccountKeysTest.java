package io.coredeck.explorer;

import static io.coredeck.explorer.TestPeople.OWN;
import static io.coredeck.explorer.TestPeople.refused;
import static org.assertj.core.api.Assertions.assertThat;

import io.coredeck.identity.Mnemonic;
import io.coredeck.model.registry.ApiToken.Scope;
import io.coredeck.model.registry.AuditEntry.Result;
import io.coredeck.model.registry.Role;
import io.coredeck.sdk.account.AccountClient;
import io.coredeck.sdk.account.AuditClient.Filter;
import io.coredeck.wire.account.AuditMessages;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What the explorer promises about people's signing keys as words.
class AccountKeysTest {

  @TempDir private Path folder;
  private TestPeople people;
  private AccountClient.Person omar;
  private AccountClient calls;

  @BeforeEach
  void start() throws Exception {
    people = new TestPeople(new TestGrid(folder));
    omar = people.make("omar", Role.USER);
    calls = people.calls(omar);
  }

  @AfterEach
  void stop() {
    calls.close();
    people.close();
  }

  private static String words(int seed) {
    return Mnemonic.words(TestExplorer.keys(seed));
  }

  @Test
  void who_proves_the_password_again_sees_the_words_of_the_own_key() throws Exception {
    assertThat(calls.keyWords(OWN)).isEqualTo(Mnemonic.words(omar.keys()));
    refused(403, () -> calls.keyWords("not the password"));
  }

  @Test
  void nobody_sees_the_key_of_somebody_else_and_no_token_shows_one() throws Exception {
    var body = "{\"password\":\"" + OWN + "\"}";
    var path = "/accounts/omar/key";
    var grid = people.grid;
    assertThat(grid.explorer.signed(grid.alice, grid.aliceId, "POST", path, body).status())
        .isEqualTo(403);
    var token = people.token("ci", Scope.WRITE, 7);
    var request =
        HttpRequest.newBuilder(URI.create(grid.explorer.uri() + "/accounts/me/key"))
            .header("Authorization", "Bearer " + token)
            .POST(BodyPublishers.ofString(body))
            .build();
    try (var http = HttpClient.newHttpClient()) {
      var answer = http.send(request, BodyHandlers.ofString());
      assertThat(answer.statusCode()).isEqualTo(403);
      assertThat(answer.body()).contains("a token may not");
    }
  }

  @Test
  void wrong_passwords_cost_waits_here_as_well() {
    for (var i = 0; i < 5; i++) {
      refused(403, () -> calls.keyWords("not the password"));
    }
    refused(429, () -> calls.keyWords(OWN));
  }

  @Test
  void the_key_of_a_user_of_the_grid_makes_the_account_sign_as_that_user() throws Exception {
    var original = TestExplorer.keys(7);
    var tid = people.grid.explorer.user(original, "omar.3bot");
    var account = calls.bringKey(OWN, words(7));
    assertThat(account.tid()).isEqualTo(tid);
    assertThat(account.name()).isEqualTo("omar");
    var again = people.signIn("omar", OWN);
    assertThat(again.keys().publicKeyHex()).isEqualTo(original.publicKeyHex());
    assertThat(again.account().standing().generation())
        .isGreaterThan(omar.account().standing().generation());
    try (var now = people.calls(again)) {
      assertThat(now.own().tid()).isEqualTo(tid);
      assertThat(now.keyWords(OWN)).isEqualTo(words(7));
    }
    // The user of before has no account any more, and gets no rights of its own by that.
    assertThat(refused(403, () -> calls.own()).serverMessage()).contains("was deleted");
  }

  @Test
  void a_key_that_nobody_on_the_grid_has_takes_the_place_of_one_that_did_nothing()
      throws Exception {
    var account = calls.bringKey(OWN, words(8));
    assertThat(account.tid()).isEqualTo(omar.account().tid());
    assertThat(people.signIn("omar", OWN).keys().publicKeyHex())
        .isEqualTo(TestExplorer.keys(8).publicKeyHex());
    refused(401, () -> calls.own()); // signs with a key that is nobody's now
  }

  @Test
  void what_others_register_with_ones_number_or_key_is_in_nobodys_way() throws Exception {
    var farm =
        """
        {"name":"trap","threebot_id":%d,"wallet_addresses":[{"asset":"TFT","address":"G"}]}\
        """
            .formatted(omar.account().tid());
    assertThat(people.grid.explorer.post("/farms", farm).status()).isEqualTo(201);
    var original = TestExplorer.keys(7);
    var tid = people.grid.explorer.user(original, "omar.3bot");
    people.grid.explorer.user(original, "second.3bot");
    assertThat(calls.bringKey(OWN, words(7)).tid()).isEqualTo(tid);
  }

  @Test
  void who_has_reserved_something_keeps_the_key() {
    var why = refused(409, () -> people.alice.bringKey(OWN, words(9)));
    assertThat(why.serverMessage())
        .contains("has reservations, pools, templates or a farm with nodes", "cannot change");
  }

  @Test
  void a_key_of_another_account_and_the_own_one_are_refused() throws Exception {
    var mary = people.make("mary", Role.USER);
    var others = Mnemonic.words(mary.keys());
    assertThat(refused(409, () -> calls.bringKey(OWN, others)).serverMessage())
        .contains("has another account")
        .doesNotContain("mary");
    var own = Mnemonic.words(omar.keys());
    assertThat(refused(409, () -> calls.bringKey(OWN, own)).serverMessage())
        .contains("nothing to do");
  }

  @Test
  void wrong_words_are_explained_without_repeating_them() {
    assertThat(refused(400, () -> calls.bringKey(OWN, "one two three")).serverMessage())
        .isEqualTo("words: there are 3 words; there must be 24");
    refused(403, () -> calls.bringKey("not the password", words(8)));
  }

  @Test
  void both_are_remembered_and_no_word_is_kept_anywhere() throws Exception {
    calls.keyWords(OWN);
    refused(403, () -> calls.keyWords("not the password"));
    calls.bringKey(OWN, words(8));
    try (var audit = people.audit()) {
      var entries = audit.newest(Filter.ALL, 0, 100).entries();
      assertThat(entries)
          .anyMatch(one -> one.action().equals("key.export") && one.result() == Result.OK)
          .anyMatch(one -> one.action().equals("key.export") && one.result() == Result.REFUSED)
          .anyMatch(one -> one.action().equals("key.import") && one.detail().equals("a new key"));
      assertThat(AuditMessages.write(entries)).doesNotContain(words(8).substring(0, 30));
    }
    try (var files = Files.walk(folder)) {
      for (var file : files.filter(Files::isRegularFile).toList()) {
        assertThat(Files.readString(file, StandardCharsets.ISO_8859_1))
            .doesNotContain(
                words(8).substring(0, 30), Mnemonic.words(omar.keys()).substring(0, 30));
      }
    }
  }
}
