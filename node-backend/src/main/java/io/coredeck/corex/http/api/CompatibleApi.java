package io.coredeck.corex.http.api;

import io.coredeck.corex.output.WindowSize;
import io.coredeck.corex.plan.Signals;
import io.coredeck.corex.process.ManagedProcess;
import io.coredeck.corex.process.Processes;
import io.coredeck.corex.wire.JsonWriter;
import io.coredeck.corex.wire.ProcessJson;
import io.coredeck.corex.wire.Query;
import java.util.Map;
import java.util.Optional;
import org.eclipse.jetty.http.HttpStatus;

/// The routes of the original Core X: everything by GET, errors with status 200.
public final class CompatibleApi {
  private static final String SUCCESS = new JsonWriter().member("status", "success").end();
  private static final String ALREADY_STOPPED = "process already stopped";

  private final Processes processes;

  public CompatibleApi(Processes processes) {
    this.processes = processes;
  }

  public Answer list() {
    return Answer.json(
        ProcessJson.compatibleList(processes.list().stream().map(ManagedProcess::info).toList()));
  }

  public Answer start(String rawQuery) {
    try {
      var argv = Query.parse(rawQuery).all("arg[]");
      if (argv.isEmpty()) {
        return Answer.refused("missing cmdline");
      }
      CommandWords.check(argv);
      var process = processes.start(argv, WindowSize.DEFAULT).info();
      return Answer.json(
          new JsonWriter()
              .member("status", "success")
              .member("pid", process.pid())
              .member("id", process.id())
              .end());
    } catch (IllegalArgumentException
        | CommandWords.TooLongException
        | Processes.TooManyException e) {
      return Answer.refused(String.valueOf(e.getMessage()));
    }
  }

  public Answer stop(String rawQuery) {
    return withProcess(rawQuery, (process, _) -> done(process.stop()));
  }

  public Answer kill(String rawQuery) {
    return withProcess(
        rawQuery,
        (process, query) -> {
          var signal = query.first("signal").map(CompatibleApi::number).orElse((long) Signals.KILL);
          try {
            return done(process.kill(Signals.checked(signal)));
          } catch (IllegalArgumentException e) {
            return Answer.refused("invalid signal");
          }
        });
  }

  public Answer logs(String rawQuery) {
    return withProcess(
        rawQuery,
        (process, _) ->
            new Answer(HttpStatus.OK_200, "text/plain; charset=utf-8", process.log(), Map.of()));
  }

  public Answer clean() {
    processes.clean();
    return Answer.json(SUCCESS);
  }

  private static Answer done(boolean was) {
    return was ? Answer.json(SUCCESS) : Answer.refused(ALREADY_STOPPED);
  }

  private interface Action {
    Answer on(ManagedProcess process, Query query);
  }

  private Answer withProcess(String rawQuery, Action action) {
    Query query;
    try {
      query = Query.parse(rawQuery);
    } catch (IllegalArgumentException e) {
      return Answer.refused(String.valueOf(e.getMessage()));
    }
    var id = query.first("id").filter(text -> !text.isEmpty());
    if (id.isEmpty()) {
      return Answer.refused("missing id");
    }
    return processes
        .find(number(id.get()))
        .map(process -> action.on(process, query))
        .orElseGet(() -> Answer.refused("invalid id"));
  }

  /// @return -1 for what is no number
  public static long number(String text) {
    return Optional.of(text)
        .filter(digits -> digits.matches("[0-9]{1,18}"))
        .map(Long::parseLong)
        .orElse(-1L);
  }
}
