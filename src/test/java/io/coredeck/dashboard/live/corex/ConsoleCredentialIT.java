package io.coredeck.dashboard.live.corex;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.logging.SimpleFormatter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// A container whose CoreX asks for a credential of its own: who tells it once uses everything in
/// this session, and nobody else does.
@Timeout(120)
class ConsoleCredentialIT extends ConsoleProxy {

  private static final String PASSWORD = "correct-horse-battery";
  private static final String BASIC = "Basic c29tZW9uZTpjb3JyZWN0LWhvcnNlLWJhdHRlcnk=";
  private static final String RIGHT = "{\"user\":\"someone\",\"password\":\"" + PASSWORD + "\"}";
  private static final String READER = "reader-0123456789abcdef";
  private static final String CREDENTIAL = "/credential";
  private static final String FILES = "/api/v2/files?path=";

  @TempDir private Path directory;

  private TestCorex guarded() throws Exception {
    var guarded =
        TestCorex.start(
            Map.of(
                "COREX_CREDENTIAL", "someone:" + PASSWORD,
                "COREX_TOKENS", "eye:" + READER + ":read"));
    server.moveTo(new InetSocketAddress(InetAddress.getLoopbackAddress(), guarded.port()));
    return guarded;
  }

  private HttpResponse<String> call(String who, String method, String path, String body)
      throws Exception {
    return ConsoleClient.call(server, who, method, path, body);
  }

  private int status(String who, String method, String path, String body) throws Exception {
    return call(who, method, path, body).statusCode();
  }

  private int closeCode(String who, String path) throws Exception {
    try (var socket = ConsoleClient.open(server, who, path).hello()) {
      return socket.closeCode();
    }
  }

  /// @return the code with which it is closed before anything is said
  private int refusal(String who, String path) throws Exception {
    try (var socket = ConsoleClient.open(server, who, path)) {
      return socket.closeCode();
    }
  }

  @Test
  void who_tells_it_uses_everything_there_and_it_is_told_nowhere() throws Exception {
    var log = new Log();
    try (var _ = guarded()) {
      assertThat(status("ines", "GET", PROCESSES, "")).isEqualTo(423);
      assertThat(status("ines", "GET", FILES + directory, "")).isEqualTo(423);
      assertThat(closeCode("ines", "/api/v2/events")).isEqualTo(4423);
      var told = call("ines", "PUT", CREDENTIAL, RIGHT);
      assertThat(told.statusCode()).as(told.body()).isEqualTo(204);
      var id = shell("");
      try (var events = ConsoleClient.open(server, "ines", "/api/v2/events").hello();
          var people = ConsoleClient.open(server, "ines", "/people");
          var terminal = ConsoleClient.open(server, "ines", "/ws/" + id).hello()) {
        events.await("\"readonly\":false");
        people.await("\"credential\":true");
        terminal.await("$ ");
        terminal.say("0echo typed-$((40+2))\n");
        terminal.await("typed-42");
        assertThat(events.text() + people.text() + terminal.text()).doesNotContain(PASSWORD);
      }
      assertThat(status("ines", "PUT", FILES + directory + "/a", "content")).isEqualTo(201);
      assertThat(directory.resolve("a")).hasContent("content");
      assertThat(call("ines", "GET", FILES + directory + "/a", "").body()).isEqualTo("content");
      assertThat(status("ines", "POST", one(id) + "/recording", "{}")).isEqualTo(201);
      assertThat(call("ines", "GET", one(id) + "/recording", "").body()).contains("\"version\"");
      assertThat(call("ines", "GET", one(id) + "/logs", "").body()).contains("typed-42");
      assertThat(status("ines", "POST", one(id) + "/kill", "{\"signal\":9}")).isEqualTo(200);
    } finally {
      log.close();
    }
    assertThat(log.lines).isNotEmpty().noneMatch(line -> line.contains(PASSWORD));
    assertThat(log.lines).noneMatch(line -> line.contains(BASIC.substring(6)));
  }

