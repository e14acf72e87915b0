package io.coredeck.corex.access;

import io.coredeck.corex.wire.Credential;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.LongSupplier;

/// Knows what opens this CoreX, and slows those that guess.
///
/// Safe for use by several threads.
public final class Guard {

  /// A caller that has no address of its own, behind a Unix socket.
  public static final String NO_ADDRESS = "";

  private static final String BEARER = "bearer ";
  private static final int IPV6_GROUPS = 8;
  private static final int NETWORK_GROUPS = 4;

  private final Optional<Credential> credential;
  private final List<Token> tokens;
  private final boolean readOnly;
  private final Guesses guesses;

  /// What becomes of somebody who shows something.
  public sealed interface Entry {
    /// It was right.
    record Open(Rights rights) implements Entry {}

    /// It was wrong.
    record Closed() implements Entry {}

    /// It was not looked at: too much was wrong before.
    record Later(Duration pause) implements Entry {}
  }

  /// Somebody who showed the header of a request.
  ///
  /// @param name the user of the credential or the name of the token; empty unless the entry is
  ///   open and it is one of both
  public record Visitor(Entry entry, String name) {}

  /// What was found to be right.
  private record Known(Rights rights, String name) {}

  /// @param credential what people show
  /// @param tokens what programs show
  /// @param readOnly whether nobody may do more than look
  public Guard(Optional<Credential> credential, List<Token> tokens, boolean readOnly) {
    this(credential, tokens, readOnly, System::nanoTime);
  }

  Guard(
      Optional<Credential> credential,
      List<Token> tokens,
      boolean readOnly,
      LongSupplier nanoTime) {
    this.credential = credential;
    this.tokens = List.copyOf(tokens);
    this.readOnly = readOnly;
    this.guesses = new Guesses(nanoTime);
  }

  /// @return whether nobody may do more than look
  public boolean isReadOnly() {
    return readOnly;
  }

  /// @return whether nothing has to be shown
  public boolean isOpen() {
    return credential.isEmpty() && tokens.isEmpty();
  }

  /// @return the scheme browsers and programs are asked for
  public String challenge() {
    return credential.isPresent() ? "Basic realm=\"ttyd\"" : "Bearer realm=\"ttyd\"";
  }

  /// @param authorization the whole value of the header
  /// @param address of who shows it
  public Visitor header(String authorization, String address) {
    var known = byHeader(authorization);
    var entry = attempt(address, known);
    var isOpen = entry instanceof Entry.Open;
    return new Visitor(entry, known.filter(_ -> isOpen).map(Known::name).orElse(""));
  }

  /// @param token from the first message of a websocket: a bearer token or base64 of the credential
  /// @param address of who shows it
  public Entry token(String token, String address) {
    return attempt(address, byToken(token));
  }

  /// @return whether it is the credential itself, not a token that stands for it
  public boolean isCredential(String authorization) {
    return credential.filter(wanted -> wanted.isBasic(authorization)).isPresent();
  }

  /// @return the credential as the page of the original wants it
  public Optional<String> pageToken() {
    return credential.map(Credential::token);
  }

  /// What is right is known before it is asked whether it may be looked at, so the time an answer
  /// takes tells nothing.
  private Entry attempt(String address, Optional<Known> known) {
    if (isOpen()) {
      return open(Rights.CHANGE);
    }
    var network = network(address);
    var pause = guesses.pause(network);
    if (!pause.isZero()) {
      return new Entry.Later(pause);
    }
    if (known.isPresent()) {
      return open(known.get().rights());
    }
    guesses.wrong(network);
    return new Entry.Closed();
  }

  private Entry open(Rights rights) {
    return new Entry.Open(readOnly ? Rights.LOOK : rights);
  }

  private Optional<Known> byHeader(String authorization) {
    if (authorization.toLowerCase(Locale.ROOT).startsWith(BEARER)) {
      return bearer(authorization.substring(BEARER.length()).strip());
    }
    return credential.filter(wanted -> wanted.isBasic(authorization)).map(Guard::known);
  }

  private Optional<Known> byToken(String token) {
    var shown = credential.filter(wanted -> wanted.isToken(token)).map(Guard::known);
    var bearer = bearer(token);
    return shown.isPresent() ? shown : bearer;
  }

  private static Known known(Credential credential) {
    return new Known(Rights.CHANGE, credential.user());
  }

  /// Looks at all of them, whether or not one was right.
  private Optional<Known> bearer(String text) {
    var digest = Token.digest(text);
    Optional<Known> found = Optional.empty();
    for (var token : tokens) {
      if (token.is(digest)) {
        found = Optional.of(new Known(token.rights(), token.name()));
      }
    }
    return found;
  }

  /// Whoever has one IPv6 address has its whole network of 64 bits.
  private static String network(String address) {
    var groups = address.split(":", -1);
    return groups.length == IPV6_GROUPS
        ? String.join(":", Arrays.copyOf(groups, NETWORK_GROUPS))
        : address;
  }

  /// Never tells what opens it.
  @Override
  public String toString() {
    return isOpen()
        ? "nothing asked for"
        : "credential %s, tokens %d"
            .formatted(credential.isPresent() ? "asked for" : "none", tokens.size());
  }
}
