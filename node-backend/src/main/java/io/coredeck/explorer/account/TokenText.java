package io.coredeck.explorer.account;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.math.BigInteger;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.regex.Pattern;
import java.util.zip.CRC32;

/// What a token looks like: `cdk_`, 32 random bytes as 43 digits of base 62, and the CRC-32 of that
/// as six more. So whoever searches texts for lost tokens finds them without mistaking others for
/// one, and a mistyped one is known before it is looked up.
final class TokenText {

  private static final String PREFIX = "cdk_";
  private static final int RANDOM_BYTES = 32;
  private static final int RANDOM_DIGITS = 43;
  private static final int CHECK_DIGITS = 6;
  private static final String DIGITS =
      "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
  private static final Pattern FORM =
      Pattern.compile("%s[0-9A-Za-z]{%d}".formatted(PREFIX, RANDOM_DIGITS + CHECK_DIGITS));

  private static final SecureRandom RANDOM = new SecureRandom();

  private TokenText() {}

  static String generate() {
    var bytes = new byte[RANDOM_BYTES];
    RANDOM.nextBytes(bytes);
    var body = PREFIX + digits(new BigInteger(1, bytes), RANDOM_DIGITS);
    return body + check(body);
  }

  /// @return whether it can be a token
  static boolean isOne(String text) {
    if (!FORM.matcher(text).matches()) {
      return false;
    }
    var end = text.length() - CHECK_DIGITS;
    return check(text.substring(0, end)).equals(text.substring(end));
  }

  /// @return under which it is kept; SHA-256 is enough, since nobody guesses 256 random bits
  static String hash(String text) {
    try {
      var digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(US_ASCII));
      return HexFormat.of().formatHex(digest);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("this JDK has no SHA-256", e);
    }
  }

  private static String check(String body) {
    var sum = new CRC32();
    sum.update(body.getBytes(US_ASCII));
    return digits(BigInteger.valueOf(sum.getValue()), CHECK_DIGITS);
  }

  private static String digits(BigInteger number, int count) {
    var base = BigInteger.valueOf(DIGITS.length());
    var text = new StringBuilder();
    var left = number;
    for (var i = 0; i < count; i++) {
      var parts = left.divideAndRemainder(base);
      text.append(DIGITS.charAt(parts[1].intValue()));
      left = parts[0];
    }
    return text.reverse().toString();
  }
}
