package io.coredeck.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.coredeck.cli.setup.ExitCode;
import io.coredeck.identity.KeyPair;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// Calls of the command line go through a proxy: plain ones as they are, those over TLS through a
/// tunnel. The explorer's name is known to nobody but the proxy.
@Timeout(120)
class ThroughProxyTest {

  @TempDir private Path data;
  private final BlockingQueue<String> asked = new LinkedBlockingQueue<>();
  private ServerSocket proxy;

  @BeforeEach
  void start() throws IOException {
    proxy = new ServerSocket(0, 8, InetAddress.getLoopbackAddress());
    Thread.ofVirtual().name("proxy").start(this::serve);
  }

  @AfterEach
  void end() throws IOException {
    proxy.close();
  }

  private void serve() {
    try {
      while (true) {
        try (var client = proxy.accept();
            var in = new BufferedReader(new InputStreamReader(client.getInputStream(), UTF_8))) {
          var first = String.valueOf(in.readLine());
          asked.add(first);
          for (var line = in.readLine(); line != null && !line.isEmpty(); ) {
            line = in.readLine();
          }
          var answer =
              first.startsWith("CONNECT")
                  ? "HTTP/1.1 403 Not through here\r\nContent-Length: 0\r\n\r\n"
                  : "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nPages: 1\r\n"
                      + "Connection: close\r\nContent-Length: 2\r\n\r\n[]";
          client.getOutputStream().write(answer.getBytes(UTF_8));
        }
      }
    } catch (IOException _) {
      // closed
    }
  }

  /// In a process of its own: which proxies there are is said by its variables, for all of it.
  private CommandRun nodes(String explorer) throws IOException, InterruptedException {
    CommandRun.platform(data, URI.create(explorer), "redis://r", "node", 1, KeyPair.generate());
    var out = data.resolve("out");
    var err = data.resolve("err");
    var java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
    var words = new ArrayList<>(List.of(java, "-XX:TieredStopAtLevel=1", "-cp"));
    words.add(System.getProperty("java.class.path"));
    words.addAll(List.of("io.coredeck.cli.CliMain", "node", "list", "--data", data.toString()));
    var builder =
        new ProcessBuilder(words).redirectOutput(out.toFile()).redirectError(err.toFile());
    var address = "http://127.0.0.1:" + proxy.getLocalPort();
    builder.environment().putAll(Map.of("http_proxy", address, "https_proxy", address));
    var process = builder.start();
    if (!process.waitFor(60, TimeUnit.SECONDS)) {
      process.destroyForcibly();
    }
    return new CommandRun(process.waitFor(), Files.readString(out), Files.readString(err));
  }

  @Test
  void a_plain_call_is_made_by_the_proxy() throws Exception {
    var run = nodes("http://explorer.invalid:8080/api/v1");
    assertThat(run.code()).as(run.err()).isEqualTo(ExitCode.DONE);
    assertThat(asked.poll(20, TimeUnit.SECONDS))
        .startsWith("GET http://explorer.invalid:8080/api/v1/")
        .endsWith(" HTTP/1.1");
  }

  @Test
  void a_call_over_tls_asks_for_a_tunnel_and_says_when_there_is_none() throws Exception {
    var run = nodes("https://explorer.invalid/api/v1");
    assertThat(asked.poll(20, TimeUnit.SECONDS)).isEqualTo("CONNECT explorer.invalid:443 HTTP/1.1");
    assertThat(run.code()).isNotEqualTo(ExitCode.DONE);
    assertThat(run.err()).contains("explorer.invalid");
  }
}
