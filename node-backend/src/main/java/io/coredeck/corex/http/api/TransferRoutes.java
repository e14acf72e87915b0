package io.coredeck.corex.http.api;

import io.coredeck.corex.files.ContainerFiles;
import io.coredeck.corex.files.FileRefusedException;
import io.coredeck.corex.files.transfer.ByteCount;
import io.coredeck.corex.files.transfer.Disposition;
import io.coredeck.corex.files.transfer.TransferLog;
import io.coredeck.corex.http.listen.LongCalls;
import io.coredeck.corex.process.ManagedProcess;
import io.coredeck.corex.process.ProcessInfo;
import io.coredeck.corex.process.Processes;
import io.coredeck.corex.recording.RecordingRefusedException;
import io.coredeck.corex.recording.Recordings;
import io.coredeck.corex.wire.JsonWriter;
import io.coredeck.corex.wire.ProcessJson;
import io.coredeck.corex.wire.Query;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.regex.Pattern;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/// Files and recordings: what goes through as a stream, on the thread of its request.
public final class TransferRoutes {
  private static final String FILES = "/api/v2/files";
  private static final String LIST = "/api/v2/files/list";
  private static final Pattern RECORDING = Pattern.compile("/api/v2/processes/([0-9]+)/recording");
  private static final String DONE = "done";
  private static final String ASCIICAST = "application/x-asciicast";

  private final ContainerFiles files;
  private final Recordings recordings;
  private final Processes processes;
  private final TransferLog log;
  private final LongCalls longCalls;

  /// @param longCalls told which calls are held to limits of their own
  public TransferRoutes(
      ContainerFiles files,
      Recordings recordings,
      Processes processes,
      TransferLog log,
      LongCalls longCalls) {
    this.files = files;
    this.recordings = recordings;
    this.processes = processes;
    this.log = log;
    this.longCalls = longCalls;
  }

  public boolean has(String path) {
    return path.equals(FILES) || path.equals(LIST) || RECORDING.matcher(path).matches();
  }

  /// @return whether it needs no more than the right to look: a recording holds what its terminal
  ///   shows. Files are those of whoever CoreX runs as
  public boolean isLook(String method, String path) {
    return method.equals("GET") && RECORDING.matcher(path).matches();
  }

  /// A request that was let in.
  ///
  /// @param who makes it
  public record Exchange(
      Request request, TransferLog.Who who, Response response, Callback callback) {

    void answer(Answer answer) {
      answer.send(response, true, callback);
    }
  }

  public void handle(String path, Exchange exchange) {
    var method = exchange.request.getMethod();
    var recording = RECORDING.matcher(path);
    if (recording.matches()) {
      recording(method, recording.group(1), exchange);
    } else if (method.equals("GET") && path.equals(LIST)) {
      transfer("list", exchange, this::list);
    } else if (method.equals("GET")) {
      transfer("download", exchange, this::download);
    } else if (method.equals("PUT") && path.equals(FILES)) {
      transfer("upload", exchange, this::upload);
    } else {
      exchange.answer(Answer.notAllowed(method, path.equals(LIST) ? "GET" : "GET, PUT"));
    }
  }

  private void recording(String method, String id, Exchange exchange) {
    var process = processes.find(CompatibleApi.number(id));
    if (process.isEmpty()) {
      exchange.answer(
          Answer.error(HttpStatus.NOT_FOUND_404, "process %s is not known here".formatted(id)));
      return;
    }
    switch (method) {
      case "POST" ->
          exchange.answer(changed(HttpStatus.CREATED_201, process.get(), recordings::start));
      case "DELETE" -> exchange.answer(changed(HttpStatus.OK_200, process.get(), recordings::stop));
      case "GET" -> transfer("recording", exchange, call -> asciicast(call, process.get()));
      default -> exchange.answer(Answer.notAllowed(method, "GET, POST, DELETE"));
    }
  }

  private interface Change {
    ProcessInfo.Recording on(ManagedProcess process) throws RecordingRefusedException;
  }

  private static Answer changed(int status, ManagedProcess process, Change change) {
    try {
      return Answer.json(status, ProcessJson.recording(change.on(process)));
    } catch (RecordingRefusedException e) {
      return Answer.error(e.status(), String.valueOf(e.getMessage()));
    }
  }

  /// One transfer.
  ///
  /// @param in counts what comes
  /// @param out counts what goes, and sends the head of the answer with the first of it
  private record Call(
      Request request, Response response, Query query, ByteCount in, ByteCount out) {

    InputStream input() {
      return in.input(Content.Source.asInputStream(request));
    }

    OutputStream output() {
      return out.output(Content.Sink.asOutputStream(response));
    }

    String path() {
      return query.first("path").orElse("");
    }

    long bytes() {
      return in.bytes() + out.bytes();
    }

    /// @param length if it is known before
    void head(String type, String name, OptionalLong length) {
      Answer.putAlways(response.getHeaders());
      response.setStatus(HttpStatus.OK_200);
      response.getHeaders().put(HttpHeader.CONTENT_TYPE, type);
      response.getHeaders().put("Content-Disposition", Disposition.attachment(name));
      length.ifPresent(bytes -> response.getHeaders().put(HttpHeader.CONTENT_LENGTH, bytes));
    }
  }

