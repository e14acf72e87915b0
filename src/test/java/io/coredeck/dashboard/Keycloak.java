package io.coredeck.dashboard;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.Deque;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/// A real Keycloak on a free port, with one realm. Maven has unpacked it.
final class Keycloak implements AutoCloseable {

  static final String CLIENT = "coredeck";
  static final String SECRET = "the secret of this test's client";

  /// Of everybody in the realm.
  static final String PASSWORD = "known to Keycloak alone";

  private static final Path DISTRIBUTIONS = Path.of("target/keycloak");
  private static final int START_LIMIT_SECONDS = 180;
  private static final int STOP_LIMIT_SECONDS = 20;
  private static final int LAST_LINES = 40;

  private final Process process;
  private final int port;

  /// Whether it answers; false if it has ended before.
  private final CompletableFuture<Boolean> ready = new CompletableFuture<>();

  // Guarded by itself.
  private final Deque<String> said = new ArrayDeque<>();

  private Keycloak(Process process, int port) {
    this.process = process;
    this.port = port;
    Thread.ofPlatform().daemon().name("keycloak-output").start(this::read);
  }

  /// Begins to start; {@link #await} tells when it is there.
  ///
  /// @param dashboard its address, which answers go to
  static Keycloak start(String dashboard) throws IOException {
    var home = home();
    remove(home.resolve("data"));
    var realm = Files.createDirectories(home.resolve("data/import")).resolve("realm.json");
    Files.writeString(realm, realm(dashboard));
    var port = freePort();
    var builder =
        new ProcessBuilder(
                home.resolve("bin/kc.sh").toAbsolutePath().toString(),
                "start-dev",
                "--import-realm",
                "--http-host=127.0.0.1",
                "--http-port=" + port,
                "--cache=local")
            .redirectErrorStream(true);
    builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
    builder.environment().put("JAVA_OPTS_APPEND", "-XX:TieredStopAtLevel=1");
    return new Keycloak(builder.start(), port);
  }

  private static Path home() throws IOException {
    try (var folders = Files.list(DISTRIBUTIONS)) {
      return folders
          .filter(folder -> Files.isExecutable(folder.resolve("bin/kc.sh")))
          .findFirst()
          .orElseThrow(() -> new IOException(DISTRIBUTIONS + ": holds no Keycloak; run Maven"));
    }
  }

  private static void remove(Path folder) throws IOException {
    if (Files.exists(folder)) {
      try (var files = Files.walk(folder)) {
        for (var file : files.sorted(Comparator.reverseOrder()).toList()) {
          Files.delete(file);
        }
      }
    }
  }

  static int freePort() throws IOException {
    try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  private void read() {
    try (var lines =
        new BufferedReader(
            new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
      for (var line = lines.readLine(); line != null; line = lines.readLine()) {
        note(line);
      }
    } catch (IOException e) {
      note(e.toString());
    }
    ready.complete(false);
  }

  private void note(String line) {
    synchronized (said) {
      said.add(line);
      if (said.size() > LAST_LINES) {
        said.remove();
      }
    }
    if (line.contains("Listening on:")) {
      ready.complete(true);
    }
  }

  void await() throws Exception {
    if (!ready.completeOnTimeout(false, START_LIMIT_SECONDS, TimeUnit.SECONDS).get()) {
      synchronized (said) {
        throw new IOException("Keycloak does not start:\n" + String.join("\n", said));
      }
    }
  }

  String issuer() {
    return "http://127.0.0.1:%d/realms/test".formatted(port);
  }

  @Override
  public void close() {
    var children = process.descendants().toList();
    process.destroy();
    children.forEach(ProcessHandle::destroy);
    try {
      if (process.waitFor(STOP_LIMIT_SECONDS, TimeUnit.SECONDS)) {
        return;
      }
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
    children.forEach(ProcessHandle::destroyForcibly);
    process.destroyForcibly();
  }

  /// Somebody of the crew, somebody who is disabled here later, and somebody without a group.
  private static String users() {
    return String.join(
        ",", user("olga", "\"/crew\""), user("omar", "\"/people\""), user("vera", ""));
  }

  private static String user(String name, String groups) {
    return """
    {"username":"%1$s","enabled":true,"email":"%1$s@example.org","emailVerified":true,
     "firstName":"%1$s","lastName":"Test","groups":[%2$s],
     "credentials":[{"type":"password","value":"%3$s","temporary":false}]}\
    """
        .formatted(name, groups, PASSWORD);
  }

  /// @param dashboard its address
  private static String realm(String dashboard) {
    return """
    {"realm":"test","enabled":true,"sslRequired":"none",
     "groups":[{"name":"crew"},{"name":"people"}],
     "clients":[{"clientId":"coredeck","enabled":true,"protocol":"openid-connect",
       "publicClient":false,"secret":"%1$s","standardFlowEnabled":true,
       "directAccessGrantsEnabled":false,
       "redirectUris":["%2$ssign-in/provider"],
       "attributes":{"pkce.code.challenge.method":"S256"},
       "protocolMappers":[{"name":"groups","protocol":"openid-connect",
         "protocolMapper":"oidc-group-membership-mapper","consentRequired":false,
         "config":{"claim.name":"groups","full.path":"false","id.token.claim":"true",
           "access.token.claim":"false","userinfo.token.claim":"false"}}]}],
     "users":[%3$s]}
    """
        .formatted(SECRET, dashboard, users());
  }
}
