package io.coredeck.explorer;

import static org.assertj.core.api.Assertions.assertThat;

import io.coredeck.model.registry.Account;
import io.coredeck.model.registry.ApiToken.Scope;
import io.coredeck.model.registry.Role;
import io.coredeck.sdk.GridException;
import io.coredeck.sdk.account.AccountClient;
import io.coredeck.sdk.account.AuditClient;
import io.coredeck.wire.account.TokenMessages.Wish;
import org.assertj.core.api.Assertions;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;

/// A grid whose alice is an admin, and people who have changed the passwords they were given.
final class TestPeople implements AutoCloseable {

  static final String GIVEN = "given by the admin";
  static final String OWN = "chosen by oneself";

  final TestGrid grid;
  final AccountClient alice;

  TestPeople(TestGrid grid) throws Exception {
    this.grid = grid;
    alice = AccountClient.connect(grid.explorer.uri(), grid.alice, grid.aliceId);
    alice.createFirst("alice", OWN, grid.alice, TestExplorer.SETUP_TOKEN);
  }

  /// @return who has signed in with the own password
  AccountClient.Person make(String name, Role role) throws Exception {
    alice.create(name, role, GIVEN);
    var person = signIn(name, GIVEN);
    try (var fresh = calls(person)) {
      fresh.setPassword(name, GIVEN, OWN);
    }
    return person;
  }

  AccountClient.Person signIn(String name, String password) throws Exception {
    return AccountClient.signIn(grid.explorer.uri(), name, password, "");
  }

  AccountClient calls(AccountClient.Person person) {
    return AccountClient.connect(grid.explorer.uri(), person);
  }

  AuditClient audit(AccountClient.Person person) {
    return AuditClient.connect(grid.explorer.uri(), person);
  }

  AuditClient audit() {
    return AuditClient.connect(grid.explorer.uri(), grid.alice, grid.aliceId);
  }

  /// @return the text of a new token of alice
  String token(String name, Scope scope, long days) throws Exception {
    return alice.createToken("alice", new Wish(name, scope, days)).text();
  }

  Account account(String name) throws Exception {
    return alice.list().stream()
        .filter(account -> account.name().equals(name))
        .findFirst()
        .orElseThrow();
  }

  static GridException refused(int status, ThrowingCallable call) {
    var thrown = Assertions.catchThrowableOfType(GridException.class, call);
    assertThat(thrown).as("refused with " + status).isNotNull();
    assertThat(thrown.status()).as(thrown.getMessage()).isEqualTo(status);
    return thrown;
  }

  @Override
  public void close() {
    alice.close();
    grid.close();
  }
}
