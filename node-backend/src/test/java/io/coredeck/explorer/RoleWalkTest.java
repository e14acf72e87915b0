package io.coredeck.explorer;

import static org.assertj.core.api.Assertions.assertThat;

import io.coredeck.identity.HttpSignature;
import io.coredeck.model.registry.Role;
import io.coredeck.sdk.account.AccountClient.Person;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Who may make which call about accounts, tokens and the audit: every role, and nobody.
class RoleWalkTest {

  /// @param others the status for everybody who is no admin
  /// @param body sent with it
  record Call(String method, String path, String body, int admin, int others) {}

  private static final String CHANGED = "{\"role\":\"viewer\"}";

  private static final String TRANSFER =
      """
      {"gwid":"9-1","kind":"upload","what":"/etc/motd","bytes":7,"outcome":"done"}\
      """;

  /// The object is an account of somebody else, made anew for each call.
  static final List<Call> CALLS =
      List.of(
          new Call("GET", "/accounts", "", 200, 200),
          new Call("GET", "/accounts/me", "", 200, 200),
          new Call("GET", "/accounts/%s", "", 200, 403),
          new Call("GET", "/accounts/nobody", "", 404, 403),
          new Call("POST", "/accounts", "{\"name\":\"x%s\",\"role\":\"user\"}", 201, 403),
          new Call("PUT", "/accounts/%s", CHANGED, 200, 403),
          new Call("PUT", "/accounts/%s", "{\"disabled\":true}", 200, 403),
          new Call("PUT", "/accounts/%s", "{\"reset\":true}", 200, 403),
          new Call("PUT", "/accounts/%s", "{\"password\":\"given by the admin\"}", 200, 403),
          new Call("PUT", "/accounts/nobody", CHANGED, 404, 403),
          new Call("GET", "/accounts/%s/tokens", "", 200, 403),
          new Call("GET", "/accounts/me/tokens", "", 200, 200),
          new Call("POST", "/accounts/%s/tokens", token("a"), 403, 403),
          new Call("POST", "/accounts/me/tokens", token("b"), 201, 201),
          new Call("DELETE", "/accounts/%s/tokens/99", "", 404, 403),
          new Call("DELETE", "/accounts/me/tokens/99", "", 404, 404),
          new Call("POST", "/accounts/encrypt", "{\"node_id\":\"x\",\"text\":\"y\"}", 400, 400),
          new Call("GET", "/audit", "", 200, 200),
          new Call("GET", "/audit/search", "", 200, 200),
          new Call("POST", "/audit/transfers", TRANSFER, 404, 404),
          new Call("GET", "/audit/export?format=csv", "", 200, 200),
          new Call("POST", "/accounts/%s/key", "{\"password\":\"x\"}", 403, 403),
          new Call("PUT", "/accounts/%s/key", "{\"password\":\"x\"}", 403, 403),
          new Call("DELETE", "/accounts/%s", "", 200, 403),
          new Call("POST", "/accounts/sign-out", "{\"everywhere\":false}", 200, 200),
          new Call("POST", "/accounts/sign-out", "{\"everywhere\":true}", 200, 200));

  private static String token(String name) {
    return "{\"name\":\"%s\",\"scope\":\"read\",\"days\":7}".formatted(name);
  }

  @TempDir private Path folder;
  private TestPeople people;
  private int made;

  @BeforeEach
  void start() throws Exception {
    people = new TestPeople(new TestGrid(folder));
  }

  @AfterEach
  void stop() {
    people.close();
  }

  private String victim() throws Exception {
    var name = "victim" + made++;
    people.alice.create(name, Role.USER, TestPeople.GIVEN);
    return name;
  }

  @Test
  void every_role_may_what_it_may_and_no_more() throws Exception {
    var persons = new EnumMap<Role, Person>(Role.class);
    for (var role : Role.values()) {
      persons.put(role, people.make("the-" + role.word(), role));
    }
    for (var call : CALLS) {
      var name = call.path().contains("%s") || call.body().contains("%s") ? victim() : "";
      for (var role : List.of(Role.VIEWER, Role.USER, Role.OPERATOR, Role.ADMIN)) {
        var person =
            call.path().endsWith("/sign-out")
                ? people.signIn("the-" + role.word(), TestPeople.OWN)
                : Objects.requireNonNull(persons.get(role));
        var headers = people.grid.explorer.headers(person);
        assertThat(status(call, name, headers))
            .as("%s as %s", call, role)
            .isEqualTo(role == Role.ADMIN ? call.admin() : call.others());
      }
    }
  }

  @Test
  void nobody_may_anything() throws Exception {
    var name = victim();
    for (var call : CALLS) {
      assertThat(status(call, name, Map.of())).as("%s", call).isEqualTo(401);
      assertThat(status(call, name, Map.of("Authorization", "Basic YTpi")))
          .as("%s", call)
          .isEqualTo(401);
    }
  }

  @Test
  void who_was_not_admitted_looks_at_most() throws Exception {
    var bob = people.grid.bob;
    people.alice.admit(people.grid.bobId, false);
    for (var call : CALLS) {
      var name = call.path().contains("%s") || call.body().contains("%s") ? victim() : "";
      var headers = HttpSignature.headers(bob, "" + people.grid.bobId, people.grid.explorer.now());
      var status = status(call, name, headers);
      if (call.others() >= 400) {
        assertThat(status).as("%s", call).isEqualTo(call.others());
      } else if (!call.method().equals("GET") && !call.body().contains("\"everywhere\":false")) {
        assertThat(status).as("%s", call).isGreaterThanOrEqualTo(400);
      }
    }
  }

  private int status(Call call, String name, Map<String, String> headers) throws Exception {
    var path = call.path().replace("%s", name);
    return people
        .grid
        .explorer
        .call(call.method(), path, call.body().replace("%s", name), headers)
        .status();
  }
}
