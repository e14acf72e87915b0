package io.coredeck.corex.service;

import static org.assertj.core.api.Assertions.assertThat;

import io.coredeck.corex.process.FakeTerminals;
import io.coredeck.corex.process.ManagedProcess;
import io.coredeck.corex.process.Processes;
import io.coredeck.corex.run.ExitStatus;
import io.coredeck.corex.run.State;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// What is promised of defined processes and groups.
@Timeout(30)
class ServicesTest {
  private final FakeTerminals terminals = new FakeTerminals();
  private final Processes processes = new Processes(terminals);
  private @TempDir Path dir;
  private Services services;

  @BeforeEach
  void create() {
    services = new Services(processes, new DefinitionSource(dir, Optional.empty()));
  }

  @AfterEach
  void close() {
    processes.close();
  }

  private static String process(String name, String... lines) {
    return "[[process]]\nname = \"%s\"\ncommand = [\"puppet\"]\ngroup = \"all\"\n%s\n"
        .formatted(name, String.join("\n", lines));
  }

  private Services.Changes read(String... definitions) throws Exception {
    Files.writeString(dir.resolve("a.toml"), String.join("\n", definitions));
    return services.reload();
  }

  private ManagedProcess named(String name) {
    return processes.list().stream()
        .filter(process -> process.plan().name().equals(name))
        .findAny()
        .orElseThrow();
  }

  private State state(String name) {
    return named(name).info().state();
  }

  private static void await(BooleanSupplier condition) {
    while (!condition.getAsBoolean()) {
      Thread.onSpinWait();
    }
  }

  @Test
  void each_is_started_after_those_it_names() throws Exception {
    read(process("web", "after = [\"app\"]"), process("app", "after = [\"db\"]"), process("db"));
    await(() -> state("web") == State.RUNNING);
    assertThat(named("db").info().pid()).isLessThan(named("app").info().pid());
    assertThat(named("app").info().pid()).isLessThan(named("web").info().pid());
  }

  @Test
  void one_can_wait_until_others_have_ended_well() throws Exception {
    read(process("setup"), process("app", "after = [\"setup\"]", "wait = \"exit\""));
    assertThat(state("app")).isEqualTo(State.CREATED);
    assertThat(named("app").info().runs().waitsFor()).containsExactly("setup");
    var first = terminals.next();
    first.exit(ExitStatus.returned(1));
    assertThat(state("app")).isEqualTo(State.CREATED);
    named("setup").start();
    terminals.next().exit(ExitStatus.returned(0));
    await(() -> state("app") == State.RUNNING);
    assertThat(named("app").info().runs().waitsFor()).isEmpty();
  }

  @Test
  void the_example_that_is_documented_starts_when_its_setup_has_ended() throws Exception {
    var documented =
        Files.readString(Path.of("../docs/formats/corex.md"))
            .lines()
            .dropWhile(line -> !line.equals("    [[process]]"))
            .takeWhile(line -> !line.isBlank())
            .map(line -> line.replaceFirst("command = .*", "command = [\"puppet\"]"))
            .collect(Collectors.joining("\n"));
    assertThat(documented).contains("name = \"web\"", "after = ", "wait = ");
    var changes = read(process("db", "restart = \"always\""), process("setup"), documented);
    assertThat(changes.problems()).isEmpty();
    assertThat(named("web").info().runs().waitsFor()).containsExactly("setup");
    for (var program : List.of(terminals.next(), terminals.next())) {
      if (program.pid() == named("setup").info().pid()) {
        program.exit(ExitStatus.returned(0));
      }
    }
    await(() -> state("web") == State.RUNNING);
    assertThat(state("db")).isEqualTo(State.RUNNING);
  }

  @Test
  void who_would_wait_for_ever_is_left_out_and_told() throws Exception {
    var changes =
        read(
            process("db", "restart = \"always\""),
            process("web", "after = [\"db\"]", "wait = \"exit\""));
    assertThat(changes.added()).containsExactly("db");
    assertThat(changes.problems())
        .containsExactly(
            dir.resolve("a.toml")
                + ", line 7: wait: 'db' never ends for good, its restart is always; it must be waited"
                + " for with start, or be restarted on-failure or never");
    assertThat(processes.problems()).isEqualTo(changes.problems());
  }