  @Test
  void nobody_else_uses_it_and_it_ends_with_the_session() throws Exception {
    try (var _ = guarded()) {
      assertThat(status("omar", "PUT", CREDENTIAL, RIGHT)).isEqualTo(204);
      assertThat(status("omar", "GET", PROCESSES, "")).isEqualTo(200);
      assertThat(status("ines", "GET", PROCESSES, "")).isEqualTo(423);
      assertThat(status("vera", "GET", PROCESSES, "")).isEqualTo(423);
      assertThat(closeCode("ines", "/api/v2/events")).isEqualTo(4423);
      assertThat(status("stranger", "PUT", CREDENTIAL, RIGHT)).isEqualTo(403);
      assertThat(status("", "PUT", CREDENTIAL, RIGHT)).isEqualTo(401);
      server.signOut("omar");
      server.signIn("omar");
      assertThat(status("omar", "GET", PROCESSES, "")).isEqualTo(423);
    }
  }

  @Test
  void who_only_looks_here_only_looks_with_it_too() throws Exception {
    try (var _ = guarded()) {
      assertThat(status("vera", "PUT", CREDENTIAL, RIGHT)).isEqualTo(204);
      assertThat(status("vera", "GET", PROCESSES, "")).isEqualTo(200);
      assertThat(status("vera", "POST", PROCESSES, SHELL)).isEqualTo(403);
      assertThat(status("vera", "GET", FILES + "/etc/passwd", "")).isEqualTo(403);
    }
  }

  @Test
  void a_token_that_only_looks_shows_what_corex_lets_it() throws Exception {
    try (var _ = guarded()) {
      assertThat(status("ines", "PUT", CREDENTIAL, "{\"token\":\"" + READER + "\"}"))
          .isEqualTo(204);
      assertThat(call("ines", "GET", PROCESSES, "").body()).contains("\"readonly\":true");
      var refused = call("ines", "POST", PROCESSES, SHELL);
      assertThat(refused.statusCode()).isEqualTo(403);
      assertThat(refused.body()).contains("this token may only look");
      assertThat(status("ines", "PUT", FILES + directory + "/a", "x")).isEqualTo(403);
      assertThat(Files.exists(directory.resolve("a"))).isFalse();
    }
  }

  @Test
  void it_is_forgotten_on_demand_and_what_it_opened_is_closed() throws Exception {
    try (var _ = guarded()) {
      assertThat(status("ines", "PUT", CREDENTIAL, RIGHT)).isEqualTo(204);
      try (var events = ConsoleClient.open(server, "ines", "/api/v2/events").hello()) {
        events.await("snapshot");
        assertThat(status("ines", "DELETE", CREDENTIAL, "")).isEqualTo(204);
        assertThat(events.closeCode()).isEqualTo(Codes.AWAY);
      }
      assertThat(status("ines", "GET", PROCESSES, "")).isEqualTo(423);
    }
  }

  @Test
  void it_is_shown_to_the_corex_that_took_it_and_to_no_other() throws Exception {
    try (var first = new LockedContainer();
        var second = new LockedContainer()) {
      first.want(BASIC);
      server.moveTo(first.address());
      assertThat(status("ines", "PUT", CREDENTIAL, RIGHT)).isEqualTo(204);
      assertThat(status("ines", "GET", PROCESSES, "")).isEqualTo(200);
      assertThat(first.shown()).containsExactly(BASIC, BASIC);
      server.moveTo(second.address());
      assertThat(status("ines", "GET", PROCESSES, "")).isEqualTo(423);
      assertThat(refusal("ines", "/api/v2/events")).isEqualTo(4423);
      assertThat(second.shown()).isNotEmpty().containsOnly("");
    }
  }

