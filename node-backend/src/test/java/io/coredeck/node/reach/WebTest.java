package io.coredeck.node.reach;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.catchThrowable;

import com.sun.net.httpserver.HttpServer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// How a node gets what a tenant names, from real servers: `public.example` is one of them, the
/// others on this machine nobody may reach through the node.
@Timeout(120)
class WebTest {
  private static final long TENANT = 7;
  private static final Web.Limits LIMITS = new Web.Limits(1_000, Duration.ofSeconds(60));
  private static final String PUBLIC = "127.0.0.2";
  private static final List<String> ASKED = new CopyOnWriteArrayList<>();

  private static HttpServer open;
  private static HttpServer closed;
  private static Reach reach;
  private static Web web;

  @BeforeAll
  static void start() throws IOException {
    open = HttpServer.create(new InetSocketAddress(InetAddress.ofLiteral(PUBLIC), 0), 0);
    open.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    open.createContext(
        "/",
        exchange -> {
          var path = exchange.getRequestURI().getPath();
          ASKED.add(path);
          var body = "what is there".getBytes(ISO_8859_1);
          switch (path) {
            case "/to-closed" -> {
              exchange.getResponseHeaders().add("Location", url(closed, "127.0.0.1", "/change"));
              exchange.sendResponseHeaders(302, -1);
            }
            case "/to-metadata" -> {
              exchange.getResponseHeaders().add("Location", "http://169.254.169.254/latest");
              exchange.sendResponseHeaders(307, -1);
            }
            case "/to-file" -> {
              exchange.getResponseHeaders().add("Location", "file:///etc/passwd");
              exchange.sendResponseHeaders(301, -1);
            }
            case "/to-nonsense" -> {
              exchange.getResponseHeaders().add("Location", "http://[SECRET");
              exchange.sendResponseHeaders(302, -1);
            }
            case "/for-ever" -> {
              exchange.getResponseHeaders().add("Location", "/for-ever");
              exchange.sendResponseHeaders(302, -1);
            }
            case "/moved" -> {
              exchange.getResponseHeaders().add("Location", "/file");
              exchange.sendResponseHeaders(308, -1);
            }
            case "/gone" -> {
              exchange.sendResponseHeaders(404, body.length);
              exchange.getResponseBody().write(body);
            }
            case "/large" -> {
              exchange.sendResponseHeaders(200, 0);
              for (int i = 0; i < 1_000; i++) {
                exchange.getResponseBody().write(body);
              }
            }
            default -> {
              exchange.sendResponseHeaders(200, body.length);
              exchange.getResponseBody().write(body);
            }
          }
          exchange.close();
        });
    closed = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    closed.createContext(
        "/",
        exchange -> {
          ASKED.add("CLOSED " + exchange.getRequestURI().getPath());
          exchange.sendResponseHeaders(200, -1);
          exchange.close();
        });
    open.start();
    closed.start();
    reach =
        new Reach(
            AddressRange.list(PUBLIC + ":" + open.getAddress().getPort()),
            Set.of(),
            List::of,
            host ->
                switch (host) {
                  case "public.example" -> new InetAddress[] {InetAddress.ofLiteral(PUBLIC)};
                  case "closed.example" -> new InetAddress[] {InetAddress.getLoopbackAddress()};
                  default -> InetAddress.getAllByName(host);
                });
    web = Web.start(reach);
  }

  @AfterAll
  static void stop() {
    web.close();
    reach.close();
    open.stop(0);
    closed.stop(0);
  }

  private static String url(HttpServer server, String host, String path) {
    return "http://" + host + ":" + server.getAddress().getPort() + path;
  }

  private static String got(String path, int status) throws Exception {
    var body = new ByteArrayOutputStream();
    var at = URI.create(url(open, "public.example", path));
    assertThat(web.get(at, TENANT, LIMITS, body)).isEqualTo(status);
    return body.toString(ISO_8859_1);
  }

  private static String refused(String url) {
    var thrown =
        org.assertj.core.api.Assertions.catchThrowableOfType(
            WebException.class,
            () -> web.get(URI.create(url), TENANT, LIMITS, new ByteArrayOutputStream()));
    assertThat(thrown).hasNoCause();
    return String.valueOf(thrown.getMessage());
  }

