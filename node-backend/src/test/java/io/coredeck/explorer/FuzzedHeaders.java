package io.coredeck.explorer;

import static io.coredeck.explorer.TestExplorer.SETUP_TOKEN;

import io.coredeck.explorer.door.Door;
import io.coredeck.explorer.door.Rule;
import io.coredeck.identity.HttpSignature;
import io.coredeck.model.registry.ApiToken.Scope;
import io.coredeck.model.registry.Role;
import io.coredeck.sdk.account.AccountClient.Person;
import io.coredeck.wire.account.AccountMessages;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Headers of calls, right or wrong in some way: each that the explorer understands, and those that
/// others understand.
final class FuzzedHeaders {

  /// What is put into each beside {@link Mutations#word}.
  private static final Map<String, List<String>> VALUES =
      Map.ofEntries(
          Map.entry("Threebot-Id", List.of("", "0", "2", "-5", "1,2", "9".repeat(40))),
          Map.entry(AccountMessages.SESSION, List.of("", "a.b", "../..", "é", "s".repeat(5000))),
          Map.entry("Idempotency-Key", List.of("", "\"\"", "k1", "\"k1\"", "k".repeat(256), "é")),
          Map.entry("If-Match", List.of("*", "\"\"", "W/\"1\"", "\"a\",\"b\"", ",,,", "\"")),
          Map.entry(
              "Prefer", List.of("handling=strict", "handling=\"strict\";;,", "wait=9e9", ";=,")),
          Map.entry("X-Forwarded-For", List.of("10.0.0.1", "::1, 1.2.3.4", "unknown", "a, ,")),
          Map.entry("Coredeck-Client", List.of("10.0.0.1", "::1", "1.2.3.4.5", "fe80::1%eth0")),
          Map.entry("Coredeck-Setup", List.of("", "wrong", SETUP_TOKEN, "é")),
          Map.entry("Last-Event-ID", List.of("", "0", "7-0", "-1", "1e3", "9".repeat(40), "\"1\"")),
          Map.entry(
              "Content-Type",
              List.of("", "text/xml", "application/json; charset=utf-16", "multipart/form-data")),
          Map.entry("Content-Encoding", List.of("gzip", "br", "identity", "gzip, gzip", "x")),
          Map.entry("Accept", List.of("", "text/event-stream", "application/xml;q=2", "*/*, ,")),
          Map.entry("Accept-Encoding", List.of("identity", "br;q=x", ";q=0")),
          Map.entry("Origin", List.of("null", "http://evil.example", "")),
          Map.entry("Range", List.of("bytes=0-", "bytes=9-1", "x")),
          Map.entry("Cookie", List.of("a=b", "=;=;")),
          Map.entry("X-HTTP-Method-Override", List.of("DELETE")),
          Map.entry("Access-Control-Request-Method", List.of("PUT", "")),
          Map.entry("Digest", List.of("SHA-256=AAAA", "x")));

  private static final List<String> NAMES = VALUES.keySet().stream().sorted().toList();

  private final TestPeople people;
  private final Mutations mutations;
  private final Chief chief;
  private final List<String> tokens;

  /// An admin whose account is what calls about accounts change.
  private static final class Chief {
    private final TestPeople people;
    private Person person;
    private int number;

    Chief(TestPeople people) throws Exception {
      this.people = people;
      person = people.make("chief", Role.ADMIN);
    }

    /// @return of one who has signed in and may do everything
    Map<String, String> headers() throws Exception {
      var explorer = people.grid.explorer;
      if (!isWell(explorer.signed(person, "GET", "/accounts/me", "").text())) {
        number++;
        person = people.make("chief-" + number, Role.ADMIN);
      }
      return explorer.headers(person);
    }

    private static boolean isWell(String answer) {
      return answer.contains("\"role\":\"admin\"") && answer.contains("\"must_change\":false");
    }
  }

  FuzzedHeaders(TestPeople people, Mutations mutations) throws Exception {
    this.people = people;
    this.mutations = mutations;
    chief = new Chief(people);
    tokens = List.of(people.token("reads", Scope.READ, 7), people.token("writes", Scope.WRITE, 7));
  }

  /// @return of somebody who may make that call
  Map<String, String> right(Door door) throws Exception {
    var grid = people.grid;
    if (door.path().equals("/accounts/encrypt")) {
      return bearer(tokens.getLast());
    }
    if (isAboutAccounts(door)) {
      var all = new HashMap<>(chief.headers());
      // or who guesses passwords waits ever longer
      all.put(
          "Coredeck-Client", "10.0.%d.%d".formatted(mutations.below(256), mutations.below(256)));
      return all;
    }
    return door.rule() == Rule.NODE
        ? HttpSignature.headers(grid.node, grid.node.nodeId(), grid.explorer.now())
        : HttpSignature.headers(grid.alice, "" + grid.aliceId, grid.explorer.now());
  }

  private static Map<String, String> bearer(String token) {
    return Map.of("Authorization", "Bearer " + token);
  }

  static boolean isAboutAccounts(Door door) {
    return door.path().startsWith("/accounts") || door.path().startsWith("/sign-in");
  }

  /// @return mostly right ones
  Map<String, String> of(Door door) throws Exception {
    var headers = new HashMap<>(mutations.in(12) ? bearer(mutations.of(tokens)) : right(door));
    if (mutations.in(8)) {
      spoil(headers);
    }
    while (mutations.in(3)) {
      var name = mutations.of(NAMES);
      headers.put(name, value(name));
    }
    return headers;
  }

  private String value(String name) {
    var known = VALUES.getOrDefault(name, List.of(""));
    return switch (mutations.below(4)) {
      case 0 -> mutations.word();
      case 1 -> mutations.bytes(mutations.of(known)).strip();
      default -> mutations.of(known);
    };
  }

  /// Breaks what proves who calls.
  private void spoil(Map<String, String> headers) {
    var name = mutations.of(headers.keySet().stream().sorted().toList());
    switch (mutations.below(3)) {
      case 0 -> headers.remove(name);
      case 1 -> headers.put("Authorization", "Bearer cdk_" + mutations.bytes("abcdefghijklmnop"));
      default -> headers.put(name, mutations.bytes(headers.getOrDefault(name, "")).strip());
    }
  }
}
