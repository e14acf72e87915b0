package io.coredeck.whole;

import static org.assertj.core.api.Assertions.assertThat;

import io.coredeck.waiting.Patience;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/// What a reservation can say to the CoreX of its container, and what a killed agent does to it.
@OnGrid
class InteractiveIT {

  private static final Duration SOON = Duration.ofSeconds(60);

  /// A screen that is half drawn: nothing of it ends a line.
  private static final String CLOCK =
      """
      [[process]]
      name = "clock"
      command = ["/bin/sh", "-c", "printf 'up\\\\033[5;10Hhalf drawn'; exec sleep 1000"]
      """;

  private static final String LATE =
      """
      [[process]]
      name = "late"
      command = ["/bin/sh", "-c", '''
      env
      grep -c "half drawn" /proc/1/environ
      ls -a /dev/.corex | grep -c variables
      echo told
      exec sleep 1000''']
      after = ["clock"]
      """;

  @Test
  void its_variables_define_processes_and_options_and_reach_programs_past_corex(Grid grid)
      throws Exception {
    var variables =
        Map.of(
            "COREX_PROCESSES",
            CLOCK,
            "COREX_OPTIONS",
            "--host-name corex.example",
            "JAVA_TOOL_OPTIONS",
            "-javaagent:/none.jar",
            "LD_PRELOAD",
            "/none.so");
    var flist = grid.endpoints().get("demo_flist").asString();
    var container =
        grid.deploy(
            Grid.JSON.writeValueAsString(
                Map.of("flist", flist, "interactive", true, "environment", variables)));
    assertThat(container.get("state").asString()).as(container.toString()).isEqualTo("ok");
    var corex = "http://" + container.get("ipv4").asString() + ":7681";
    var drawn = awaitPrinted(corex, 1, "half drawn");

    assertThat(ask(corex + "/api/v2/processes", "-H", "Host: corex.example")).contains("clock");
    assertThat(ask(corex + "/api/v2/processes", "-H", "Host: other.example"))
        .doesNotContain("clock");
    defineOneMore(corex);
    assertThat(awaitPrinted(corex, 3, "told"))
        .contains("LD_PRELOAD=/none.so", "JAVA_TOOL_OPTIONS=-javaagent:/none.jar")
        .containsPattern("\\s0\\s+0\\s+told")
        .doesNotContain("COREX_");
    var said = grid.coredeck("logs", container.get("id").asString());
    assertThat(said.out() + said.err())
        .contains("listening on")
        .doesNotContain("[aot]", "[cds]", "JAVA_TOOL_OPTIONS");

    var agent = grid.pid("node");
    var before = running(corex);
    var kill = Ran.of(List.of("kill", "-9", Long.toString(agent)), List.of(), "", SOON);
    assertThat(kill.status()).isZero();
    Patience.await("another agent is ready", SOON, () -> AgentDeathIT.isOtherAgent(grid, agent));
    assertThat(running(corex)).isEqualTo(before).hasSize(2);
    assertThat(awaitPrinted(corex, 1, "half drawn")).isEqualTo(drawn);
    grid.delete(container.get("id").asLong());
  }

  private static void defineOneMore(String corex) {
    ask(corex + "/api/process/start?arg%5B%5D=mkdir&arg%5B%5D=-p&arg%5B%5D=/etc/corex.d");
    Patience.await("the folder is made", SOON, () -> running(corex).size() == 1);
    var file = corex + "/api/v2/files?path=/etc/corex.d/late.toml";
    assertThat(ask(file, "--request", "PUT", "--data-binary", LATE)).contains("late.toml");
    assertThat(ask(corex + "/api/v2/reload", "--request", "POST")).contains("\"added\":[\"late\"]");
  }

  /// @return the numbers of processes that run, and those the kernel has for them
  private static Map<Long, Long> running(String corex) {
    var numbers = new TreeMap<Long, Long>();
    var answer = Grid.JSON.readTree(ask(corex + "/api/v2/processes"));
    for (var process : answer.get("processes")) {
      if (process.get("state").asString().equals("running")) {
        numbers.put(process.get("id").asLong(), process.get("pid").asLong());
      }
    }
    return numbers;
  }

  private static String awaitPrinted(String corex, int process, String wanted) {
    var address = corex + "/api/process/logs?id=" + process;
    Patience.await(
        wanted + ", printed by process " + process, SOON, () -> ask(address).contains(wanted));
    return ask(address);
  }

  private static String ask(String address, String... options) {
    var line = new ArrayList<>(List.of("curl", "-sS", "-m", "20"));
    line.addAll(List.of(options));
    line.add(address);
    try {
      return Ran.of(line, List.of(), "", SOON).out();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError(e);
    }
  }
}
