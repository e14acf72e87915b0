package io.coredeck.cli.help;

import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/// Completion for the fish shell: a line for each subcommand and option, shown where its command
/// stands. Picocli writes such things for bash and zsh alone.
///
/// Source: `complete` of fish, fishshell.com/docs/current/completions.html.
final class FishCompletion {

  private final StringBuilder script = new StringBuilder();
  private final String program;

  private FishCompletion(String program) {
    this.program = program;
  }

  static String of(CommandSpec root) {
    var completion = new FishCompletion(root.name());
    completion.script.append(
        """
        # Whether the words so far are exactly these commands; options and ids between do not count.
        function __coredeck_at
          set -l wanted $argv
          set -l found
          for word in (commandline -opc)[2..]
            if contains -- $word $__coredeck_words
              set -a found $word
            end
          end
          test "$found" = "$wanted"
        end
        """);
    completion.script.append("set -g __coredeck_words");
    completion.words(root).stream()
        .distinct()
        .sorted()
        .forEach(word -> completion.script.append(' ').append(quoted(word)));
    completion.script.append('\n');
    completion.add(root, List.of());
    return completion.script.toString();
  }

  private List<String> words(CommandSpec spec) {
    var words = new ArrayList<String>();
    for (var sub : spec.subcommands().entrySet()) {
      words.add(sub.getKey());
      words.addAll(words(sub.getValue().getCommandSpec()));
    }
    return words;
  }

  private void add(CommandSpec spec, List<String> at) {
    for (var sub : spec.subcommands().entrySet()) {
      var about = sub.getValue().getCommandSpec();
      if (!about.usageMessage().hidden()) {
        line(at, "-f -a " + quoted(sub.getKey()), about.usageMessage().description());
        var deeper = new ArrayList<>(at);
        deeper.add(sub.getKey());
        add(about, deeper);
      }
    }
    spec.options().stream()
        .filter(one -> !one.hidden())
        .forEach(option -> line(at, names(option), option.description()));
  }

  private static String names(OptionSpec option) {
    var names = new StringBuilder();
    for (var name : option.names()) {
      names
          .append(name.startsWith("--") ? "-l " : "-s ")
          .append(name.replaceFirst("^--?", ""))
          .append(' ');
    }
    return names.append(option.arity().max() == 0 ? "" : "-r").toString().strip();
  }

  private void line(List<String> at, String what, String[] description) {
    script
        .append("complete -c ")
        .append(program)
        .append(" -n ")
        .append(quoted(("__coredeck_at " + String.join(" ", at)).strip()))
        .append(' ')
        .append(what);
    if (description.length > 0) {
      script.append(" -d ").append(quoted(description[0]));
    }
    script.append('\n');
  }

  private static String quoted(String text) {
    return "'" + text.replace("\\", "\\\\").replace("'", "\\'") + "'";
  }
}
