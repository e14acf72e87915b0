package io.coredeck.sdk.corex;

import io.coredeck.wire.Json;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// What is wanted of a process. What is not said is as CoreX has it: a terminal of 80 × 24, CoreX's
/// own directory, user and environment, no restarts.
///
/// {@snippet file="io/coredeck/sdk/corex/CorexExamplesTest.java" region="plan"}
///
/// Immutable: each method gives another plan. CoreX checks it and says what is wrong.
public final class ProcessPlan {

  private final Map<String, Object> members;

  private ProcessPlan(Map<String, Object> members) {
    this.members = members;
  }

  /// When a process that has ended is started again.
  public enum Restart {
    NEVER("never"),
    /// After a status other than 0, a signal, or if it could not be executed.
    ON_FAILURE("on-failure"),
    ALWAYS("always");

    private final String word;

    Restart(String word) {
      this.word = word;
    }
  }

  /// @param argv the program, looked up in the container's `PATH`, and its arguments
  public static ProcessPlan of(String... argv) {
    return of(List.of(argv));
  }

  /// @param argv the program, looked up in the container's `PATH`, and its arguments
  public static ProcessPlan of(List<String> argv) {
    return new ProcessPlan(Map.of("argv", List.copyOf(argv)));
  }

  /// @param columns 1 to 10 000
  /// @param rows 1 to 10 000
  public ProcessPlan sized(int columns, int rows) {
    return with("columns", columns).with("rows", rows);
  }

  /// On three pipes instead of a terminal: standard output and error stay apart, nothing is echoed.
  public ProcessPlan onPipes() {
    return with("terminal", false);
  }

  /// Adds a variable to those of CoreX, or puts it in the place of one. It is never shown again.
  public ProcessPlan withVariable(String name, String value) {
    var variables = new LinkedHashMap<Object, Object>();
    if (members.get("environment") instanceof Map<?, ?> known) {
      variables.putAll(known);
    }
    variables.put(name, value);
    return with("environment", variables);
  }

  /// @param directory absolute
  public ProcessPlan inDirectory(String directory) {
    return with("directory", directory);
  }

  /// @param user name or number, then `:GROUP` if wanted
  public ProcessPlan as(String user) {
    return with("user", user);
  }

  /// @param name for people; need not be the only one of its kind
  public ProcessPlan named(String name) {
    return with("name", name);
  }

  /// @param group of processes that are shown, started and stopped together
  public ProcessPlan inGroup(String group) {
    return with("group", group);
  }

  /// @param lines that scrolled away which are kept, 0 to 1 000 000
  public ProcessPlan keeping(int lines) {
    return with("scrollback", lines);
  }

  /// @param most times in a row
  public ProcessPlan restarted(Restart when, int most) {
    return with("restart", when.word).with("max_restarts", most);
  }

  /// @param signal name or number
  /// @param grace whole seconds it may take to end then, before it is killed
  public ProcessPlan stoppedBy(String signal, Duration grace) {
    return with("signal", signal).with("grace", grace.toSeconds());
  }

  private ProcessPlan with(String member, Object value) {
    var more = new LinkedHashMap<>(members);
    more.put(member, value);
    return new ProcessPlan(more);
  }

  String json() {
    return Json.writeTree(members);
  }

  /// Without variables, which may be secrets.
  @Override
  public String toString() {
    var shown = new LinkedHashMap<>(members);
    shown.remove("environment");
    return "ProcessPlan" + shown;
  }
}
