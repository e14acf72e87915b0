package io.coredeck.cli.help;

import io.coredeck.cli.setup.CliException;
import io.coredeck.cli.setup.Commands;
import io.coredeck.cli.setup.ExitCode;
import io.coredeck.cli.setup.Session;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.AutoComplete;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `completion` and `man`.
public final class HelpCommands {

  private HelpCommands() {}

  /// The commands that are about all commands.
  public static final Set<String> ABOUT_ALL = Set.of("completion", "man");

  /// @param commands gets them
  public static void addTo(Commands commands, Session session) {
    commands.addOne("completion", () -> new Completion(session));
    commands.addOne("man", () -> new Man(session));
  }

  /// Shells there is completion for.
  enum Shell {
    BASH,
    ZSH,
    FISH
  }

  /// `completion SHELL`.
  @Command(
      name = "completion",
      description = {
        "Prints what makes a shell complete commands and options.",
        "For bash and zsh: source <(coredeck completion bash). For fish: coredeck completion fish"
            + " | source."
      })
  static final class Completion implements Callable<Integer> {
    private final Session session;

    @Spec private CommandSpec spec = CommandSpec.create();

    @Parameters(paramLabel = "SHELL", description = "bash, zsh or fish.")
    private Shell shell = Shell.BASH;

    Completion(Session session) {
      this.session = session;
    }

    @Override
    public Integer call() {
      session.print(script(whole(spec), shell).stripTrailing());
      return ExitCode.DONE;
    }
  }

  /// @return all that `./coredeck` understands, also what is not the command line's
  private static CommandSpec whole(CommandSpec one) {
    FrontCommands.addTo(one.root());
    return one.root();
  }

  private static String script(CommandSpec root, Shell shell) {
    return switch (shell) {
      case BASH, ZSH -> AutoComplete.bash(root.name(), root.commandLine());
      case FISH -> FishCompletion.of(root);
    };
  }

  /// `man [COMMAND…]`.
  @Command(
      name = "man",
      description = {
        "Prints the manual page of a command, to be read by man -l -.",
        "With --install all pages and the completion of bash, zsh and fish are written below a"
            + " directory instead, with --remove they are deleted."
      })
  static final class Man implements Callable<Integer> {
    private static final String READABLE = "rw-r--r--";
    private static final String PAGES = "share/man/man1/";

    private final Session session;

    @Spec private CommandSpec spec = CommandSpec.create();

    @Parameters(arity = "0..*", paramLabel = "COMMAND", description = "Like: pool create.")
    private List<String> command = List.of();

    @Option(names = "--install", paramLabel = "DIR", description = "Below this, e.g. /usr/local.")
    private @Nullable Path install;

    @Option(names = "--remove", paramLabel = "DIR", description = "What was installed there.")
    private @Nullable Path remove;

    Man(Session session) {
      this.session = session;
    }

    @Override
    public Integer call() throws CliException {
      var root = whole(spec);
      if (install != null) {
        session.done("%d files are below %s".formatted(write(files(root), install), install));
      } else if (remove != null) {
        session.done("%d files are gone from %s".formatted(delete(files(root), remove), remove));
      } else {
        var name = String.join("-", root.name(), String.join("-", command)).replaceFirst("-$", "");
        var page = ManPage.all(root).get(name + ".1");
        if (page == null) {
          throw new CliException(
              ExitCode.WRONG_CALL, "there is no command '%s'".formatted(String.join(" ", command)));
        }
        session.print(page.stripTrailing());
      }
      return ExitCode.DONE;
    }

    private static Map<String, String> files(CommandSpec root) {
      var files = new LinkedHashMap<String, String>();
      ManPage.all(root).forEach((name, text) -> files.put(PAGES + name, text));
      var name = root.name().toLowerCase(Locale.ROOT);
      files.put("share/bash-completion/completions/" + name, script(root, Shell.BASH));
      files.put("share/zsh/site-functions/_" + name, loadedByZsh(root, name));
      files.put("share/fish/vendor_completions.d/" + name + ".fish", script(root, Shell.FISH));
      return files;
    }

    /// A function as zsh's compinit finds it by its first line. It is run at the first completion,
    /// which it then answers, too. Aliases do not work in what is loaded so, and the script has
    /// one.
    private static String loadedByZsh(CommandSpec root, String name) {
      return "#compdef %1$s\nfunction compopt { : }\n%2$s\n_bash_complete -o default -F _complete_%1$s\n"
          .formatted(name, script(root, Shell.ZSH));
    }

    private static int write(Map<String, String> files, Path below) throws CliException {
      try {
        deleteOld(files, below);
        for (var one : files.entrySet()) {
          var file = below.resolve(one.getKey());
          Files.createDirectories(file.toAbsolutePath().getParent());
          Files.writeString(file, one.getValue(), StandardCharsets.UTF_8);
          Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(READABLE));
        }
        return files.size();
      } catch (IOException e) {
        throw new CliException(
            ExitCode.FAILED,
            "nothing can be written there: %s; run as root, or name another directory"
                .formatted(e.getMessage()));
      }
    }

    /// Pages of commands that are no more.
    private static void deleteOld(Map<String, String> files, Path below) throws IOException {
      var pages = below.resolve(PAGES);
      if (!Files.isDirectory(pages)) {
        return;
      }
      try (var old = Files.newDirectoryStream(pages, "coredeck-*.1")) {
        for (var page : old) {
          var isOurs =
              Files.isRegularFile(page) && Files.readString(page).startsWith(ManPage.FIRST);
          if (isOurs && !files.containsKey(PAGES + page.getFileName())) {
            Files.delete(page);
          }
        }
      }
    }

    private static int delete(Map<String, String> files, Path below) throws CliException {
      try {
        var count = 0;
        for (var name : files.keySet()) {
          count += Files.deleteIfExists(below.resolve(name)) ? 1 : 0;
        }
        return count;
      } catch (IOException e) {
        throw new CliException(
            ExitCode.FAILED,
            "nothing can be deleted there: %s; run as root".formatted(e.getMessage()));
      }
    }
  }
}
