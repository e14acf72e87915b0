package io.coredeck.dashboard;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import io.coredeck.waiting.FreePorts;
import io.coredeck.waiting.Patience;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;

/// A real nginx on loopback in front of a dashboard, with the text that the page about operating
/// gives for it, and once more with that text damaged.
final class Nginx implements AutoCloseable {

  private static final Path DOCUMENT = Path.of("docs/operating/dashboard.md");
  private static final Pattern BLOCK = Pattern.compile("(?s)```nginx\n(.*?)```");
  private static final Duration LIMIT = Duration.ofSeconds(20);
  private static final String PASSWORD = "of this test";

  private final Path folder;
  private final Process process;
  private final int port;
  private final int damagedPort;

  private Nginx(Path folder, Process process, int port, int damagedPort) {
    this.folder = folder;
    this.process = process;
    this.port = port;
    this.damagedPort = damagedPort;
  }

  /// @param dashboard port of it
  /// @param damage a line that somebody forgot to take over
  static Nginx start(int dashboard, String damage) throws Exception {
    var folder = Files.createTempDirectory("coredeck-nginx");
    certificate(folder);
    var blocks = BLOCK.matcher(Files.readString(DOCUMENT));
    assertThat(blocks.find()).isTrue();
    var text = replaced(blocks.group(1), "http://127.0.0.1:8080", "http://127.0.0.1:" + dashboard);
    text = replaced(text, "/etc/ssl/deck.pem", folder.resolve("deck.pem").toString());
    text = replaced(text, "/etc/ssl/deck.key", folder.resolve("deck.key").toString());
    var port = FreePorts.next();
    var damagedPort = FreePorts.next();
    var config =
        Files.writeString(
            folder.resolve("nginx.conf"), main(folder, text, port, damagedPort, damage));
    var process =
        new ProcessBuilder("/usr/sbin/nginx", "-e", "stderr", "-p", folder + "/", "-c", "" + config)
            .redirectErrorStream(true)
            .redirectOutput(folder.resolve("nginx.log").toFile())
            .start();
    var nginx = new Nginx(folder, process, port, damagedPort);
    try {
      Patience.await("nginx answers", LIMIT, () -> !process.isAlive() || answers(damagedPort));
      assertThat(process.isAlive()).as(Files.readString(folder.resolve("nginx.log"))).isTrue();
      return nginx;
    } catch (IOException | AssertionError e) {
      nginx.close();
      throw e;
    }
  }

  private static String main(Path folder, String text, int port, int damagedPort, String damage) {
    var places = new ArrayList<String>();
    for (var kind : List.of("client_body", "proxy", "fastcgi", "uwsgi", "scgi")) {
      places.add("%s_temp_path %s;".formatted(kind, folder.resolve(kind)));
    }
    return """
    daemon off;
    master_process off;
    pid %s;
    events {}
    http {
    access_log off;
    %s
    %s
    %s
    }
    """
        .formatted(
            folder.resolve("nginx.pid"),
            String.join("\n", places),
            listening(text, port),
            listening(replaced(text, damage, ""), damagedPort));
  }

  private static String listening(String text, int port) {
    return replaced(text, "listen 443 ssl;", "listen 127.0.0.1:%d ssl;".formatted(port));
  }

  private static String replaced(String text, String old, String fresh) {
    assertThat(text).containsOnlyOnce(old);
    return text.replace(old, fresh);
  }

  /// Makes a key and what says whose it is, as `deck.key` and `deck.pem`.
  private static void certificate(Path folder)
      throws IOException, InterruptedException, GeneralSecurityException {
    var store = folder.resolve("deck.p12");
    var keytool = Path.of(System.getProperty("java.home"), "bin", "keytool").toString();
    var options = "-genkeypair -alias deck -keyalg EC -dname CN=deck.example.org -validity 1";
    var command = new ArrayList<>(List.of(keytool));
    command.addAll(List.of(options.split(" ")));
    command.addAll(List.of("-storetype", "PKCS12", "-keystore", store.toString()));
    command.addAll(List.of("-storepass", PASSWORD));
    var made = new ProcessBuilder(command).redirectErrorStream(true).start();
    var said = new String(made.getInputStream().readAllBytes(), US_ASCII);
    assertThat(made.waitFor()).as(said).isZero();
    var keys = KeyStore.getInstance("PKCS12");
    try (InputStream in = Files.newInputStream(store)) {
      keys.load(in, PASSWORD.toCharArray());
    }
    pem(folder.resolve("deck.pem"), "CERTIFICATE", keys.getCertificate("deck").getEncoded());
    var key = keys.getKey("deck", PASSWORD.toCharArray());
    pem(folder.resolve("deck.key"), "PRIVATE KEY", key.getEncoded());
  }

  private static void pem(Path file, String kind, byte[] bytes) throws IOException {
    var lines = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(bytes);
    Files.writeString(
        file, "-----BEGIN %s-----\n%s\n-----END %s-----\n".formatted(kind, lines, kind));
  }

  private static boolean answers(int port) {
    try (var _ = new Socket(InetAddress.getLoopbackAddress(), port)) {
      return true;
    } catch (IOException _) {
      return false;
    }
  }

  URI url() {
    return URI.create("https://127.0.0.1:%d/".formatted(port));
  }

  /// @return where the damaged text answers
  URI damagedUrl() {
    return URI.create("https://127.0.0.1:%d/".formatted(damagedPort));
  }

  @Override
  public void close() throws IOException {
    process.destroy();
    try {
      assertThat(process.waitFor(LIMIT.toSeconds(), TimeUnit.SECONDS)).isTrue();
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
    try (var files = Files.walk(folder)) {
      for (var file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(file);
      }
    }
  }
}
