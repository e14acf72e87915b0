package io.coredeck.explorer;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.coredeck.identity.HttpSignature;
import io.coredeck.identity.KeyPair;
import io.coredeck.identity.Mnemonic;
import io.coredeck.sdk.account.AccountClient.Person;
import io.coredeck.wire.Json;
import io.coredeck.wire.account.AccountMessages;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/// The calls of {@link CanaryIT}, by different people; every answer is looked at.
final class CanaryCalls {

  /// GETs whose answers depend on what is asked for, besides those described.
  private static final List<String> ALSO =
      List.of(
          "/webhooks?all=true",
          "/audit?size=1000",
          "/audit/export?format=csv",
          "/audit/export?format=jsonl",
          "/reservations/workloads?size=1000",
          "/reservations/workloads/search?size=1000",
          "/reservations/workloads/changes?after=0");

  /// What has no end, unless it is asked for one.
  private static final String STREAMS = ".*/(logs|stats)";

  /// Bodies that are none, with a secret in them.
  private static final List<String> BROKEN =
      List.of(
          "{\"name\":\"a\",\"password\":%s}",
          "{\"password\":{\"a\":\"%s\"}}",
          "{\"password\":\"%s",
          "%s",
          "[\"%s\"]",
          "{\"%s\":1}",
          "{\"name\":\"%s\",\"name\":1}");

  private final HttpClient client = HttpClient.newHttpClient();
  private final Map<String, Map<String, String>> callers = new LinkedHashMap<>();
  private final URI uri;
  private final Canaries canaries;

  /// @param uri the explorer's base address
  CanaryCalls(URI uri, Canaries canaries) {
    this.uri = uri;
    this.canaries = canaries;
    callers.put("nobody", Map.of());
  }

  /// From now on there is a caller of that name.
  void as(String who, Map<String, String> headers) {
    callers.put(who, headers);
  }

  Person signIn(String name, String with) throws Exception {
    var body = AccountMessages.write(new AccountMessages.SignIn(name, with));
    var session = "session %d of %s".formatted(canaries.places(), name);
    var key = "%s's key".formatted(name);
    var in =
        AccountMessages.signedIn(ask("nobody", "POST", "/accounts/sign-in", body, session, key));
    canaries.plant(session, in.session());
    canaries.plant(key, in.seedHex());
    canaries.plant("the words of " + key, Mnemonic.words(KeyPair.fromSeedHex(in.seedHex())));
    var person = new Person(in.account(), KeyPair.fromSeedHex(in.seedHex()), in.session());
    callers.put(name, headers(person));
    return person;
  }

  static Map<String, String> headers(Person person) {
    var headers =
        new HashMap<>(
            HttpSignature.headers(person.keys(), "" + person.account().tid(), Instant.now()));
    headers.put(AccountMessages.SESSION, person.session());
    return headers;
  }

  Map<String, String> headersOf(String who) {
    return Objects.requireNonNull(callers.get(who), who);
  }

  /// What {@link #mistakes} puts where it does not belong.
  record Mistakes(
      String password, String own, String wrong, String secret, String redis, KeyPair sponsor) {}

