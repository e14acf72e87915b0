package io.coredeck.explorer.account.provider;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.KeySourceException;
import com.nimbusds.jose.jwk.source.JWKSource;
import com.nimbusds.jose.jwk.source.JWKSourceBuilder;
import com.nimbusds.jose.proc.BadJOSEException;
import com.nimbusds.jose.proc.JWSVerificationKeySelector;
import com.nimbusds.jose.proc.SecurityContext;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.proc.DefaultJWTClaimsVerifier;
import com.nimbusds.jwt.proc.DefaultJWTProcessor;
import java.net.MalformedURLException;
import java.net.URI;
import java.text.ParseException;
import java.time.InstantSource;
import java.util.Date;
import java.util.HashSet;
import java.util.Set;

/// Whether an ID token is the provider's, for us, of now, and the answer to what was asked.
///
/// Source: OpenID Connect Core 1.0, section 3.1.3.7. Only signatures with a private key of the
/// provider count: neither `none` nor those with our own secret.
final class TokenCheck {

  private static final Set<JWSAlgorithm> ALGORITHMS = algorithms();

  private final ProviderConfig config;
  private final InstantSource clock;
  private final JWKSource<SecurityContext> keys;

  TokenCheck(ProviderConfig config, InstantSource clock, URI keys, ProviderHttp http)
      throws ProviderException {
    this.config = config;
    this.clock = clock;
    try {
      this.keys =
          JWKSourceBuilder.<SecurityContext>create(keys.toURL(), http)
              .refreshAheadCache(false)
              .retrying(true)
              .build();
    } catch (MalformedURLException e) {
      throw ProviderException.broken(keys + ": is no address of keys", e);
    }
  }

  private static Set<JWSAlgorithm> algorithms() {
    var all = new HashSet<JWSAlgorithm>(JWSAlgorithm.Family.RSA);
    all.add(JWSAlgorithm.ES256);
    all.add(JWSAlgorithm.ES384);
    all.add(JWSAlgorithm.ES512);
    return Set.copyOf(all);
  }

  /// @return what it says
  /// @throws ProviderException if it is not to be believed, or the keys cannot be had
  JWTClaimsSet claims(String token, String nonce) throws ProviderException {
    var processor = new DefaultJWTProcessor<SecurityContext>();
    processor.setJWSKeySelector(new JWSVerificationKeySelector<>(ALGORITHMS, keys));
    processor.setJWTClaimsSetVerifier(verifier(nonce));
    try {
      var claims = processor.process(token, null);
      checkTimeAndParty(claims);
      return claims;
    } catch (KeySourceException e) {
      throw ProviderException.broken("the identity provider's keys cannot be had", e);
    } catch (BadJOSEException | JOSEException | ParseException e) {
      throw ProviderException.refused("the provider's token is refused: " + e.getMessage(), e);
    }
  }

  private DefaultJWTClaimsVerifier<SecurityContext> verifier(String nonce) {
    var exact =
        new JWTClaimsSet.Builder().issuer(config.issuer().toString()).claim("nonce", nonce).build();
    var verifier =
        new DefaultJWTClaimsVerifier<SecurityContext>(
            config.clientId(), exact, Set.of("sub", "iat", "exp")) {
          @Override
          protected Date currentTime() {
            return Date.from(clock.instant());
          }
        };
    verifier.setMaxClockSkew((int) config.skew().toSeconds());
    return verifier;
  }

  private void checkTimeAndParty(JWTClaimsSet claims) throws ParseException, ProviderException {
    var latest = clock.instant().plus(config.skew());
    if (claims.getIssueTime().toInstant().isAfter(latest)) {
      throw ProviderException.refused(
          "the provider's token is of the future; look at the clocks of both machines");
    }
    var party = claims.getStringClaim("azp");
    if (party == null ? claims.getAudience().size() > 1 : !party.equals(config.clientId())) {
      throw ProviderException.refused("the provider's token was made for another program");
    }
  }
}
