package io.coredeck.corex.service;

import static org.assertj.core.api.Assertions.assertThat;

import io.coredeck.corex.output.WindowSize;
import io.coredeck.corex.plan.Restart;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What can stand in a definition, and what is told of mistakes.
class DefinitionReaderTest {

  private static List<String> problems(String toml) {
    return DefinitionReader.read("x.toml", toml).problems();
  }

  @Test
  void everything_that_can_be_said() {
    var found =
        DefinitionReader.read(
            "x.toml",
            """
            # the shop
            [[process]]
            name = "web"
            command = ["/bin/sh", "-c", \"""
            echo one
            echo two\"""]
            environment = { PORT = "80" }
            directory = "/srv"
            user = "www-data:www"
            terminal = false
            columns = 100
            rows = 30
            scrollback = 500
            restart = "on-failure"
            max_restarts = 3
            grace = 2.5
            signal = "QUIT"
            group = "shop"
            after = ["db"]
            wait = "exit"
            autostart = false
            description = "Der Laden"

              [process.environment2]
            """
                .replace("  [process.environment2]\n", ""));
    assertThat(found.problems()).isEmpty();
    var definition = found.definitions().getFirst();
    assertThat(definition.autostart()).isFalse();
    assertThat(definition.line()).isEqualTo(2);
    assertThat(definition.size()).isEqualTo(new WindowSize(100, 30));
    var plan = definition.plan();
    assertThat(plan.name()).isEqualTo("web");
    assertThat(plan.group()).isEqualTo("shop");
    assertThat(plan.description()).isEqualTo("Der Laden");
    assertThat(plan.launch().argv()).containsExactly("/bin/sh", "-c", "echo one\necho two");
    assertThat(plan.launch().environment()).isEqualTo(Map.of("PORT", "80"));
    assertThat(plan.launch().directory()).contains("/srv");
    assertThat(plan.launch().user()).contains("www-data:www");
    assertThat(plan.launch().terminal()).isFalse();
    assertThat(plan.restart()).isEqualTo(new Restart(Restart.Policy.ON_FAILURE, 3));
    assertThat(plan.stop().signal()).isEqualTo(3);
    assertThat(plan.stop().grace()).isEqualTo(Duration.ofMillis(2500));
    assertThat(plan.after()).containsExactly("db");
    assertThat(plan.afterEnd()).containsExactly("db");
    assertThat(plan.scrollback()).hasValue(500);
  }

  @Test
  void what_is_waited_for_can_be_said_of_each_by_its_name() {
    var toml =
        "[[process]]\nname = 'a'\ncommand = ['true']\nafter = ['db', 'my.setup', 'x']\nwait = %s\n";
    var found =
        DefinitionReader.read("x.toml", toml.formatted("{ 'my.setup' = 'exit', x = 'start' }"));
    assertThat(found.problems()).isEmpty();
    assertThat(found.definitions().getFirst().plan().afterEnd()).containsExactly("my.setup");
    assertThat(DefinitionReader.read("x.toml", toml.formatted("'start'")).definitions())
        .allMatch(definition -> definition.plan().afterEnd().isEmpty())
        .hasSize(1);
    assertThat(problems(toml.formatted("{ x = 'end' }")))
        .containsExactly("x.toml, line 5: wait.x: it must be start or exit");
    assertThat(problems(toml.formatted("{ x = true }")))
        .containsExactly("x.toml, line 5: wait.x: it must be start or exit");
  }

  @Test
  void a_name_and_a_command_are_enough() {
    var found =
        DefinitionReader.read("x.toml", "[[process]]\nname = \"a\"\ncommand = [\"true\"]\n");
    var definition = found.definitions().getFirst();
    assertThat(definition.autostart()).isTrue();
    assertThat(definition.plan().launch().terminal()).isTrue();
    assertThat(definition.plan().restart()).isEqualTo(Restart.NEVER);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "restart = 5 | restart: it must be text, in quotes",
        "restart = 'often' | restart is 'often'; it must be never, on-failure or always",
        "rows = 0 | terminal size: rows is 0; it must be 1 to 10000",
        "rows = '24' | rows: it must be a whole number",
        "scrollback = -1 | scrollback: -1 lines; it must be 0 to 1000000",
        "terminal = 'no' | terminal: it must be true or false",
        "after = 'db' | after: it must be a list of words",
        "after = [1] | after: it must be a list of words, each in quotes",
        "signal = 'HOP' | signal 'HOP' is unknown",
        "signal = true | signal: it must be a number or a name like HUP",
        "grace = -1 | grace is -1 seconds; it must be 0 to 3600",
        "wait = 'end' | wait: it must be start or exit",
        "wait = 5 | wait: it must be start or exit",
        "wait = { b = 'exit' } | wait: 'b' is not in after; it must be one of the names there",
        "directory = 'srv' | directory: it must be an absolute path",
        "environment = { A = 5 } | environment.A: it must be text, in quotes",
        "environment = { 1A = 'x' } | environment: '1A' is no name",
        "comand = ['x'] | comand is unknown; it must be one of name, command",
        "user = '' | user: it must be a name or number",
      })
  void a_mistake_is_told_with_file_line_and_key(String line, String told) {
    var toml = "[[process]]\nname = 'a'\ncommand = ['true']\n" + line + "\n";
    assertThat(problems(toml)).hasSize(1);
    assertThat(problems(toml).getFirst()).startsWith("x.toml, line ").contains(told);
    if (!line.startsWith("rows = 0")) {
      assertThat(problems(toml).getFirst()).startsWith("x.toml, line 4: ");
    }
  }

  @Test
  void one_mistake_does_not_stop_the_other_processes() {
    var found =
        DefinitionReader.read(
            "x.toml",
            """
            [[process]]
            name = "a"
            [[process]]
            name = "b"
            command = ["true"]
            [[process]]
            command = ["true"]
            """);
    assertThat(found.definitions()).extracting(Definition::name).containsExactly("b");
    assertThat(found.problems())
        .containsExactly(
            "x.toml, line 1: command is missing; it must be a list of words",
            "x.toml, line 6: name is missing; each process must have one");
  }

  @Test
  void what_is_not_toml_is_told_without_what_stands_there() {
    var told = problems("[[process]]\nname = 'a'\nenvironment = { PASSWORD = geheim }\n");
    assertThat(told).isNotEmpty().allMatch(problem -> problem.startsWith("x.toml, line "));
    assertThat(told).noneMatch(problem -> problem.contains("geheim"));
    assertThat(problems("[process]\nname = 'a'\n"))
        .containsExactly("x.toml, line 1: process must be written [[process]]");
    assertThat(problems("[[proces]]\nname = 'a'\n"))
        .containsExactly("x.toml, line 1: proces is unknown; it must be [[process]]");
    assertThat(problems("\0")).hasSize(1);
    assertThat(problems("")).isEmpty();
  }
}
