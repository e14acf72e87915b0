package io.coredeck.dashboard.live.corex;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/// How much the way through the dashboard costs: echo of one key and output a second, straight to
/// CoreX and through the routes, in turns. Run it as a program; it prints one line for each turn.
final class ConsoleBench {

  private static final int ECHOES = 1000;
  private static final int WARM = 300;
  private static final int TURNS = 3;
  private static final long BYTES = 128L << 20;
  private static final String CAT = "{\"argv\":[\"/bin/sh\",\"-c\",\"stty raw -echo; exec cat\"]}";

  private ConsoleBench() {}

  @SuppressWarnings("SystemOut")
  public static void main(String[] arguments) throws Exception {
    try (var server = ConsoleServer.start()) {
      var straight = "ws://127.0.0.1:" + server.corex().port();
      var through = server.socket("").toString();
      for (var turn = 0; turn < TURNS; turn++) {
        for (var base : new String[] {straight, through}) {
          var way = base.equals(straight) ? "straight" : "through";
          System.out.println(way + " " + echo(server, base) + ", " + flood(server, base));
        }
      }
    }
  }

  private static String echo(ConsoleServer server, String base) throws Exception {
    try (var line = Line.open(server, base, start(server, CAT))) {
      line.pass("x");
      var nanos = new long[ECHOES];
      for (var i = -WARM; i < ECHOES; i++) {
        var begun = System.nanoTime();
        line.pass("x");
        if (i >= 0) {
          nanos[i] = System.nanoTime() - begun;
        }
      }
      Arrays.sort(nanos);
      return "echo p50 %d us, p99 %d us"
          .formatted(nanos[ECHOES / 2] / 1000, nanos[ECHOES * 99 / 100] / 1000);
    }
  }

  private static String flood(ConsoleServer server, String base) throws Exception {
    try (var line =
        Line.open(
            server,
            base,
            start(
                server,
                "{\"argv\":[\"/bin/sh\",\"-c\",\"stty raw; read x; head -c %d /dev/zero; exec sleep 1000\"]}"
                    .formatted(BYTES)))) {
      line.say("0\n");
      var begun = System.nanoTime();
      line.awaitBytes(BYTES);
      var seconds = (System.nanoTime() - begun) / 1e9;
      return "output %.0f MB/s".formatted(BYTES / 1e6 / seconds);
    }
  }

  private static long start(ConsoleServer server, String json) throws Exception {
    var body = ConsoleClient.call(server, "ines", "POST", "/api/v2/processes", json).body();
    return Long.parseLong(body.replaceFirst(".*?\"id\":([0-9]+).*", "$1"));
  }

  /// A terminal that counts.
  private static final class Line implements WebSocket.Listener, AutoCloseable {
    private static final HttpClient HTTP = HttpClient.newHttpClient();
    private final Semaphore came = new Semaphore(0);
    private final Semaphore wanted = new Semaphore(0);
    private final AtomicLong left = new AtomicLong(Long.MAX_VALUE);
    private @Nullable WebSocket socket;
    private boolean isOutput;
    private boolean begins = true;

    static Line open(ConsoleServer server, String base, long id) throws Exception {
      var line = new Line();
      var builder = HTTP.newWebSocketBuilder().subprotocols(CorexRoutes.PROTOCOL);
      if (base.contains("/live/")) {
        builder.header("Origin", server.origin()).header("X-Who", "ines");
      }
      line.socket =
          builder.buildAsync(URI.create(base + "/ws/" + id), line).get(20, TimeUnit.SECONDS);
      line.say("{\"AuthToken\":null}");
      return line;
    }

    void say(String text) throws Exception {
      java.util.Objects.requireNonNull(socket)
          .sendBinary(ByteBuffer.wrap(text.getBytes(StandardCharsets.US_ASCII)), true)
          .get(20, TimeUnit.SECONDS);
    }

    /// Sends one key and waits for it to come back.
    void pass(String key) throws Exception {
      came.drainPermits();
      say("0" + key);
      if (!came.tryAcquire(20, TimeUnit.SECONDS)) {
        throw new AssertionError("no echo came");
      }
    }

    void awaitBytes(long count) throws InterruptedException {
      left.set(count);
      if (!wanted.tryAcquire(120, TimeUnit.SECONDS)) {
        throw new AssertionError(left.get() + " bytes never came");
      }
    }

    @Override
    public @Nullable CompletionStage<?> onBinary(WebSocket from, ByteBuffer data, boolean last) {
      if (begins) {
        isOutput = data.hasRemaining() && data.get(data.position()) == '0';
      }
      if (isOutput && data.hasRemaining()) {
        var rest = left.addAndGet((begins ? 1L : 0L) - data.remaining());
        came.release();
        if (rest <= 0) {
          wanted.release();
        }
      }
      begins = last;
      from.request(1);
      return null;
    }

    @Override
    public void close() {
      java.util.Objects.requireNonNull(socket).abort();
    }
  }
}
