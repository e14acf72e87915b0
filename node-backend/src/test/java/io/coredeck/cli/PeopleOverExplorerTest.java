package io.coredeck.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.coredeck.cli.setup.ExitCode;
import io.coredeck.identity.KeyPair;
import io.coredeck.identity.Mnemonic;
import io.coredeck.sdk.GridClient;
import io.coredeck.sdk.account.AccountClient;
import io.coredeck.testkit.WebhookReceiver;
import io.coredeck.wire.Json;
import java.net.URI;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What the command line promises about people, tokens and webhooks against the real explorer.
class PeopleOverExplorerTest {

  private final KeyPair keys = KeyPair.generate();
  private final KeyPair nodeKeys = KeyPair.generate();
  private WholeExplorer whole;
  private URI uri;
  private GridClient grid;
  private AnsweringNode node;

  @TempDir private Path data;

  @BeforeEach
  void start() throws Exception {
    whole = WholeExplorer.start(data, keys, nodeKeys);
    grid = whole.grid();
    uri = whole.uri();
    node = whole.node();
  }

  @AfterEach
  void stop() throws Exception {
    whole.close();
  }

  @Test
  void people_are_looked_after_from_the_command_line() throws Exception {
    account();
    var added = run("", "user", "add", "omar", "--role", "operator");
    assertThat(added.code()).as(added.err()).isEqualTo(ExitCode.DONE);
    assertThat(added.out()).contains("omar is operator").containsPattern("password  [a-z2-9-]{23}");
    assertThat(run("my own password\n", "user", "add", "mary", "--password-stdin").out())
        .isEqualTo("mary is user\n");
    assertThat(run("", "user", "accounts").out()).contains("omar", "operator", "never");
    assertThat(run("", "user", "role", "omar", "viewer").out()).contains("is now viewer");
    assertThat(run("", "user", "disable", "omar").out()).contains("is disabled");
    assertThat(run("", "user", "enable", "omar").out()).contains("may sign in again");
    assertThat(run("", "user", "reset", "omar", "-o", "json").out()).contains("\"password\":\"");
    assertThat(run("", "user", "delete", "omar").out()).contains("omar is deleted");
    var refused = run("", "user", "disable", "admin");
    assertThat(refused.code()).isEqualTo(ExitCode.FAILED);
    assertThat(refused.err()).contains("the only admin");
    var audit = run("", "audit", "--action", "account.", "--since", "5m");
    assertThat(audit.out().lines()).hasSizeGreaterThan(6);
    assertThat(audit.out()).contains("account.delete", "omar", "refused");
    assertThat(run("", "audit", "--since", "yesterday").code()).isEqualTo(ExitCode.WRONG_CALL);
    var csv = run("", "audit", "--export", "csv", "--action", "account.delete");
    assertThat(csv.out()).startsWith("id,time,").contains(",account.delete,omar,ok,");
    assertThat(run("", "audit", "--export", "xml").code()).isEqualTo(ExitCode.WRONG_CALL);
  }

  @Test
  void who_registers_is_let_in_and_sent_away_from_the_command_line() throws Exception {
    account();
    long tid;
    try (var stranger = GridClient.anonymous(uri)) {
      tid = stranger.register(KeyPair.generate(), "omar.3bot", "omar@example.org").id();
    }
    assertThat(run("", "user", "refuse", "" + tid).out())
        .isEqualTo("user %d is not admitted\n".formatted(tid));
    assertThat(run("", "user", "admit", "" + tid).out())
        .isEqualTo("user %d is admitted\n".formatted(tid));
    assertThat(run("", "user", "asking", "-o", "json").out().strip()).isEqualTo("[]");
    assertThat(run("", "user", "admit", "99").err()).contains("user not found");
    var id = nodeKeys.nodeId();
    assertThat(run("", "node", "refuse", id).out())
        .isEqualTo("node %s is not admitted\n".formatted(id));
    assertThat(run("", "node", "asking").out().lines()).hasSize(1);
    assertThat(run("", "node", "list").out()).doesNotContain(id);
    assertThat(run("", "node", "admit", id).out()).isEqualTo("node %s is admitted\n".formatted(id));
    assertThat(run("", "node", "list").out()).contains(id);
  }

  @Test
  void an_identity_of_the_original_becomes_the_key_of_an_account() throws Exception {
    account();
    run("my first password\n", "user", "add", "omar", "--password-stdin");
    var person = AccountClient.signIn(uri, "omar", "my first password", "");
    try (var own = AccountClient.connect(uri, person)) {
      own.setPassword("omar", "my first password", "my own password");
    }
    var original = KeyPair.generate();
    long tid;
    try (var stranger = GridClient.anonymous(uri)) {
      tid = stranger.register(original, "omar.3bot", "omar@example.org").id();
    }
    var words = Mnemonic.words(original);
    var brought =
        run("my own password\n" + words + "\n", "user", "key", "import", "omar", "--stdin");
    assertThat(brought.code()).as(brought.err()).isEqualTo(ExitCode.DONE);
    assertThat(brought.out()).isEqualTo("omar signs as user %d now\n".formatted(tid));
    var shown = run("my own password\n", "user", "key", "export", "omar", "--stdin");
    assertThat(shown.out()).isEqualTo(words + "\n");
    assertThat(run("", "user", "key", "export", "omar", "--stdin").err())
        .contains("it must have: password");
  }