  @Test
  void who_waits_can_be_told_not_to() throws Exception {
    read(process("db", "autostart = false"), process("app", "after = [\"db\"]"));
    assertThat(named("app").info().runs().waitsFor()).containsExactly("db");
    assertThat(named("app").stopAll()).isTrue();
    named("db").start();
    assertThat(named("app").info().runs().waitsFor()).isEmpty();
    assertThat(state("app")).isEqualTo(State.CREATED);
  }

  @Test
  void a_group_is_stopped_backwards_and_started_forwards() throws Exception {
    read(process("app", "after = [\"db\"]"), process("db"));
    await(() -> state("app") == State.RUNNING);
    var db = terminals.next();
    var app = terminals.next();
    app.ignoreSignals();
    var stopped = services.stop(services.group("all"));
    assertThat(app.lastSignal()).isEqualTo(15);
    assertThat(db.lastSignal()).isEqualTo(-1);
    app.exit(ExitStatus.returned(0));
    stopped.get();
    assertThat(db.lastSignal()).isEqualTo(15);
    services.start(services.group("all"));
    await(() -> state("app") == State.RUNNING);
    services.restart(services.group("all"));
    await(() -> named("app").info().pid() == 1006 && state("app") == State.RUNNING);
    assertThat(named("db").info().pid()).isEqualTo(1005);
  }

  @Test
  void closing_goes_backwards_too() throws Exception {
    read(process("app", "after = [\"db\"]"), process("db"));
    await(() -> state("app") == State.RUNNING);
    processes.close();
    assertThat(named("app").info().ended().orElseThrow())
        .isBeforeOrEqualTo(named("db").info().ended().orElseThrow());
  }

  @Test
  void reading_again_adds_changes_and_removes() throws Exception {
    read(process("a"), process("b"), process("c", "autostart = false"));
    await(() -> state("b") == State.RUNNING);
    var changes = read(process("a", "description = \"new\""), process("d"));
    assertThat(changes.added()).containsExactly("d");
    assertThat(changes.changed()).containsExactly("a");
    assertThat(changes.removed()).containsExactly("b", "c");
    assertThat(processes.list())
        .extracting(process -> process.plan().name())
        .containsExactly("d", "b", "a");
    assertThat(state("b")).isEqualTo(State.RUNNING);
    named("b").stopAll();
    named("a").stopAll();
    processes.clean();
    assertThat(processes.list())
        .extracting(process -> process.plan().name())
        .containsExactly("d", "a");
  }

  @Test
  void a_broken_file_stops_neither_the_others_nor_what_it_had_defined() throws Exception {
    Files.writeString(dir.resolve("b.toml"), process("other"));
    read(process("a"));
    await(() -> state("a") == State.RUNNING);
    named("a").stopAll();
    var changes = read("this is no TOML");
    assertThat(changes.removed()).isEmpty();
    assertThat(changes.problems()).hasSize(1);
    assertThat(changes.problems().getFirst())
        .startsWith(dir.resolve("a.toml") + ", line 1: this is not TOML");
    assertThat(processes.problems()).isEqualTo(changes.problems());
    assertThat(state("a")).isEqualTo(State.STOPPED);
    assertThat(state("other")).isEqualTo(State.RUNNING);
    assertThat(read(process("a")).problems()).isEmpty();
    assertThat(processes.problems()).isEmpty();
  }

  @Test
  void circles_unknown_names_and_two_of_one_name_are_told_and_left_out() throws Exception {
    var changes =
        read(
            process("a", "after = [\"b\"]"),
            process("b", "after = [\"a\"]"),
            process("c", "after = [\"a\"]"),
            process("d", "after = [\"nobody\"]"),
            process("e"),
            process("e"));
    assertThat(changes.added()).containsExactly("e");
    assertThat(changes.problems())
        .anyMatch(problem -> problem.contains("a → b → a is a circle"))
        .anyMatch(problem -> problem.contains("'nobody' is no process that can be started"))
        .anyMatch(problem -> problem.contains("name: 'e' stands in"));
  }

  @Test
  void the_variable_holds_the_same_as_a_file() {
    var source = new DefinitionSource(dir, Optional.of(process("v")));
    assertThat(source.load().definitions()).extracting(Definition::name).isEqualTo(List.of("v"));
    assertThat(new DefinitionSource(dir, Optional.of("[[process]]")).load().problems())
        .containsExactly("COREX_PROCESSES, line 1: name is missing; each process must have one");
    assertThat(new DefinitionSource(dir.resolve("none"), Optional.empty()).load().problems())
        .isEmpty();
  }
}
