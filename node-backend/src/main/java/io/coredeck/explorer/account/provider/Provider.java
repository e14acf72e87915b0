package io.coredeck.explorer.account.provider;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.nimbusds.jwt.JWTClaimsSet;
import io.coredeck.model.registry.Role;
import io.coredeck.wire.Json;
import io.coredeck.wire.WireException;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Base64;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// An identity provider whose people may sign in. May be used by many threads.
public final class Provider implements AutoCloseable {

  /// How long a person may take at the provider.
  private static final Duration FLOW_LIMIT = Duration.ofMinutes(10);

  /// How long it is believed what the provider tells of itself.
  private static final Duration FRESH = Duration.ofHours(1);

  /// And so long if it does not tell it again.
  private static final Duration STALE = Duration.ofDays(1);

  /// How long a provider that did not answer is not asked again.
  private static final Duration PAUSE = Duration.ofSeconds(5);

  /// Codes exchanged at the same time; whoever made up one costs the provider a call.
  private static final int MOST_EXCHANGES = 4;

  private static final Duration TURN_LIMIT = Duration.ofSeconds(10);

  private static final int LONGEST_SUBJECT = 255;

  private final ProviderConfig config;
  private final InstantSource clock;
  private final ProviderHttp http = new ProviderHttp();

  private final Semaphore exchanges = new Semaphore(MOST_EXCHANGES, true);
  private final Semaphore asking = new Semaphore(1, true);

  // Written by who is asking; read by all.
  private volatile @Nullable Known known;
  private volatile @Nullable Failure failure;

  private record Failure(ProviderException why, Instant at) {}

  private record Known(Metadata metadata, TokenCheck check, Instant since) {}

  public Provider(ProviderConfig config, InstantSource clock) {
    this.config = config;
    this.clock = clock;
  }

  /// Where a browser goes, and what is kept until it comes back.
  ///
  /// @param url of the provider
  public record Begun(URI url, Flow flow) {}

  /// Who has proven to the provider who they are.
  ///
  /// @param issuer the provider
  /// @param subject its number of the person, the same for ever
  /// @param name for a new account, in lower case; whatever the provider says
  /// @param role empty if the person is to be refused
  public record Proof(String issuer, String subject, String name, Optional<Role> role) {}

  /// @return what people know it as
  public String name() {
    return config.name();
  }

  /// @throws ProviderException if the provider does not tell where people sign in
  public Begun begin() throws ProviderException, InterruptedException {
    var flow = Flow.begin(clock.instant().plus(FLOW_LIMIT).getEpochSecond());
    var query = new LinkedHashMap<String, String>();
    query.put("response_type", "code");
    query.put("client_id", config.clientId());
    query.put("redirect_uri", config.redirect().toString());
    query.put("scope", String.join(" ", config.scopes()));
    query.put("state", flow.state());
    query.put("nonce", flow.nonce());
    query.put("code_challenge", flow.challenge());
    query.put("code_challenge_method", "S256");
    var where = known().metadata().authorization().toString();
    var separator = where.indexOf('?') < 0 ? "?" : "&";
    return new Begun(URI.create(where + separator + ProviderHttp.encoded(query)), flow);
  }

  /// What the browser brings back.
  ///
  /// @param state as it went there
  /// @param code to be exchanged once
  /// @param issuer who says to answer (RFC 9207); empty if it is not said
  public record Answer(String state, String code, String issuer) {

    @Override
    public String toString() {
      return "Answer[all hidden]";
    }
  }

  /// @throws ProviderException if the answer is not to this flow, comes too late or is not to be
  ///   believed, or the provider does not answer
  public Proof finish(Flow flow, Answer answer) throws ProviderException, InterruptedException {
    if (!flow.isAnswer(answer.state())) {
      throw ProviderException.refused("the answer belongs to another sign-in; begin again");
    }
    if (clock.instant().getEpochSecond() > flow.until()) {
      throw ProviderException.refused("the sign-in has taken too long; begin again");
    }
    if (!answer.issuer().isEmpty() && !answer.issuer().equals(config.issuer().toString())) {
      throw ProviderException.refused("the answer is another provider's; begin again");
    }
    var now = known();
    if (answer.issuer().isEmpty() && now.metadata().saysIssuer()) {
      throw ProviderException.refused("the answer says not whose it is; begin again");
    }
    takeTurn(exchanges);
    try {
      return proof(now.check().claims(exchanged(now.metadata(), flow, answer), flow.nonce()));
    } finally {
      exchanges.release();
    }
  }

  private static void takeTurn(Semaphore turns) throws ProviderException, InterruptedException {
    if (!turns.tryAcquire(TURN_LIMIT.toMillis(), TimeUnit.MILLISECONDS)) {
      throw ProviderException.broken(
          "the identity provider is too slow for all who come; try again");
    }
  }