  @Test
  void a_file_comes_also_after_a_redirect_and_of_other_answers_the_status_alone() throws Exception {
    assertThat(got("/file", 200)).isEqualTo("what is there");
    assertThat(got("/moved", 200)).isEqualTo("what is there");
    assertThat(got("/gone", 404)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"closed.example", "127.0.0.1", "localhost", "[::ffff:127.0.0.1]"})
  void what_may_not_be_reached_is_not_asked(String host) {
    assertThat(refused(url(closed, host, "/change")))
        .isEqualTo("cannot be reached: " + RefusedAddressException.WORDS);
    assertThat(ASKED).noneMatch(asked -> asked.startsWith("CLOSED"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"/to-closed", "/to-metadata"})
  void nor_is_it_after_a_redirect(String path) {
    assertThat(refused(url(open, "public.example", path)))
        .isEqualTo("cannot be reached: " + RefusedAddressException.WORDS);
    assertThat(ASKED).noneMatch(asked -> asked.startsWith("CLOSED"));
  }

  @Test
  void redirects_lead_through_the_web_and_not_for_ever() {
    assertThat(refused(url(open, "public.example", "/to-file")))
        .isEqualTo("it redirects to where this node does not follow");
    assertThat(refused(url(open, "public.example", "/to-nonsense")))
        .isEqualTo("it redirects to where this node does not follow");
    assertThat(refused(url(open, "public.example", "/for-ever")))
        .isEqualTo("it redirects more than 5 times");
    assertThat(ASKED.stream().filter("/for-ever"::equals)).hasSize(6);
  }

  @Test
  void what_is_larger_than_it_may_be_is_not_read_to_its_end() {
    assertThat(refused(url(open, "public.example", "/large")))
        .isEqualTo("it is larger than 1000 bytes");
  }

  @Test
  void of_what_a_server_says_that_is_none_of_the_web_nothing_is_told() throws Exception {
    try (var some = new ServerSocket(0, 1, InetAddress.ofLiteral(PUBLIC));
        var its = new Reach(AddressRange.list(PUBLIC), List::of);
        var our = Web.start(its)) {
      var thread =
          Thread.ofVirtual()
              .start(() -> {
                try (var socket = some.accept()) {
                  var _ = socket.getInputStream().read();
                  socket
                      .getOutputStream()
                      .write("SECRET-2.0 banner\r\n".repeat(3).getBytes(ISO_8859_1));
                } catch (IOException e) {
                  throw new java.io.UncheckedIOException(e);
                }
              });
      var at = URI.create("http://" + PUBLIC + ":" + some.getLocalPort() + "/x");
      assertThatExceptionOfType(WebException.class)
          .isThrownBy(() -> our.get(at, TENANT, LIMITS, new ByteArrayOutputStream()))
          .withMessage("broke off, or answers not as a web server does")
          .withNoCause();
      thread.join();
    }
  }

  /// Whoever waits for the same thing takes it over, where a fault would be everybody's.
  @Test
  void who_is_interrupted_while_it_comes_has_met_no_fault() throws Exception {
    try (var some = new ServerSocket(0, 1, InetAddress.ofLiteral(PUBLIC));
        var its = new Reach(AddressRange.list(PUBLIC), List::of);
        var our = Web.start(its)) {
      var at = URI.create("http://" + PUBLIC + ":" + some.getLocalPort() + "/x");
      var begun = new CountDownLatch(1);
      var body =
          new ByteArrayOutputStream() {
            @Override
            public synchronized void write(byte[] bytes, int start, int length) {
              super.write(bytes, start, length);
              begun.countDown();
            }
          };
      var end = new CompletableFuture<Throwable>();
      var thread =
          Thread.ofVirtual()
              .start(() -> end.complete(catchThrowable(() -> our.get(at, TENANT, LIMITS, body))));
      try (var socket = some.accept()) {
        var _ = socket.getInputStream().read();
        var head = "HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\nabc";
        socket.getOutputStream().write(head.getBytes(ISO_8859_1));
        begun.await();
        thread.interrupt();
        assertThat(end.join()).isInstanceOf(InterruptedException.class);
      }
    }
  }

  @Test
  void a_port_where_nobody_listens_and_a_name_that_nobody_has_are_told() throws Exception {
    int free;
    try (var socket = new ServerSocket(0, 1, InetAddress.ofLiteral(PUBLIC))) {
      free = socket.getLocalPort();
    }
    try (var its = new Reach(AddressRange.list(PUBLIC), List::of);
        var our = Web.start(its)) {
      assertThatExceptionOfType(WebException.class)
          .isThrownBy(() ->
              our.get(
                  URI.create("http://" + PUBLIC + ":" + free + "/x"),
                  TENANT,
                  LIMITS,
                  new ByteArrayOutputStream()))
          .withMessage("cannot be reached: connection refused");
    }
    assertThat(refused("http://no-such-host.invalid/x"))
        .isEqualTo("cannot be reached: its host name is unknown");
  }
}
