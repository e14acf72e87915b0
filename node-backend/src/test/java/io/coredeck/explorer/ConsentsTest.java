package io.coredeck.explorer;

import static io.coredeck.explorer.TestExplorer.expect;
import static org.assertj.core.api.Assertions.assertThat;

import io.coredeck.explorer.store.Store;
import io.coredeck.identity.Challenges;
import io.coredeck.model.NextAction;
import io.coredeck.model.Reservation;
import io.coredeck.model.Reservation.SigningRequest;
import io.coredeck.model.registry.ApiToken.Scope;
import io.coredeck.model.registry.AuditEntry;
import io.coredeck.model.registry.AuditEntry.Result;
import io.coredeck.model.registry.Role;
import io.coredeck.sdk.account.AccountClient.Person;
import io.coredeck.sdk.account.AuditClient;
import io.coredeck.wire.Messages;
import io.coredeck.wire.account.AccountMessages;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What the explorer promises about agreeing to the creation of a workload.
class ConsentsTest {

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

  /// New ones are deployed at once; those that wait come from the original's records.
  private long reserved(SigningRequest provision) throws Exception {
    var plain = people.grid.wish(TestGrid.volume());
    var wish =
        new Reservation(
            0,
            1,
            plain.nodeId(),
            plain.poolId(),
            "",
            "",
            "",
            plain.customerTid(),
            "",
            NextAction.CREATE,
            provision,
            plain.signingRequestDelete(),
            List.of(),
            List.of(),
            plain.signatureFarmer(),
            plain.epoch(),
            0,
            plain.result(),
            plain.workload());
    var id = Messages.reservationId(expect(201, people.grid.ask(wish)).text());
    try (var store = Store.open(TestExplorer.database(folder))) {
      return store.write(records -> {
        records.put(records.workload(id).orElseThrow().withNextAction(NextAction.SIGN));
        return id;
      });
    }
  }

  private static String place(long id) {
    return "/reservations/workloads/%d/sign/provision".formatted(id);
  }

  private static String body(long tid, String signature) {
    return "{\"tid\":%d,\"signature\":\"%s\"}".formatted(tid, signature);
  }

  private int agree(long id, Person person) throws Exception {
    var tid = person.account().tid();
    var challenge = Challenges.provision(people.grid.workload(id), tid);
    var text = body(tid, Challenges.sign(person.keys(), challenge));
    return people
        .grid
        .explorer
        .call("POST", place(id), text, Map.of(AccountMessages.SESSION, person.session()))
        .status();
  }

  @Test
  void it_asks_for_rights_is_remembered_and_goes_with_a_token() throws Exception {
    var vera = people.make("vera", Role.VIEWER);
    var alice = people.grid.aliceId;
    var id = reserved(new SigningRequest(List.of(alice, vera.account().tid()), 2));
    assertThat(agree(id, vera)).isEqualTo(403);
    var token = Map.of("Authorization", "Bearer " + people.token("ci", Scope.WRITE, 7));
    assertThat(people.grid.explorer.call("POST", place(id), body(alice, ""), token).status())
        .isEqualTo(201);
    people.alice.setRole("vera", Role.USER);
    assertThat(agree(id, vera)).as("that session has ended").isEqualTo(401);
    assertThat(agree(id, people.signIn("vera", TestPeople.OWN))).isEqualTo(201);
    try (var audit = people.audit()) {
      assertThat(audit.newest(AuditClient.Filter.ALL, 0, 100).entries())
          .filteredOn(entry -> entry.action().equals("volume.agree"))
          .extracting(AuditEntry::actor, AuditEntry::via, AuditEntry::result)
          .containsExactly(
              org.assertj.core.groups.Tuple.tuple("vera", "key", Result.OK),
              org.assertj.core.groups.Tuple.tuple("vera", "key", Result.REFUSED),
              org.assertj.core.groups.Tuple.tuple("alice", "token ci", Result.OK),
              org.assertj.core.groups.Tuple.tuple("vera", "key", Result.REFUSED));
    }
  }
}
