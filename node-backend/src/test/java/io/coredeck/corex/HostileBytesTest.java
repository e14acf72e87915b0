package io.coredeck.corex;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.http.HttpClient;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// Ten million hostile bytes at the program itself, with as little memory as in a container; others
/// each time, unless the number they come of is given.
@Timeout(180)
class HostileBytesTest {
  private static final long BYTES = 10_000_000;

  /// Property with the number of a run that failed, to have it again.
  private static final String SEED = "coredeck.hostile.seed";

  private static final long WARM_UP_BYTES = 300_000;
  private static final int CALLERS = 2;
  private static final String CREDENTIAL = "user:correct-horse";
  private static final String BASIC = "Basic dXNlcjpjb3JyZWN0LWhvcnNl";
  private static final String TOKEN = "token-0123456789abcdef";
  private static final InetAddress OTHER = InetAddress.ofLiteral("127.0.0.2");
  private static final Pattern USED = Pattern.compile("used ([0-9]+)K");

  /// Puts its own name where only who may look can see it.
  private static final String PROCESS = "stty raw -echo; printf mark-%s 4711; exec cat";

  /// A connection that breaks while its request is read may give back its buffer twice, which Jetty
  /// notices and bears (jetty.project issue 12939, open); memory and descriptors are looked at
  /// above.
  private static final Pattern RACE_OF_JETTY =
      Pattern.compile(
          "(?m)^.* WARNING org.eclipse.jetty.util.thread.QueuedThreadPool: Job failed\\n"
              + "java.lang.IllegalStateException: already released .*\\n"
              + "(\tat .*\n)*\tat .*HttpConnection.releaseRequestBuffer.*\n(\tat .*\n)*");

  private final long seed = Long.getLong(SEED, System.nanoTime());

  @TempDir private Path folder;
  private Path log;

  @BeforeEach
  void name() {
    log = folder.resolve("log");
  }

  @Test
  void a_server_that_lets_everybody_in_bears_it() throws Exception {
    try (var corex = start(Map.of());
        var client = HttpClient.newHttpClient()) {
      corex.awaitListening(1);
      var answers = run(corex, client, "Basic eDp5");
      assertThat(answers)
          .as("how deep it went with " + again())
          .contains("HTTP/1.1 101", "HTTP/1.1 200", "HTTP/1.1 201", "HTTP/1.1 400", "mark-4711");
    }
  }

  @Test
  void a_server_that_asks_for_a_credential_bears_it_and_tells_nothing() throws Exception {
    var secrets = Map.of("COREX_CREDENTIAL", CREDENTIAL, "COREX_TOKENS", "ci:" + TOKEN);
    try (var corex = start(secrets);
        var client = HttpClient.newHttpClient()) {
      corex.awaitListening(1);
      var answers = run(corex, client, BASIC);
      assertThat(answers)
          .as(again())
          .doesNotContain(BASIC.substring(6), "correct-horse", TOKEN, "mark-4711", "stty raw");
      assertThat(corex.printed())
          .as(again())
          .doesNotContain(BASIC.substring(6), "correct-horse", TOKEN);
    }
  }

  private String again() {
    return "-D%s=%d".formatted(SEED, seed);
  }

  private RunningCorex start(Map<String, String> variables) throws IOException {
    var options = List.of("-Xmx64m", "-Xss256k", "-XX:+ExitOnOutOfMemoryError");
    return RunningCorex.start(log, variables, options, "-p", "0", "-i", "lo");
  }

  private String run(RunningCorex corex, HttpClient client, String authorization) throws Exception {
    var start = "/api/process/start?arg%5B%5D=sh&arg%5B%5D=-c&arg%5B%5D=";
    var script = PROCESS.replace(" ", "+").replace("%", "%25").replace(";", "%3B");
    corex.get(client, "http", start + script, "Authorization", authorization);
    send(corex, ~seed, WARM_UP_BYTES);
    var descriptors = settled(() -> count(corex, "fd"));
    var heap = heap(corex);
    var answers = send(corex, seed, BYTES);
    awaitAtMost(descriptors + 4, () -> count(corex, "fd"));
    awaitAtMost(60, () -> count(corex, "task"));
    assertThat(heap(corex)).as(again()).isLessThan(heap + 8 * 1024);
    assertThat(list(corex, authorization))
        .as(again())
        .contains("exec cat\",\"state\":\"running\",\"id\":1");
    assertThat(RACE_OF_JETTY.matcher(corex.printed()).replaceAll(""))
        .as(again())
        .doesNotContain("SEVERE", "Exception", "Error", "WARNING");
    return answers;
  }

