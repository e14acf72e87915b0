package io.coredeck.explorer;

import static io.coredeck.explorer.TestExplorer.SETUP_TOKEN;
import static io.coredeck.explorer.TestPeople.refused;
import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jwt.JWTClaimsSet;
import io.coredeck.explorer.TestProvider.Signature;
import io.coredeck.explorer.account.provider.ProviderConfig;
import io.coredeck.explorer.door.Admitting;
import io.coredeck.explorer.webhook.send.Networks;
import io.coredeck.identity.HttpSignature;
import io.coredeck.identity.KeyPair;
import io.coredeck.model.registry.ApiToken.Scope;
import io.coredeck.model.registry.AuditEntry;
import io.coredeck.model.registry.Role;
import io.coredeck.sdk.GridClient;
import io.coredeck.sdk.account.AccountClient;
import io.coredeck.sdk.account.AccountClient.Person;
import io.coredeck.sdk.account.AuditClient;
import io.coredeck.sdk.account.ProviderSignIn;
import io.coredeck.wire.account.ProviderMessages.Answer;
import io.coredeck.wire.account.TokenMessages.Wish;
import java.net.URI;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Date;
import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;

/// What the explorer promises about signing in through an identity provider.
class ProviderSignInTest {

  private static final String PASSWORD = "a long password";

  @TempDir private Path folder;
  private TestProvider provider;
  private Explorer explorer;
  private URI uri;
  private AccountClient admin;
  private AuditClient audit;

  @BeforeEach
  void start() throws Exception {
    provider = new TestProvider();
    start("");
    var keys = KeyPair.generate();
    long tid;
    try (var stranger = GridClient.anonymous(uri)) {
      tid = stranger.register(keys, "ines", "ines@localhost").id();
    }
    admin = AccountClient.connect(uri, keys, tid);
    admin.createFirst("ines", PASSWORD, keys, SETUP_TOKEN);
    audit = AuditClient.connect(uri, keys, tid);
  }

  private void start(String more) throws Exception {
    var config =
        new ExplorerConfig(
            "127.0.0.1",
            0,
            "jdbc:sqlite:" + folder.resolve("explorer.db"),
            HttpSignature.DEFAULT_TOLERANCE,
            folder.resolve("keys.seal"),
            SETUP_TOKEN,
            TestExplorer.RETENTION,
            Admitting.EVERYBODY,
            ProviderConfig.read(provider.settings(folder, more)),
            Networks.PUBLIC);
    explorer = Explorer.start(config, InstantSource.system());
    uri = URI.create("http://127.0.0.1:" + explorer.port() + "/api/v1");
  }

  private void startAgain(String more) throws Exception {
    explorer.close();
    start(more);
  }

  @AfterEach
  void stop() {
    admin.close();
    audit.close();
    explorer.close();
    provider.close();
  }

  private Person signIn() throws Exception {
    // @start region="provider"
    var begun = ProviderSignIn.begin(uri); // its flow is kept where only this browser comes to it
    var back = provider.visit(URI.create(begun.url())); // what the browser brings back
    var answer = new Answer(begun.flow(), back.state(), back.code(), "");
    var person = ProviderSignIn.end(uri, answer, "192.0.2.7"); // for the browser's machine
    // @end
    return person;
  }

  private Person end(String flow, String state, String code) throws Exception {
    return ProviderSignIn.end(uri, new Answer(flow, state, code, ""), "192.0.2.7");
  }

  @Test
  void who_has_a_role_gets_an_account_with_a_key_and_comes_back_to_it() throws Exception {
    assertThat(ProviderSignIn.name(uri)).contains("Test provider");
    var omar = signIn();
    assertThat(omar.account().name()).isEqualTo("omar");
    assertThat(omar.account().role()).isEqualTo(Role.USER);
    assertThat(omar.account().standing().isProvided()).isTrue();
    try (var calls = AccountClient.connect(uri, omar)) {
      assertThat(calls.own().name()).isEqualTo("omar");
    }
    provider.name = "renamed";
    var again = signIn();
    assertThat(again.account().name()).isEqualTo("omar");
    assertThat(again.keys().publicKeyHex()).isEqualTo(omar.keys().publicKeyHex());
    assertThat(audit.newest(AuditClient.Filter.ALL, 0, 100).entries())
        .filteredOn(entry -> entry.via().equals("provider"))
        .extracting(AuditEntry::action, AuditEntry::actor, AuditEntry::address)
        .containsExactly(
            org.assertj.core.groups.Tuple.tuple("sign-in", "omar", "192.0.2.7"),
            org.assertj.core.groups.Tuple.tuple("sign-in", "omar", "192.0.2.7"),
            org.assertj.core.groups.Tuple.tuple("account.create", "omar", "192.0.2.7"));
  }

