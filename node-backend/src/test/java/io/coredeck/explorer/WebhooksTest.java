package io.coredeck.explorer;

import static io.coredeck.explorer.TestExplorer.expect;
import static org.assertj.core.api.Assertions.assertThat;

import io.coredeck.explorer.TestExplorer.Reply;
import io.coredeck.identity.HttpSignature;
import io.coredeck.identity.KeyPair;
import io.coredeck.model.Result;
import io.coredeck.model.hook.Delivery;
import io.coredeck.model.hook.Delivery.State;
import io.coredeck.model.hook.Webhook;
import io.coredeck.model.registry.Role;
import io.coredeck.sdk.account.AccountClient.Person;
import io.coredeck.testkit.WebhookReceiver;
import io.coredeck.testkit.WebhookReceiver.Answer;
import io.coredeck.testkit.WebhookReceiver.Got;
import io.coredeck.wire.Json;
import io.coredeck.wire.JsonValue;
import io.coredeck.wire.hook.HookMessages;
import io.coredeck.wire.hook.HookMessages.Made;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// What the explorer tells others of workloads, to a real server.
@Timeout(120)
class WebhooksTest {

  @TempDir private Path folder;
  private WebhookReceiver receiver;
  private TestPeople people;
  private TestGrid grid;

  @BeforeEach
  void start() throws Exception {
    receiver = new WebhookReceiver();
    people = new TestPeople(new TestGrid(folder));
    grid = people.grid;
  }

  @AfterEach
  void stop() {
    people.close();
    receiver.close();
  }

  private Reply call(String method, String path, String body) throws Exception {
    return grid.explorer.signed(grid.alice, grid.aliceId, method, path, body);
  }

  private Reply call(Person person, String method, String path, String body) throws Exception {
    return grid.explorer.signed(person, method, path, body);
  }

  private Made make(String path, String more) throws Exception {
    var body = "{\"url\":\"%s\"%s}".formatted(receiver.url(path), more);
    return HookMessages.made(expect(201, call("POST", "/webhooks", body)).text());
  }

  private Webhook get(long id) throws Exception {
    return HookMessages.webhook(expect(200, call("GET", "/webhooks/" + id, "")).text());
  }

  private List<Delivery> deliveries(long id) throws Exception {
    var reply = expect(200, call("GET", "/webhooks/%d/deliveries".formatted(id), ""));
    return HookMessages.deliveries(reply.text());
  }

  /// @return the newest delivery, once it is so
  private Delivery newest(long id, Predicate<Delivery> wanted) throws Exception {
    while (true) {
      var all = deliveries(id);
      if (!all.isEmpty() && wanted.test(all.getFirst())) {
        return all.getFirst();
      }
      Thread.onSpinWait();
    }
  }

  private static JsonValue json(Got got) {
    return Json.tree(got.body());
  }

  private static String type(Got got) {
    return json(got).member("type").text();
  }

  @Test
  void each_step_of_a_workloads_life_is_told_signed_and_in_order() throws Exception {
    var made = make("/all", "");
    var id = grid.deploy(TestGrid.container(1, 1024));
    expect(201, grid.putResult(id, Result.State.OK, ""));
    expect(201, grid.putResult(id, Result.State.OK, "")); // says nothing new
    expect(201, grid.signDelete(id));
    expect(200, grid.delete(id));
    for (var step : List.of("created", "ok", "delete_asked", "deleted")) {
      var got = receiver.next("/all");
      assertThat(type(got)).isEqualTo("workload." + step);
      assertThat(got.isSignedWith(made.secret())).as("%s", got).isTrue();
      assertThat(got.id()).matches("evt_[0-9a-f]{24}");
      assertThat(got.body()).doesNotContain("KEY", "VAL", "whsec", "http");
      var data = json(got).member("data");
      assertThat(data.member("gwid").text()).isEqualTo(id + "-1");
      assertThat(data.member("type").text()).isEqualTo("container");
      assertThat(data.member("pool_id").integer()).isEqualTo(grid.poolId);
      assertThat(data.member("node_id").text()).isEqualTo(grid.node.nodeId());
    }
    var last = newest(made.hook().id(), one -> one.state() == State.DELIVERED);
    assertThat(last.event()).isEqualTo("workload.deleted");
    assertThat(last.attempts()).isEqualTo(1);
    assertThat(last.last().status()).isEqualTo(204);
    assertThat(deliveries(made.hook().id())).hasSize(4);
    assertThat(get(made.hook().id()).standing().lastSuccess()).isPositive();
  }