  /// From an address of its own: who guesses wrong as often as the hostile ones has to wait.
  private static String list(RunningCorex corex, String authorization) throws Exception {
    try (var client = HttpClient.newBuilder().localAddress(OTHER).build()) {
      var answer = corex.get(client, "http", "/api/processes", "Authorization", authorization);
      return answer.statusCode() + answer.body();
    }
  }

  /// @return what came back, without what only repeats
  private String send(RunningCorex corex, long seed, long bytes) throws Exception {
    var port = corex.port();
    var left = new AtomicLong(bytes);
    var slow = new AtomicInteger();
    var answers = new ConcurrentLinkedQueue<String>();
    var callers = new Thread[CALLERS];
    for (var i = 0; i < CALLERS; i++) {
      var hostile = new HostileBytes(seed * CALLERS + i);
      callers[i] =
          Thread.ofPlatform()
              .start(() -> {
                while (left.get() > 0) {
                  var next = hostile.next();
                  left.addAndGet(-next.length);
                  answers.add(call(port, next, hostile.isRude(), slow));
                }
              });
    }
    for (var caller : callers) {
      caller.join();
    }
    assertThat(slow.get()).as("connections that stayed open after their end, " + again()).isZero();
    return String.join("\n", answers);
  }

  private static String call(int port, byte[] bytes, boolean rude, AtomicInteger slow) {
    var answer = new ByteArrayOutputStream();
    try (var socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
      socket.setSoTimeout(15_000);
      socket.getOutputStream().write(bytes);
      if (rude) {
        socket.setSoLinger(true, 0);
      } else {
        socket.shutdownOutput();
        socket.getInputStream().transferTo(answer);
      }
    } catch (SocketTimeoutException e) {
      slow.incrementAndGet();
    } catch (IOException e) {
      return answer.toString(StandardCharsets.ISO_8859_1); // closed while we were sending
    }
    return answer.toString(StandardCharsets.ISO_8859_1);
  }

  private static long count(RunningCorex corex, String what) {
    try (var entries = Files.list(Path.of("/proc/" + corex.pid() + "/" + what))) {
      return entries.count();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// @return what it is when it has not changed for a moment
  private static long settled(LongSupplier value) throws InterruptedException {
    var deadline = System.nanoTime() + Duration.ofSeconds(20).toNanos();
    var before = -1L;
    var now = value.getAsLong();
    while (now != before && System.nanoTime() < deadline) {
      TimeUnit.MILLISECONDS.sleep(100);
      before = now;
      now = value.getAsLong();
    }
    return now;
  }

  private void awaitAtMost(long limit, LongSupplier value) throws InterruptedException {
    var deadline = System.nanoTime() + Duration.ofSeconds(30).toNanos();
    while (value.getAsLong() > limit) {
      assertThat(System.nanoTime())
          .as("still %d, %s", value.getAsLong(), again())
          .isLessThan(deadline);
      TimeUnit.MILLISECONDS.sleep(20);
    }
  }

  /// @return KiB in use after a collection
  private static long heap(RunningCorex corex) throws Exception {
    jcmd(corex, "GC.run");
    var found = USED.matcher(jcmd(corex, "GC.heap_info"));
    var used = 0L;
    while (found.find()) {
      used += Long.parseLong(found.group(1));
    }
    return used;
  }

  private static String jcmd(RunningCorex corex, String command) throws Exception {
    var program = Path.of(System.getProperty("java.home"), "bin/jcmd").toString();
    var process =
        new ProcessBuilder(program, String.valueOf(corex.pid()), command)
            .redirectErrorStream(true)
            .start();
    var text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    process.waitFor();
    return text;
  }
}
