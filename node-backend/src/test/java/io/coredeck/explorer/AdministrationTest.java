package io.coredeck.explorer;

import static io.coredeck.explorer.TestExplorer.expect;
import static io.coredeck.explorer.TestPeople.GIVEN;
import static io.coredeck.explorer.TestPeople.OWN;
import static io.coredeck.explorer.TestPeople.refused;
import static org.assertj.core.api.Assertions.assertThat;

import io.coredeck.model.NextAction;
import io.coredeck.model.Reservation.SigningRequest;
import io.coredeck.model.Result;
import io.coredeck.model.registry.ApiToken.Scope;
import io.coredeck.model.registry.Role;
import io.coredeck.sdk.GridClient;
import io.coredeck.sdk.account.AuditClient.Filter;
import io.coredeck.wire.Messages;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What the explorer promises about what administration does to accounts.
class AdministrationTest {
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

  @Test
  void a_password_nobody_gave_is_made_up_and_told_once() throws Exception {
    var made = people.alice.create("omar", Role.USER, "");
    assertThat(made.password()).matches("([a-z2-9]{5}-){3}[a-z2-9]{5}");
    assertThat(made.toString()).doesNotContain(made.password());
    assertThat(people.signIn("omar", made.password()).account().standing().mustChangePassword())
        .isTrue();
    assertThat(people.alice.create("mary", Role.USER, GIVEN).password()).isEmpty();
  }

  @Test
  void who_was_given_a_password_changes_it_before_anything_else() throws Exception {
    people.alice.create("omar", Role.ADMIN, GIVEN);
    var omar = people.signIn("omar", GIVEN);
    try (var calls = people.calls(omar)) {
      assertThat(refused(403, calls::list).getMessage()).contains("change it before anything else");
      refused(403, () -> calls.setRole("alice", Role.USER));
      refused(403, () -> calls.create("mary", Role.USER, GIVEN));
      assertThat(calls.own().standing().mustChangePassword()).isTrue();
      refused(400, () -> calls.setPassword("omar", GIVEN, GIVEN));
      calls.setPassword("omar", GIVEN, OWN);
      assertThat(calls.list()).hasSize(2);
    }
  }

  @Test
  void a_new_password_and_signing_out_everywhere_end_what_was_open() throws Exception {
    people.make("omar", Role.USER);
    var before = people.account("omar").standing().generation();
    try (var calls = people.calls(people.signIn("omar", OWN))) {
      assertThat(people.account("omar").standing().generation()).isEqualTo(before);
      calls.signOut(false);
      assertThat(people.account("omar").standing().generation()).isEqualTo(before);
    }
    try (var calls = people.calls(people.signIn("omar", OWN))) {
      calls.signOut(true);
      assertThat(people.account("omar").standing().generation()).isEqualTo(before + 1);
    }
    try (var calls = people.calls(people.signIn("omar", OWN))) {
      calls.setPassword("omar", OWN, "yet another one");
      assertThat(people.account("omar").standing().generation()).isEqualTo(before + 2);
    }
  }

  @Test
  void another_role_ends_what_was_open() throws Exception {
    people.make("omar", Role.OPERATOR);
    var before = people.account("omar").standing().generation();
    people.alice.setRole("omar", Role.USER);
    assertThat(people.account("omar").standing().generation()).isEqualTo(before + 1);
    assertThat(people.account("omar").role()).isEqualTo(Role.USER);
  }

  @Test
  void a_reset_password_is_told_once_and_must_be_changed() throws Exception {
    people.make("omar", Role.USER);
    var reset = people.alice.resetPassword("omar");
    refused(401, () -> people.signIn("omar", OWN));
    assertThat(people.signIn("omar", reset.password()).account().standing().mustChangePassword())
        .isTrue();
    refused(403, () -> people.alice.resetPassword("alice"));
  }

  @Test
  void who_is_disabled_neither_signs_in_nor_calls_until_enabled_again() throws Exception {
    var omar = people.make("omar", Role.ADMIN);
    people.alice.setDisabled("omar", true);
    assertThat(refused(403, () -> people.signIn("omar", OWN)).getMessage()).contains("disabled");
    refused(401, () -> people.signIn("omar", "not the password"));
    try (var calls = people.calls(omar)) {
      refused(403, calls::list);
      refused(403, calls::own);
      refused(403, () -> calls.setPassword("omar", OWN, "yet another one"));
      people.alice.setDisabled("omar", false);
      refused(401, calls::list); // that session has ended
    }
    try (var calls = people.calls(people.signIn("omar", OWN))) {
      assertThat(calls.list()).hasSize(2);
      assertThat(calls.own().standing().isDisabled()).isFalse();
    }
  }

  @Test
  void one_admin_who_is_not_disabled_always_remains() throws Exception {
    refused(409, () -> people.alice.setDisabled("alice", true));
    people.make("omar", Role.ADMIN);
    people.alice.setDisabled("omar", true);
    refused(409, () -> people.alice.setDisabled("alice", true));
    refused(409, () -> people.alice.setRole("alice", Role.USER));
    refused(409, () -> people.alice.remove("alice"));
    people.alice.remove("omar");
  }

  @Test
  void an_account_is_deleted_only_when_nothing_of_it_runs() throws Exception {
    people.make("omar", Role.ADMIN);
    try (var omar = people.calls(people.signIn("omar", OWN))) {
      var id = people.grid.deploy(TestGrid.container(1, 1024));
      people.grid.putResult(id, Result.State.OK, "");
      assertThat(refused(409, () -> omar.remove("alice")).getMessage())
          .contains("1 reservations; delete them first");
      people.grid.signDelete(id);
      refused(409, () -> omar.remove("alice"));
      people.grid.delete(id);
      omar.remove("alice");
      assertThat(omar.list()).hasSize(1);
    }
  }