  @Test
  void what_ends_by_itself_or_fails_is_told_with_the_reason() throws Exception {
    make("/ends", ",\"events\":[\"workload.error\",\"expired\"]");
    var id = grid.deploy(TestGrid.volume());
    expect(201, grid.putResult(id, Result.State.ERROR, "no space left on the disk"));
    var got = receiver.next("/ends");
    assertThat(type(got)).isEqualTo("workload.error");
    assertThat(json(got).member("data").member("message").text()).contains("no space left");
    assertThat(json(got).member("data").member("previous_state").text()).isEqualTo("deploying");
    var dry = grid.deploy(TestGrid.container(1, 1024));
    expect(201, grid.putResult(dry, Result.State.OK, ""));
    grid.explorer.pass(Duration.ofDays(10_000));
    assertThat(type(receiver.next("/ends"))).isEqualTo("workload.expired");
  }

  @Test
  void what_fails_comes_again_later_with_the_same_id_before_what_follows() throws Exception {
    receiver.answer("/down", Answer.of(500));
    var hook = make("/down", "").hook();
    var id = grid.deploy(TestGrid.volume());
    var first = receiver.next("/down");
    var waiting = newest(hook.id(), one -> one.attempts() == 1);
    assertThat(waiting.state()).isEqualTo(State.WAITING);
    assertThat(waiting.last().error()).isEqualTo("answered 500");
    assertThat(waiting.last().answer()).isEmpty();
    expect(201, grid.putResult(id, Result.State.OK, ""));
    receiver.answer("/down", Answer.OK);
    grid.explorer.pass(Duration.ofSeconds(5));
    var again = receiver.next("/down");
    assertThat(again.id()).isEqualTo(first.id());
    assertThat(again.body()).isEqualTo(first.body());
    assertThat(again.timestamp()).isGreaterThan(first.timestamp());
    assertThat(type(receiver.next("/down"))).isEqualTo("workload.ok");
    newest(hook.id(), one -> one.state() == State.DELIVERED);
    assertThat(get(hook.id()).standing().failures()).isZero();
  }

  @Test
  void a_receiver_that_asks_to_be_left_alone_is_for_a_bounded_time() throws Exception {
    receiver.answer("/busy", new Answer(429, "Retry-After: 999999", ""));
    var hook = make("/busy", "").hook();
    grid.deploy(TestGrid.volume());
    receiver.next("/busy");
    var now = grid.explorer.now().getEpochSecond();
    var waiting = newest(hook.id(), one -> one.attempts() == 1);
    assertThat(waiting.nextAt()).isBetween(now + 3500, now + 3601);
    assertThat(get(hook.id()).standing().nextAt()).isBetween(now + 3500, now + 3601);
  }

  @Test
  void a_receiver_that_is_gone_or_silent_for_days_is_told_nothing_more() throws Exception {
    receiver.answer("/gone", Answer.of(410));
    var gone = make("/gone", ",\"types\":[\"volume\"]").hook();
    grid.deploy(TestGrid.volume());
    receiver.next("/gone");
    while (get(gone.id()).target().enabled()) {
      Thread.onSpinWait();
    }
    assertThat(get(gone.id()).standing().reason()).contains("gone (410)");
    assertThat(disabled(gone.id())).contains("gone (410)");
    receiver.answer("/silent", Answer.of(500));
    var silent = make("/silent", ",\"types\":[\"container\"]").hook();
    grid.deploy(TestGrid.container(1, 1024));
    for (var tries = 1L; get(silent.id()).target().enabled(); tries++) {
      var many = tries;
      receiver.next("/silent");
      newest(silent.id(), one -> one.attempts() == many);
      grid.explorer.pass(Duration.ofHours(6));
    }
    assertThat(get(silent.id()).standing().reason()).startsWith("nothing got through for 2 days");
    assertThat(disabled(silent.id())).startsWith("nothing got through");
    grid.deploy(TestGrid.container(1, 1024));
    assertThat(deliveries(silent.id())).hasSize(1);
  }

  private String disabled(long id) throws Exception {
    var filter = "/audit?action=webhook.disable&object=" + id + "%20";
    var found = expect(200, call("GET", filter, "")).json().items().getFirst();
    assertThat(found.member("actor").text()).isEqualTo("(explorer)");
    return found.member("detail").text();
  }