  @Test
  void the_browser_goes_with_pkce_state_and_nonce_that_nobody_guesses() throws Exception {
    var one = provider.visit(URI.create(ProviderSignIn.begin(uri).url())).asked();
    var other = provider.visit(URI.create(ProviderSignIn.begin(uri).url())).asked();
    assertThat(one)
        .contains("response_type=code", "code_challenge_method=S256", "scope=openid+profile")
        .containsPattern("state=[A-Za-z0-9_-]{43}")
        .containsPattern("nonce=[A-Za-z0-9_-]{43}")
        .isNotEqualTo(other);
  }

  @Test
  void an_answer_to_another_sign_in_and_a_code_used_twice_are_refused() throws Exception {
    var mine = ProviderSignIn.begin(uri);
    var back = provider.visit(URI.create(mine.url()));
    var others = ProviderSignIn.begin(uri);
    refused(401, () -> end(mine.flow(), "another-state", back.code()));
    refused(401, () -> end(others.flow(), back.state(), back.code()));
    refused(401, () -> end("made up", back.state(), back.code()));
    refused(401, () -> end("", "", ""));
    assertThat(end(mine.flow(), back.state(), back.code()).account().name()).isEqualTo("omar");
    refused(401, () -> end(mine.flow(), back.state(), back.code()));
    var wrong = new Answer(mine.flow(), back.state(), "x", "https://other.example");
    assertThat(refused(401, () -> ProviderSignIn.end(uri, wrong, "")).serverMessage())
        .contains("another provider");
  }

  @ParameterizedTest
  @EnumSource(value = Signature.class, mode = Mode.EXCLUDE, names = "OWN")
  void a_token_that_the_provider_has_not_signed_is_refused(Signature signature) {
    provider.signature = signature;
    refused(401, this::signIn);
  }

  @Test
  void a_token_for_others_of_others_or_of_another_time_is_refused() {
    refusedWith(claims -> claims.issuer("https://other.example"));
    refusedWith(claims -> claims.audience("another program"));
    refusedWith(claims -> claims.audience(List.of(TestProvider.CLIENT, "another program")));
    refusedWith(claims -> claims.claim("azp", "another program"));
    refusedWith(claims -> claims.claim("nonce", "of another sign-in"));
    refusedWith(claims -> claims.claim("nonce", null));
    refusedWith(claims -> claims.expirationTime(in(-90)));
    refusedWith(claims -> claims.issueTime(in(90)));
    refusedWith(claims -> claims.notBeforeTime(in(90)));
    refusedWith(claims -> claims.subject(null));
  }

  private static Date in(int seconds) {
    return Date.from(Instant.now().plusSeconds(seconds));
  }

  private void refusedWith(UnaryOperator<JWTClaimsSet.Builder> change) {
    provider.change = change;
    refused(401, this::signIn);
  }

  @Test
  void clocks_may_differ_by_a_minute() throws Exception {
    provider.change = claims -> claims.issueTime(in(40)).expirationTime(in(-40));
    assertThat(signIn().account().name()).isEqualTo("omar");
  }

  @Test
  void who_has_no_role_gets_no_account_unless_the_settings_say_so() throws Exception {
    provider.groups = List.of("strangers");
    assertThat(refused(403, this::signIn).serverMessage()).contains("no role here");
    assertThat(admin.list()).hasSize(1);
    assertThat(audit.newest(AuditClient.Filter.ALL, 0, 1).entries().getFirst().actor())
        .isEqualTo("(provider) omar");
    startAgain("role.others=viewer");
    assertThat(signIn().account().role()).isEqualTo(Role.VIEWER);
  }

  @Test
  void the_role_changes_with_the_next_sign_in_and_ends_what_was_open() throws Exception {
    var before = signIn().account();
    provider.groups = List.of("people", "staff");
    var after = signIn().account();
    assertThat(after.role()).isEqualTo(Role.OPERATOR);
    assertThat(after.standing().generation()).isGreaterThan(before.standing().generation());
    provider.groups = List.of();
    refused(403, this::signIn);
    assertThat(account("omar").standing().generation())
        .isGreaterThan(after.standing().generation());
  }