  @Test
  void one_that_is_not_right_any_more_is_shown_once() throws Exception {
    try (var locked = new LockedContainer()) {
      locked.want(BASIC);
      server.moveTo(locked.address());
      for (var path : List.of(PROCESSES, FILES + "/a", "/api/v2/events")) {
        locked.want(BASIC);
        assertThat(status("ines", "PUT", CREDENTIAL, RIGHT)).isEqualTo(204);
        locked.want("Basic other");
        var before = locked.shown().size();
        if (path.endsWith("events")) {
          assertThat(refusal("ines", path)).isEqualTo(4423);
        } else {
          assertThat(status("ines", "GET", path, "")).as(path).isEqualTo(423);
        }
        assertThat(status("ines", "GET", PROCESSES, "")).isEqualTo(423);
        assertThat(locked.shown().subList(before, before + 2)).as(path).containsExactly(BASIC, "");
      }
    }
  }

  @Test
  void a_wrong_one_is_said_and_who_guesses_is_slowed_before_corex_is_asked() throws Exception {
    try (var locked = new LockedContainer()) {
      server.moveTo(locked.address());
      var wrong = "{\"user\":\"someone\",\"password\":\"wrong\"}";
      for (var tried = 0; tried < 5; tried++) {
        assertThat(status("omar", "PUT", CREDENTIAL, wrong)).isEqualTo(423);
      }
      var slowed = call("omar", "PUT", CREDENTIAL, wrong);
      assertThat(slowed.statusCode()).isEqualTo(429);
      assertThat(slowed.headers().firstValue("Retry-After").orElseThrow()).matches("1[0-5]");
      assertThat(locked.shown()).hasSize(5);
      assertThat(status("ines", "PUT", CREDENTIAL, wrong)).isEqualTo(423);
    }
  }

  @Test
  void that_corex_looks_at_none_now_is_said_with_its_pause() throws Exception {
    try (var locked = new LockedContainer()) {
      server.moveTo(locked.address());
      locked.tire();
      var later = call("ines", "PUT", CREDENTIAL, RIGHT);
      assertThat(later.statusCode()).isEqualTo(429);
      assertThat(later.headers().firstValue("Retry-After")).hasValue("7");
      assertThat(later.body()).doesNotContain(PASSWORD);
      assertThat(status("ines", "GET", FILES + "/a", "")).isEqualTo(429);
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "PUT | {'user':'a:b','password':'correct-horse-battery'} | 400",
        "PUT | {'password':'correct-horse-battery'} | 400",
        "PUT | {'token':'correct-horse-battery x'} | 400",
        "PUT | {'user':['correct-horse-battery']} | 400",
        "PUT | correct-horse-battery | 400",
        "POST | {} | 405",
        "GET | '' | 405"
      })
  void what_is_none_is_refused_without_repeating_it(String method, String body, int status)
      throws Exception {
    var answer = call("ines", method, CREDENTIAL, body.replace('\'', '"'));
    assertThat(answer.statusCode()).isEqualTo(status);
    assertThat(answer.body()).contains("error").doesNotContain("horse");
  }

  @Test
  void only_pages_of_this_server_tell_it() throws Exception {
    for (var headers :
        List.of(
            new String[] {"Origin", "http://evil.example"},
            new String[] {"X-None", "1"},
            new String[] {"Origin", server.origin(), "Sec-Fetch-Site", "cross-site"})) {
      for (var method : List.of("PUT", "DELETE")) {
        assertThat(
                ConsoleClient.call(server, "ines", method, CREDENTIAL, RIGHT, headers).statusCode())
            .isEqualTo(403);
      }
    }
  }

  /// Everything this program logs.
  private static final class Log extends Handler {
    private final List<String> lines = new CopyOnWriteArrayList<>();
    private final SimpleFormatter formatter = new SimpleFormatter();
    private final Logger root = Logger.getLogger("");

    Log() {
      setLevel(Level.ALL);
      root.addHandler(this);
    }

    @Override
    public void publish(LogRecord line) {
      lines.add(formatter.format(line));
    }

    @Override
    public void flush() {
      // nothing waits
    }

    @Override
    public void close() {
      root.removeHandler(this);
    }
  }
}
