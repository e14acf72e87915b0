package io.coredeck.corex.http.tls;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLEngineResult.HandshakeStatus;
import javax.net.ssl.SSLException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Files for TLS, and connections made with them, in memory.
class TlsContextTest {
  @TempDir private Path folder;
  private TestCertificates authority;
  private long now;

  @BeforeEach
  void certify() throws Exception {
    authority = TestCertificates.authority("authority", "EC");
  }

  private TlsContext load(TlsFiles files) throws TlsException {
    return TlsContext.load(files, () -> now);
  }

  /// @return name of the certificate the client was shown
  private String handshake(TlsContext context) throws Exception {
    var client = authority.clientContext().createSSLEngine("127.0.0.1", 1);
    client.setUseClientMode(true);
    connect(client, context.engine());
    return client.getSession().getPeerPrincipal().getName();
  }

  private static void connect(SSLEngine client, SSLEngine server) throws SSLException {
    var size = client.getSession().getPacketBufferSize();
    var toServer = ByteBuffer.allocate(4 * size);
    var toClient = ByteBuffer.allocate(4 * size);
    for (var step = 0; step < 100 && !(isDone(client) && isDone(server)); step++) {
      wrap(client, toServer);
      unwrap(server, toServer);
      wrap(server, toClient);
      unwrap(client, toClient);
    }
  }

  private static boolean isDone(SSLEngine engine) {
    return engine.getHandshakeStatus() == HandshakeStatus.NOT_HANDSHAKING
        && !engine.getSession().getProtocol().equals("NONE");
  }

  private static void wrap(SSLEngine engine, ByteBuffer out) throws SSLException {
    if (engine.getHandshakeStatus() == HandshakeStatus.NEED_WRAP || !isDone(engine)) {
      engine.wrap(ByteBuffer.allocate(0), out);
    }
    runTasks(engine);
  }

  private static void unwrap(SSLEngine engine, ByteBuffer in) throws SSLException {
    in.flip();
    var before = -1;
    while (in.hasRemaining() && in.remaining() != before) {
      before = in.remaining();
      engine.unwrap(in, ByteBuffer.allocate(engine.getSession().getApplicationBufferSize()));
      runTasks(engine);
    }
    in.compact();
  }

  private static void runTasks(SSLEngine engine) {
    for (var task = engine.getDelegatedTask(); task != null; task = engine.getDelegatedTask()) {
      task.run();
    }
  }

  @ParameterizedTest
  @CsvSource({"RSA, PRIVATE KEY", "RSA, RSA PRIVATE KEY", "EC, PRIVATE KEY", "EC, EC PRIVATE KEY"})
  void keys_of_all_usual_forms_are_read(String algorithm, String label) throws Exception {
    var server = authority.issue("server", algorithm);
    assertThat(handshake(load(server.write(folder, "server", label)))).isEqualTo("CN=server");
  }

  @Test
  void a_key_may_stand_in_the_file_of_the_certificate_and_text_around_them() throws Exception {
    var server = authority.issue("server", "EC");
    var file = folder.resolve("all.pem");
    Files.writeString(
        file,
        "subject: server\r\n"
            + server.certificatePem().replace("\n", "\r\n")
            + "issuer\n"
            + authority.certificatePem()
            + "-----BEGIN EC PARAMETERS-----\nBggqhkjOPQMBBw==\n-----END EC PARAMETERS-----\n"
            + server.keyPem("EC PRIVATE KEY"));
    assertThat(handshake(load(new TlsFiles(file, file, Optional.empty())))).isEqualTo("CN=server");
  }

  @Test
  void renewed_files_are_used_for_new_connections() throws Exception {
    var files = authority.issue("old", "EC").write(folder, "server", "PRIVATE KEY");
    var context = load(files);
    assertThat(handshake(context)).isEqualTo("CN=old");
    authority.issue("new", "RSA").write(folder, "server", "PRIVATE KEY");
    assertThat(handshake(context)).as("not yet looked at").isEqualTo("CN=old");
    now += Duration.ofSeconds(1).toNanos();
    assertThat(handshake(context)).isEqualTo("CN=new");
  }

  @Test
  void while_renewed_files_do_not_fit_the_old_ones_stay() throws Exception {
    var files = authority.issue("old", "EC").write(folder, "server", "PRIVATE KEY");
    var context = load(files);
    var renewed = authority.issue("new", "EC");
    Files.writeString(files.certificate(), renewed.certificatePem());
    now += Duration.ofSeconds(1).toNanos();
    assertThat(handshake(context)).isEqualTo("CN=old");
    Files.delete(files.key());
    now += Duration.ofSeconds(1).toNanos();
    assertThat(handshake(context)).isEqualTo("CN=old");
    Files.writeString(files.key(), renewed.keyPem("PRIVATE KEY"));
    now += Duration.ofSeconds(1).toNanos();
    assertThat(handshake(context)).isEqualTo("CN=new");
  }

