package io.coredeck.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.coredeck.cli.screen.Terminal;
import io.coredeck.cli.setup.ExitCode;
import io.coredeck.cli.setup.Surroundings;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What is said about commands: help, manual pages, near names.
class HelpTest {

  @TempDir private Path folder;

  @Test
  void a_manual_page_says_what_help_says_in_the_language_of_man() throws Exception {
    var page = run("man", "pool", "create").out();
    assertThat(page)
        .startsWith(".TH \"COREDECK\\-POOL\\-CREATE\" 1")
        .contains(".SH SYNOPSIS\n.B coredeck pool create\n")
        .contains("\\fB\\-\\-cus\\fR \\fIN\\fR")
        .contains("coredeck\\-pool(1)");
    assertThat(page.lines()).noneMatch(line -> line.matches("[.'](?!(TH|SH|PP|TP|B|I)\\b).*"));
    assertThat(run("man").out()).contains(".SH EXIT STATUS");
    assertThat(run("man", "nonsense").code()).isEqualTo(ExitCode.WRONG_CALL);
  }

  @Test
  void all_pages_are_installed_and_taken_away_again() throws Exception {
    var pages = Files.createDirectories(folder.resolve("share/man/man1"));
    Files.writeString(pages.resolve("coredeck-pool-topup.1"), "of an older one");
    Files.writeString(pages.resolve("coredeck-renamed.1"), ".TH \"COREDECK\\-RENAMED\" 1\n");
    Files.writeString(pages.resolve("coredeck-other.1"), ".TH OTHER 1\n");
    assertThat(run("man", "--install", folder.toString()).code()).isEqualTo(ExitCode.DONE);
    assertThat(pages.resolve("coredeck-corex-attach.1")).exists();
    assertThat(pages.resolve("coredeck-up.1")).exists();
    assertThat(pages.resolve("coredeck-pool-topup.1")).content().startsWith(".TH");
    assertThat(pages.resolve("coredeck-renamed.1")).doesNotExist();
    Files.delete(pages.resolve("coredeck-other.1")); // not ours, and so still there
    assertThat(folder.resolve("share/bash-completion/completions/coredeck")).exists();
    assertThat(folder.resolve("share/zsh/site-functions/_coredeck")).exists();
    assertThat(folder.resolve("share/fish/vendor_completions.d/coredeck.fish")).exists();
    run("man", "--remove", folder.toString());
    try (var files = Files.walk(folder)) {
      assertThat(files.filter(Files::isRegularFile)).isEmpty();
    }
  }

  @ParameterizedTest
  @CsvSource({
    "lits, did you mean list",
    "pool crate, did you mean create",
    "deploy --folow -, did you mean --follow"
  })
  void a_wrong_name_is_told_with_the_near_one(String line, String near) {
    var run = run(line.split(" ", -1));
    assertThat(run.code()).isEqualTo(ExitCode.WRONG_CALL);
    assertThat(run.err()).contains(near).hasLineCount(1);
  }

  @ParameterizedTest
  @CsvSource({
    "--data list get x, 'x' is no id",
    "-o json get x, 'x' is no id",
    "--output=json get x, 'x' is no id"
  })
  void options_may_stand_before_the_command_even_if_they_look_like_one(String line, String said) {
    assertThat(run(line.split(" ", -1)).err())
        .satisfiesAnyOf(
            err -> assertThat(err).contains(said),
            err -> assertThat(err).contains("endpoints.json does not exist"));
  }

  @Test
  void help_has_colours_on_terminals_and_where_they_are_wanted() {
    var terminal = new Terminal(true, true, true);
    assertThat(out(Map.of("TERM", "xterm"), terminal)).contains("\033[");
    assertThat(out(Map.of("TERM", "xterm", "NO_COLOR", "1"), terminal)).doesNotContain("\033[");
    assertThat(out(Map.of("TERM", "dumb"), terminal)).doesNotContain("\033[");
    assertThat(out(Map.of("TERM", "xterm"), Terminal.NONE)).doesNotContain("\033[");
  }

  private static String out(Map<String, String> variables, Terminal terminal) {
    return CommandRun.around(new Surroundings(variables, terminal), "", List.of("--help")).out();
  }

  private static CommandRun run(String... args) {
    return CommandRun.around(new Surroundings(Map.of(), Terminal.NONE), "", List.of(args));
  }
}
