package io.coredeck.node.host;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/// A program and how to run it. Arguments are a list and never pass through a shell.
///
/// @param argv the program and its arguments, at least one
/// @param environment the whole environment of the program; nothing is inherited
/// @param directory its working directory
/// @param input what it reads from its standard input
/// @param limit how long it may take before it is killed
public record Command(
    List<String> argv,
    Map<String, String> environment,
    Path directory,
    String input,
    Duration limit) {

  /// How long a program may take if nothing else is said.
  public static final Duration DEFAULT_LIMIT = Duration.ofSeconds(30);

  private static final Map<String, String> ENVIRONMENT =
      Map.of("PATH", "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin", "LC_ALL", "C");

  public Command {
    if (argv.isEmpty()) {
      throw new IllegalArgumentException("the command is empty; it must name a program");
    }
    argv = List.copyOf(argv);
    environment = Map.copyOf(environment);
  }

  /// @param argv the program and its arguments
  /// @return with a plain environment, in `/`, without input, within {@link #DEFAULT_LIMIT}
  public static Command of(String... argv) {
    return of(List.of(argv));
  }

  /// @param argv the program and its arguments
  /// @return with a plain environment, in `/`, without input, within {@link #DEFAULT_LIMIT}
  public static Command of(List<String> argv) {
    return new Command(argv, ENVIRONMENT, Path.of("/"), "", DEFAULT_LIMIT);
  }

  /// @return the same with another standard input
  public Command withInput(String text) {
    return new Command(argv, environment, directory, text, limit);
  }

  /// @return the same with another working directory
  public Command in(Path other) {
    return new Command(argv, environment, other, input, limit);
  }

  /// @return the same with another limit
  public Command within(Duration other) {
    return new Command(argv, environment, directory, input, other);
  }

  /// @return the same with these variables added
  public Command with(Map<String, String> variables) {
    var all = new java.util.HashMap<>(environment);
    all.putAll(variables);
    return new Command(argv, all, directory, input, limit);
  }
}
