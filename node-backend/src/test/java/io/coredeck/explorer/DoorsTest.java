package io.coredeck.explorer;

import static io.coredeck.explorer.DoorsTest.Kind.ADMIN;
import static io.coredeck.explorer.DoorsTest.Kind.CHANGING_TOKEN;
import static io.coredeck.explorer.DoorsTest.Kind.FRESH;
import static io.coredeck.explorer.DoorsTest.Kind.NOBODY;
import static io.coredeck.explorer.DoorsTest.Kind.NODE;
import static io.coredeck.explorer.DoorsTest.Kind.NOT_ADMITTED;
import static io.coredeck.explorer.DoorsTest.Kind.OPERATOR;
import static io.coredeck.explorer.DoorsTest.Kind.OTHER_NODE;
import static io.coredeck.explorer.DoorsTest.Kind.OWNER;
import static io.coredeck.explorer.DoorsTest.Kind.READING_TOKEN;
import static io.coredeck.explorer.DoorsTest.Kind.STRANGER;
import static io.coredeck.explorer.DoorsTest.Kind.VIEWER;
import static org.assertj.core.api.Assertions.assertThat;

import io.coredeck.explorer.TestExplorer.Reply;
import io.coredeck.explorer.door.Door;
import io.coredeck.identity.HttpSignature;
import io.coredeck.identity.KeyPair;
import io.coredeck.model.registry.ApiToken.Scope;
import io.coredeck.model.registry.Role;
import io.coredeck.sdk.account.AccountClient.Person;
import io.coredeck.wire.account.TokenMessages.Wish;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Every call that the explorer answers, made by everybody: the calls come from the explorer
/// itself, so that a new one is walked, too.
class DoorsTest {

  /// Who calls.
  enum Kind {
    NOBODY,
    NODE,
    OTHER_NODE,
    /// A user whose farm, pool and workload are the objects.
    OWNER,
    READING_TOKEN,
    CHANGING_TOKEN,
    /// A user who owns nothing here.
    STRANGER,
    VIEWER,
    OPERATOR,
    ADMIN,
    /// Whose password was given by somebody else.
    FRESH,
    /// A user who registered, has no account and was not admitted.
    NOT_ADMITTED
  }

  /// Who may do it to the owner's webhook: of others' webhooks an admin sees where they go, stops
  /// and deletes them.
  private static final Map<String, Set<Kind>> WEBHOOKS =
      Map.of(
          "GET /webhooks/{id:digits}",
          EnumSet.of(OWNER, READING_TOKEN, CHANGING_TOKEN, ADMIN),
          "PUT /webhooks/{id:digits}",
          EnumSet.of(OWNER, ADMIN),
          "DELETE /webhooks/{id:digits}",
          EnumSet.of(OWNER, CHANGING_TOKEN, ADMIN),
          "POST /webhooks/{id:digits}/rotate",
          EnumSet.of(OWNER),
          "POST /webhooks/{id:digits}/ping",
          EnumSet.of(OWNER, CHANGING_TOKEN),
          "GET /webhooks/{id:digits}/deliveries",
          EnumSet.of(OWNER, READING_TOKEN, CHANGING_TOKEN),
          "POST /webhooks/{id:digits}/deliveries/{delivery:digits}/redeliver",
          EnumSet.of(OWNER, CHANGING_TOKEN));