  @Test
  void a_new_secret_signs_at_once_and_the_old_one_for_a_day() throws Exception {
    var made = make("/rotated", "");
    var path = "/webhooks/%d/rotate".formatted(made.hook().id());
    var fresh = HookMessages.made(expect(200, call("POST", path, "")).text());
    assertThat(fresh.secret()).isNotEqualTo(made.secret());
    grid.deploy(TestGrid.volume());
    var both = receiver.next("/rotated");
    assertThat(both.isSignedWith(made.secret())).isTrue();
    assertThat(both.isSignedWith(fresh.secret())).isTrue();
    grid.explorer.pass(Duration.ofHours(25));
    grid.deploy(TestGrid.volume());
    var one = receiver.next("/rotated");
    assertThat(one.isSignedWith(made.secret())).isFalse();
    assertThat(one.isSignedWith(fresh.secret())).isTrue();
  }

  @Test
  void a_secret_that_cannot_be_read_is_rotated_away() throws Exception {
    var hook = make("/lost", "").hook();
    var path = "/webhooks/" + hook.id();
    var other = make("/other", "").hook();
    try (var database = DriverManager.getConnection(TestExplorer.database(folder));
        var sql = database.createStatement()) {
      sql.execute("PRAGMA busy_timeout = 10000");
      sql.execute(
          "UPDATE webhooks SET secret = (SELECT secret FROM webhooks WHERE id = %d) WHERE id = %d"
              .formatted(other.id(), hook.id()));
    }
    assertThat(expect(409, call("POST", path + "/ping", "")).error()).contains("rotate it");
    var made = HookMessages.made(expect(200, call("POST", path + "/rotate", "")).text());
    assertThat(made.hook().standing().oldSecretUntil()).isZero();
    expect(200, call("POST", path + "/ping", ""));
    assertThat(receiver.next("/lost").isSignedWith(made.secret())).isTrue();
  }

  @Test
  void the_text_of_what_was_made_has_no_secret() throws Exception {
    var made = make("/secret", "");
    assertThat(made.toString()).doesNotContain(made.secret());
  }

  @Test
  void a_test_says_what_came_back() throws Exception {
    var made = make("/ping", ",\"enabled\":false");
    var path = "/webhooks/%d/ping".formatted(made.hook().id());
    var good = HookMessages.pinged(expect(200, call("POST", path, "")).text());
    assertThat(good.isDelivered()).isTrue();
    var got = receiver.next("/ping");
    assertThat(type(got)).isEqualTo("webhook.ping");
    assertThat(got.id()).isEqualTo(good.eventId());
    assertThat(got.isSignedWith(made.secret())).isTrue();
    receiver.answer("/ping", Answer.of(404));
    var bad = HookMessages.pinged(expect(200, call("POST", path, "")).text());
    assertThat(bad.isDelivered()).isFalse();
    assertThat(bad.tried().error()).isEqualTo("answered 404");
    for (var i = 2; i < 20; i++) {
      expect(200, call("POST", path, ""));
    }
    expect(429, call("POST", path, ""));
    assertThat(deliveries(made.hook().id())).isEmpty();
  }

  @Test
  void what_was_delivered_is_delivered_again_when_asked_for() throws Exception {
    var hook = make("/again", "").hook();
    grid.deploy(TestGrid.volume());
    var first = receiver.next("/again");
    var done = newest(hook.id(), one -> one.state() == State.DELIVERED);
    var path = "/webhooks/%d/deliveries/%d/redeliver";
    var reply = call("POST", path.formatted(hook.id(), done.id()), "");
    assertThat(HookMessages.delivery(expect(200, reply).text()).state()).isEqualTo(State.WAITING);
    assertThat(receiver.next("/again").id()).isEqualTo(first.id());
    expect(404, call("POST", path.formatted(hook.id(), 99), ""));
    newest(hook.id(), one -> one.state() == State.DELIVERED);
    expect(200, put(hook.id(), "", "{\"enabled\":false}"));
    assertThat(get(hook.id()).target()).isEqualTo(hook.target().withEnabled(false));
    expect(409, call("POST", path.formatted(hook.id(), done.id()), ""));
  }

  private Webhook change(Webhook hook, String etag, String more) throws Exception {
    var body = "{\"url\":\"%s\"%s}".formatted(hook.target().url(), more);
    return HookMessages.webhook(expect(200, put(hook.id(), etag, body)).text());
  }

