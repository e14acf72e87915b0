package io.coredeck.corex.wire;

import io.coredeck.corex.plan.Plan;
import io.coredeck.corex.process.ProcessInfo;
import io.coredeck.corex.process.UsageMeter;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;

/// Processes as JSON, once as the original Core X wrote them and once with all we know.
public final class ProcessJson {
  private static final double MILLIS = 1000;

  private ProcessJson() {}

  /// @param processes in the order they are to have
  /// @return the answer of `/api/processes`
  public static String compatibleList(List<ProcessInfo> processes) {
    return new JsonWriter()
        .json("processes", JsonWriter.array(processes, ProcessJson::compatible))
        .end();
  }

  private static String compatible(ProcessInfo process) {
    var json =
        new JsonWriter()
            .member("pid", process.pid())
            .member("command", process.command())
            .member("state", process.state().word())
            .member("id", process.id());
    if (process.exit().signal() > 0) {
      json.member("signal", process.exit().signal());
    }
    json.member("status", process.exit().status());
    process.error().ifPresent(error -> json.member("error", error));
    return json.end();
  }

  /// @return the process as our own page reads it
  public static String full(ProcessInfo process) {
    return full(process, Optional.empty());
  }

  /// @param usage what it and its session have used
  public static String full(ProcessInfo process, Optional<UsageMeter.Usage> usage) {
    var json =
        new JsonWriter()
            .member("id", process.id())
            .member("pid", process.pid())
            .json("argv", JsonWriter.array(process.argv(), JsonWriter::quoted))
            .member("command", process.command())
            .member("state", process.state().word())
            .member("status", process.exit().status());
    if (process.exit().signal() > 0) {
      json.member("signal", process.exit().signal());
    }
    process.error().ifPresent(error -> json.member("error", error));
    addPlan(json, process.plan());
    addRuns(json, process.runs());
    json.member("created", time(process.created())).member("started", time(process.started()));
    process.ended().ifPresent(at -> json.member("ended", time(at)));
    json.member("columns", process.size().columns())
        .member("rows", process.size().rows())
        .member("scrollback", process.scrollback())
        .member("viewers", process.viewers());
    usage.ifPresent(used ->
        json.tenths("cpu_seconds", used.cpu().toMillis() / MILLIS).member("memory", used.memory()));
    process.recording().ifPresent(recording -> json.json("recording", recording(recording)));
    return json.end();
  }

  /// @return a recording as clients read it
  public static String recording(ProcessInfo.Recording recording) {
    var json =
        new JsonWriter()
            .member("since", recording.since().truncatedTo(ChronoUnit.MILLIS).toString())
            .member("bytes", recording.bytes());
    recording
        .stopped()
        .ifPresent(at -> json.member("stopped", at.truncatedTo(ChronoUnit.MILLIS).toString()));
    return json.member("full", recording.full()).end();
  }

  /// Variables are secrets, so they are left out.
  private static void addPlan(JsonWriter json, Plan plan) {
    addText(json, "name", plan.name());
    addText(json, "group", plan.group());
    addText(json, "description", plan.description());
    json.member("terminal", plan.launch().terminal());
    plan.launch().directory().ifPresent(directory -> json.member("directory", directory));
    plan.launch().user().ifPresent(user -> json.member("user", user));
    json.member("restart", plan.restart().policy().word());
  }

  private static void addText(JsonWriter json, String name, String text) {
    if (!text.isEmpty()) {
      json.member(name, text);
    }
  }

  private static void addRuns(JsonWriter json, ProcessInfo.Runs runs) {
    json.member("restarts", runs.restarts()).member("gave_up", runs.gaveUp());
    runs.restartAt().ifPresent(at -> json.member("restart_at", time(at)));
    if (!runs.waitsFor().isEmpty()) {
      json.json("waits_for", JsonWriter.array(runs.waitsFor(), JsonWriter::quoted));
    }
  }

  private static String time(Instant at) {
    return at.truncatedTo(ChronoUnit.MILLIS).toString();
  }
}