  /// One asks; the others go on with what was known, and wait only if nothing is.
  private Known known() throws ProviderException, InterruptedException {
    var before = answered();
    if (before.isPresent()) {
      return before.get();
    }
    var stale = notOlderThan(STALE);
    if (stale.isEmpty()) {
      takeTurn(asking);
    } else if (!asking.tryAcquire()) {
      return stale.get();
    }
    try {
      var meanwhile = answered();
      return meanwhile.isPresent() ? meanwhile.get() : asked();
    } finally {
      asking.release();
    }
  }

  /// @return empty if the provider is to be asked
  private Optional<Known> answered() throws ProviderException {
    var fresh = notOlderThan(FRESH);
    var last = failure;
    if (fresh.isPresent() || last == null || last.at().plus(PAUSE).isBefore(clock.instant())) {
      return fresh;
    }
    return Optional.of(staleOr(last.why()));
  }

  private Optional<Known> notOlderThan(Duration age) {
    var now = clock.instant();
    return Optional.ofNullable(known).filter(one -> !one.since().plus(age).isBefore(now));
  }

  private Known staleOr(ProviderException why) throws ProviderException {
    var stale = notOlderThan(STALE);
    if (stale.isEmpty()) {
      throw why;
    }
    return stale.get();
  }

  private Known asked() throws ProviderException, InterruptedException {
    try {
      var metadata = Metadata.of(config.issuer(), http);
      var check = new TokenCheck(config, clock, metadata.keys(), http);
      var now = new Known(metadata, check, clock.instant());
      known = now;
      failure = null;
      return now;
    } catch (ProviderException e) {
      failure = new Failure(e, clock.instant());
      return staleOr(e);
    }
  }

  /// @return the ID token
  private String exchanged(Metadata metadata, Flow flow, Answer answer)
      throws ProviderException, InterruptedException {
    var form = new LinkedHashMap<String, String>();
    form.put("grant_type", "authorization_code");
    form.put("code", answer.code());
    form.put("redirect_uri", config.redirect().toString());
    form.put("code_verifier", flow.verifier());
    var isBasic = metadata.isBasic() && !config.clientSecret().isEmpty();
    if (!isBasic) {
      form.put("client_id", config.clientId());
      if (!config.clientSecret().isEmpty()) {
        form.put("client_secret", config.clientSecret());
      }
    }
    var reply =
        http.post(metadata.token(), form, isBasic ? Optional.of(basic()) : Optional.empty());
    if (reply.status() != 200) {
      throw ProviderException.refused(
          "the provider does not take its code (%d %s); begin again"
              .formatted(reply.status(), error(reply.body())));
    }
    try {
      var token = Json.tree(reply.body()).member("id_token").text();
      if (token.isEmpty()) {
        throw ProviderException.broken("the provider gives no ID token; scopes must have openid");
      }
      return token;
    } catch (WireException e) {
      throw ProviderException.broken("the provider's answer is not understood", e);
    }
  }

  private String basic() {
    var both =
        ProviderHttp.encoded(config.clientId()) + ":" + ProviderHttp.encoded(config.clientSecret());
    return "Basic " + Base64.getEncoder().encodeToString(both.getBytes(UTF_8));
  }

  /// @return a word of OAuth, nothing else that the other side said
  private static String error(String body) {
    try {
      var word = Json.tree(body).member("error").text();
      return word.matches("[a-z_]{1,40}") ? word : "without a reason";
    } catch (WireException _) {
      return "without a reason";
    }
  }

  private Proof proof(JWTClaimsSet claims) throws ProviderException {
    var subject = String.valueOf(claims.getSubject());
    if (subject.isEmpty() || subject.length() > LONGEST_SUBJECT) {
      throw ProviderException.broken("the provider's token says not whose it is");
    }
    var name =
        claims.getClaim(config.nameClaim()) instanceof String text
            ? text.strip().toLowerCase(Locale.ROOT)
            : "";
    var role = config.roleOf(words(claims.getClaims(), config.rolesClaim()));
    return new Proof(config.issuer().toString(), subject, name, role);
  }

  /// @param path a name, or names with dots between that lead into objects
  /// @return the texts there
  private static List<String> words(Map<?, ?> claims, String path) {
    var found = claims.get(path);
    var dot = path.indexOf('.');
    if (found == null && dot > 0) {
      return claims.get(path.substring(0, dot)) instanceof Map<?, ?> inner
          ? words(inner, path.substring(dot + 1))
          : List.of();
    }
    return switch (found) {
      case String one -> List.of(one);
      case Collection<?> many ->
          many.stream().filter(String.class::isInstance).map(String.class::cast).toList();
      case null, default -> List.of();
    };
  }

  /// Gives up calls under way. Calling it again does nothing.
  @Override
  public void close() {
    http.close();
  }
}