  /// Who may do it to what the owner has, for each call whose path names an object.
  private static final Map<String, Set<Kind>> OBJECTS =
      with(
          WEBHOOKS,
          Map.ofEntries(
              Map.entry("PUT /users/{id}/trusted", EnumSet.of(ADMIN)),
              Map.entry("PUT /users/{id}/admission", EnumSet.of(ADMIN)),
              Map.entry("PUT /nodes/{node_id}/admission", EnumSet.of(OWNER, CHANGING_TOKEN, ADMIN)),
              Map.entry("PUT /farms/{id}", EnumSet.of(OWNER, CHANGING_TOKEN, ADMIN)),
              Map.entry(
                  "POST /nodes/{node_id}/configure_public",
                  EnumSet.of(OWNER, CHANGING_TOKEN, ADMIN)),
              Map.entry(
                  "POST /nodes/{node_id}/configure_free", EnumSet.of(OWNER, CHANGING_TOKEN, ADMIN)),
              Map.entry(
                  "POST /reservations/workloads/{id:digits}/delete",
                  EnumSet.of(OWNER, CHANGING_TOKEN, OPERATOR, ADMIN)),
              Map.entry(
                  "GET /reservations/workloads/{id:digits}/draft",
                  EnumSet.of(OWNER, READING_TOKEN, CHANGING_TOKEN, OPERATOR, ADMIN)),
              Map.entry(
                  "GET /reservations/workloads/{id:digits}/logs",
                  EnumSet.of(OWNER, READING_TOKEN, CHANGING_TOKEN, OPERATOR, ADMIN)),
              Map.entry(
                  "GET /reservations/workloads/{id:digits}/stats",
                  EnumSet.of(OWNER, READING_TOKEN, CHANGING_TOKEN, OPERATOR, ADMIN)),
              Map.entry(
                  "GET /templates/{id:digits}", EnumSet.of(OWNER, READING_TOKEN, CHANGING_TOKEN)),
              Map.entry("PUT /templates/{id:digits}", EnumSet.of(OWNER, CHANGING_TOKEN)),
              Map.entry("DELETE /templates/{id:digits}", EnumSet.of(OWNER, CHANGING_TOKEN)),
              Map.entry(
                  "POST /nodes/{node_id}/probes",
                  EnumSet.of(OWNER, CHANGING_TOKEN, STRANGER, OPERATOR, ADMIN))));

  /// What {@link RoleWalkTest} walks: everybody's own account is an object that all have.
  private static final Set<String> ELSEWHERE = Set.of("/accounts", "/audit");

  private static final Pattern AT_THE_DOOR =
      Pattern.compile(
          "unauthorized access: .*|the account is disabled.*|the password was set by somebody.*"
              + "|a viewer may look.*|user \\d+ is registered and not admitted.*|only an admin may do this|a token may not manage.*"
              + "|this token may only read.*|trying to speak for node .*");

  private static Map<String, Set<Kind>> with(
      Map<String, Set<Kind>> some, Map<String, Set<Kind>> others) {
    var all = new HashMap<>(some);
    all.putAll(others);
    return Map.copyOf(all);
  }

  @TempDir private Path folder;
  private TestPeople people;
  private final Map<Kind, Map<String, String>> headers = new EnumMap<>(Kind.class);

  /// Of those who have signed in.
  private final Map<Kind, String> names = new EnumMap<>(Kind.class);

  private long workload;
  private long farm;
  private int templates;
  private long webhook;

  @BeforeEach
  void start() throws Exception {
    people = new TestPeople(new TestGrid(folder));
    var grid = people.grid;
    // alice is the first admin and owns what there is; the owner of these tests is no admin
    people.make("second", Role.ADMIN);
    headers.put(NOBODY, Map.of());
    headers.put(NODE, signed(grid.node, grid.node.nodeId()));
    headers.put(OTHER_NODE, signed(grid.otherNode, grid.otherNode.nodeId()));
    for (var role : Role.values()) {
      headers.put(kind(role), signed(people.make("the-" + role.word(), role)));
      names.put(kind(role), "the-" + role.word());
    }
    people.alice.create("the-fresh", Role.USER, TestPeople.GIVEN);
    names.put(FRESH, "the-fresh");
    headers.put(FRESH, signed(signIn(FRESH)));
    headers.put(NOT_ADMITTED, signed(grid.bob, "" + grid.bobId));
    people.alice.admit(grid.bobId, false);
    headers.put(OWNER, signed(grid.alice, "" + grid.aliceId));
    headers.put(READING_TOKEN, bearer("reads", Scope.READ));
    headers.put(CHANGING_TOKEN, bearer("changes", Scope.WRITE));
    workload = grid.deploy(TestGrid.volume());
    farm = 1;
    webhook = webhook();
    // from here on alice is as everybody else
    try (var second = people.calls(people.signIn("second", TestPeople.OWN))) {
      second.setRole("alice", Role.USER);
    }
  }

