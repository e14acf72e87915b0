package io.coredeck.corex;

import static java.util.stream.Collectors.joining;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The options of CoreX: those of the original, and a few of ours.
final class CommandLine {

  /// One option; the short name is blank if there is none.
  enum Option {
    PORT('p', "port", "PORT", "port to listen on, 0 for any (7681)"),
    INTERFACE(
        'i',
        "interface",
        "NAME",
        "listen on the addresses of this interface, or on a Unix socket FILE.sock"),
    LISTEN(
        ' ', "listen", "ADDRESS", "listen on this IP address; 0.0.0.0 for all of IPv4, :: for all"),
    CREDENTIAL(
        'c', "credential", "USER:PASSWORD", "what everybody must show; others here can see it"),
    CREDENTIAL_FILE(' ', "credential-file", "FILE", "the same, as first line of a file"),
    TOKEN_FILE(' ', "token-file", "FILE", "tokens for programs, a line each: NAME:TOKEN[:read]"),
    NO_CREDENTIAL(' ', "no-credential", "", "let everybody in who reaches CoreX"),
    UID('u', "uid", "USER", "as whom processes run, a name or number"),
    GID('g', "gid", "GROUP", "with which group they run, a name or number"),
    SIGNAL('s', "signal", "SIGNAL", "a name or number; accepted, has no effect"),
    RECONNECT('r', "reconnect", "SECONDS", "what clients wait before they connect again (10)"),
    READONLY('R', "readonly", "", "only show: nothing can be typed, started or stopped"),
    CLIENT_OPTION('t', "client-option", "KEY=VALUE", "accepted, has no effect"),
    TERMINAL_TYPE('T', "terminal-type", "TYPE", "TERM of the processes (xterm-256color)"),
    CHECK_ORIGIN('O', "check-origin", "", "accepted; origins are always checked"),
    MAX_CLIENTS('m', "max-clients", "N", "terminals open at the same time, 0 for many (0)"),
    MAX_UPLOAD(' ', "max-upload", "BYTES", "of one file; K, M and G are taken (1G)"),
    MAX_DOWNLOAD(' ', "max-download", "BYTES", "of one file or directory (64G)"),
    ONCE('o', "once", "", "accepted, has no effect"),
    INDEX('I', "index", "FILE", "page in place of the one that comes with CoreX"),
    IPV6('6', "ipv6", "", "listen on IPv6 addresses too"),
    SSL('S', "ssl", "", "encrypt connections (TLS 1.2 and 1.3)"),
    SSL_CERT('C', "ssl-cert", "FILE", "certificate and those above it, PEM"),
    SSL_KEY('K', "ssl-key", "FILE", "its key, PEM, without password"),
    SSL_CA('A', "ssl-ca", "FILE", "clients must have a certificate of one of these, PEM"),
    DEBUG('d', "debug", "LEVEL", "how much is logged: 1 errors, 7 notices, 15 more (7)"),
    CHROOT('x', "chroot", "DIR", "what programs have as /; needs root"),
    HOST_NAME(' ', "host-name", "NAME", "name CoreX may be called by besides its addresses"),
    FRAME_ANCESTOR(' ', "frame-ancestor", "ORIGIN", "may show CoreX in a frame"),
    DEFINITIONS(' ', "definitions", "DIR", "processes to start (/etc/corex.d)"),
    STOP_LIMIT(
        ' ', "stop-limit", "SECONDS", "how long ending all processes may take (2; after serve 30)"),
    SCROLLBACK(
        ' ',
        "scrollback",
        "LINES[,BYTES]",
        "lines kept of each process that scrolled away (10K,2000000)"),
    VERSION('v', "version", "", "print the version"),
    HELP('h', "help", "", "print this");

    private final char letter;
    private final String word;
    private final String value;
    private final String help;

    Option(char letter, String word, String value, String help) {
      this.letter = letter;
      this.word = word;
      this.value = value;
      this.help = help;
    }

    private boolean takesValue() {
      return !value.isEmpty();
    }

    /// @param word a whole one, or its beginning if it is that of one option alone, getopt_long(3)
    /// @throws IllegalArgumentException if it is none, or that of several
    private static Option of(String word) {
      var candidates =
          Arrays.stream(values()).filter(option -> option.word.startsWith(word)).toList();
      var whole = candidates.stream().filter(option -> option.word.equals(word)).findFirst();
      if (whole.isEmpty() && (candidates.isEmpty() || word.isEmpty())) {
        throw unknown("--" + word);
      }
      if (whole.isEmpty() && candidates.size() > 1) {
        throw new IllegalArgumentException(
            "option --%s could be %s; it must be one of them"
                .formatted(word, candidates.stream().map(Option::written).collect(joining(", "))));
      }
      return whole.orElse(candidates.getFirst());
    }

