package io.coredeck.explorer.account.provider;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Optional;

/// A sign-in that has begun: what only who began it knows until the answer comes. Its text form
/// hides everything.
///
/// @param state goes with the browser to the provider and back
/// @param nonce stands in the provider's token
/// @param verifier of PKCE (RFC 7636): proves that who brings the code has begun
/// @param until seconds since 1970; what comes later is not believed
public record Flow(String state, String nonce, String verifier, long until) {

  private static final int RANDOM_BYTES = 32;
  private static final int PARTS = 4;
  private static final SecureRandom RANDOM = new SecureRandom();

  static Flow begin(long until) {
    return new Flow(random(), random(), random(), until);
  }

  private static String random() {
    var bytes = new byte[RANDOM_BYTES];
    RANDOM.nextBytes(bytes);
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }

  /// @return of PKCE, method S256
  String challenge() {
    try {
      var hash = MessageDigest.getInstance("SHA-256").digest(verifier.getBytes(US_ASCII));
      return Base64.getUrlEncoder().withoutPadding().encodeToString(hash);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("this JDK has no SHA-256", e);
    }
  }

  /// @return whether an answer with that state is to this flow
  boolean isAnswer(String given) {
    return MessageDigest.isEqual(state.getBytes(US_ASCII), given.getBytes(US_ASCII));
  }

  /// @return everything, to be sealed
  public String text() {
    return String.join(" ", state, nonce, verifier, Long.toString(until));
  }

  /// @return empty if it is none
  public static Optional<Flow> of(String text) {
    var parts = text.split(" ", -1);
    return parts.length == PARTS && parts[3].matches("[0-9]{1,18}")
        ? Optional.of(new Flow(parts[0], parts[1], parts[2], Long.parseLong(parts[3])))
        : Optional.empty();
  }

  @Override
  public String toString() {
    return "Flow[all hidden]";
  }
}
