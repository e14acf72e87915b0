package io.coredeck.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.coredeck.cli.setup.ExitCode;
import io.coredeck.cli.text.Yaml;
import io.coredeck.wire.Json;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What `list` promises, against an explorer that answers by a script.
class ListCommandTest extends ScriptedPlatform {

  @Test
  void list_shows_what_is_live() {
    var own = "GET /reservations/workloads/search?customer=7&";
    explorer
        .on(own + "next_action=deploy%2Cdelete&size=1000", "[]")
        .on(own + "size=1000", 200, "[" + RUNS + "]", Map.of("Next", "a+b", "Total", "2"))
        .on(own + "size=1000&after=a%2Bb", "[" + FAILED + "]");
    assertThat(CommandRun.of(data, "", "list").out()).isEqualTo("ID  KIND  STATE  IPV4  WHAT\n");
    assertThat(CommandRun.of(data, "", "list", "--all").out())
        .contains("3-1  container  running  172.24.1.2  http://h/a.flist")
        .contains("3-1  container  failed   -           http://h/a.flist");
    for (var format : List.of("json", "yaml")) {
      assertThat(CommandRun.of(data, "", "list", "-o", format).out()).isEqualTo("[]\n");
    }
    var both = List.of(Json.reservation(RUNS), Json.reservation(FAILED));
    assertThat(CommandRun.of(data, "", "list", "--all", "-o", "json").out())
        .isEqualTo(Json.writeReservations(both) + "\n");
    assertThat(CommandRun.of(data, "", "list", "--all", "-o", "yaml").out())
        .isEqualTo(Yaml.print(Json.tree(Json.writeReservations(both))) + "\n");
  }

  @Test
  void list_asks_for_what_is_wanted_and_says_if_there_is_more() {
    explorer.on(
        "GET /reservations/workloads/search?customer=7&q=we%25&state=running%2Cfailed"
            + "&type=network_resource&node=n&sort=-created&size=1&page=2",
        200, "[" + RUNS + "]", Map.of("Next", "x", "Total", "9", "Pages", "9"));
    var run =
        CommandRun.of(
            data,
            "",
            "list",
            "--search",
            "we%",
            "--state",
            "running,failed",
            "--type",
            "network",
            "--node",
            "n",
            "--sort=-created",
            "--limit",
            "1",
            "--page",
            "2");
    assertThat(run.code()).as(run.err()).isEqualTo(ExitCode.DONE);
    assertThat(run.out()).contains("3-1").hasLineCount(2);
    assertThat(run.err()).isEqualTo("1 of 9; --page shows others\n");
  }

  @ParameterizedTest
  @CsvSource({
    "--limit,0,--limit is 0; it must be from 1 to",
    "--page,0,--page is 0; it must be from 1 to",
    "--type,vm,'--type is ''vm''; it must be container, volume or network'"
  })
  void a_list_that_cannot_be_is_told(String option, String value, String said) {
    var run = CommandRun.of(data, "", "list", option, value);
    assertThat(run.code()).isEqualTo(ExitCode.WRONG_CALL);
    assertThat(run.err()).contains(said).hasLineCount(1);
  }
}
