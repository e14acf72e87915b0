package io.coredeck.platform;

import static org.assertj.core.api.Assertions.assertThat;

import io.coredeck.cli.CommandRun;
import io.coredeck.cli.screen.Terminal;
import io.coredeck.cli.setup.Surroundings;
import io.coredeck.explorer.backup.BackupMain;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;

/// The manual pages of commands that other programs run say the options that those have.
class FrontCommandsTest {

  static Stream<CommandSpec> commands() {
    return Stream.of(new CommandLine(PlatformMain.class), new CommandLine(BackupMain.class))
        .flatMap(line -> line.getSubcommands().values().stream())
        .map(CommandLine::getCommandSpec)
        .filter(command -> !command.helpCommand());
  }

  @ParameterizedTest
  @MethodSource("commands")
  void a_page_has_all_options_of_its_command_and_no_other(CommandSpec command) {
    var around = new Surroundings(Map.of(), Terminal.NONE);
    var page = CommandRun.around(around, "", List.of("man", command.name())).out();
    var real =
        command.options().stream()
            .filter(one -> !one.hidden() && !one.usageHelp() && !one.versionHelp())
            .flatMap(one -> Arrays.stream(one.names()))
            .map(name ->
                name.equals("--config") ? "--data" : name) // ./coredeck finds one by the other
            .toList();
    var shown =
        page.lines()
            .filter(line -> line.startsWith("\\fB\\-\\-"))
            .map(line -> line.replaceFirst("^\\\\fB(.*?)\\\\fR.*", "$1").replace("\\-", "-"))
            .toList();
    assertThat(shown).containsExactlyInAnyOrderElementsOf(real);
  }
}