  @Test
  void a_token_does_for_a_command_what_the_key_does() throws Exception {
    account();
    var made = run("", "token", "add", "ci", "--scope", "write", "--days", "7");
    assertThat(made.code()).as(made.err()).isEqualTo(ExitCode.DONE);
    var token = made.out().strip();
    var elsewhere = data.resolve("elsewhere");
    var network =
        "{\"name\":\"mine\",\"network_iprange\":\"172.24.0.0/16\",\"iprange\":\"172.24.3.0/24\"}";
    assertThat(bearing(elsewhere, token, network, "deploy", "-").code()).isEqualTo(ExitCode.DONE);
    var container =
        "{\"flist\":\"http://h/f\",\"interactive\":true,\"secret_environment_plain\":{\"A\":\"s\"},\"capacity\":{\"cpu\":1,\"memory\":1024}}";
    var deployed = bearing(elsewhere, token, container, "deploy", "-");
    assertThat(deployed.code()).as(deployed.err()).isEqualTo(ExitCode.DONE);
    assertThat(node.seen())
        .extracting(one -> Json.write(one))
        .anyMatch(text -> text.contains("172.24.3.2") && text.contains("\"mine\""));
    assertThat(bearing(elsewhere, token, "", "list").out().lines()).hasSize(3);
    assertThat(bearing(elsewhere, token, "", "delete", "2").code()).isEqualTo(ExitCode.DONE);
    assertThat(bearing(elsewhere, token, "", "audit").out()).contains("token ci");
    assertThat(bearing(elsewhere, token, "", "logs", "1").code()).isEqualTo(ExitCode.FAILED);
    assertThat(run("", "token", "revoke", "ci").out()).contains("token ci is revoked");
    var refused = bearing(elsewhere, token, "", "list");
    assertThat(refused.code()).isEqualTo(ExitCode.FAILED);
    assertThat(refused.err()).contains("was revoked");
  }

  @Test
  void a_webhook_is_made_shown_changed_tried_and_removed() throws Exception {
    account();
    try (var receiver = new WebhookReceiver()) {
      var made = run("", "webhook", "create", receiver.url("/cli"), "--event", "ok,error");
      assertThat(made.code()).as(made.err()).isEqualTo(ExitCode.DONE);
      assertThat(made.out()).startsWith("whsec_");
      assertThat(made.err()).contains("webhook 1;", "shown only now");
      assertThat(run("", "webhook", "ping", "1").out()).startsWith("taken with 204");
      assertThat(receiver.next("/cli").isSignedWith(made.out().strip())).isTrue();
      var deployed = run("{\"size\":1,\"type\":1}", "deploy", "-");
      assertThat(deployed.code()).as(deployed.err()).isEqualTo(ExitCode.DONE);
      assertThat(receiver.next("/cli").body()).contains("\"workload.ok\"");
      assertThat(run("", "webhook", "list").out()).contains("1        enabled", "/cli");
      assertThat(run("", "webhook", "deliveries", "1").out()).contains("workload.ok");
      var update = run("", "webhook", "update", "1", "--no-enabled", "--event", "all");
      assertThat(update.out()).as(update.err()).isEqualTo("webhook 1 is changed\n");
      var shown = run("", "webhook", "show", "1").out();
      assertThat(shown).contains("webhook 1 is disabled", "all events", "/cli");
      var again = run("", "webhook", "redeliver", "1", "1");
      assertThat(again.err()).contains("the webhook is disabled");
      receiver.answer("/cli", WebhookReceiver.Answer.of(500));
      var failed = run("", "webhook", "ping", "1");
      assertThat(failed.code()).isEqualTo(ExitCode.FAILED);
      assertThat(failed.err()).contains("not taken: answered 500");
      assertThat(run("", "webhook", "rotate", "1").out()).startsWith("whsec_");
      assertThat(run("", "webhook", "create", "ftp://x/").err()).contains("must begin with https");
      assertThat(run("", "webhook", "create", "https://x/", "--event", "no").code())
          .isEqualTo(ExitCode.WRONG_CALL);
      var read = run(receiver.url("/secret") + "\n", "webhook", "update", "1", "--url", "-");
      assertThat(read.code()).as(read.err()).isEqualTo(ExitCode.DONE);
      assertThat(run("", "webhook", "show", "1").out()).contains("/secret");
      assertThat(run("", "webhook", "delete", "1").out()).isEqualTo("webhook 1 is gone\n");
      assertThat(run("", "webhook", "show", "1").code()).isEqualTo(ExitCode.UNKNOWN);
    }
  }

  private CommandRun bearing(Path elsewhere, String token, String input, String... args) {
    var all =
        java.util.stream.Stream.concat(
                java.util.stream.Stream.of(args),
                java.util.stream.Stream.of("--token", token, "--explorer", uri.toString()))
            .toArray(String[]::new);
    return CommandRun.of(elsewhere, input, all);
  }

  private void account() throws Exception {
    try (var accounts = AccountClient.connect(uri, keys, grid.tid())) {
      accounts.createFirst("admin", "a long password", keys, WholeExplorer.SETUP_TOKEN);
    }
  }

  private CommandRun run(String input, String... args) {
    return CommandRun.of(data, input, args);
  }
}