    private String line() {
      var shortName = letter == ' ' ? "    " : "-" + letter + ", ";
      return "  %s%-28s %s".formatted(shortName, "--" + word + " " + value, help);
    }

    /// @return as people write it
    String written() {
      return "--" + word;
    }
  }

  /// Holds further options, separated by spaces, for where the command line is not one's own; of an
  /// option in both, that of the command line counts.
  static final String VARIABLE = "COREX_OPTIONS";

  /// First word of those who start CoreX on a machine of theirs, not in a container.
  private static final String STANDALONE = "serve";

  private final Map<Option, List<String>> given = new EnumMap<>(Option.class);

  private boolean standalone;
  private List<String> command = List.of();

  private CommandLine() {}

  /// @param variable of {@link #VARIABLE}, blank for none
  /// @throws IllegalArgumentException if an option is unknown or its value is missing
  static CommandLine parse(String[] arguments, String variable) {
    var line = new CommandLine();
    try {
      line.read(
          new ArrayDeque<>(
              variable.isBlank() ? List.of() : List.of(variable.strip().split("\\s+"))));
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException("%s: %s".formatted(VARIABLE, e.getMessage()), e);
    }
    var rest = new ArrayDeque<>(List.of(arguments));
    if (STANDALONE.equals(rest.peekFirst())) {
      rest.removeFirst();
      line.standalone = true;
    }
    line.read(rest);
    return line;
  }

  private void read(Deque<String> rest) {
    while (!rest.isEmpty()) {
      var word = rest.removeFirst();
      if (standalone && (word.equals("--") || !word.startsWith("-"))) {
        if (!word.equals("--")) {
          rest.addFirst(word);
        }
        command = List.copyOf(rest);
        return;
      }
      if (word.startsWith("--")) {
        readWord(word.substring(2), rest);
      } else if (word.startsWith("-") && word.length() > 1) {
        readLetters(word.substring(1), rest);
      } else {
        throw new IllegalArgumentException(
            "'%s': CoreX takes options alone; see --help".formatted(word));
      }
    }
  }

  private void readWord(String text, Deque<String> rest) {
    var parts = text.split("=", 2);
    var option = Option.of(parts[0]);
    if (!option.takesValue() && parts.length == 2) {
      throw new IllegalArgumentException(option.written() + " takes no value");
    }
    add(option, parts.length == 2 ? parts[1] : value(option, rest));
  }

  private void readLetters(String letters, Deque<String> rest) {
    for (var i = 0; i < letters.length(); i++) {
      var letter = letters.charAt(i);
      var option =
          Arrays.stream(Option.values())
              .filter(candidate -> candidate.letter == letter && letter != ' ')
              .findFirst()
              .orElseThrow(() -> unknown("-" + letter));
      if (option.takesValue() && i + 1 < letters.length()) {
        add(option, letters.substring(i + 1));
        return;
      }
      add(option, value(option, rest));
    }
  }

  private static String value(Option option, Deque<String> rest) {
    if (!option.takesValue()) {
      return "";
    }
    if (rest.isEmpty()) {
      throw new IllegalArgumentException(
          "%s needs a value: %s".formatted(option.written(), option.value));
    }
    return rest.removeFirst();
  }

  private void add(Option option, String value) {
    given.computeIfAbsent(option, _ -> new ArrayList<>()).add(value);
  }

  private static IllegalArgumentException unknown(String option) {
    return new IllegalArgumentException("option %s is unknown; see --help".formatted(option));
  }

  /// @return whether nobody else has decided who can reach CoreX
  boolean isStandalone() {
    return standalone;
  }

  /// @return the process to start first, a word each; empty for none
  List<String> command() {
    return command;
  }

  boolean has(Option option) {
    return given.containsKey(option);
  }

  /// @return the last value given
  Optional<String> value(Option option) {
    return Optional.ofNullable(given.get(option)).map(List::getLast);
  }

  List<String> values(Option option) {
    return given.getOrDefault(option, List.of());
  }

  private static final String NOTES =
      """

      With the word serve CoreX listens on 127.0.0.1, and elsewhere only if it is told what to ask for; COMMAND is
      the first process it starts, for example: serve --port 8000 bash -l
      COREX_CREDENTIAL and COREX_TOKENS are the variables for --credential and for what a token file holds,
      COREX_SCROLLBACK is the one for --scrollback; COREX_OPTIONS holds further options, separated by spaces.
      All processes together keep at most a third of the heap of CoreX, 256 MiB at most (about 20 MiB in a container
      of Coredeck); beyond it the longest lose their older half.
      """;

  static String help() {
    var text =
        new StringBuilder(
            "usage: corex [OPTION…]\n       corex serve [OPTION…] [--] [COMMAND [ARGUMENT…]]\n");
    for (var option : Option.values()) {
      text.append(option.line()).append('\n');
    }
    return text + NOTES;
  }
}
