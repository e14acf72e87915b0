package io.coredeck.cli.setup;

import io.coredeck.cli.screen.Style;
import io.coredeck.cli.screen.Terminal;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/// What is around a run of the command line.
///
/// @param variables of the environment
/// @param terminal which streams are terminals
public record Surroundings(Map<String, String> variables, Terminal terminal) {

  public Surroundings {
    variables = Map.copyOf(variables);
  }

  /// @return the variable; nothing if it is not set, or blank
  public Optional<String> variable(String name) {
    return Optional.ofNullable(variables.get(name)).filter(text -> !text.isBlank());
  }

  /// @return how answers look: coloured for a terminal, unless `NO_COLOR` is set or `TERM` is
  ///   `dumb`. Source: no-color.org
  public Style style() {
    return new Style(terminal.isOut() && mayColour());
  }

  /// @return how what goes to the error output looks
  public Style errStyle() {
    return new Style(terminal.isErr() && mayColour());
  }

  private boolean mayColour() {
    return variable("NO_COLOR").isEmpty() && !"dumb".equals(variables.get("TERM"));
  }

  /// @return the person's directory for what this program keeps: `~/.config/coredeck`
  ///   (`XDG_CONFIG_HOME`, XDG Base Directory Specification)
  /// @throws CliException if the person has no home
  public Path keepDirectory() throws CliException {
    var base =
        variable("XDG_CONFIG_HOME")
            .map(Path::of)
            .filter(Path::isAbsolute)
            .or(() -> variable("HOME").map(home -> Path.of(home, ".config")));
    return base.map(dir -> dir.resolve("coredeck"))
        .orElseThrow(() ->
            new CliException(
                ExitCode.WRONG_CALL,
                "HOME is not set; it must name a directory in which profiles can be kept"));
  }
}
