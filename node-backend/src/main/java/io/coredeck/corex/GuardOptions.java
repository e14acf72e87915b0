package io.coredeck.corex;

import io.coredeck.corex.CommandLine.Option;
import io.coredeck.corex.access.Guard;
import io.coredeck.corex.access.SecretFile;
import io.coredeck.corex.access.Token;
import io.coredeck.corex.wire.Credential;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Reads what opens CoreX: from the command line, from files, from variables.
final class GuardOptions {

  /// As {@link Option#CREDENTIAL}, but not in the list of processes.
  static final String CREDENTIAL = "COREX_CREDENTIAL";

  /// What a file of tokens holds.
  static final String TOKENS = "COREX_TOKENS";

  /// Processes do not get them.
  static final Set<String> SECRET = Set.of(CREDENTIAL, TOKENS);

  private final CommandLine line;
  private final Map<String, String> environment;
  private final List<String> faults;

  /// @param environment of CoreX
  /// @param faults what is wrong is added here; no secret is told
  GuardOptions(CommandLine line, Map<String, String> environment, List<String> faults) {
    this.line = line;
    this.environment = environment;
    this.faults = faults;
  }

  Guard read() {
    Optional<Credential> credential = Optional.empty();
    List<Token> tokens = List.of();
    try {
      credential = credential();
      tokens = tokens();
    } catch (IllegalArgumentException e) {
      faults.add(String.valueOf(e.getMessage()));
    }
    var guard = new Guard(credential, tokens, line.has(Option.READONLY));
    if (line.has(Option.NO_CREDENTIAL) && !guard.isOpen()) {
      faults.add("--no-credential: a credential or token was given too; leave one of them out");
    }
    return guard;
  }

  private Optional<Credential> credential() {
    var ways = new ArrayList<String>();
    line.value(Option.CREDENTIAL).ifPresent(ways::add);
    line.value(Option.CREDENTIAL_FILE).ifPresent(file -> ways.add(firstLine(Path.of(file))));
    variable(CREDENTIAL).ifPresent(ways::add);
    if (ways.size() > 1) {
      throw new IllegalArgumentException(
          "a credential was given in %d ways; use one of --credential, --credential-file, %s"
              .formatted(ways.size(), CREDENTIAL));
    }
    return ways.stream().findFirst().map(Credential::new);
  }

  private static String firstLine(Path file) {
    var option = Option.CREDENTIAL_FILE.written();
    return SecretFile.read(option, file)
        .lines()
        .findFirst()
        .filter(text -> text.indexOf(':') > 0)
        .orElseThrow(() ->
            new IllegalArgumentException(
                "%s %s: its first line must be user:password".formatted(option, file)));
  }

  private List<Token> tokens() {
    var tokens = new ArrayList<Token>();
    var option = Option.TOKEN_FILE.written();
    for (var name : line.values(Option.TOKEN_FILE)) {
      var file = Path.of(name);
      tokens.addAll(Token.parse(SecretFile.read(option, file), option + " " + file));
    }
    variable(TOKENS).ifPresent(text -> tokens.addAll(Token.parse(text, TOKENS)));
    return tokens;
  }

  private Optional<String> variable(String name) {
    return Optional.ofNullable(environment.get(name)).filter(value -> !value.isEmpty());
  }
}
