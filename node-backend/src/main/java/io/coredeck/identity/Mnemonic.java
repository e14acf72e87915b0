package io.coredeck.identity;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;

/// The seed of a key pair as 24 English words, as the original's clients keep it: BIP-39 with the
/// seed as entropy, without a passphrase.
public final class Mnemonic {

  /// So many words stand for a seed.
  public static final int WORDS = 24;

  /// Of a word; the list has 2048.
  private static final int WORD_BITS = 11;

  /// Of the sum behind the seed, which tells mistyped words.
  private static final int CHECK_BITS = 8;

  /// In English, separated by line feeds. Source: the list of BIP-39.
  private static final String LIST = "bip-39-english.txt";

  private static final List<String> ALL = load();
  private static final Map<String, Integer> NUMBERS = numbers();

  private Mnemonic() {}

  /// @return 24 words, separated by blanks
  public static String words(KeyPair keys) {
    var seed = keys.seed();
    var rest = new BigInteger(1, seed).shiftLeft(CHECK_BITS).or(BigInteger.valueOf(sum(seed)));
    var words = new String[WORDS];
    for (var i = WORDS - 1; i >= 0; i--) {
      words[i] = ALL.get(rest.intValue() & (1 << WORD_BITS) - 1);
      rest = rest.shiftRight(WORD_BITS);
    }
    return String.join(" ", words);
  }

  /// @param text 24 words of the list in any case, with any blanks between
  /// @throws IllegalArgumentException with which word is wrong by its place, never the word itself
  public static KeyPair keys(String text) {
    var words = Arrays.asList(text.strip().toLowerCase(Locale.ROOT).split("\\s+", -1));
    if (words.size() != WORDS) {
      throw new IllegalArgumentException(
          "there are %d words; there must be %d".formatted(words.size(), WORDS));
    }
    var bits = BigInteger.ZERO;
    for (var i = 0; i < WORDS; i++) {
      var number = NUMBERS.get(words.get(i));
      if (number == null) {
        throw new IllegalArgumentException(
            "word %d is not one of the English list of BIP-39; look how it is written"
                .formatted(i + 1));
      }
      bits = bits.shiftLeft(WORD_BITS).or(BigInteger.valueOf(number));
    }
    var seed = bytes(bits.shiftRight(CHECK_BITS));
    if ((bits.intValue() & (1 << CHECK_BITS) - 1) != sum(seed)) {
      throw new IllegalArgumentException(
          "the words do not belong together; one is another than it was, or their order is");
    }
    return KeyPair.fromSeed(seed);
  }

  /// Of a number of up to 256 bits.
  private static byte[] bytes(BigInteger number) {
    var seed = new byte[KeyPair.SEED_BYTES];
    var shorter = number.toByteArray();
    var length = Math.min(shorter.length, seed.length); // one more only for a sign, which is 0
    System.arraycopy(shorter, shorter.length - length, seed, seed.length - length, length);
    return seed;
  }

  private static int sum(byte[] seed) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(seed)[0] & 0xff;
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("this JDK has no SHA-256", e);
    }
  }

  private static List<String> load() {
    try (var list = Objects.requireNonNull(Mnemonic.class.getResourceAsStream(LIST), LIST)) {
      return new String(list.readAllBytes(), StandardCharsets.US_ASCII).lines().toList();
    } catch (IOException e) {
      throw new UncheckedIOException(LIST + " of the program cannot be read", e);
    }
  }

  private static Map<String, Integer> numbers() {
    var numbers = new HashMap<String, Integer>();
    for (var i = 0; i < ALL.size(); i++) {
      numbers.put(ALL.get(i), i);
    }
    return Map.copyOf(numbers);
  }
}
