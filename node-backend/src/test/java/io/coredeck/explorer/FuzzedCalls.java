package io.coredeck.explorer;

import io.coredeck.explorer.door.Door;
import io.coredeck.identity.Challenges;
import io.coredeck.identity.Signatures;
import io.coredeck.wire.Json;
import io.coredeck.wire.Messages;
import io.coredeck.wire.WireException;
import io.coredeck.wire.hook.HookMessages;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.stream.Collectors;

/// Calls that are right, or wrong in some way.
final class FuzzedCalls {

  /// Passwords are slow on purpose: of these, one in so many.
  private static final int SLOW_SHARE = 8;

  private static final Set<String> SLOW =
      Set.of(
          "POST /accounts",
          "POST /accounts/sign-in",
          "PUT /accounts/{name}",
          "POST /accounts/{name}/key",
          "PUT /accounts/{name}/key");

  private static final List<String> METHODS =
      List.of("GET", "HEAD", "OPTIONS", "POST", "PUT", "PATCH", "DELETE", "TRACE", "X-Y");

  private static final List<String> QUERIES =
      List.of(
          "page",
          "size",
          "from",
          "after",
          "skip",
          "all",
          "format",
          "customer_tid",
          "next_action",
          "until",
          "name",
          "farm",
          "owner",
          "cru",
          "proofs",
          "ended_after",
          "workload_type",
          "action");

  private static final List<String> WAITS = List.of("0", "-1", "x", "1e3", "%00");

  /// Objects that are there, at the start.
  private static final List<String> IDS = List.of("1", "2", "3", "4", "5");

  /// Of calls that cannot be made right with the first object.
  private static final Map<String, String> RIGHT_IDS =
      Map.of(
          "PUT /users/{id}/admission", "2", // alice, the first, has an account
          "POST /reservations/workloads/{id:digits}/delete", "3",
          "POST /reservations/workloads/{id:digits}/sign/delete", "4");

  private final TestGrid grid;
  private final Mutations mutations;
  private final FuzzedHeaders headers;
  private final Map<String, List<String>> bodies;

  /// @param path with its query
  record Call(String method, String path, String body, Map<String, String> headers) {}

  FuzzedCalls(TestPeople people, Mutations mutations, Map<String, List<String>> bodies)
      throws Exception {
    grid = people.grid;
    this.mutations = mutations;
    this.bodies = bodies;
    headers = new FuzzedHeaders(people, mutations);
  }

  static String name(Door door) {
    return door.method() + " " + door.path();
  }

  /// @return as somebody makes it who makes no mistake
  Call right(Door door, String body) throws Exception {
    var id = RIGHT_IDS.getOrDefault(name(door), "1");
    var person = door.path().equals("/accounts/{name}") ? "somebody" : "me";
    var path = path(door, grid.node.nodeId(), person, id);
    return new Call(door.method(), path, signedAgain(door, body, id), headers.right(door));
  }

  /// @return one that is mostly wrong
  Call of(List<Door> doors) throws Exception {
    var door = mutations.of(doors);
    while (SLOW.contains(name(door)) && !mutations.in(SLOW_SHARE)) {
      door = mutations.of(doors);
    }
    var path = path(door);
    var body = body(door);
    var all = headers.of(door);
    if (mutations.in(50)) {
      return new Call(mutations.of(METHODS), path, body, all);
    }
    return new Call(door.method(), path, body, all);
  }

  private static String path(Door door, String node, String person, String id) {
    return door.path()
        .replace("{node_id}", node)
        .replace("{workload_id:digits}", "1")
        .replace("{name}", person)
        .replaceAll("\\{[^}]*}", Matcher.quoteReplacement(id));
  }

  private String path(Door door) {
    var node = mutations.in(12) ? mutations.word() : grid.node.nodeId();
    var person = mutations.in(12) ? mutations.word() : mutations.of(List.of("somebody", "me"));
    var id = mutations.in(12) ? mutations.word() : mutations.of(IDS);
    var path = path(door, node, person, id) + (mutations.in(60) ? "/" + mutations.word() : "");
    if (!door.method().equals("GET")) {
      return path;
    }
    var query =
        QUERIES.stream()
            .filter(_ -> mutations.in(5))
            .map(name -> name + "=" + (mutations.in(3) ? mutations.word() : "1"))
            .collect(Collectors.joining("&"));
    if (mutations.in(12)) {
      query += "&wait=" + mutations.of(WAITS);
    }
    var found = door.path().endsWith("/search") ? new Searches(mutations).query() : "";
    var all = found.isEmpty() || mutations.in(4) ? query : found;
    return all.isEmpty() ? path : path + "?" + all;
  }

  private String body(Door door) {
    var right = bodies.getOrDefault(name(door), List.of(""));
    var body = mutations.of(right);
    if (body.isEmpty()) {
      return mutations.in(4) ? mutations.json("{\"a\":1}") : "";
    }
    if (mutations.in(10)) {
      return body;
    }
    var wrong = mutations.json(body);
    if (door.path().startsWith("/webhooks") && leavesThisMachine(wrong)) {
      return body;
    }
    return mutations.in(3) ? wrong : signedAgain(door, wrong, "1");
  }

  /// @return whether a webhook would send to others
  private static boolean leavesThisMachine(String body) {
    try {
      var host = URI.create(HookMessages.target(body).url()).getHost();
      return host != null && !host.equals("127.0.0.1");
    } catch (WireException _) {
      return false; // it is refused
    } catch (IllegalArgumentException _) {
      return false; // no URL
    }
  }

  /// So that what is wrong is not hidden behind a signature that is wrong.
  private String signedAgain(Door door, String body, String id) {
    try {
      return switch (door.path()) {
        case "/reservations/workloads" -> {
          var challenge = Challenges.create(Json.wish(body));
          yield resigned(body, "customer_signature", Challenges.sign(grid.alice, challenge));
        }
        case "/reservations/pools" -> {
          var signed = Signatures.ofPoolOrder(Json.poolOrder(body).json());
          yield resigned(body, "customer_signature", grid.alice.signHex(signed));
        }
        case "/users/{id}" -> {
          var signed = Signatures.ofUserUpdate(1, Messages.userUpdate(body).user());
          yield resigned(body, "sender_signature_hex", grid.alice.signHex(signed));
        }
        case "/reservations/workloads/{id:digits}/sign/delete" -> {
          var workload = grid.explorer.get("/reservations/workloads/" + id).text();
          var challenge = Challenges.delete(Json.reservation(workload), grid.aliceId);
          yield resigned(body, "signature", Challenges.sign(grid.alice, challenge));
        }
        default -> body;
      };
    } catch (IllegalArgumentException _) {
      return body; // nothing that could be signed
    } catch (Exception e) {
      throw new AssertionError("the workload cannot be read", e);
    }
  }

  private static String resigned(String body, String member, String signature) {
    return body.replaceFirst(
        "\"%s\":\"[0-9a-f]*\"".formatted(member), "\"%s\":\"%s\"".formatted(member, signature));
  }
}
