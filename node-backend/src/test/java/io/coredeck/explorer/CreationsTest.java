package io.coredeck.explorer;

import static org.assertj.core.api.Assertions.assertThat;

import io.coredeck.explorer.TestExplorer.Reply;
import io.coredeck.explorer.door.Door;
import io.coredeck.explorer.door.Rule;
import io.coredeck.identity.HttpSignature;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Every `POST` of the explorer may be made again without a second thing being made. The calls come
/// from the explorer itself, so that a new one is looked at, too.
class CreationsTest {

  /// `POST`s that heed no `Idempotency-Key`, each with why.
  private static final Map<String, String> OTHERS =
      Map.ofEntries(
          Map.entry("/users/{id}/validate", "looks only"),
          Map.entry("/reservations/workloads/explain", "looks only"),
          Map.entry("/accounts/encrypt", "computes only"),
          Map.entry("/accounts/{name}/key", "shows what is there"),
          Map.entry("/nodes", "registering again is what nodes do at each start"),
          Map.entry("/nodes/{node_id}/interfaces", "says what is; again changes nothing"),
          Map.entry("/nodes/{node_id}/ports", "says what is; again changes nothing"),
          Map.entry("/nodes/{node_id}/capacity", "says what is; again changes nothing"),
          Map.entry("/nodes/{node_id}/uptime", "says what is; again changes nothing"),
          Map.entry("/nodes/{node_id}/used_resources", "says what is; again changes nothing"),
          Map.entry("/nodes/{node_id}/configure_public", "sets; again changes nothing"),
          Map.entry("/nodes/{node_id}/configure_free", "sets; again changes nothing"),
          Map.entry("/nodes/{node_id}/probes", "a try, which is made anew on purpose"),
          Map.entry("/reservations/workloads/delete", "what is gone is not deleted again"),
          Map.entry("/reservations/workloads/{id:digits}/delete", "what is gone stays gone"),
          Map.entry("/reservations/workloads/{id:digits}/sign/delete", "what is gone stays gone"),
          Map.entry("/reservations/workloads/{id:digits}/sign/provision", "counts each once"),
          Map.entry("/accounts/sign-in", "each sign-in is one of its own, and one alone ends it"),
          Map.entry("/sign-in/provider", "each sign-in is one of its own"),
          Map.entry("/sign-in/provider/answer", "the provider's code is good once"),
          Map.entry("/accounts/sign-out", "who is out stays out"),
          Map.entry("/webhooks/{id:digits}/rotate", "what it shows once is lost: rotate again"),
          Map.entry("/webhooks/{id:digits}/ping", "a try, which is made anew on purpose"),
          Map.entry(
              "/webhooks/{id:digits}/deliveries/{delivery:digits}/redeliver",
              "puts into a queue what is in it; receivers know it by its id"),
          Map.entry("/audit/transfers", "what was done twice is remembered twice"));

  /// Where to count what there is.
  private static final Map<String, String> LISTS =
      Map.of(
          "/users", "/users",
          "/farms", "/farms",
          "/accounts", "/accounts",
          "/accounts/{name}/tokens", "/accounts/me/tokens",
          "/templates", "/templates",
          "/webhooks", "/webhooks",
          "/reservations/pools", "/reservations/pools/owner/1",
          "/reservations/workloads", "/reservations/workloads");

  /// What they answer is shown once, and not said again.
  private static final Set<String> SHOWN_ONCE =
      Set.of("/accounts", "/accounts/{name}/tokens", "/webhooks");

  /// The caller is not known: another body with the same key is another caller's.
  private static final Set<Rule> STRANGERS = EnumSet.of(Rule.ANYBODY, Rule.ANYBODY_WHERE_OPEN);

  @TempDir private Path folder;