  /// Secrets where they do not belong, and wrong ones.
  void mistakes(Mistakes with) throws Exception {
    ask("nobody", "POST", "/accounts/sign-in", sign("alice", with.wrong()));
    ask("nobody", "POST", "/accounts/sign-in", sign(with.own(), "x"));
    for (var broken : BROKEN) {
      var body = broken.formatted(with.wrong());
      ask("nobody", "POST", "/accounts/sign-in", body);
      ask("alice", "POST", "/accounts", body);
      ask("alice", "POST", "/accounts/alice/key", body);
      ask("alice", "PUT", "/accounts/alice/key", body);
      ask("nobody", "POST", "/sign-in/provider/answer", body);
    }
    ask(
        "alice",
        "PUT",
        "/accounts/alice/key",
        "{\"password\":\"%s\",\"words\":\"%s x\"}"
            .formatted(with.password(), Mnemonic.words(with.sponsor())));
    ask(
        "omar",
        "PUT",
        "/accounts/omar",
        AccountMessages.write(
            AccountMessages.Wish.of("omar").withPassword(with.wrong(), with.own())));
    ask("alice", "POST", "/accounts/alice/key", json("password", with.wrong()));
    ask(
        "nobody",
        "POST",
        "/accounts",
        "{\"name\":\"x\",\"role\":\"user\",\"password\":\"%s\"}".formatted(with.wrong()));
    ask(
        "write",
        "POST",
        "/templates",
        "{\"name\":\"t\",\"draft\":{\"flist\":\"http://h/f\",\"secret_environment\":{\"P\":\"%s\"}}}"
            .formatted(with.secret()));
    callers.put(
        "a wrong token",
        Map.of("Authorization", "Bearer cdk_" + with.wrong().replace(' ', '-').replace("ß", "")));
    ask("a wrong token", "GET", "/accounts", "");
    callers.put("a wrong setup", Map.of("Coredeck-Setup", with.redis()));
    ask("a wrong setup", "POST", "/accounts", "{}");
    ask("nobody", "GET", "/nothing/here?token=" + with.redis(), "");
    ask("nobody", "GET", "/users/" + with.redis(), "", "a password in a URL"); // what was asked for
  }

  private static String sign(String name, String with) {
    return AccountMessages.write(new AccountMessages.SignIn(name, with));
  }

  static String json(String member, String value) {
    return Json.writeTree(Map.of(member, value));
  }

  /// Everything that can be looked at, by everybody.
  void everywhere(String nodeId, long tid) throws Exception {
    var paths =
        OpenApi.DESCRIBED.operations().stream()
            .filter(one -> one.method().equals("GET") && !one.path().endsWith("/events"))
            .map(OpenApi.Operation::path)
            .map(path -> path.matches(STREAMS) ? path + "?follow=false" : path)
            .toList();
    assertThat(paths).hasSizeGreaterThan(25);
    for (var who : List.of("nobody", "alice", "omar", "read", "provided")) {
      for (var path : paths) {
        see(
            who,
            path.replace("{node_id}", nodeId)
                .replace("{name}", who.equals("omar") ? "omar" : "me")
                .replace("{file}", "start.js")
                .replace("{tid}", "" + tid)
                .replaceAll("\\{(id|delivery|workload_id)}", "1"));
      }
      for (var path : ALSO) {
        see(who, path);
      }
    }
  }

  /// Who owns a webhook sees where it leads.
  private void see(String who, String path) throws Exception {
    var isOwn = List.of("alice", "read").contains(who) && path.startsWith("/webhooks");
    ask(who, "GET", path, "", isOwn ? new String[] {"a webhook's path"} : new String[0]);
  }

  void stream() throws Exception {
    var logs = ask("alice", "GET", "/reservations/workloads/2/logs?follow=false", "");
    assertThat(logs).contains("the platform's Redis cannot be read now");
    var request =
        HttpRequest.newBuilder(URI.create(uri + "/reservations/workloads/events?after=0"));
    headersOf("alice").forEach(request::header);
    var response = client.send(request.build(), BodyHandlers.ofInputStream());
    assertThat(response.statusCode()).isEqualTo(200);
    try (var lines = new BufferedReader(new InputStreamReader(response.body(), UTF_8))) {
      var seen = new StringBuilder();
      for (var line = lines.readLine(); line != null; line = lines.readLine()) {
        seen.append(line).append('\n');
        if (line.contains("secret_environment") || line.startsWith(": still")) {
          break;
        }
      }
      assertThat(seen).contains("secret_environment");
      canaries.look("server-sent events", seen.toString());
    }
  }

  String ask(String who, String method, String path, String body, String... shown)
      throws Exception {
    var request = HttpRequest.newBuilder(URI.create(uri + path));
    headersOf(who).forEach(request::header);
    var publisher = body.isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString(body);
    var response = client.send(request.method(method, publisher).build(), BodyHandlers.ofString());
    var place = "%d of %s %s as %s".formatted(response.statusCode(), method, path, who);
    canaries.look(place, response.headers().map() + "\n" + response.body(), shown);
    return response.body();
  }
}
