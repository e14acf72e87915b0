package io.coredeck.dashboard;

import static org.assertj.core.api.Assertions.assertThat;

import io.coredeck.dashboard.live.redis.RedisPlace;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.WebSocket;
import java.net.http.WebSocketHandshakeException;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionException;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.eclipse.jetty.ee11.servlet.ServletContextHandler;
import org.eclipse.jetty.ee11.servlet.ServletHolder;
import org.eclipse.jetty.ee11.servlet.ServletMapping;
import org.eclipse.jetty.http.pathmap.PathSpec;
import org.eclipse.jetty.http.pathmap.RegexPathSpec;
import org.eclipse.jetty.http.pathmap.ServletPathSpec;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.websocket.core.server.WebSocketMappings;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// No call and no socket of the server is without a test that walks it, and what somebody adds is
/// closed to strangers from its first day.
class EveryDoorIsKnownIT {

  private static final URI NOWHERE = URI.create("http://127.0.0.1:9/");
  private static final Duration LIMIT = Duration.ofSeconds(20);
  private static final String GWID = "3-1";

  /// Vaadin's, and the one of Jetty's behind it that finds nothing.
  private static final List<String> OF_PAGES = List.of("/*", "/");

  /// One of Jetty's sockets in what it tells of itself: what it is mapped to.
  private static final Pattern MAPPED = Pattern.compile("(\\w+PathSpec)@\\w+\\{\\w+,(\\S+)\\}=");

  private static DashboardServer server;
  private static ServletContextHandler context;
  private static HttpClient client;

  @BeforeAll
  static void start() throws IOException {
    server = serve();
    context = server.jetty().getDescendant(ServletContextHandler.class);
    client = HttpClient.newHttpClient();
  }

  private static DashboardServer serve() throws IOException {
    var redis = Optional.of(new RedisPlace("redis://127.0.0.1:9"));
    return DashboardServer.start(
        new DashboardConfig("127.0.0.1", 0, NOWHERE, NOWHERE, redis, "token"));
  }

  @AfterAll
  static void stop() {
    client.close();
    server.close();
  }

  @Test
  void what_answers_is_one_context_with_every_address_in_it() {
    assertThat(server.jetty().getDescendants(org.eclipse.jetty.server.handler.ContextHandler.class))
        .containsExactly(context);
    assertThat(server.jetty().getDescendants(Handler.class).stream().map(Object::getClass))
        .contains(SocketGate.class, PageHeaders.class, TicketGate.class);
  }

  @Test
  void every_servlet_is_walked() {
    var walked =
        EveryDoor.calls(GWID, "shop").stream().map(path -> "/" + path.replaceAll("\\?.*", ""));
    var paths = walked.toList();
    assertThat(servlets().filter(one -> !OF_PAGES.contains(one)))
        .hasSize(paths.size())
        .allMatch(one -> paths.stream().anyMatch(new ServletPathSpec(one)::matches));
  }

  private static Stream<String> servlets() {
    return Arrays.stream(context.getServletHandler().getServletMappings())
        .map(ServletMapping::getPathSpecs)
        .flatMap(Arrays::stream);
  }

  @Test
  void every_socket_is_walked() throws IOException {
    var walked =
        Stream.concat(
                EveryDoor.sockets(GWID).stream().map(DoorClient.Door::path),
                EveryDoor.ofPages().stream())
            .map(path -> "/" + path.replaceAll("\\?.*", ""))
            .toList();
    assertThat(sockets())
        .hasSize(5)
        .allMatch(
            one -> walked.stream().anyMatch(path -> one.matches(path) || one.matches(path + "/")));
  }

  private static List<PathSpec> sockets() throws IOException {
    var told = new StringBuilder();
    WebSocketMappings.getMappings(context).dump(told, "");
    return MAPPED
        .matcher(told)
        .results()
        .map(one ->
            one.group(1).equals("RegexPathSpec")
                ? new RegexPathSpec(one.group(2))
                : new ServletPathSpec(one.group(2)))
        .map(PathSpec.class::cast)
        .toList();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "live/find?q=x",
        "live/nothing-yet",
        "live/corex/3-1/api/v2/processes",
        "live/corex/3-1/credential",
        "live/corex/3-1/api/v2/files?path=/etc/passwd",
        "live/corex/3-1/api/v2/processes/1/recording?version=3",
        "live/logs/download?container=3-1",
        "%6cive/find",
        "live;a=b/find",
        "live/./find",
        "nodes/../live/find",
        "live/here/x",
        "live/x/../find"
      })
  void nothing_live_is_there_for_who_is_not_signed_in(String path) throws Exception {
    for (var method : List.of("GET", "POST", "PUT", "DELETE")) {
      assertThat(call(method, path).statusCode()).as(method + " " + path).isIn(400, 401);
    }
  }

  @Test
  void what_is_added_without_a_check_of_its_own_is_closed_to_strangers() throws Exception {
    try (var own = serve()) {
      var its = own.jetty().getDescendant(ServletContextHandler.class);
      its.addServlet(new ServletHolder("open", new Open()), "/open/*");
      its.addServlet(new ServletHolder("live-open", new Open()), "/live/open/*");
      assertThat(call(own, "GET", "open/x").statusCode()).isEqualTo(200);
      assertThat(call(own, "GET", "live/open/x").statusCode()).isEqualTo(401);
    }
  }

  private static final class Open extends HttpServlet {
    private static final long serialVersionUID = 1L;

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) {
      response.setStatus(HttpServletResponse.SC_OK);
    }
  }

  @Test
  void no_socket_opens_to_a_stranger_also_where_none_is_mapped() throws Exception {
    for (var door : EveryDoor.sockets(GWID)) {
      assertThat(refused(door.path(), door.protocol())).as(door.path()).isEqualTo(401);
    }
    assertThat(refused("live/other", "coredeck.v1")).isEqualTo(401);
  }

  @Test
  void an_upload_without_a_session_is_taken_nowhere() throws Exception {
    var answer = call("POST", EveryDoor.upload("0", "4f8a2a52-3c0b-4b7c-9f3e-000000000000"));
    assertThat(answer.statusCode()).isEqualTo(404);
  }

  @Test
  void whether_somebody_is_signed_in_is_told_to_everybody() throws Exception {
    var answer = call("GET", "live/here");
    assertThat(answer.statusCode()).isEqualTo(401);
    assertThat(answer.body()).isEmpty();
  }

  private static HttpResponse<String> call(String method, String path)
      throws IOException, InterruptedException {
    return call(server, method, path);
  }

  private static HttpResponse<String> call(DashboardServer asked, String method, String path)
      throws IOException, InterruptedException {
    var request =
        HttpRequest.newBuilder(URI.create(asked.url() + path))
            .timeout(LIMIT)
            .method(
                method,
                method.equals("GET") ? BodyPublishers.noBody() : BodyPublishers.ofString("{}"))
            .build();
    return client.send(request, BodyHandlers.ofString());
  }

  /// @return status of the refused handshake
  private static int refused(String path, String protocol) {
    var address = URI.create(server.url().toString().replaceFirst("http", "ws") + path);
    try {
      client
          .newWebSocketBuilder()
          .connectTimeout(LIMIT)
          .subprotocols(protocol, Ticket.PREFIX + "none")
          .header("Origin", server.url().toString().replaceAll("/$", ""))
          .buildAsync(address, new WebSocket.Listener() {})
          .join()
          .abort();
      return 101;
    } catch (CompletionException e) {
      if (e.getCause() instanceof WebSocketHandshakeException refusal) {
        return refusal.getResponse().statusCode();
      }
      throw e;
    }
  }
}
