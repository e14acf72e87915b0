package io.coredeck.dashboard.live.corex;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Whom the dashboard lets to a console: each role, foreign pages, unknown addresses, ended
/// sessions.
class ConsoleDoorIT extends ConsoleProxy {

  @ParameterizedTest
  @CsvSource({
    "'', 401, 401, 4401",
    "stranger, 403, 403, 4403",
    "vera, 200, 403, 0",
    "ines, 200, 200, 0"
  })
  void every_route_asks_who_it_is(String who, int reads, int changes, int code) throws Exception {
    var id = shell("exec sleep 1000");
    assertThat(ConsoleClient.call(server, who, "GET", PROCESSES, "").statusCode()).isEqualTo(reads);
    for (var path : new String[] {"/ws/" + id, "/api/v2/events", "/people"}) {
      try (var socket = ConsoleClient.open(server, who, path)) {
        if (code == 0) {
          socket.hello().await("|");
        } else {
          assertThat(socket.closeCode()).as(path).isEqualTo(code);
          assertThat(socket.text()).isEmpty();
        }
      }
    }
    if (changes != 200) {
      assertThat(ConsoleClient.call(server, who, "POST", PROCESSES, SHELL).statusCode())
          .isEqualTo(changes);
      assertThat(ConsoleClient.call(server, who, "POST", one(id) + "/stop", "{}").statusCode())
          .isEqualTo(changes);
      assertThat(
              ConsoleClient.call(server, who, "POST", one(id) + "/kill", "{\"signal\":9}")
                  .statusCode())
          .isEqualTo(changes);
      assertThat(ConsoleClient.call(server, who, "DELETE", one(id), "").statusCode())
          .isEqualTo(changes);
      assertThat(ConsoleClient.call(server, who, "DELETE", PROCESSES, "").statusCode())
          .isEqualTo(changes);
      assertThat(server.corex().list())
          .containsPattern("\"id\":" + id + ",[^}]*\"state\":\"running\"");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"http://evil.example", "null", "http://127.0.0.1:1", "https://127.0.0.1"})
  void pages_of_other_sites_are_refused(String origin) throws Exception {
    var id = shell("");
    for (var path : new String[] {"/ws/" + id, "/api/v2/events"}) {
      assertThat(ConsoleClient.refusal(server.socket(path), "ines", origin, CorexRoutes.PROTOCOL))
          .isEqualTo(403);
    }
    assertThat(ConsoleClient.refusal(server.socket("/people"), "ines", origin, CorexRoutes.PEOPLE))
        .isEqualTo(403);
    for (var method : new String[] {"GET", "POST", "DELETE"}) {
      assertThat(status(method, method.equals("POST") ? SHELL : "", "Origin", origin))
          .as(method)
          .isEqualTo(403);
    }
  }

  private int status(String method, String body, String... headers) throws Exception {
    return ConsoleClient.call(server, "ines", method, PROCESSES, body, headers).statusCode();
  }

  @Test
  void a_change_without_an_origin_or_from_a_sister_site_is_refused() throws Exception {
    assertThat(status("POST", SHELL, "X-None", "1")).isEqualTo(403);
    assertThat(status("DELETE", "", "X-None", "1")).isEqualTo(403);
    assertThat(status("POST", SHELL, "Origin", server.origin(), "Sec-Fetch-Site", "same-site"))
        .isEqualTo(403);
    assertThat(status("GET", "", "Sec-Fetch-Site", "cross-site")).isEqualTo(403);
    assertThat(ConsoleClient.refusal(server.socket("/people"), "ines", "", CorexRoutes.PEOPLE))
        .isEqualTo(403);
  }

  @ParameterizedTest
  @CsvSource({
    "GET, /, 404",
    "GET, /assets/corex.js, 404",
    "GET, /attach/1, 404",
    "GET, /auth_token.js, 404",
    "GET, /api/processes, 404",
    "GET, /api/process/start?arg[]=sh, 404",
    "GET, /api/v2/processes?x=1, 404",
    "GET, /api/v2/processes/, 404",
    "GET, /api/v2/processes/0/stop, 404",
    "POST, /api/v2/processes/1/../2/stop, 404",
    "POST, /api/v2/processes/1/%2e%2e/2/stop, 404",
    "POST, /api/v2%2fprocesses, 404",
    "PUT, /api/v2/processes/1, 405",
    "GET, /api/v2/processes/1/stop, 405",
    "PUT, /api/v2/processes, 405",
    "HEAD, /api/v2/processes, 405",
    "OPTIONS, /api/v2/processes, 405",
    "POST, /ws/1, 405",
    "GET, /ws/1, 400",
    "GET, /api/v2/events, 400",
    "GET, /people, 400"
  })
  void what_is_not_named_is_not_there(String method, String path, int status) throws Exception {
    var escaped = path.replace("[", "%5B").replace("]", "%5D");
    var answer = ConsoleClient.call(server, "ines", method, escaped, "");
    // Jetty itself refuses paths that mean something else once decoded.
    assertThat(answer.statusCode()).isIn(status, path.contains("%2") ? 400 : status);
    assertThat(answer.body()).doesNotContain("processes\":");
  }

  @Test
  void a_socket_of_another_protocol_is_refused() throws Exception {
    var id = shell("");
    assertThat(ConsoleClient.refusal(server.socket("/ws/" + id), "ines", server.origin(), "tty"))
        .isEqualTo(400);
    assertThat(
            ConsoleClient.refusal(
                URI.create(server.socket("/ws/" + id) + "?a=b"),
                "ines",
                server.origin(),
                CorexRoutes.PROTOCOL))
        .isEqualTo(400);
  }

  @Test
  void another_container_is_not_this_persons() throws Exception {
    var other = URI.create(server.socket("/people").toString().replace("/3-1/", "/4-1/"));
    try (var socket = ConsoleClient.open(other, "ines", server.origin(), CorexRoutes.PEOPLE)) {
      assertThat(socket.closeCode()).isEqualTo(4403);
    }
  }

  @Test
  void the_end_of_a_session_closes_its_sockets_and_nobody_elses() throws Exception {
    var id = shell("");
    try (var omar = ConsoleClient.open(server, "omar", "/ws/" + id).hello();
        var here = ConsoleClient.open(server, "omar", "/people");
        var ines = ConsoleClient.open(server, "ines", "/ws/" + id).hello()) {
      omar.await("$ ");
      ines.await("$ ");
      server.signOut("omar");
      assertThat(omar.closeCode()).isEqualTo(4401);
      assertThat(here.closeCode()).isEqualTo(4401);
      ines.say("0echo still-here\n");
      ines.await("still-here");
    }
  }
}