  @Test
  void every_post_heeds_an_idempotency_key_or_says_why_not() throws Exception {
    try (var explorer = new TestExplorer(folder)) {
      var posts = explorer.doors().stream().filter(door -> door.method().equals("POST")).toList();
      var deaf =
          posts.stream()
              .filter(door -> !door.isRepeatable())
              .map(Door::path)
              .collect(Collectors.toSet());
      assertThat(deaf)
          .as("make it by Doors.creation, or say in OTHERS why not")
          .isEqualTo(OTHERS.keySet());
      assertThat(LISTS.keySet())
          .isEqualTo(
              posts.stream()
                  .filter(Door::isRepeatable)
                  .map(Door::path)
                  .collect(Collectors.toSet()));
      assertThat(explorer.doors())
          .as("what is not a POST says itself what is to be")
          .noneMatch(door -> door.isRepeatable() && !door.method().equals("POST"));
    }
  }

  @Test
  void what_is_described_as_heeding_it_does() throws Exception {
    try (var explorer = new TestExplorer(folder)) {
      var heeding =
          explorer.doors().stream()
              .filter(Door::isRepeatable)
              .map(door -> door.path().replaceAll(":[a-z]+}", "}"))
              .collect(Collectors.toSet());
      var described =
          OpenApi.DESCRIBED.operations().stream()
              .filter(one -> one.text().toString().contains("parameters/Idempotency-Key"))
              .map(OpenApi.Operation::path)
              .collect(Collectors.toSet());
      assertThat(described).isEqualTo(heeding);
    }
  }

  @Test
  void made_again_each_makes_nothing_more_and_says_so_or_the_same() throws Exception {
    try (var people = new TestPeople(new TestGrid(folder))) {
      var bodies = bodies(people.grid);
      for (var door : people.grid.explorer.doors()) {
        if (door.isRepeatable()) {
          look(people.grid, door, Objects.requireNonNull(bodies.get(door.path())));
        }
      }
    }
  }

  private static Map<String, String> bodies(TestGrid grid) {
    var bodies = new TreeMap<String, String>();
    RightBodies.ofTheGrid(grid)
        .forEach((name, some) -> {
          if (name.startsWith("POST ")) {
            bodies.put(name.substring(5), some.getFirst());
          }
        });
    bodies.put("/accounts", "{\"name\":\"dave\",\"role\":\"user\"}");
    bodies.put("/accounts/{name}/tokens", "{\"name\":\"ci\",\"scope\":\"read\",\"days\":7}");
    bodies.put("/webhooks", "{\"url\":\"https://localhost:1/\"}");
    return bodies;
  }

  private static void look(TestGrid grid, Door door, String body) throws Exception {
    var before = count(grid, door);
    var first = ask(grid, door, body);
    assertThat(first.status()).as("%s: %s", door, first).isEqualTo(201);
    var again = ask(grid, door, body);
    if (SHOWN_ONCE.contains(door.path())) {
      assertThat(again.status()).as("%s: %s", door, again).isEqualTo(409);
      assertThat(again.error()).contains("shown once and not kept");
    } else {
      assertThat(again.status()).as("%s: %s", door, again).isEqualTo(201);
      assertThat(again.text()).isEqualTo(first.text());
      assertThat(again.header("ETag")).isEqualTo(first.header("ETag"));
    }
    assertThat(count(grid, door)).as("%s", door).isEqualTo(before + 1);
    var other = ask(grid, door, " " + body);
    if (STRANGERS.contains(door.rule())) {
      assertThat(other.status()).as("%s: %s", door, other).isIn(409, 500); // its name is taken
    } else {
      assertThat(other.status()).as("%s: %s", door, other).isEqualTo(422);
    }
    assertThat(count(grid, door)).as("%s", door).isEqualTo(before + 1);
  }

  private static int count(TestGrid grid, Door door) throws Exception {
    var list = Objects.requireNonNull(LISTS.get(door.path()));
    return grid.explorer.signed(grid.alice, grid.aliceId, "GET", list, "").json().items().size();
  }

  private static Reply ask(TestGrid grid, Door door, String body) throws Exception {
    var headers =
        new HashMap<>(HttpSignature.headers(grid.alice, "" + grid.aliceId, grid.explorer.now()));
    headers.put("Idempotency-Key", "\"the same for all\"".replace(' ', '-'));
    return grid.explorer.call("POST", door.path().replace("{name}", "me"), body, headers);
  }
}