  @ParameterizedTest
  @ValueSource(strings = {"TLSv1.2", "TLSv1.3"})
  void both_versions_in_use_are_spoken(String version) throws Exception {
    var context = load(authority.issue("server", "RSA").write(folder, "server", "PRIVATE KEY"));
    var client = authority.clientContext().createSSLEngine("127.0.0.1", 1);
    client.setUseClientMode(true);
    client.setEnabledProtocols(new String[] {version});
    connect(client, context.engine());
    assertThat(client.getSession().getProtocol()).isEqualTo(version);
    assertThat(context.engine().getEnabledProtocols()).containsExactly("TLSv1.3", "TLSv1.2");
  }

  @Test
  void with_authorities_a_client_must_be_certified_by_them() throws Exception {
    var server = authority.issue("server", "EC").write(folder, "server", "PRIVATE KEY");
    var people = TestCertificates.authority("people", "RSA");
    var file = Files.writeString(folder.resolve("people.crt"), people.certificatePem());
    var context = load(new TlsFiles(server.certificate(), server.key(), Optional.of(file)));
    assertThatCode(() -> connectAs(people.issue("alice", "EC"), context))
        .doesNotThrowAnyException();
    assertThatThrownBy(() -> connectAs(authority.issue("mallory", "EC"), context))
        .isInstanceOf(SSLException.class);
    assertThatThrownBy(() -> connectAs(people.issue("late", "EC", -1), context))
        .isInstanceOf(SSLException.class);
    assertThatThrownBy(() -> handshake(context)).isInstanceOf(SSLException.class);
  }

  private void connectAs(TestCertificates who, TlsContext context) throws Exception {
    var client = authority.clientContext(who).createSSLEngine("127.0.0.1", 1);
    client.setUseClientMode(true);
    connect(client, context.engine());
    assertThat(client.getSession().getPeerPrincipal().getName()).isEqualTo("CN=server");
  }

  @Test
  void what_is_wrong_is_told_with_file_and_remedy() throws Exception {
    var server = authority.issue("server", "EC");
    var good = server.write(folder, "server", "PRIVATE KEY");
    assertFault(good, "server.crt", "", "it holds nothing that begins with -----BEGIN");
    assertFault(
        good, "server.crt", server.keyPem("PRIVATE KEY"), "holds [PRIVATE KEY] and no CERTIFICATE");
    assertFault(good, "server.crt", pem("CERTIFICATE", "AAAA"), "a certificate in it is damaged");
    assertFault(good, "server.crt", pem("CERTIFICATE", "A"), "no base64");
    assertFault(good, "server.key", server.certificatePem(), "it holds 0 private keys");
    assertFault(good, "server.key", pem("PRIVATE KEY", "AAAA"), "the key is damaged");
    assertFault(good, "server.key", pem("ENCRYPTED PRIVATE KEY", "AAAA"), "openssl pkey -in");
    assertFault(
        good,
        "server.key",
        pem("RSA PRIVATE KEY", "Proc-Type: 4,ENCRYPTED\n\nAAAA"),
        "openssl pkey");
    assertFault(good, "server.key", pem("DSA PRIVATE KEY", "AAAA"), "it holds a DSA PRIVATE KEY");
    assertFault(
        good,
        "server.key",
        authority.issue("other", "EC").keyPem("PRIVATE KEY"),
        "it is not the key of the certificate in --ssl-cert");
    assertFault(
        good,
        "server.key",
        authority.issue("other", "RSA").keyPem("RSA PRIVATE KEY"),
        "it is not the key of the certificate in --ssl-cert");
    Files.delete(good.key());
    assertThatThrownBy(() -> load(good))
        .hasMessage("--ssl-key %s: there is no such file", good.key());
    Files.createDirectory(good.key());
    assertThatThrownBy(() -> load(good)).hasMessageContaining("it cannot be read");
  }

  private static String pem(String label, String text) {
    return "-----BEGIN %1$s-----\n%2$s\n-----END %1$s-----\n".formatted(label, text);
  }

  private void assertFault(TlsFiles good, String name, String content, String told)
      throws Exception {
    var file = folder.resolve(name);
    var before = Files.readString(file);
    Files.writeString(file, content);
    assertThatThrownBy(() -> load(good))
        .isInstanceOf(TlsException.class)
        .hasMessageContaining(file.toString())
        .hasMessageContaining(told);
    Files.writeString(file, before);
  }
}
