package io.coredeck.sdk.corex;

import io.coredeck.sdk.http.HttpClients;
import io.coredeck.wire.Json;
import java.net.URI;
import java.net.http.HttpClient;
import java.util.List;
import java.util.Map;
import javax.net.ssl.SSLContext;

/// The processes of an interactive container.
///
/// {@snippet file="io/coredeck/sdk/corex/CorexExamplesTest.java" region="corex"}
///
/// May be used by many threads. Every call throws {@link CorexException} if CoreX refuses it or
/// does not answer within 30 seconds. Close terminals first: they end with their client.
public final class CorexClient implements AutoCloseable {

  private static final int PORT = 7681;

  private static final String PROCESSES = "/api/v2/processes";

  private final CorexCalls calls;

  private CorexClient(CorexCalls calls) {
    this.calls = calls;
  }

  /// @param corex its address, `http://…` or `https://…`
  /// @return calls to one that is open to all who reach it, as those in containers are
  public static CorexClient connect(URI corex) {
    return connect(corex, CorexAccess.OPEN);
  }

  /// @param corex its address, `http://…` or `https://…`
  public static CorexClient connect(URI corex, CorexAccess access) {
    return of(corex, access, http(corex));
  }

  /// @param corex its address, `http://…` or `https://…`
  /// @param tls whom to trust, and who one is
  public static CorexClient connect(URI corex, CorexAccess access, SSLContext tls) {
    return of(corex, access, http(corex).sslContext(tls));
  }

  /// @param ipv4 address of a container, as its node answered
  /// @return calls to its CoreX, one open to all who reach it; they go through no proxy, which
  ///   would not reach it
  public static CorexClient ofContainer(String ipv4) {
    var corex = at(ipv4);
    return of(corex, CorexAccess.OPEN, http(corex).proxy(HttpClient.Builder.NO_PROXY));
  }

  private static HttpClient.Builder http(URI corex) {
    return HttpClients.prepared(corex, CorexCalls.CONNECT_LIMIT);
  }

  private static CorexClient of(URI corex, CorexAccess access, HttpClient.Builder http) {
    return new CorexClient(new CorexCalls(corex, access, http.build()));
  }

  /// @param ipv4 address of a container, as its node answered
  /// @return where its CoreX listens
  public static URI at(String ipv4) {
    return URI.create("http://%s:%d".formatted(ipv4, PORT));
  }

  /// @return all processes it knows, newest first, also those that have ended
  public List<CorexProcess> list() throws CorexException, InterruptedException {
    return calls.read(
        calls.get(PROCESSES),
        from -> from.member("processes").items().stream().map(CorexProcess::of).toList());
  }

  /// @throws CorexException with status 404 if there is no such process
  public CorexProcess process(long id) throws CorexException, InterruptedException {
    return calls.read(calls.get(one(id)), CorexProcess::of);
  }

  /// Starts a program on a terminal.
  ///
  /// @param argv the program, looked up in the container's `PATH`, and its arguments
  /// @return the new process; `CRASHED` if it could not be executed
  public CorexProcess start(String... argv) throws CorexException, InterruptedException {
    return start(ProcessPlan.of(argv));
  }

  /// @return the new process; `CRASHED` if it could not be executed
  /// @throws CorexException with status 400 if the plan is wrong, 429 if no more fit
  public CorexProcess start(ProcessPlan plan) throws CorexException, InterruptedException {
    return calls.read(calls.post(PROCESSES, plan.json()), CorexProcess::of);
  }

  /// Starts a process that has ended once more, with its id and terminal.
  ///
  /// @throws CorexException with status 404 if there is no such process, 409 if it runs
  public CorexProcess startAgain(long id) throws CorexException, InterruptedException {
    return changed(id, "start");
  }

  /// Stops the program if it runs, then starts it again, with its id and terminal.
  public CorexProcess restart(long id) throws CorexException, InterruptedException {
    return changed(id, "restart");
  }

  /// Asks a process to end, and ends all of it after its grace. Does not wait for that; {@link
  /// Terminal#copyTo} does.
  ///
  /// @return `STOPPING`, or what became of it already
  /// @throws CorexException with status 404 if there is no such process, 409 if it has ended or is
  ///   being stopped
  public CorexProcess stop(long id) throws CorexException, InterruptedException {
    return changed(id, "stop");
  }

  /// Sends SIGKILL to a process and everything in its session.
  public CorexProcess kill(long id) throws CorexException, InterruptedException {
    return kill(id, "KILL");
  }

  /// Sends a signal to a process and its group.
  ///
  /// @param signal its name, with or without `SIG`
  /// @throws CorexException with status 400 if there is no such signal, 404 no such process, 409 if
  ///   it has ended
  public CorexProcess kill(long id, String signal) throws CorexException, InterruptedException {
    var body = Json.writeTree(Map.of("signal", signal));
    return calls.read(calls.post(one(id) + "/kill", body), CorexProcess::of);
  }

  /// Sends a signal to a process and its group.
  ///
  /// @param signal 0 to 64
  public CorexProcess kill(long id, int signal) throws CorexException, InterruptedException {
    var body = Json.writeTree(Map.of("signal", signal));
    return calls.read(calls.post(one(id) + "/kill", body), CorexProcess::of);
  }

  /// @return the end of what a process printed, up to 64 KiB, control sequences included
  public String logs(long id) throws CorexException, InterruptedException {
    return calls.text(calls.get(one(id) + "/logs"));
  }

  /// Forgets all processes that have ended.
  public void clean() throws CorexException, InterruptedException {
    var _ = calls.text(calls.delete(PROCESSES));
  }

  /// Forgets a process that has ended.
  ///
  /// @throws CorexException with status 404 if there is no such process, 409 if it runs
  public void clean(long id) throws CorexException, InterruptedException {
    var _ = calls.text(calls.delete(one(id)));
  }

  /// Opens a terminal of the usual size on a process.
  public Terminal attach(long id) throws CorexException, InterruptedException {
    return attach(id, TerminalOptions.USUAL);
  }

  /// Opens a terminal on a process. Any number may be open on one; who comes later sees what is on
  /// the screen.
  ///
  /// @throws CorexException with status 404 if there is no such process, 401 if another credential
  ///   is wanted
  public Terminal attach(long id, TerminalOptions options)
      throws CorexException, InterruptedException {
    return Terminal.open(calls, id, options);
  }

  /// @return its files, and ways to get them in and out
  public CorexFiles files() {
    return new CorexFiles(calls);
  }

  /// Begins to record what a process prints, in place of an older recording.
  public void record(long id) throws CorexException, InterruptedException {
    var _ = calls.text(calls.post(one(id) + "/recording"));
  }

  /// Ends the recording; it stays until there is another, or no room.
  public void stopRecording(long id) throws CorexException, InterruptedException {
    var _ = calls.text(calls.delete(one(id) + "/recording"));
  }

  /// @return the recording of a process, until now or until it was stopped, as asciicast, version
  ///   2; to be closed
  /// @throws CorexException with status 404 if there is none
  public CorexDownload recording(long id) throws CorexException, InterruptedException {
    return CorexDownload.of(calls.stream(calls.get(one(id) + "/recording?version=2")));
  }

  private CorexProcess changed(long id, String what) throws CorexException, InterruptedException {
    return calls.read(calls.post(one(id) + "/" + what), CorexProcess::of);
  }

  private static String one(long id) {
    return PROCESSES + "/" + id;
  }

  /// Gives up calls under way; ends within 5 seconds.
  @Override
  public void close() {
    calls.close();
  }
}