  @Test
  void who_loses_the_last_role_loses_key_and_tokens_until_there_is_one_again() throws Exception {
    provider.groups = List.of("chiefs");
    var omar = signIn();
    assertThat(omar.account().role()).isEqualTo(Role.ADMIN);
    try (var calls = AccountClient.connect(uri, omar)) {
      calls.createToken("me", new Wish("ci", Scope.WRITE, 7));
      provider.groups = List.of();
      refused(403, this::signIn);
      refused(403, this::signIn);
      assertThat(refused(403, calls::own).serverMessage()).contains("gave the account no role");
      assertThat(admin.tokens("omar")).isEmpty();
      assertThat(account("omar").standing().isLapsed()).isTrue();
      assertThat(audit.newest(AuditClient.Filter.ALL, 0, 100).entries())
          .filteredOn(entry -> entry.action().equals("account.lapse"))
          .extracting(AuditEntry::object)
          .containsExactly("omar");
      provider.groups = List.of("people");
      assertThat(signIn().account().standing().isLapsed()).isFalse();
      refused(401, calls::own); // that session has ended
    }
    try (var calls = AccountClient.connect(uri, signIn())) {
      assertThat(calls.own().role()).isEqualTo(Role.USER);
    }
  }

  @Test
  void an_admin_of_the_provider_is_demoted_even_if_no_other_is_left() throws Exception {
    provider.groups = List.of("chiefs");
    signIn();
    refused(409, () -> admin.setRole("ines", Role.USER)); // counts on nobody else's groups
    admin.setDisabled("omar", true);
    admin.setDisabled("omar", false);
    provider.groups = List.of("people");
    assertThat(signIn().account().role()).isEqualTo(Role.USER);
  }

  @Test
  void roles_may_be_deep_inside_a_token() throws Exception {
    startAgain("claim.roles=realm_access.roles");
    provider.groups = List.of("chiefs");
    assertThat(signIn().account().role()).isEqualTo(Role.ADMIN);
  }

  @Test
  void a_disabled_account_stays_so() throws Exception {
    signIn();
    admin.setDisabled("omar", true);
    assertThat(refused(403, this::signIn).serverMessage()).contains("disabled");
    assertThat(account("omar").standing().isDisabled()).isTrue();
  }

  @Test
  void who_takes_a_name_on_the_grid_keeps_nobody_out() throws Exception {
    try (var stranger = GridClient.anonymous(uri)) {
      stranger.register(KeyPair.generate(), "omar", "omar@localhost");
    }
    assertThat(signIn().account().name()).isEqualTo("omar");
  }

  @Test
  void neither_a_name_nor_an_email_takes_over_an_account() throws Exception {
    provider.name = "INES";
    assertThat(refused(409, this::signIn).serverMessage()).contains("'ines'");
    provider.name = "omar";
    signIn();
    provider.subject = "4712";
    refused(409, this::signIn);
    provider.name = "not a name!";
    refused(403, this::signIn);
  }

  @Test
  void who_is_proven_elsewhere_has_no_password_here() throws Exception {
    var omar = signIn();
    refused(401, () -> AccountClient.signIn(uri, "omar", "", ""));
    refused(409, () -> admin.resetPassword("omar"));
    refused(409, () -> admin.setPassword("omar", "", PASSWORD));
    refused(409, () -> admin.setRole("omar", Role.ADMIN));
    try (var calls = AccountClient.connect(uri, omar)) {
      refused(403, () -> calls.keyWords(""));
      refused(409, () -> calls.setPassword("omar", "", PASSWORD));
    }
  }

  @Test
  void a_provider_that_is_away_is_said_so_and_passwords_go_on() throws Exception {
    provider.status = 500;
    assertThat(refused(502, () -> ProviderSignIn.begin(uri)).serverMessage())
        .contains("answers 500");
    assertThat(AccountClient.signIn(uri, "ines", PASSWORD, "").account().name()).isEqualTo("ines");
  }

  private io.coredeck.model.registry.Account account(String name) throws Exception {
    return admin.list().stream().filter(one -> one.name().equals(name)).findFirst().orElseThrow();
  }
}