  private Reply put(long id, String etag, String body) throws Exception {
    var headers =
        new HashMap<>(HttpSignature.headers(grid.alice, "" + grid.aliceId, grid.explorer.now()));
    if (!etag.isEmpty()) {
      headers.put("If-Match", etag);
    }
    return grid.explorer.call("PUT", "/webhooks/" + id, body, headers);
  }

  @Test
  void nobodys_change_is_lost_by_anothers() throws Exception {
    var hook = make("/tagged", "").hook();
    var seen = call("GET", "/webhooks/" + hook.id(), "").header("ETag");
    assertThat(change(hook, seen, ",\"description\":\"first\"").target().description())
        .isEqualTo("first");
    var body = "{\"url\":\"%s\"}".formatted(hook.target().url());
    expect(412, put(hook.id(), seen, body));
    assertThat(get(hook.id()).target().description()).isEqualTo("first");
  }

  @Test
  void one_hears_of_the_own_workloads_and_who_looks_after_all_of_all() throws Exception {
    var bob = person("bob-too", Role.OPERATOR);
    var url = receiver.url("/everybody");
    var body = "{\"url\":\"%s\",\"everybody\":true}".formatted(url);
    var all = HookMessages.made(expect(201, call(bob, "POST", "/webhooks", body)).text()).hook();
    var own = "{\"url\":\"%s\"}".formatted(receiver.url("/own"));
    expect(201, call(bob, "POST", "/webhooks", own));
    grid.deploy(TestGrid.volume());
    receiver.next("/everybody");
    people.alice.setRole("bob-too", Role.USER);
    bob = people.signIn("bob-too", TestPeople.OWN);
    grid.deploy(TestGrid.volume());
    var volume = grid.deploy(TestGrid.volume());
    expect(403, call(bob, "PUT", "/webhooks/" + all.id(), body));
    expect(200, call(bob, "PUT", "/webhooks/" + all.id(), "{\"enabled\":false}"));
    expect(403, call(bob, "PUT", "/webhooks/" + all.id(), "{\"enabled\":true}"));
    make("/alice", "");
    expect(201, grid.putResult(volume, Result.State.OK, ""));
    receiver.next("/alice"); // all who hear of it have been told by now, or wait
    assertThat(receiver.waiting("/everybody") + receiver.waiting("/own")).isZero();
    var list = expect(200, call(bob, "GET", "/webhooks", "")).text();
    assertThat(HookMessages.webhooks(list)).allMatch(hook -> hook.waiting() == 0);
  }

  private Person person(String name, Role role) throws Exception {
    return people.make(name, role);
  }

  @Test
  void an_admin_sees_where_others_webhooks_lead_and_stops_them() throws Exception {
    var carol = person("carol", Role.USER);
    var body = "{\"url\":\"%s\"}".formatted(receiver.url("/hers?key=hidden"));
    var hook = HookMessages.made(expect(201, call(carol, "POST", "/webhooks", body)).text()).hook();
    expect(403, call(carol, "GET", "/webhooks?all=true", ""));
    var all = HookMessages.webhooks(expect(200, call("GET", "/webhooks?all=true", "")).text());
    assertThat(all).extracting(one -> one.target().url()).noneMatch(url -> url.contains("hers"));
    var path = "/webhooks/" + hook.id();
    assertThat(get(hook.id()).target().url()).doesNotContain("hidden");
    expect(400, call("PUT", path, body));
    var stopped =
        HookMessages.webhook(expect(200, call("PUT", path, "{\"enabled\":false}")).text());
    assertThat(stopped.standing().isBlocked()).isTrue();
    expect(409, call(carol, "POST", path + "/ping", ""));
    var off = body.replace("}", ",\"enabled\":false}");
    expect(200, call(carol, "PUT", path, off));
    assertThat(expect(403, call(carol, "PUT", path, body)).error())
        .contains("an admin has stopped");
    expect(200, call("PUT", path, "{\"enabled\":true}"));
    expect(200, call(carol, "PUT", path, body));
    expect(200, call("DELETE", path, ""));
    expect(404, call(carol, "GET", path, ""));
    for (var action :
        List.of("webhook.create", "webhook.block", "webhook.unblock", "webhook.delete")) {
      var found = expect(200, call("GET", "/audit?action=" + action, "")).text();
      assertThat(found).contains("%d (127.0.0.1)".formatted(hook.id())).doesNotContain("hidden");
    }
  }

