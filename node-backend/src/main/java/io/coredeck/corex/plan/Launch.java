package io.coredeck.corex.plan;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/// How a program is started.
///
/// @param argv the program, looked up as execvp(3) does, and its arguments; at least one word
/// @param environment variables added to those of CoreX, or put in their place
/// @param directory where it starts; CoreX's own if empty
/// @param user name or number, then `:` and a group if wanted; whoever CoreX is if empty
/// @param terminal whether it gets a terminal; else three pipes
public record Launch(
    List<String> argv,
    Map<String, String> environment,
    Optional<String> directory,
    Optional<String> user,
    boolean terminal) {

  /// Variables of one program.
  public static final int VARIABLES_LIMIT = 256;

  /// Bytes of all names and values of one program.
  public static final int ENVIRONMENT_BYTES = 64 * 1024;

  /// Bytes of a path, as Linux has it.
  private static final int PATH_BYTES = 4095;

  private static final int USER_LIMIT = 64;
  private static final Pattern NAME = Pattern.compile("[A-Za-z_][A-Za-z0-9_]*");

  public Launch {
    argv = List.copyOf(argv);
    environment = Map.copyOf(environment);
    if (argv.isEmpty()) {
      throw new IllegalArgumentException("the command is empty; it must name a program");
    }
    if (argv.stream().anyMatch(Launch::holdsNul)) {
      throw new IllegalArgumentException("argv: it must be a list of words without NUL");
    }
    checkEnvironment(environment);
    directory.ifPresent(Launch::checkDirectory);
    if (user.isPresent() && (user.get().isEmpty() || user.get().length() > USER_LIMIT)) {
      throw new IllegalArgumentException(
          "user: it must be a name or number, with :GROUP if wanted, at most %d characters"
              .formatted(USER_LIMIT));
    }
  }

  /// @return on a terminal, with nothing else wanted
  public static Launch of(List<String> argv) {
    return new Launch(argv, Map.of(), Optional.empty(), Optional.empty(), true);
  }

  private static void checkEnvironment(Map<String, String> environment) {
    if (environment.size() > VARIABLES_LIMIT) {
      throw new IllegalArgumentException(
          "environment: %d variables; it must be at most %d"
              .formatted(environment.size(), VARIABLES_LIMIT));
    }
    var bytes = 0L;
    for (var variable : environment.entrySet()) {
      if (!NAME.matcher(variable.getKey()).matches()) {
        throw new IllegalArgumentException(
            "environment: '%s' is no name; it must be letters, digits and _, no digit first"
                .formatted(shown(variable.getKey())));
      }
      if (holdsNul(variable.getValue())) {
        throw new IllegalArgumentException(
            "environment: the value of %s holds a NUL".formatted(shown(variable.getKey())));
      }
      bytes += bytes(variable.getKey()) + bytes(variable.getValue());
    }
    if (bytes > ENVIRONMENT_BYTES) {
      throw new IllegalArgumentException(
          "environment: %d bytes; it must be at most %d".formatted(bytes, ENVIRONMENT_BYTES));
    }
  }

  private static void checkDirectory(String directory) {
    if (!directory.startsWith("/") || holdsNul(directory) || bytes(directory) > PATH_BYTES) {
      throw new IllegalArgumentException(
          "directory: it must be an absolute path of at most %d bytes".formatted(PATH_BYTES));
    }
  }

  private static String shown(String name) {
    return name.substring(0, Math.min(name.length(), USER_LIMIT));
  }

  private static boolean holdsNul(String text) {
    return text.indexOf('\0') >= 0;
  }

  private static int bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8).length;
  }

  /// Values of variables are secrets, so none is shown.
  @Override
  public String toString() {
    return "%s, variables %s, directory %s, user %s, terminal %s"
        .formatted(
            argv,
            environment.keySet().stream().sorted().toList(),
            directory.orElse("own"),
            user.orElse("own"),
            terminal);
  }
}
