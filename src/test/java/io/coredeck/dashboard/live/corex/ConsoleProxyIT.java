package io.coredeck.dashboard.live.corex;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// What the dashboard promises about consoles that go through it, with a real CoreX behind.
class ConsoleProxyIT {

  private static final String SHELL = "{\"argv\":[\"/bin/sh\"],\"columns\":90,\"rows\":20}";
  private static final String PROCESSES = "/api/v2/processes";

  private static ConsoleServer server;

  @BeforeAll
  static void start() throws Exception {
    server = ConsoleServer.start();
  }

  @AfterAll
  static void stop() throws IOException {
    server.close();
  }

  @AfterEach
  void asBefore() throws IOException {
    server.run(true);
    server.moveBack();
    server.signIn("omar");
    server.corex().killAll();
  }

  private static long shell(String command) throws Exception {
    var argv = command.isEmpty() ? SHELL : "{\"argv\":[\"/bin/sh\",\"-c\",\"" + command + "\"]}";
    var answer = ConsoleClient.call(server, "ines", "POST", PROCESSES, argv);
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(201);
    return Long.parseLong(answer.body().replaceFirst(".*?\"id\":([0-9]+).*", "$1"));
  }

  @Test
  void processes_are_started_stopped_and_taken_off_the_list() throws Exception {
    var id = shell("exec sleep 1000");
    var listed = ConsoleClient.call(server, "ines", "GET", PROCESSES, "");
    assertThat(listed.body()).contains("\"id\":" + id);
    assertThat(listed.headers().firstValue("Content-Type")).hasValue("application/json");
    assertThat(listed.headers().firstValue("Cache-Control")).hasValue("no-store");
    try (var terminal = ConsoleClient.open(server, "ines", "/ws/" + id).hello()) {
      var kill = ConsoleClient.call(server, "ines", "POST", one(id) + "/kill", "{\"signal\":9}");
      assertThat(kill.statusCode()).isEqualTo(200);
      assertThat(terminal.closeCode()).isEqualTo(1000);
    }
    var again = ConsoleClient.call(server, "ines", "POST", one(id) + "/stop", "{}");
    assertThat(again.statusCode()).isEqualTo(409);
    assertThat(ConsoleClient.call(server, "ines", "DELETE", one(id), "").statusCode())
        .isEqualTo(204);
    assertThat(ConsoleClient.call(server, "ines", "DELETE", one(id), "").statusCode())
        .isEqualTo(404);
    assertThat(ConsoleClient.call(server, "ines", "DELETE", PROCESSES, "").statusCode())
        .isEqualTo(204);
  }

  private static String one(long id) {
    return PROCESSES + "/" + id;
  }

  @Test
  void what_is_typed_comes_back_and_output_comes_byte_for_byte() throws Exception {
    var id = shell("");
    try (var terminal = ConsoleClient.open(server, "ines", "/ws/" + id).hello()) {
      terminal.await("$ ");
      terminal.say("0echo $((6*7)) \u00fcber; stty size\n");
      terminal.await("42 " + latin("\u00fcber")).await("20 90");
      terminal.say("1{\"columns\":100,\"rows\":30}");
      terminal.await("\"columns\":100");
    }
  }

  @Test
  void a_long_paste_arrives_whole_and_one_that_is_too_long_is_refused_as_by_corex()
      throws Exception {
    var id = shell("stty raw -echo; echo ready; head -c 300000 | wc -c; exec sleep 1000");
    try (var terminal = ConsoleClient.open(server, "ines", "/ws/" + id).hello()) {
      terminal.await("0ready");
      terminal.say("0" + "x".repeat(300_000));
      terminal.await("0300000");
      terminal.say("0" + "x".repeat(1 << 20));
      assertThat(terminal.closeCode()).isEqualTo(1009);
    }
  }

