package io.coredeck.corex;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Options do what `--help` says of them, in the program as people start it.
@Timeout(120)
class CorexOptionsTest {
  @TempDir private Path folder;
  private Path log;

  @BeforeEach
  void name() {
    log = folder.resolve("log");
  }

  private RunningCorex start(String... arguments) throws Exception {
    return RunningCorex.start(log, Map.of(), List.of(), arguments);
  }

  @Test
  void a_credential_without_a_colon_ends_it_with_255_and_is_not_repeated() throws Exception {
    try (var corex = start("-p", "0", "-i", "lo", "-c", "nocolon")) {
      assertThat(corex.awaitEnd()).isEqualTo(255);
      assertThat(corex.printed()).startsWith("corex: ").contains("user:password");
      assertThat(corex.printed()).doesNotContain("nocolon");
    }
  }

  @ParameterizedTest
  @CsvSource({
    "-s BOGUS, 'corex: --signal is BOGUS; it must be a signal, 1 to 64 or a name like HUP'",
    "--re, 'corex: option --re could be --reconnect, --readonly; it must be one of them'",
    "--porto 1, corex: option --porto is unknown; see --help"
  })
  void what_is_wrong_on_the_line_ends_it_with_255(String line, String told) throws Exception {
    try (var corex = start(line.split(" ", -1))) {
      assertThat(corex.awaitEnd()).isEqualTo(255);
      assertThat(corex.printed().strip()).isEqualTo(told);
    }
  }

  @Test
  void without_6_it_listens_on_ipv4_alone() throws Exception {
    assumeTrue(Files.exists(Path.of("/proc/net/if_inet6")), "there is no IPv6 here");
    try (var corex = start("-p", "0")) {
      assertThat(corex.awaitListening(1)).containsExactly("0.0.0.0");
      connect("127.0.0.1", corex.port());
      assertThatThrownBy(() -> connect("::1", corex.port())).isInstanceOf(ConnectException.class);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"-6", "--listen=::"})
  void with_it_or_all_of_ipv6_on_both(String option) throws Exception {
    assumeTrue(Files.exists(Path.of("/proc/net/if_inet6")), "there is no IPv6 here");
    try (var corex = start("-p", "0", option)) {
      assertThat(corex.awaitListening(1)).containsExactly("0:0:0:0:0:0:0:0");
      connect("127.0.0.1", corex.port());
      connect("::1", corex.port());
    }
  }

  private static void connect(String address, int port) throws IOException {
    new Socket(InetAddress.ofLiteral(address), port).close();
  }

  @Test
  void how_much_is_logged_can_be_said() throws Exception {
    try (var corex = start("-p", "0", "-i", "lo", "-d", "15")) {
      corex.awaitListening(1);
      assertThat(corex.printed()).contains(", log FINE\n", " FINE ");
    }
    try (var corex = start("-p", "0", "-i", "lo", "-d", "7")) {
      corex.awaitListening(1);
      assertThat(corex.printed()).contains(", log INFO\n", " INFO ").doesNotContain(" FINE ");
    }
    var socket = folder.resolve("corex.sock");
    try (var corex = start("-i", socket.toString(), "-d", "1")) {
      var deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(30);
      while (!Files.exists(socket)) {
        assertThat(System.nanoTime()).as(corex.printed()).isLessThan(deadline);
      }
      assertThat(corex.stop()).isEqualTo(143);
      assertThat(corex.printed()).contains(", log SEVERE\n").hasLineCount(1);
    }
  }

  @Test
  void programs_get_the_terminal_type_and_clients_the_pause() throws Exception {
    try (var corex = start("-p", "0", "-i", "lo", "-T", "vt100", "-r", "7");
        var client = HttpClient.newHttpClient()) {
      corex.awaitListening(1);
      assertThat(corex.output(client, "http", "", "printenv", "TERM")).isEqualTo("vt100\r\n");
      var heard = new Heard();
      var socket =
          client
              .newWebSocketBuilder()
              .subprotocols("tty")
              .buildAsync(URI.create("ws://127.0.0.1:%d/ws/1".formatted(corex.port())), heard)
              .get(20, TimeUnit.SECONDS);
      assertThat(heard.next()).startsWith("1printenv TERM (");
      assertThat(heard.next()).isEqualTo("37");
      socket.abort(); // the client waits for its end
    }
  }

  /// Keeps what a server says.
  private static final class Heard implements WebSocket.Listener {
    private final BlockingQueue<String> messages = new LinkedBlockingQueue<>();

    @Override
    public CompletionStage<?> onBinary(WebSocket from, ByteBuffer data, boolean last) {
      messages.add(StandardCharsets.UTF_8.decode(data).toString());
      from.request(1);
      return CompletableFuture.completedFuture(null);
    }

    String next() throws InterruptedException {
      return String.valueOf(messages.poll(20, TimeUnit.SECONDS));
    }
  }

  @Test
  void the_page_of_somebody_else_may_have_scripts_of_its_own() throws Exception {
    var page = "<!doctype html><title>mine</title><script>document.title = 'ran'</script>\n";
    var file = Files.writeString(folder.resolve("mine.html"), page);
    try (var corex = start("-p", "0", "-i", "lo", "-I", file.toString());
        var client = HttpClient.newHttpClient()) {
      corex.awaitListening(1);
      var shown = corex.get(client, "http", "/");
      assertThat(shown.body()).isEqualTo(page);
      assertThat(shown.headers().map())
          .containsEntry("content-type", List.of("text/html; charset=utf-8"))
          .containsEntry("cache-control", List.of("no-cache"))
          .containsEntry(
              "content-security-policy",
              List.of(
                  "object-src 'none'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'"));
      assertThat(
              corex
                  .get(client, "http", "/attach/1")
                  .headers()
                  .firstValue("content-security-policy"))
          .hasValueSatisfying(policy -> assertThat(policy).contains("script-src 'self';"));
    }
    try (var corex = start("-p", "0", "-i", "lo", "-I", folder.resolve("none").toString())) {
      assertThat(corex.awaitEnd()).isEqualTo(255);
      assertThat(corex.printed()).contains("it cannot be read");
    }
  }
}