  @Test
  void who_has_no_account_or_may_only_look_has_no_webhooks() throws Exception {
    var body = "{\"url\":\"%s\"}".formatted(receiver.url("/never"));
    var viewer = person("viewer", Role.VIEWER);
    expect(403, call(viewer, "POST", "/webhooks", body));
    expect(403, call(viewer, "GET", "/webhooks", ""));
    expect(403, signed(grid.bob, grid.bobId, "GET", ""));
    assertThat(expect(403, signed(grid.bob, grid.bobId, "POST", body)).error())
        .contains("webhooks are for people with an account");
  }

  private Reply signed(KeyPair keys, long tid, String method, String body) throws Exception {
    return grid.explorer.signed(keys, tid, method, "/webhooks", body);
  }

  @Test
  void webhooks_go_with_their_owners_account_and_stop_with_it() throws Exception {
    var carol = person("carol", Role.USER);
    var pool = grid.explorer.pool(carol, 1_000_000, grid.node.nodeId());
    var body = "{\"url\":\"%s\"}".formatted(receiver.url("/hers"));
    expect(201, call(carol, "POST", "/webhooks", body));
    receiver.answer("/hers", Answer.of(500));
    var id = grid.deployAs(carol, pool, TestGrid.volume());
    receiver.next("/hers");
    people.alice.setDisabled("carol", true);
    grid.explorer.pass(Duration.ofMinutes(1));
    var all = "/webhooks?all=true";
    while (hooks(all).getFirst().target().enabled()) {
      Thread.onSpinWait();
    }
    assertThat(hooks(all).getFirst().standing().reason()).contains("may have no webhooks any more");
    expect(201, grid.putResult(id, Result.State.ERROR, ""));
    expect(200, grid.delete(id));
    assertThat(receiver.waiting("/hers")).isZero();
    people.alice.remove("carol");
    assertThat(hooks(all)).isEmpty();
  }

  private List<Webhook> hooks(String path) throws Exception {
    return HookMessages.webhooks(expect(200, call("GET", path, "")).text());
  }

  @Test
  void one_person_has_twenty_and_what_cannot_be_is_refused() throws Exception {
    var wrong =
        Map.of(
            "\"url\":\"http://10.0.0.1/\"", "public address",
            "\"url\":\"https://169.254.169.254/\"", "public address",
            "\"url\":\"https://u:p@example.org/\"", "no name and password",
            "\"url\":\"\"", "url has 0 characters",
            "\"url\":\"https://example.org\",\"events\":[\"workload.gone\"]", "workload.gone",
            "\"url\":\"https://example.org\",\"types\":[\"zdb\"]", "types are");
    for (var one : wrong.entrySet()) {
      var reply = expect(400, call("POST", "/webhooks", "{" + one.getKey() + "}"));
      assertThat(reply.error()).contains(one.getValue());
    }
    for (var i = 0; i < 20; i++) {
      make("/many", "");
    }
    var body = "{\"url\":\"%s\"}".formatted(receiver.url("/many"));
    expect(409, call("POST", "/webhooks", body));
    expect(200, call("DELETE", "/webhooks/1", ""));
    expect(404, call("DELETE", "/webhooks/1", ""));
    make("/many", "");
  }

  @Test
  void what_waits_when_the_explorer_ends_is_told_by_the_next_one() throws Exception {
    receiver.answer("/later", Answer.of(503));
    make("/later", "");
    grid.deploy(TestGrid.volume());
    var first = receiver.next("/later");
    grid.explorer.stop();
    receiver.answer("/later", Answer.OK);
    try (var _ = new TestExplorer(folder)) {
      assertThat(receiver.next("/later").id()).isEqualTo(first.id());
    }
  }

  @Test
  void a_slow_receiver_holds_up_no_other() throws Exception {
    try (var silent = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
      var url = "http://127.0.0.1:%d/".formatted(silent.getLocalPort());
      for (var i = 0; i < 2; i++) { // as many lanes as one person has
        expect(201, call("POST", "/webhooks", "{\"url\":\"%s\"}".formatted(url)));
      }
      var carol = person("carol", Role.OPERATOR);
      var body = "{\"url\":\"%s\",\"everybody\":true}".formatted(receiver.url("/quick"));
      expect(201, call(carol, "POST", "/webhooks", body));
      for (var i = 0; i < 8; i++) {
        grid.deploy(TestGrid.volume());
      }
      for (var i = 0; i < 8; i++) {
        receiver.next("/quick");
      }
      assertThat(deliveries(1)).hasSize(8).noneMatch(one -> one.state() == State.DELIVERED);
    }
  }
}
