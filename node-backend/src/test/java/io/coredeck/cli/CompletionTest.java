package io.coredeck.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.coredeck.cli.screen.Terminal;
import io.coredeck.cli.setup.ExitCode;
import io.coredeck.cli.setup.Surroundings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// The shells themselves complete what is typed.
@Timeout(120)
class CompletionTest {

  /// An interactive zsh in a terminal of its own. `coredeck` is a function here that says what it
  /// was called with once the line is complete. `$1` loads the completion, further words are typed,
  /// each followed by a tab. A wait has a bound of 2400 looks, a minute.
  private static final String ZSH =
      """
      zmodload zsh/zpty
      zpty -b z zsh -f -i
      await() {
        integer n=0
        said=""
        while (( n++ < 2400 )) && [[ $said != *$~1* ]]; do
          zpty -r -t z part && said+=$part || sleep 0.025
        done
      }
      zpty -w z "coredeck() { print -r -- 'was called'\\": \\$*.\\" }; $1; print -r be'gun'"
      await begun
      shift
      for typed in "$@"; do
        zpty -w -n z "$typed"$'\\t\\n'
        await "was called:*."
        print -r -- "${${said##*was called: }%%.*}"
      done
      zpty -d z
      """;

  @TempDir private Path folder;

  @Test
  void bash_completes_commands_and_options() throws Exception {
    var script = Files.writeString(folder.resolve("c.bash"), run("completion", "bash").out());
    var ask =
        """
        source "$1"
        COMP_WORDS=(coredeck pool c); COMP_CWORD=2; _complete_coredeck; echo "${COMPREPLY[@]}"
        COMP_WORDS=(coredeck deploy --fo); COMP_CWORD=2; _complete_coredeck; echo "${COMPREPLY[@]}"
        """;
    assertThat(said("bash", "-c", ask, "bash", script.toString()))
        .containsExactly("create", "--follow");
  }

  @Test
  void zsh_completes_what_was_sourced() throws Exception {
    var script = Files.writeString(folder.resolve("c.zsh"), run("completion", "zsh").out());
    var load = "autoload -Uz compinit; compinit -u -d " + folder + "/dump; source " + script;
    assertThat(inZsh(load)).containsExactly("pool create", "deploy --follow");
  }

  @Test
  void zsh_completes_by_what_was_installed() throws Exception {
    assertThat(run("man", "--install", folder.toString()).code()).isEqualTo(ExitCode.DONE);
    var load =
        "fpath=(%1$s/share/zsh/site-functions $fpath); autoload -Uz compinit; compinit -u -d %1$s/dump"
            .formatted(folder);
    assertThat(inZsh(load)).containsExactly("pool create", "deploy --follow");
  }

  private List<String> inZsh(String load) throws Exception {
    return said("zsh", "-f", "-c", ZSH, "zsh", load, "coredeck pool c", "coredeck deploy --fo");
  }

  @Test
  void fish_completes_commands_and_options_with_what_they_do() throws Exception {
    var script = Files.writeString(folder.resolve("c.fish"), run("completion", "fish").out());
    var ask = "source $argv[1]; for typed in $argv[2..]; complete -C $typed; end";
    var words = new ArrayList<>(List.of("fish", "--no-config", "-c", ask, script.toString()));
    words.addAll(List.of("coredeck pool c", "coredeck deploy --fo", "coredeck restore --p"));
    assertThat(said(words.toArray(String[]::new)))
        .satisfiesExactly(
            one -> assertThat(one).startsWith("create\tMakes a pool"),
            one -> assertThat(one).startsWith("--follow\t"),
            one -> assertThat(one).startsWith("--passphrase-file\t"));
  }

  @Test
  void another_shell_is_refused() {
    assertThat(run("completion", "tcsh").code()).isEqualTo(ExitCode.WRONG_CALL);
  }

  private List<String> said(String... words) throws IOException, InterruptedException {
    var said = folder.resolve("said");
    var shell =
        new ProcessBuilder(words)
            .redirectOutput(said.toFile())
            .redirectError(ProcessBuilder.Redirect.DISCARD) // what bash's own completion lacks here
            .start();
    if (!shell.waitFor(90, TimeUnit.SECONDS)) {
      shell.destroyForcibly();
    }
    assertThat(shell.waitFor()).isZero();
    return Files.readAllLines(said).stream().filter(line -> !line.isBlank()).toList();
  }

  private static CommandRun run(String... args) {
    return CommandRun.around(new Surroundings(Map.of(), Terminal.NONE), "", List.of(args));
  }
}
