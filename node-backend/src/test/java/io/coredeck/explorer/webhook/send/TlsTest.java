package io.coredeck.explorer.webhook.send;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import org.eclipse.jetty.util.Promise;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// Receivers over TLS whose certificate an admin's own authority made, and which addresses a
/// connection may go to.
@Timeout(120)
class TlsTest {
  private static final String PASSWORD = "only-of-this-test";

  /// A try may take 5 seconds to connect and 15 in all.
  private static final int TRIES = 4;

  @TempDir private Path folder;

  @Test
  void who_has_a_certificate_of_an_own_authority_is_delivered_to_under_its_name_alone()
      throws Exception {
    var store = folder.resolve("receiver.p12");
    var pem = folder.resolve("ca.pem");
    keytool(
        List.of(
            "-genkeypair",
            "-alias",
            "receiver",
            "-keyalg",
            "EC",
            "-dname",
            "CN=receiver",
            "-ext",
            "san=ip:127.0.0.1",
            "-keystore",
            store.toString()));
    keytool(
        List.of(
            "-exportcert",
            "-rfc",
            "-alias",
            "receiver",
            "-keystore",
            store.toString(),
            "-file",
            pem.toString()));
    var server = HttpsServer.create(new InetSocketAddress(InetAddress.ofLiteral("0.0.0.0"), 0), 0);
    server.setHttpsConfigurator(new HttpsConfigurator(tls(store)));
    server.createContext(
        "/",
        exchange -> {
          try (exchange) {
            exchange.getRequestBody().readAllBytes();
            exchange.sendResponseHeaders(204, -1);
          }
        });
    server.start();
    try {
      var url = "https://127.0.0.%d:" + server.getAddress().getPort() + "/";
      assertThat(send(Authorities.USUAL, url.formatted(1)).isDelivered()).isFalse();
      var own = Authorities.read(pem);
      assertThat(own.count()).isEqualTo(1);
      var delivered = send(own, url.formatted(1));
      for (var i = 0; i < TRIES && !delivered.isDelivered(); i++) { // a busy machine is slow
        delivered = send(own, url.formatted(1));
      }
      assertThat(delivered.isDelivered()).as(delivered.error()).isTrue();
      assertThat(send(own, url.formatted(2)).isDelivered()).isFalse(); // another name
    } finally {
      server.stop(0);
    }
  }

  private static Outcome send(Authorities authorities, String url) throws IOException {
    var networks = Networks.of("127.0.0.0/8");
    try (var sender = Sender.start(networks, authorities, InstantSource.system())) {
      return sender.send(new Post(URI.create(url), "evt_1", "{}", List.of("whsec_AAAA"))).join();
    }
  }

  private static void keytool(List<String> arguments) throws Exception {
    var command = new ArrayList<String>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "keytool").toString());
    command.addAll(arguments);
    command.addAll(List.of("-storepass", PASSWORD));
    var process = new ProcessBuilder(command).redirectErrorStream(true).start();
    var said = new String(process.getInputStream().readAllBytes(), UTF_8);
    assertThat(process.waitFor()).as(said).isZero();
  }

  private static SSLContext tls(Path store) throws Exception {
    var keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
    keys.init(KeyStore.getInstance(store.toFile(), PASSWORD.toCharArray()), PASSWORD.toCharArray());
    var context = SSLContext.getInstance("TLS");
    context.init(keys.getKeyManagers(), null, null);
    return context;
  }

  @Test
  void a_file_of_authorities_may_be_missing_but_not_be_something_else() throws Exception {
    assertThat(Authorities.read(folder.resolve("none")).count()).isZero();
    for (var content : List.of("", "no certificate", "-----BEGIN CERTIFICATE-----\nAAAA\n")) {
      var file = Files.writeString(folder.resolve("ca.pem"), content);
      assertThatThrownBy(() -> Authorities.read(file))
          .isInstanceOf(IOException.class)
          .hasMessageContaining("ca.pem")
          .hasMessageContaining("it must be certificates in PEM");
    }
  }

  @Test
  void three_addresses_of_a_host_are_tried_and_of_them_only_allowed_ones() throws Exception {
    var all = new ArrayList<InetAddress>();
    for (var i = 1; i <= 5; i++) {
      all.add(InetAddress.ofLiteral("192.0.2." + i));
      all.add(InetAddress.ofLiteral("127.0.0." + i));
    }
    assertThat(resolved(all).join())
        .extracting(address -> address.getAddress().getHostAddress())
        .containsExactly("127.0.0.1", "127.0.0.2", "127.0.0.3");
    assertThat(resolved(all.subList(0, 1)).handle((_, why) -> String.valueOf(why)).join())
        .contains("plain http goes only to networks that an admin has allowed");
  }

  private static CompletableFuture<List<InetSocketAddress>> resolved(List<InetAddress> all) {
    var found = new CompletableFuture<List<InetSocketAddress>>();
    var promise =
        Promise.<List<InetSocketAddress>>from(found::complete, found::completeExceptionally);
    var networks = Networks.of("127.0.0.0/8");
    try (var addresses = new AllowedAddresses(networks, _ -> all.toArray(InetAddress[]::new))) {
      addresses.resolve("many.example", 80, Map.of(), promise);
      found.handle((_, _) -> true).join();
    }
    return found;
  }
}
