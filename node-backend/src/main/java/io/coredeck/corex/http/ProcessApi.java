package io.coredeck.corex.http;

import io.coredeck.corex.output.WindowSize;
import io.coredeck.corex.process.ManagedProcess;
import io.coredeck.corex.process.Processes;
import io.coredeck.corex.socket.Events;
import io.coredeck.corex.wire.JsonObject;
import io.coredeck.corex.wire.ProcessJson;
import java.util.Map;
import java.util.OptionalLong;
import org.eclipse.jetty.http.HttpStatus;

/// Our own routes under `/api/v2/processes`: methods and statuses that mean what they say.
final class ProcessApi {
  private final Processes processes;
  private final Events events;

  ProcessApi(Processes processes, Events events) {
    this.processes = processes;
    this.events = events;
  }

  /// @param readOnly whether the caller may only look
  Answer list(boolean readOnly) {
    return Answer.json(events.snapshot(readOnly));
  }

  Answer start(String body) {
    try {
      var json = JsonObject.parse(body);
      var argv = json.texts("argv").filter(words -> !words.isEmpty());
      if (argv.isEmpty() || argv.get().stream().anyMatch(word -> word.indexOf('\0') >= 0)) {
        return Answer.error(
            HttpStatus.BAD_REQUEST_400, "argv: it must be a list of words without NUL");
      }
      CommandWords.check(argv.get());
      return Answer.json(
          HttpStatus.CREATED_201, ProcessJson.full(processes.start(argv.get(), size(json)).info()));
    } catch (IllegalArgumentException e) {
      return Answer.error(HttpStatus.BAD_REQUEST_400, String.valueOf(e.getMessage()));
    } catch (CommandWords.TooLongException e) {
      return Answer.error(HttpStatus.PAYLOAD_TOO_LARGE_413, String.valueOf(e.getMessage()));
    } catch (Processes.TooManyException e) {
      return Answer.error(HttpStatus.SERVICE_UNAVAILABLE_503, String.valueOf(e.getMessage()));
    }
  }

  private static WindowSize size(JsonObject json) {
    return new WindowSize(
        number(json.integer("columns"), WindowSize.DEFAULT.columns()),
        number(json.integer("rows"), WindowSize.DEFAULT.rows()));
  }

  private static int number(OptionalLong given, int otherwise) {
    return Math.clamp(given.orElse(otherwise), Integer.MIN_VALUE, Integer.MAX_VALUE);
  }

  Answer stop(String id) {
    return withProcess(id, process -> done(process, process.stop(), "was already told to stop"));
  }

  Answer kill(String id, String body) {
    return withProcess(
        id,
        process -> {
          try {
            var signal = number(JsonObject.parse(body).integer("signal"), Integer.MAX_VALUE);
            return done(process, process.kill(signal), "has ended");
          } catch (IllegalArgumentException e) {
            return Answer.error(HttpStatus.BAD_REQUEST_400, String.valueOf(e.getMessage()));
          }
        });
  }

  Answer forget(String id) {
    return withProcess(
        id,
        process ->
            processes.forget(process)
                ? Answer.empty(HttpStatus.NO_CONTENT_204, Map.of())
                : conflict(process, "still runs; stop it first"));
  }

  Answer clean() {
    processes.clean();
    return Answer.empty(HttpStatus.NO_CONTENT_204, Map.of());
  }

  private interface Action {
    Answer on(ManagedProcess process);
  }

  private Answer withProcess(String id, Action action) {
    return processes
        .find(CompatibleApi.number(id))
        .map(action::on)
        .orElseGet(() ->
            Answer.error(HttpStatus.NOT_FOUND_404, "process %s is not known here".formatted(id)));
  }

  private static Answer done(ManagedProcess process, boolean done, String otherwise) {
    return done ? Answer.json(ProcessJson.full(process.info())) : conflict(process, otherwise);
  }

  private static Answer conflict(ManagedProcess process, String why) {
    return Answer.error(HttpStatus.CONFLICT_409, "process %d %s".formatted(process.id(), why));
  }
}
