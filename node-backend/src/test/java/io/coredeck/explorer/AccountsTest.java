package io.coredeck.explorer;

import static io.coredeck.explorer.TestExplorer.SETUP_TOKEN;
import static org.assertj.core.api.Assertions.assertThat;

import io.coredeck.identity.KeyPair;
import io.coredeck.model.registry.Account;
import io.coredeck.model.registry.Role;
import io.coredeck.sdk.GridException;
import io.coredeck.sdk.account.AccountClient;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What the explorer promises about people's accounts.
class AccountsTest {
  private static final String PASSWORD = "a long password";
  private static final String OTHER = "another password";
  private static final String BODY = "{\"name\":\"ines\",\"password\":\"" + PASSWORD + "\"}";

  @TempDir private Path folder;
  private final KeyPair keys = TestExplorer.keys(1);
  private TestExplorer explorer;
  private AccountClient admin;
  private long tid;

  @BeforeEach
  void start() throws Exception {
    explorer = new TestExplorer(folder);
    tid = explorer.user(keys, "ines");
    admin = AccountClient.connect(explorer.uri(), keys, tid);
    admin.createFirst("ines", PASSWORD, keys, SETUP_TOKEN);
  }

  @AfterEach
  void stop() {
    admin.close();
    explorer.close();
  }

  private AccountClient.Person signIn(String name, String password) throws Exception {
    return AccountClient.signIn(explorer.uri(), name, password, "");
  }

  @Test
  void the_first_account_is_an_admin_with_the_key_that_was_there() throws Exception {
    var person = signIn("ines", PASSWORD);
    assertThat(person.account().role()).isEqualTo(Role.ADMIN);
    assertThat(person.account().tid()).isEqualTo(tid);
    assertThat(person.keys().publicKeyHex()).isEqualTo(keys.publicKeyHex());
  }

  @Test
  void without_the_setup_token_nobody_makes_a_first_account() throws Exception {
    var stranger = TestExplorer.keys(2);
    var id = explorer.user(stranger, "omar");
    try (var client = AccountClient.connect(explorer.uri(), stranger, id)) {
      refused(403, () -> client.createFirst("omar", PASSWORD, stranger, "guess"));
      refused(403, () -> client.create("mary", Role.ADMIN, PASSWORD));
    }
  }

  @Test
  void with_the_setup_token_nobody_takes_the_user_of_somebody_else() throws Exception {
    var stranger = TestExplorer.keys(2);
    var id = explorer.user(stranger, "omar");
    try (var client = AccountClient.connect(explorer.uri(), stranger, id)) {
      refused(403, () -> client.createFirst("omar", PASSWORD, keys, SETUP_TOKEN));
    }
  }

  @Test
  void a_wrong_name_and_a_wrong_password_sound_the_same() {
    var wrongName = refused(401, () -> signIn("nobody", PASSWORD));
    var wrongPassword = refused(401, () -> signIn("ines", OTHER));
    assertThat(wrongName.getMessage()).isEqualTo(wrongPassword.getMessage());
    assertThat(wrongName.getMessage()).contains("the name or the password is wrong");
  }

  @Test
  void who_guesses_has_to_wait_and_a_right_password_clears_that() throws Exception {
    for (var guess = 0; guess < 5; guess++) {
      refused(401, () -> signIn("ines", OTHER));
    }
    refused(429, () -> signIn("ines", PASSWORD));
    explorer.pass(Duration.ofSeconds(3));
    assertThat(signIn("ines", PASSWORD).account().name()).isEqualTo("ines");
    refused(401, () -> signIn("ines", OTHER));
    assertThat(signIn("ines", PASSWORD).account().name()).isEqualTo("ines");
  }

  @Test
  void who_guesses_many_at_the_same_time_gets_no_more_tries() throws Exception {
    var body = BODY.replace(PASSWORD, OTHER);
    var guesses = new ArrayList<Callable<Integer>>();
    for (var guess = 0; guess < 24; guess++) {
      guesses.add(() -> explorer.call("POST", "/accounts/sign-in", body, Map.of()).status());
    }
    var statuses = new ArrayList<Integer>();
    try (var workers = Executors.newVirtualThreadPerTaskExecutor()) {
      for (var answer : workers.invokeAll(guesses)) {
        statuses.add(answer.get());
      }
    }
    assertThat(statuses).containsOnly(401, 429);
    // One more for each wait that passes meanwhile, on a machine that is busy.
    assertThat(statuses).filteredOn(status -> status == 401).hasSizeBetween(5, 8);
  }

  @Test
  void who_guesses_from_elsewhere_does_not_lock_people_out() throws Exception {
    for (var guess = 0; guess < 5; guess++) {
      refused(401, () -> AccountClient.signIn(explorer.uri(), "ines", OTHER, "203.0.113.9"));
    }
    assertThat(signIn("ines", PASSWORD).account().name()).isEqualTo("ines");
  }

  @ParameterizedTest
  @ValueSource(strings = {"X-Forwarded-For", "Forwarded", "Via"})
  void who_comes_through_a_proxy_on_the_same_machine_names_no_other_address(String header)
      throws Exception {
    var statuses = new ArrayList<Integer>();
    for (var guess = 0; guess < 6; guess++) {
      var headers = Map.of(header, "for=192.0.2.1", "Coredeck-Client", "203.0.113." + guess);
      var body = BODY.replace(PASSWORD, OTHER);
      statuses.add(explorer.call("POST", "/accounts/sign-in", body, headers).status());
    }
    assertThat(statuses).containsExactly(401, 401, 401, 401, 401, 429);
  }

