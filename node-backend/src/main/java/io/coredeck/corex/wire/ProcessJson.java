package io.coredeck.corex.wire;

import io.coredeck.corex.process.ProcessInfo;
import java.time.temporal.ChronoUnit;
import java.util.List;

/// Processes as JSON, once as the original Core X wrote them and once with all we know.
public final class ProcessJson {
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
    json.member("started", process.started().truncatedTo(ChronoUnit.MILLIS).toString());
    process
        .ended()
        .ifPresent(at -> json.member("ended", at.truncatedTo(ChronoUnit.MILLIS).toString()));
    return json.member("columns", process.size().columns())
        .member("rows", process.size().rows())
        .member("viewers", process.viewers())
        .end();
  }
}
