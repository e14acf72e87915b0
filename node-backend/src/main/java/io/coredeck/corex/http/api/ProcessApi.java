package io.coredeck.corex.http.api;

import io.coredeck.corex.process.ManagedProcess;
import io.coredeck.corex.process.Processes;
import io.coredeck.corex.socket.Events;
import io.coredeck.corex.wire.JsonObject;
import io.coredeck.corex.wire.PlanJson;
import io.coredeck.corex.wire.ProcessJson;
import io.coredeck.corex.wire.Query;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.eclipse.jetty.http.HttpStatus;

/// Our own routes under `/api/v2/processes`: methods and statuses that mean what they say.
public final class ProcessApi {
  private static final String LOG_TYPE = "text/plain; charset=utf-8";

  private static final List<String> KILL_MEMBERS = List.of("signal", "group");

  private final Processes processes;
  private final Events events;
  private final Optional<String> runAs;

  /// @param runAs as whom programs run, if CoreX was told; nobody who asks here can choose another
  public ProcessApi(Processes processes, Events events, Optional<String> runAs) {
    this.processes = processes;
    this.events = events;
    this.runAs = runAs;
  }

  /// @param readOnly whether the caller may only look
  public Answer list(boolean readOnly) {
    return Answer.json(events.snapshotWithUsage(readOnly));
  }

  /// @return one process as it stands in the list
  public Answer show(String id) {
    return withProcess(id, process -> Answer.json(events.processWithUsage(process)));
  }

  public Answer start(String body) {
    try {
      var json = JsonObject.parse(body);
      json.checkNames(PlanJson.MEMBERS);
      var plan = PlanJson.plan(json);
      var size = PlanJson.size(json);
      if (runAs.isPresent() && plan.launch().user().isPresent()) {
        throw new IllegalArgumentException(
            ("user: CoreX was started with --uid or --gid and runs all that is asked for here as %s;"
                    + " leave user out, or define the process in a file of CoreX")
                .formatted(runAs.get()));
      }
      CommandWords.check(plan.launch().argv());
      processes.check(plan);
      return Answer.json(
          HttpStatus.CREATED_201, ProcessJson.full(processes.start(plan, size).info()));
    } catch (IllegalArgumentException e) {
      return Answer.error(HttpStatus.BAD_REQUEST_400, String.valueOf(e.getMessage()));
    } catch (CommandWords.TooLongException e) {
      return Answer.error(HttpStatus.PAYLOAD_TOO_LARGE_413, String.valueOf(e.getMessage()));
    } catch (Processes.TooManyException e) {
      return tooMany(e);
    }
  }

  public Answer startAgain(String id) {
    return withProcess(
        id,
        process -> {
          try {
            return orForgotten(id, done(process, process.start(), "runs already"));
          } catch (Processes.TooManyException e) {
            return tooMany(e);
          }
        });
  }

  public Answer restart(String id) {
    return withProcess(
        id,
        process -> {
          try {
            process.restart();
            return orForgotten(id, Answer.json(ProcessJson.full(process.info())));
          } catch (Processes.TooManyException e) {
            return tooMany(e);
          }
        });
  }

  private static Answer tooMany(Processes.TooManyException e) {
    return Answer.error(HttpStatus.TOO_MANY_REQUESTS_429, String.valueOf(e.getMessage()));
  }

  public Answer stop(String id) {
    return withProcess(id, process -> done(process, process.stopAll(), "was already told to stop"));
  }

  public Answer kill(String id, String body) {
    return withProcess(
        id,
        process -> {
          try {
            var json = JsonObject.parse(body);
            json.checkNames(KILL_MEMBERS);
            var signal = PlanJson.signal(json);
            if (signal.isEmpty()) {
              return Answer.error(
                  HttpStatus.BAD_REQUEST_400, "signal: it must be a number or a name like HUP");
            }
            var whole = PlanJson.choice(json, "group").orElse(true);
            return done(
                process,
                whole ? process.killAll(signal.get()) : process.kill(signal.get()),
                "has ended");
          } catch (IllegalArgumentException e) {
            return Answer.error(HttpStatus.BAD_REQUEST_400, String.valueOf(e.getMessage()));
          }
        });
  }

  public Answer closeInput(String id) {
    return withProcess(
        id,
        process ->
            done(process, process.closeInput(), "has ended or has a terminal, where Ctrl-D ends"));
  }

  public Answer logs(String id, String rawQuery) {
    return withProcess(
        id,
        process -> {
          try {
            return logs(process, Query.parse(rawQuery));
          } catch (IllegalArgumentException e) {
            return Answer.error(HttpStatus.BAD_REQUEST_400, String.valueOf(e.getMessage()));
          }
        });
  }

  private static Answer logs(ManagedProcess process, Query query) {
    var bytes = query.first("bytes").map(CompatibleApi::number).orElse((long) ManagedProcess.KEPT);
    if (bytes < 1 || bytes > ManagedProcess.KEPT) {
      throw new IllegalArgumentException(
          "bytes: it must be 1 to %d".formatted(ManagedProcess.KEPT));
    }
    var count = bytes.intValue();
    var stream = query.first("stream").orElse("all");
    var text =
        switch (stream) {
          case "all" -> Optional.of(process.log(count));
          case "stdout", "stderr" -> process.log(stream.equals("stderr"), count);
          default -> throw new IllegalArgumentException("stream: it must be stdout, stderr or all");
        };
    return text.map(log -> new Answer(HttpStatus.OK_200, LOG_TYPE, log, Map.of()))
        .orElseThrow(() ->
            new IllegalArgumentException(
                "process %d has a terminal, where both streams are one; stream must be all"
                    .formatted(process.id())));
  }

  public Answer forget(String id) {
    return withProcess(
        id,
        process ->
            processes.forget(process)
                ? Answer.empty(HttpStatus.NO_CONTENT_204, Map.of())
                : conflict(process, "still runs, or is defined and goes with its definition"));
  }

  public Answer clean() {
    processes.clean();
    return Answer.empty(HttpStatus.NO_CONTENT_204, Map.of());
  }

  private interface Action {
    Answer on(ManagedProcess process);
  }

  private Answer withProcess(String id, Action action) {
    return processes.find(CompatibleApi.number(id)).map(action::on).orElseGet(() -> notKnown(id));
  }

  private static Answer notKnown(String id) {
    return Answer.error(HttpStatus.NOT_FOUND_404, "process %s is not known here".formatted(id));
  }

  /// A process that is forgotten in this moment is not started any more.
  private Answer orForgotten(String id, Answer answer) {
    return processes.find(CompatibleApi.number(id)).isPresent() ? answer : notKnown(id);
  }

  private static Answer done(ManagedProcess process, boolean done, String otherwise) {
    return done ? Answer.json(ProcessJson.full(process.info())) : conflict(process, otherwise);
  }

  private static Answer conflict(ManagedProcess process, String why) {
    return Answer.error(HttpStatus.CONFLICT_409, "process %d %s".formatted(process.id(), why));
  }
}