  private static Kind kind(Role role) {
    return switch (role) {
      case ADMIN -> ADMIN;
      case OPERATOR -> OPERATOR;
      case USER -> STRANGER;
      case VIEWER -> VIEWER;
    };
  }

  private Person signIn(Kind kind) throws Exception {
    var name = Objects.requireNonNull(names.get(kind));
    return people.signIn(name, kind == FRESH ? TestPeople.GIVEN : TestPeople.OWN);
  }

  private Map<String, String> signed(Person person) {
    return people.grid.explorer.headers(person);
  }

  private Map<String, String> signed(KeyPair keys, String id) {
    return HttpSignature.headers(keys, id, people.grid.explorer.now());
  }

  private Map<String, String> bearer(String name, Scope scope) throws Exception {
    return Map.of(
        "Authorization",
        "Bearer " + people.alice.createToken("alice", new Wish(name, scope, 7)).text());
  }

  @AfterEach
  void stop() {
    people.close();
  }

  @Test
  void everybody_gets_in_where_the_rule_says_so_and_nowhere_else() throws Exception {
    var doors = people.grid.explorer.doors();
    assertThat(doors).hasSizeGreaterThan(40);
    for (var door : doors) {
      for (var kind : Kind.values()) {
        var reply = call(door, kind);
        assertThat(isTurnedDown(reply))
            .as("%s of %s as %s: %s", door, OBJECTS.get(name(door)), kind, reply)
            .isEqualTo(!admitted(door).contains(kind));
        if (door.path().endsWith("/sign-out") && names.containsKey(kind)) {
          headers.put(kind, signed(signIn(kind)));
        }
      }
    }
  }

  @Test
  void every_call_that_names_somebodys_object_says_who_may_do_it_to_it() {
    var unsaid =
        people.grid.explorer.doors().stream()
            .filter(door -> door.rule().isClosed() && door.path().contains("{"))
            .filter(door -> !admitted(door).equals(EnumSet.of(NODE)) && !isElsewhere(door))
            .map(DoorsTest::name)
            .filter(name -> !OBJECTS.containsKey(name))
            .toList();
    assertThat(unsaid)
        .as("add them to OBJECTS, with who may do it to what is the owner's")
        .isEmpty();
  }

  @Test
  void what_is_walked_with_accounts_is_walked_wholly() {
    var walked =
        RoleWalkTest.CALLS.stream()
            .map(call -> call.method() + " " + template(call.path()))
            .collect(Collectors.toSet());
    var doors =
        people.grid.explorer.doors().stream()
            .filter(DoorsTest::isElsewhere)
            .filter(door -> door.rule().isClosed())
            .map(door -> door.method() + " " + template(door.path()))
            .collect(Collectors.toSet());
    assertThat(walked).isEqualTo(doors);
  }

  private static String template(String path) {
    return path.replaceFirst("\\?.*", "")
        .replaceAll("/accounts/(\\{name}|%s|me|nobody)(?=/|$)", "/accounts/*")
        .replaceAll("/tokens/(99|\\{id:digits})", "/tokens/*");
  }

  @Test
  void who_owns_it_and_who_looks_after_it_may_do_it_and_others_not() throws Exception {
    for (var entry : OBJECTS.entrySet()) {
      var door =
          people.grid.explorer.doors().stream()
              .filter(one -> name(one).equals(entry.getKey()))
              .findFirst()
              .orElseThrow();
      for (var kind : admitted(door)) {
        var reply = call(door, kind);
        assertThat(reply.status() == 403)
            .as("%s as %s: %s", door, kind, reply)
            .isEqualTo(!entry.getValue().contains(kind));
      }
    }
  }