  @Test
  void a_viewer_orders_no_pool_and_changes_no_user() throws Exception {
    var vera = people.make("vera", Role.VIEWER);
    try (var grid =
        GridClient.connect(
            people.grid.explorer.uri(), vera.keys(), vera.account().tid(), "", vera.session())) {
      refused(403, () -> grid.orderPool(0, 1, 1, java.util.List.of(people.grid.node.nodeId())));
      refused(403, () -> grid.updateUser(grid.user(vera.account().tid())));
    }
  }

  @Test
  void a_deleted_accounts_tokens_are_gone_too() throws Exception {
    var omar = people.make("omar", Role.USER);
    String token;
    try (var calls = people.calls(omar)) {
      token =
          calls
              .createToken(
                  "omar", new io.coredeck.wire.account.TokenMessages.Wish("ci", Scope.READ, 7))
              .text();
    }
    people.alice.remove("omar");
    refused(401, () -> GridClient.withToken(people.grid.explorer.uri(), token));
  }

  @Test
  void several_things_at_once_and_nothing_at_all_are_refused() throws Exception {
    people.make("omar", Role.USER);
    for (var body : new String[] {"{}", "{\"role\":\"admin\",\"disabled\":true}"}) {
      var reply =
          people.grid.explorer.signed(
              people.grid.alice, people.grid.aliceId, "PUT", "/accounts/omar", body);
      assertThat(reply.status()).isEqualTo(400);
      assertThat(reply.error()).contains("things are to change");
    }
  }

  @Test
  void who_looks_after_the_grid_deletes_what_is_others_and_it_is_remembered() throws Exception {
    var operator = people.make("olga", Role.OPERATOR);
    var id = people.grid.deploy(TestGrid.container(1, 1024));
    try (var calls =
        GridClient.connect(
            people.grid.explorer.uri(),
            operator.keys(),
            operator.account().tid(),
            "",
            operator.session())) {
      calls.decommission(id);
      calls.decommission(id); // again is no fault
    }
    assertThat(people.grid.workload(id).nextAction()).isEqualTo(NextAction.DELETE);
    assertThat(TestGrid.ids(people.grid.poll(0))).containsExactly(id);
    expect(200, people.grid.delete(id));
    assertThat(people.grid.workload(id).nextAction()).isEqualTo(NextAction.DELETED);
    try (var audit = people.audit()) {
      assertThat(audit.newest(Filter.ALL, 0, 20).entries())
          .anyMatch(
              entry -> entry.action().equals("container.delete") && entry.actor().equals("olga"));
    }
  }

  @Test
  void what_several_must_sign_for_one_of_them_does_not_delete_alone() throws Exception {
    var grid = people.grid;
    var wish =
        grid.wish(TestGrid.volume())
            .withSigningRequestDelete(new SigningRequest(List.of(grid.aliceId, grid.bobId), 2));
    var id = Messages.reservationId(expect(201, grid.ask(wish)).text());
    people.make("second", Role.ADMIN);
    try (var second = people.calls(people.signIn("second", OWN))) {
      second.setRole("alice", Role.USER);
    }
    var reply =
        grid.explorer.signed(
            grid.alice, grid.aliceId, "POST", "/reservations/workloads/" + id + "/delete", "{}");
    assertThat(reply.error()).contains("2 signatures are needed");
    assertThat(grid.workload(id).nextAction()).isEqualTo(NextAction.DEPLOY);
  }

  @Test
  void many_are_deleted_with_one_call_and_each_has_its_own_result() throws Exception {
    var grid = people.grid;
    var mine = grid.deploy(TestGrid.volume());
    var user = people.make("omar", Role.USER);
    var body = "{\"ids\":[%d,99,%d]}".formatted(mine, mine);
    var path = "/reservations/workloads/delete";
    var tried = grid.explorer.signed(user, "POST", path, body).json().items();
    assertThat(tried)
        .extracting(one -> one.member("status").integer())
        .containsExactly(403L, 404L, 403L);
    assertThat(grid.workload(mine).nextAction()).isEqualTo(NextAction.DEPLOY);
    var done = grid.explorer.signed(grid.alice, grid.aliceId, "POST", path, body).json().items();
    assertThat(done)
        .extracting(one -> one.member("status").integer())
        .containsExactly(200L, 404L, 200L);
    assertThat(done.get(1).member("error").text()).isEqualTo("workload not found");
    assertThat(grid.workload(mine).nextAction()).isEqualTo(NextAction.DELETE);
    try (var audit = people.audit()) {
      var deletions =
          audit.newest(Filter.ALL, 0, 20).entries().stream()
              .filter(entry -> entry.action().startsWith("volume.delete"))
              .map(entry -> entry.actor() + " " + entry.result().word())
              .toList();
      assertThat(deletions).contains("alice ok", "omar refused");
      assertThat(audit.newest(Filter.ALL, 0, 20).entries())
          .noneMatch(entry -> entry.object().equals("99"))
          .noneMatch(entry -> entry.action().equals("container.delete"));
    }
  }

  @Test
  void a_call_that_deletes_none_or_too_many_is_refused() throws Exception {
    var grid = people.grid;
    for (var ids : List.of("[]", "[" + "1,".repeat(1000) + "1]")) {
      var reply =
          grid.explorer.signed(
              grid.alice,
              grid.aliceId,
              "POST",
              "/reservations/workloads/delete",
              "{\"ids\":" + ids + "}");
      assertThat(reply.status()).isEqualTo(400);
      assertThat(reply.error()).contains("must be from 1 to 1000");
    }
  }
}
