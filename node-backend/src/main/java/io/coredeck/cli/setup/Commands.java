package io.coredeck.cli.setup;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import picocli.CommandLine;

/// The commands there are, each made when it is needed: to make all of them takes longer than most
/// of them do.
public final class Commands {

  /// Options of every command that have a value, which may stand before the command.
  private static final Set<String> VALUED =
      Set.of("--data", "--token", "--explorer", "--profile", "-o", "--output");

  private final Map<String, Supplier<CommandLine>> all = new LinkedHashMap<>();

  /// @param command makes it, with its subcommands
  public void add(String name, Supplier<CommandLine> command) {
    all.put(name, command);
  }

  /// @param command makes one without subcommands
  public void addOne(String name, Supplier<?> command) {
    all.put(name, () -> new CommandLine(command.get()));
  }

  /// @param line gets the command that is meant; all of them if none is, or if it is one of those
  ///   that are about all
  /// @param args what was typed
  /// @param aboutAll names of commands
  public void addTo(CommandLine line, List<String> args, Set<String> aboutAll) {
    var meant = meant(args).filter(name -> !aboutAll.contains(name));
    all.forEach((name, command) -> {
      if (meant.isEmpty() || meant.get().equals(name)) {
        line.addSubcommand(name, command.get());
      }
    });
  }

  private Optional<String> meant(List<String> args) {
    for (var at = 0; at < args.size(); at++) {
      var word = args.get(at);
      if (VALUED.contains(word)) {
        at++;
      } else if (!word.startsWith("-")) {
        return Optional.of(word).filter(all::containsKey);
      } else if ((word.equals("-V") || word.equals("--version")) && at == args.size() - 1) {
        return Optional.of(word); // and no command
      } else if (word.equals("-h") || word.equals("--help")) {
        return Optional.empty();
      }
    }
    return Optional.empty();
  }
}