  /// As {@link ConsoleClient} keeps bytes.
  private static String latin(String text) {
    return new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1);
  }

  @Test
  void the_list_is_told_live() throws Exception {
    try (var events = ConsoleClient.open(server, "ines", "/api/v2/events").hello()) {
      events.await("\"event\":\"snapshot\"");
      var id = shell("sleep 1000");
      events.await("\"id\":" + id);
      server.corex().killAll();
      events.await("\"signal\":9");
    }
  }

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

  @Test
  void who_only_looks_sees_output_and_neither_types_nor_sets_the_size() throws Exception {
    var id = shell("");
    try (var ines = ConsoleClient.open(server, "ines", "/ws/" + id).hello();
        var vera = ConsoleClient.open(server, "vera", "/ws/" + id)) {
      vera.say("{\"AuthToken\":null,\"columns\":10,\"rows\":5}");
      vera.await("\"columns\":90");
      vera.say("0echo typed-by-vera\n");
      vera.say("1{\"columns\":11,\"rows\":6}");
      vera.say("{\"AuthToken\":null,\"columns\":12,\"rows\":7}");
      ines.say("0echo typed-by-ines; stty size\n");
      vera.await("typed-by-ines").await("20 90");
      assertThat(vera.text()).doesNotContain("typed-by-vera");
    }
  }

  @Test
  void who_only_looks_goes_on_where_it_was() throws Exception {
    var id = shell("echo $((111111111+12345678)); exec sleep 1000");
    try (var first = ConsoleClient.open(server, "vera", "/ws/" + id).hello()) {
      first.await("123456789");
    }
    try (var again = ConsoleClient.open(server, "vera", "/ws/" + id)) {
      again.say("{\"AuthToken\":null,\"position\":5}");
      again.await("06789");
      assertThat(again.text()).doesNotContain("0123");
    }
  }

  @Test
  void a_hello_of_who_only_looks_has_an_end() throws Exception {
    var id = shell("");
    try (var vera = ConsoleClient.open(server, "vera", "/ws/" + id)) {
      vera.say("{" + " ".repeat(Watching.LONGEST_HELLO) + "}");
      assertThat(vera.closeCode()).isEqualTo(1009);
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

  private static int status(String method, String body, String... headers) throws Exception {
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
    "GET, /api/v2/processes/1, 405",
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

  @Test
  void a_container_that_stops_says_so() throws Exception {
    var id = shell("");
    try (var ines = ConsoleClient.open(server, "ines", "/ws/" + id).hello()) {
      ines.await("$ ");
      server.run(false);
      assertThat(ines.closeCode()).isEqualTo(4410);
    }
    assertThat(ConsoleClient.call(server, "ines", "GET", PROCESSES, "").statusCode())
        .isEqualTo(410);
  }

  @Test
  void a_process_that_is_not_there_and_a_corex_that_is_not_there_are_told_apart() throws Exception {
    try (var none = ConsoleClient.open(server, "ines", "/ws/4711")) {
      assertThat(none.closeCode()).isEqualTo(4404);
    }
    int port;
    try (var socket = new ServerSocket(0)) {
      port = socket.getLocalPort();
    }
    server.moveTo(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
    try (var away = ConsoleClient.open(server, "ines", "/api/v2/events")) {
      assertThat(away.closeCode()).isEqualTo(4502);
    }
    assertThat(ConsoleClient.call(server, "ines", "GET", PROCESSES, "").statusCode())
        .isEqualTo(502);
  }

  @Test
  void what_a_container_answers_is_never_a_page() throws Exception {
    try (var liar = new LyingContainer()) {
      server.moveTo(liar.address());
      var answer = ConsoleClient.call(server, "ines", "GET", PROCESSES, "");
      assertThat(answer.statusCode()).isEqualTo(200);
      assertThat(answer.headers().firstValue("Content-Type")).hasValue("application/json");
      assertThat(answer.headers().firstValue("Set-Cookie")).isEmpty();
      assertThat(answer.headers().firstValue("Location")).isEmpty();
      var moved = ConsoleClient.call(server, "ines", "POST", PROCESSES, SHELL);
      assertThat(moved.statusCode()).isEqualTo(502);
      assertThat(moved.headers().firstValue("Location")).isEmpty();
    }
  }

  @Test
  void a_page_that_takes_nothing_in_holds_nothing_up_and_gets_the_newest_after() throws Exception {
    var id =
        shell(
            "n=0; while [ $n -lt 300000 ]; do n=$((n+1)); echo line $n of many; done;"
                + " echo all-$((40+2)); exec sleep 1000");
    try (var slow = ConsoleClient.open(server, "omar", "/ws/" + id)) {
      slow.take(false);
      slow.hello();
      try (var fast = ConsoleClient.open(server, "ines", "/ws/" + id).hello()) {
        fast.await("all-42");
      }
      assertThat(slow.bytes()).isLessThan(100_000);
      assertThat(slow.isOpen()).isTrue();
      slow.take(true);
      slow.await("all-42");
      assertThat(slow.text()).contains("\"skipped\"");
    }
  }

  @Test
  void who_is_here_and_who_types_is_told_to_everybody_at_the_console() throws Exception {
    var id = shell("");
    try (var here = ConsoleClient.open(server, "ines", "/people");
        var ines = ConsoleClient.open(server, "ines", "/ws/" + id).hello()) {
      here.await("\"name\":\"ines\",\"you\":true,\"process\":" + id + ",\"watches\":false}");
      try (var vera = ConsoleClient.open(server, "vera", "/ws/" + id).hello()) {
        here.await("\"name\":\"vera\",\"you\":false,\"process\":" + id + ",\"watches\":true}");
        ines.say("0x");
        here.await("\"typed\":");
        vera.await("x");
        here.forget();
      }
      here.await("\"here\":[{\"name\":\"ines\"");
      assertThat(here.text()).endsWith("]}|").doesNotContain("vera");
    }
  }

  @Test
  void one_person_opens_so_many_sockets_and_no_more() throws Exception {
    var open = new java.util.ArrayList<ConsoleClient>();
    try {
      for (var i = 0; i < Sockets.MOST_OF_ONE; i++) {
        open.add(ConsoleClient.open(server, "omar", "/people").await("|"));
      }
      try (var more = ConsoleClient.open(server, "omar", "/people")) {
        assertThat(more.closeCode()).isEqualTo(1013);
      }
      try (var other = ConsoleClient.open(server, "ines", "/people")) {
        other.await("|");
      }
    } finally {
      open.forEach(ConsoleClient::close);
    }
  }
}
