package io.coredeck.explorer;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.PlainJWT;
import com.nimbusds.jwt.SignedJWT;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.coredeck.wire.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.Date;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.UnaryOperator;

/// An identity provider that says whatever a test wants, with real signatures. Checks the client's
/// secret, the code and PKCE as a provider does.
final class TestProvider implements AutoCloseable {

  static final String CLIENT = "coredeck";
  static final String SECRET = "a client secret of at least 256 bits";
  static final String REDIRECT = "http://127.0.0.1:8080/sign-in/provider";

  /// How a token is signed.
  enum Signature {
    OWN,
    OTHERS,
    CLIENT_SECRET,
    NONE
  }

  private static final RSAKey KEY = key();
  private static final RSAKey OTHER = key();

  private final HttpServer server;

  // Of the next sign-in.
  String subject = "4711";
  String name = "Omar";
  List<String> groups = List.of("people");
  Signature signature = Signature.OWN;
  UnaryOperator<JWTClaimsSet.Builder> change = claims -> claims;
  String challenge = "";
  String nonce = "";
  int status = 200;
  int codes;
  boolean saysIssuer;
  final AtomicInteger asked = new AtomicInteger();

  TestProvider() throws Exception {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/.well-known/openid-configuration", this::metadata);
    server.createContext("/keys", exchange -> send(exchange, 200, keys()));
    server.createContext("/token", this::token);
    server.start();
  }

  private static RSAKey key() {
    try {
      return new RSAKeyGenerator(2048).keyID("one").generate();
    } catch (JOSEException e) {
      throw new IllegalStateException(e);
    }
  }

  String issuer() {
    return "http://127.0.0.1:" + server.getAddress().getPort();
  }

  /// @param more lines of the settings
  Path settings(Path folder, String... more) throws IOException {
    var file = folder.resolve("provider.properties");
    var lines =
        """
        name=Test provider
        issuer=%s
        client.id=%s
        client.secret=%s
        redirect=%s
        role.user=people
        role.operator=crew, staff
        role.admin=chiefs
        """
            .formatted(issuer(), CLIENT, SECRET, REDIRECT);
    Files.writeString(file, lines + String.join("\n", more));
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
    return file;
  }

  /// What a browser is sent back with.
  ///
  /// @param asked the query it came with
  record Back(String state, String code, String asked) {}

  /// What a browser does: goes where it is sent, signs in, and is sent back.
  Back visit(URI url) {
    var query = form(url.getRawQuery());
    challenge = query.getOrDefault("code_challenge", "");
    nonce = query.getOrDefault("nonce", "");
    codes++;
    return new Back(query.getOrDefault("state", ""), "code-" + codes, url.getRawQuery());
  }

  private static Map<String, String> form(String text) {
    var form = new HashMap<String, String>();
    for (var pair : text.split("&", -1)) {
      var parts = pair.split("=", 2);
      form.put(URLDecoder.decode(parts[0], UTF_8), URLDecoder.decode(parts[1], UTF_8));
    }
    return form;
  }

  private void metadata(HttpExchange exchange) throws IOException {
    asked.incrementAndGet();
    var to =
        Map.of(
            "issuer", issuer(),
            "authorization_response_iss_parameter_supported", saysIssuer,
            "authorization_endpoint", issuer() + "/authorize",
            "token_endpoint", issuer() + "/token",
            "jwks_uri", issuer() + "/keys");
    send(exchange, status, Json.writeTree(to));
  }

  private String keys() {
    return new JWKSet(KEY.toPublicJWK()).toString();
  }

  private void token(HttpExchange exchange) throws IOException {
    var form = form(new String(exchange.getRequestBody().readAllBytes(), UTF_8));
    var isClient =
        ("Basic "
                + Base64.getEncoder()
                    .encodeToString(
                        (CLIENT + ":" + java.net.URLEncoder.encode(SECRET, UTF_8)).getBytes(UTF_8)))
            .equals(exchange.getRequestHeaders().getFirst("Authorization"));
    var isCode =
        form.getOrDefault("code", "").equals("code-" + codes)
            && form.getOrDefault("redirect_uri", "").equals(REDIRECT)
            && hash(form.getOrDefault("code_verifier", "")).equals(challenge);
    if (isClient && isCode) {
      codes++; // a code is good once
      send(exchange, 200, Json.writeTree(Map.of("id_token", signed(), "token_type", "Bearer")));
    } else {
      send(exchange, 400, "{\"error\":\"invalid_grant\"}");
    }
  }

  private String signed() {
    var now = Instant.now();
    var claims =
        change
            .apply(
                new JWTClaimsSet.Builder()
                    .issuer(issuer())
                    .subject(subject)
                    .audience(CLIENT)
                    .issueTime(Date.from(now))
                    .expirationTime(Date.from(now.plusSeconds(300)))
                    .claim("nonce", nonce)
                    .claim("email", "ines@localhost")
                    .claim("preferred_username", name)
                    .claim("groups", groups)
                    .claim("realm_access", Map.of("roles", groups)))
            .build();
    try {
      return switch (signature) {
        case NONE -> new PlainJWT(claims).serialize();
        case CLIENT_SECRET -> {
          var jwt = new SignedJWT(new JWSHeader(JWSAlgorithm.HS256), claims);
          jwt.sign(new MACSigner(SECRET));
          yield jwt.serialize();
        }
        case OWN, OTHERS -> {
          var header = new JWSHeader.Builder(JWSAlgorithm.RS256).keyID("one").build();
          var jwt = new SignedJWT(header, claims);
          jwt.sign(new RSASSASigner(signature == Signature.OWN ? KEY : OTHER));
          yield jwt.serialize();
        }
      };
    } catch (JOSEException e) {
      throw new IllegalStateException(e);
    }
  }

  private static String hash(String verifier) {
    try {
      var hash = MessageDigest.getInstance("SHA-256").digest(verifier.getBytes(UTF_8));
      return Base64.getUrlEncoder().withoutPadding().encodeToString(hash);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  private static void send(HttpExchange exchange, int status, String body) {
    try (exchange) {
      var bytes = body.getBytes(UTF_8);
      exchange.getResponseHeaders().set("Content-Type", "application/json");
      exchange.sendResponseHeaders(status, bytes.length);
      exchange.getResponseBody().write(Arrays.copyOf(bytes, bytes.length));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