  /// What is done in a place of its own.
  private interface Work {

    Result on(Call call) throws IOException, FileRefusedException, RecordingRefusedException;
  }

  /// What became of it.
  ///
  /// @param answer unless it is sent by now
  private record Result(Optional<Answer> answer, String outcome) {

    static Result of(Answer answer) {
      return new Result(Optional.of(answer), DONE);
    }
  }

  private void transfer(String action, Exchange exchange, Work task) {
    var request = exchange.request;
    Query query;
    try {
      query = Query.parse(Optional.ofNullable(request.getHttpURI().getQuery()).orElse(""));
    } catch (IllegalArgumentException e) {
      if (!request.consumeAvailable()) { // the line ends with the answer, and a client has to know
        exchange.response.getHeaders().put(HttpHeader.CONNECTION, "close");
      }
      exchange.answer(Answer.error(HttpStatus.BAD_REQUEST_400, String.valueOf(e.getMessage())));
      return;
    }
    var what = query.first("path").orElse(request.getHttpURI().getPath());
    var subject = new TransferLog.Subject(exchange.who, action, what);
    if (!log.take()) {
      log.write(subject, 0, "too many");
      exchange.answer(
          Answer.error(
              HttpStatus.SERVICE_UNAVAILABLE_503,
              "%d transfers are under way, no more fit; try again".formatted(TransferLog.LIMIT)));
      return;
    }
    var call = new Call(request, exchange.response, query, new ByteCount(), new ByteCount());
    longCalls.begin(request);
    try {
      answer(call, subject, task, exchange.callback);
    } finally {
      longCalls.end(request);
      log.give();
    }
  }

  private void answer(Call call, TransferLog.Subject subject, Work task, Callback callback) {
    Answer answer;
    String outcome;
    try {
      var result = task.on(call);
      outcome = result.outcome();
      if (result.answer().isEmpty()) {
        log.write(subject, call.bytes(), outcome);
        callback.succeeded();
        return;
      }
      answer = result.answer().get();
    } catch (FileRefusedException e) {
      outcome = String.valueOf(e.getMessage());
      answer = Answer.error(e.status(), outcome);
      RefusedBody.takeRest(call.request, call.input());
    } catch (RecordingRefusedException e) {
      outcome = String.valueOf(e.getMessage());
      answer = Answer.error(e.status(), outcome);
    } catch (IOException e) {
      log.write(subject, call.bytes(), "broken off: " + e.getMessage());
      failed(call, e, callback);
      return;
    }
    log.write(subject, call.bytes(), outcome);
    answer.send(call.response, true, callback);
  }

  /// A client that was promised more sees by the end of the line that it did not get all.
  private static void failed(Call call, IOException why, Callback callback) {
    if (call.response.isCommitted()) {
      callback.failed(why);
    } else {
      call.response.reset();
      Answer.error(HttpStatus.INTERNAL_SERVER_ERROR_500, String.valueOf(why.getMessage()))
          .send(call.response, true, callback);
    }
  }

  private Result list(Call call) throws IOException, FileRefusedException {
    return Result.of(Answer.json(files.list(call.path())));
  }

  private Result download(Call call) throws IOException, FileRefusedException {
    try (var file = files.download(call.path())) {
      call.head(file.type(), file.fileName(), file.length());
      var out = call.output();
      var leftOut = file.writeTo(out);
      out.close(); // not if it fails: the client would take it for whole
      return new Result(
          Optional.empty(), leftOut == 0 ? DONE : "done, entries left out: " + leftOut);
    }
  }

  private Result upload(Call call) throws IOException, FileRefusedException {
    var headers = call.request.getHeaders();
    var manner =
        new ContainerFiles.Manner(
            Optional.ofNullable(headers.get("X-Mode")),
            "true".equals(headers.get("X-Overwrite")),
            "true".equals(headers.get("X-Make-Directories")),
            call.request.getLength());
    var bytes = files.upload(call.path(), manner, call.input());
    return Result.of(
        Answer.json(
            HttpStatus.CREATED_201,
            new JsonWriter().member("path", call.path()).member("bytes", bytes).end()));
  }

  private Result asciicast(Call call, ManagedProcess process)
      throws IOException, RecordingRefusedException {
    var version = call.query.first("version").orElse("2");
    if (!version.equals("2") && !version.equals("3")) {
      return Result.of(Answer.error(HttpStatus.BAD_REQUEST_400, "version: it must be 2 or 3"));
    }
    var recording = recordings.asciicast(process);
    call.head(ASCIICAST, "process-%d.cast".formatted(process.id()), OptionalLong.empty());
    var out = call.output();
    recording.write(Integer.parseInt(version), out);
    out.close();
    return new Result(Optional.empty(), DONE);
  }
}
