package io.coredeck.sdk.account;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.coredeck.explorer.AnsweringGrid;
import io.coredeck.model.registry.ApiToken.Scope;
import io.coredeck.model.registry.AuditEntry;
import io.coredeck.model.registry.Role;
import io.coredeck.sdk.GridClient;
import io.coredeck.sdk.GridException;
import io.coredeck.sdk.account.AccountClient.Person;
import io.coredeck.sdk.account.AuditClient.Filter;
import io.coredeck.testkit.WebhookReceiver;
import io.coredeck.wire.account.AuditLines;
import io.coredeck.wire.account.TokenMessages.Wish;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// The examples that the documentation of the calls about people shows.
@Timeout(90)
class AccountExamplesTest {
  private static final String PASSWORD = "the admin's own password";

  @TempDir private static Path folder;
  private static AnsweringGrid started;
  private static URI explorer;
  private static Person admin;

  @BeforeAll
  static void start() throws Exception {
    started = new AnsweringGrid(folder);
    explorer = started.explorer();
    try (var alice = AccountClient.connect(explorer, started.keys(), started.tid())) {
      alice.createFirst("alice", PASSWORD, started.keys(), started.setupToken());
    }
    admin = AccountClient.signIn(explorer, "alice", PASSWORD, "");
  }

  @AfterAll
  static void end() {
    started.close();
  }

  @Test
  void somebody_gets_an_account_signs_in_and_makes_a_token() throws Exception {
    // @start region="accounts"
    String given;
    try (var people = AccountClient.connect(explorer, admin)) {
      given = people.create("ines", Role.USER, "").password();
    }
    var first = AccountClient.signIn(explorer, "ines", given, "");
    try (var own = AccountClient.connect(explorer, first)) {
      own.setPassword("ines", given, "chosen by herself"); // before anything else
    }
    var ines = AccountClient.signIn(explorer, "ines", "chosen by herself", "");
    var tid = ines.account().tid();
    try (var own = AccountClient.connect(explorer, ines);
        var grid = GridClient.connect(explorer, ines.keys(), tid, "", ines.session())) {
      System.out.println(grid.workloads().size() + " workloads");
      var token = own.createToken("ines", new Wish("monitoring", Scope.READ, 30));
      Files.writeString(folder.resolve("token"), token.text()); // it is told only now
      own.signOut(false);
    }
    // @end
    var text = Files.readString(folder.resolve("token"));
    try (var grid = GridClient.withToken(explorer, text)) {
      assertThat(grid.tid()).isEqualTo(tid);
    }
    try (var own = AccountClient.connect(explorer, ines)) {
      var over = catchThrowableOfType(GridException.class, own::own);
      assertThat(over.status()).isEqualTo(401);
    }
  }

  @Test
  void what_people_did_is_looked_at_followed_and_taken_along() throws Exception {
    var file = folder.resolve("audit.csv");
    // @start region="audit"
    try (var audit = AuditClient.connect(explorer, admin);
        var out = Files.newOutputStream(file)) {
      var newest = audit.newest(Filter.ALL, 0, 20).entries();
      for (var one : newest) {
        System.out.println(one.actor() + " " + one.action() + " " + one.object());
      }
      // What comes after it; the explorer holds its answer back until there is something.
      var last = newest.getFirst().id();
      var next = audit.after(Filter.ALL, last, Duration.ofSeconds(1)).entries();
      System.out.println(next.size() + " more");
      var yesterday = Optional.of(Instant.now().minus(Duration.ofDays(1)));
      var signIns = new Filter("", "sign-in", "", "", yesterday, Optional.empty());
      audit.export(signIns, AuditLines.CSV, out);
    }
    // @end
    assertThat(Files.readString(file)).startsWith("id,time,user,who").contains(",alice,");
    try (var audit = AuditClient.connect(explorer, admin)) {
      assertThat(audit.newest(Filter.ALL, 0, 100).entries())
          .extracting(AuditEntry::action)
          .contains("sign-in", "account.create");
    }
  }

  @Test
  void a_server_is_told_what_happens() throws Exception {
    try (var receiver = new WebhookReceiver()) {
      var url = receiver.url("/hook");
      var secret = folder.resolve("secret");
      var keys = admin.keys();
      var tid = admin.account().tid();
      // @start region="webhooks"
      try (var hooks = WebhookClient.connect(explorer, keys, tid, "", admin.session())) {
        var made = hooks.create(url);
        Files.writeString(secret, made.secret()); // told only now; what comes is signed with it
        var came = hooks.ping(made.hook().id());
        System.out.println(came.isDelivered() ? "it answers" : came.tried().error());
        for (var one : hooks.deliveries(made.hook().id())) {
          System.out.println(one.event() + " " + one.state().word());
        }
        hooks.delete(made.hook().id());
      }
      // @end
      assertThat(receiver.next("/hook").isSignedWith(Files.readString(secret))).isTrue();
    }
  }
}
