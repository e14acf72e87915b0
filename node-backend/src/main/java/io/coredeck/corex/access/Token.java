package io.coredeck.corex.access;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;

/// One bearer token. Only its digest is kept, so it cannot be printed.
public final class Token {
  private static final String READ = "read";

  /// Fewer could be guessed, however slow we make that.
  private static final int LEAST_CHARACTERS = 16;

  /// Tokens that may be given.
  private static final int LIMIT = 1000;

  private final String name;
  private final byte[] digest;
  private final Rights rights;

  private Token(String name, byte[] digest, Rights rights) {
    this.name = name;
    this.digest = digest;
    this.rights = rights;
  }

  /// @param text a token a line, `name:token`, or `name:token:read` for one that may only look;
  ///   empty lines and those that begin with `#` are left out
  /// @param source what the text is called in messages
  /// @throws IllegalArgumentException which line is wrong and what it must be; tells no token
  public static List<Token> parse(String text, String source) {
    var tokens = new ArrayList<Token>();
    var names = new HashSet<String>();
    var number = 0;
    for (var line : text.lines().map(String::strip).toList()) {
      number++;
      if (!line.isEmpty() && !line.startsWith("#")) {
        var token = parseLine(line, source + " line " + number);
        if (!names.add(token.name)) {
          throw new IllegalArgumentException(
              "%s line %d: there is another token %s; each must have its own name"
                  .formatted(source, number, token.name));
        }
        tokens.add(token);
      }
    }
    if (tokens.isEmpty() || tokens.size() > LIMIT) {
      throw new IllegalArgumentException(
          "%s: it holds %d tokens; it must hold 1 to %d, one a line, name:token"
              .formatted(source, tokens.size(), LIMIT));
    }
    return tokens;
  }

  private static Token parseLine(String line, String where) {
    var parts = line.split(":", -1);
    var isRead = parts.length == 3 && parts[2].equals(READ);
    if (parts.length != 2 && !isRead) {
      throw new IllegalArgumentException(
          "%s: it must be name:token, or name:token:read for one that may only look"
              .formatted(where));
    }
    if (!parts[0].matches("[A-Za-z0-9._-]{1,64}")) {
      throw new IllegalArgumentException(
          "%s: the name must be 1 to 64 letters, digits and . _ -".formatted(where));
    }
    if (parts[1].length() < LEAST_CHARACTERS || !parts[1].matches("[A-Za-z0-9._~+/=-]+")) {
      throw new IllegalArgumentException(
          "%s: the token must be %d or more letters, digits and . _ ~ + / = -, e.g. from: openssl rand -hex 24"
              .formatted(where, LEAST_CHARACTERS));
    }
    return new Token(parts[0], digest(parts[1]), isRead ? Rights.LOOK : Rights.CHANGE);
  }

  Rights rights() {
    return rights;
  }

  /// @param candidate made by {@link #digest}
  boolean is(byte[] candidate) {
    return MessageDigest.isEqual(digest, candidate);
  }

  /// Digests have one length, so comparing them tells nothing about the length of what is compared.
  static byte[] digest(String text) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }

  /// @return what it is called
  String name() {
    return name;
  }

  @Override
  public String toString() {
    return "token " + name;
  }
}