  private static Set<Kind> admitted(Door door) {
    var everybody = EnumSet.allOf(Kind.class);
    return switch (door.rule()) {
      // a token is looked at wherever it comes, so a reading one does not get in to change
      case ANYBODY, PROVES_ITSELF -> everybody;
      case ANYBODY_KNOWN_SEES_MORE -> everybody;
      case ANYBODY_WHERE_OPEN -> everybody; // AdmissionTest has the others
      case SIGNS_BODY -> EnumSet.complementOf(EnumSet.of(READING_TOKEN));
      case USER ->
          door.method().equals("GET")
              ? EnumSet.complementOf(EnumSet.of(NOBODY, NODE, OTHER_NODE, FRESH))
              : EnumSet.complementOf(EnumSet.of(NOBODY, NODE, OTHER_NODE, FRESH, READING_TOKEN));
      case USER_OF_ANY_STANDING -> EnumSet.complementOf(EnumSet.of(NOBODY, NODE, OTHER_NODE));
      case CHANGER -> EnumSet.of(OWNER, CHANGING_TOKEN, STRANGER, OPERATOR, Kind.ADMIN);
      case PERSON -> EnumSet.of(OWNER, STRANGER, VIEWER, OPERATOR, Kind.ADMIN, NOT_ADMITTED);
      case PERSON_OF_ANY_STANDING ->
          EnumSet.of(OWNER, STRANGER, VIEWER, OPERATOR, Kind.ADMIN, FRESH, NOT_ADMITTED);
      case ADMIN -> EnumSet.of(Kind.ADMIN);
      case NODE ->
          door.path().contains("{node_id}") ? EnumSet.of(NODE) : EnumSet.of(NODE, OTHER_NODE);
    };
  }

  private static String name(Door door) {
    return door.method() + " " + door.path();
  }

  private static boolean isElsewhere(Door door) {
    return ELSEWHERE.stream().anyMatch(door.path()::startsWith);
  }

  /// Object rules of accounts say the same words as the door; {@link RoleWalkTest} walks them.
  private static boolean isTurnedDown(Reply reply) {
    return (reply.status() == 401 || reply.status() == 403)
        && AT_THE_DOOR.matcher(reply.error()).matches();
  }

  private Reply call(Door door, Kind kind) throws Exception {
    var path =
        door.path()
            .replace("{node_id}", people.grid.node.nodeId())
            .replace("{name}", "me")
            .replace("{file}", "start.js")
            .replace("{workload_id:digits}", "1")
            .replace("{tid:digits}", "" + people.grid.aliceId)
            .replace("{delivery:digits}", "1")
            .replaceAll("\\{id(:digits)?}", "" + idOf(door));
    var body = door.method().equals("GET") ? "" : bodyOf(door);
    if (path.endsWith("/events")) {
      path += "?after=nonsense"; // else it does not end
    }
    return people.grid.explorer.call(
        door.method(), path, body, Objects.requireNonNull(headers.get(kind)));
  }

  private long idOf(Door door) throws Exception {
    if (door.path().startsWith("/templates")) {
      var body = "{\"name\":\"t%d\",\"draft\":{\"size\":1}}".formatted(templates++);
      var made =
          people.grid.explorer.call(
              "POST", "/templates", body, Objects.requireNonNull(headers.get(OWNER)));
      return made.json().member("id").integer();
    }
    if (door.path().startsWith("/webhooks")) {
      return door.method().equals("DELETE") ? webhook() : webhook; // it is gone afterwards
    }
    if (door.path().contains("/tokens")) {
      return 99; // none: the callers' tokens are needed on
    }
    return door.path().startsWith("/reservations/workloads") ? workload : farm;
  }

  private long webhook() throws Exception {
    var grid = people.grid;
    var body = "{\"url\":\"https://localhost:1/\"}";
    var made = grid.explorer.signed(grid.alice, grid.aliceId, "POST", "/webhooks", body);
    return TestExplorer.expect(201, made).json().member("id").integer();
  }

  private static String bodyOf(Door door) {
    return switch (door.path()) {
      case "/accounts/sign-out" -> "{\"everywhere\":false}";
      case "/reservations/workloads/delete" -> "{\"ids\":[99]}";
      case "/nodes/{node_id}/probes" -> "{\"secret_url\":\"00\"}";
      default -> "{}";
    };
  }
}