  @Test
  void pages_in_browsers_are_refused() throws Exception {
    var path = "/accounts/sign-in";
    for (var header :
        Map.of("Origin", "https://evil.example", "Sec-Fetch-Site", "cross-site").entrySet()) {
      var headers = Map.of(header.getKey(), header.getValue());
      assertThat(explorer.call("POST", path, BODY, headers).status()).isEqualTo(403);
    }
    assertThat(explorer.call("POST", path, BODY, Map.of()).status()).isEqualTo(200);
  }

  @Test
  void an_account_an_admin_makes_is_a_user_of_the_grid_with_a_key_of_its_own() throws Exception {
    var made = admin.create("omar", Role.USER, OTHER).account();
    var person = signIn("omar", OTHER);
    assertThat(person.account().tid()).isEqualTo(made.tid());
    assertThat(person.keys().publicKeyHex()).isNotEqualTo(keys.publicKeyHex());
    var user = explorer.get("/users/" + made.tid()).json();
    assertThat(user.member("pubkey").text()).isEqualTo(person.keys().publicKeyHex());
  }

  @Test
  void an_admin_sees_all_accounts_and_others_their_own() throws Exception {
    make("omar", Role.OPERATOR);
    assertThat(admin.list()).extracting(Account::name).containsExactly("ines", "omar");
    try (var omar = as("omar", OTHER)) {
      assertThat(omar.list()).extracting(Account::name).containsExactly("omar");
      refused(403, () -> omar.setRole("omar", Role.ADMIN));
      refused(403, () -> omar.remove("ines"));
      refused(403, () -> omar.setPassword("ines", "", OTHER));
      refused(403, () -> omar.setPassword("nobody", "", OTHER));
    }
  }

  @Test
  void the_own_password_changes_with_the_old_one_only() throws Exception {
    make("omar", Role.USER);
    try (var omar = as("omar", OTHER)) {
      refused(403, () -> omar.setPassword("omar", PASSWORD, "a third password"));
      omar.setPassword("omar", OTHER, "a third password");
    }
    refused(401, () -> signIn("omar", OTHER));
    assertThat(signIn("omar", "a third password").account().name()).isEqualTo("omar");
    admin.setPassword("omar", "", OTHER);
    assertThat(signIn("omar", OTHER).account().name()).isEqualTo("omar");
  }

  @Test
  void one_admin_always_remains() throws Exception {
    refused(409, () -> admin.remove("ines"));
    refused(409, () -> admin.setRole("ines", Role.USER));
    make("omar", Role.ADMIN);
    admin.setRole("ines", Role.USER);
    try (var omar = as("omar", OTHER)) {
      omar.remove("ines");
    }
    refused(401, () -> signIn("ines", PASSWORD));
  }

  @Test
  void the_key_of_a_deleted_account_does_nothing_any_more() throws Exception {
    make("omar", Role.USER);
    try (var omar = as("omar", OTHER)) {
      admin.setDisabled("omar", true);
      admin.remove("omar");
      assertThat(refused(403, omar::own).serverMessage()).contains("was deleted; ask an admin");
      refused(403, omar::list);
    }
  }

  @Test
  void a_viewer_reserves_nothing() throws Exception {
    make("vera", Role.VIEWER);
    var vera = signIn("vera", OTHER);
    var reply =
        explorer.signed(
            vera,
            "POST",
            "/reservations/workloads",
            "{\"workload_type\":2,\"customer_tid\":%d,\"customer_signature\":\"00\",\"pool_id\":1}"
                .formatted(vera.account().tid()));
    assertThat(reply.status()).isEqualTo(403);
    assertThat(reply.error()).contains("viewer");
  }

  @Test
  void bad_names_passwords_and_roles_are_explained() {
    assertThat(refused(400, () -> admin.create("omar", Role.USER, "short")).getMessage())
        .contains("it must have 12 to 256");
    assertThat(refused(400, () -> admin.create("Omar!", Role.USER, PASSWORD)).getMessage())
        .contains("lower-case");
    refused(409, () -> admin.create("ines", Role.USER, PASSWORD));
    assertThat(
            refused(400, () -> admin.create("margarete", Role.USER, "Margarete123")).getMessage())
        .contains("hardly more than the name");
    assertThat(refused(400, () -> admin.create("omar", Role.USER, "abababababab")).getMessage())
        .contains("same few characters");
  }

  @Test
  void accounts_survive_a_restart() throws Exception {
    explorer.stop();
    try (var again = new TestExplorer(folder)) {
      var person = AccountClient.signIn(again.uri(), "ines", PASSWORD, "");
      assertThat(person.keys().publicKeyHex()).isEqualTo(keys.publicKeyHex());
    }
  }

  private void make(String name, Role role) throws Exception {
    admin.create(name, role, "given by the admin");
    try (var fresh = as(name, "given by the admin")) {
      fresh.setPassword(name, "given by the admin", OTHER);
    }
  }

  private AccountClient as(String name, String password) throws Exception {
    var person = signIn(name, password);
    return AccountClient.connect(explorer.uri(), person);
  }

  private static GridException refused(int status, ThrowingCallable call) {
    var thrown = org.assertj.core.api.Assertions.catchThrowableOfType(GridException.class, call);
    assertThat(thrown).as("refused with " + status).isNotNull();
    assertThat(thrown.status()).as(thrown.getMessage()).isEqualTo(status);
    return thrown;
  }
}
