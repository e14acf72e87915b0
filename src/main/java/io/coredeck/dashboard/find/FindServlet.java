package io.coredeck.dashboard.find;

import com.vaadin.flow.router.RouteConfiguration;
import com.vaadin.flow.server.VaadinServletContext;
import com.vaadin.flow.server.startup.ApplicationRouteRegistry;
import io.coredeck.dashboard.find.Finder.Asker;
import io.coredeck.dashboard.find.Finder.Group;
import io.coredeck.dashboard.find.Images.Source;
import io.coredeck.dashboard.frame.Navigation;
import io.coredeck.dashboard.grid.GridWatch;
import io.coredeck.dashboard.signin.PersonSession;
import io.coredeck.dashboard.text.Language;
import io.coredeck.wire.Json;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;

/// `GET /live/find?q=…&opened=…`: what answers, as JSON, for the person who is signed in.
public final class FindServlet extends HttpServlet {

  private static final long serialVersionUID = 1L;
  private static final Duration FIRST_LOOK = Duration.ofSeconds(1);
  private static final int MOST_OPENED = 8;

  /// Its address.
  public static final String PATH = "/live/find";

  private final transient GridWatch grid;
  private final transient Finder finder;
  private final transient Pools pools = new Pools();

  /// @param images where those of the hub are asked for
  public FindServlet(GridWatch grid, Source images) {
    this.grid = grid;
    this.finder = new Finder(new Images(images));
  }

  @Override
  protected void doGet(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    var session = PersonSession.of(request);
    if (session.isEmpty()) {
      response.setStatus(HttpServletResponse.SC_UNAUTHORIZED);
      return;
    }
    var person = session.get().person();
    var routes =
        RouteConfiguration.forRegistry(
            ApplicationRouteRegistry.getInstance(new VaadinServletContext(getServletContext())));
    var asker =
        new Asker(
            person,
            Language.of(request),
            grid.look(FIRST_LOOK),
            Navigation.places(person.role(), routes),
            pools.of(session.get()));
    var typed = Objects.requireNonNullElse(request.getParameter("q"), "");
    var opened = request.getParameterValues("opened");
    var ids = opened == null ? List.<String>of() : Stream.of(opened).limit(MOST_OPENED).toList();
    answer(response, finder.find(asker, typed, ids));
  }

  private static void answer(HttpServletResponse response, List<Group> groups) throws IOException {
    var tree =
        groups.stream()
            .map(group ->
                Map.<String, Object>of(
                    "title",
                    group.title(),
                    "items",
                    group.items().stream().map(Item::forPage).toList()))
            .toList();
    response.setHeader("Cache-Control", "no-store");
    response.setContentType("application/json");
    response
        .getOutputStream()
        .write(Json.writeTree(Map.of("groups", tree)).getBytes(StandardCharsets.UTF_8));
  }
}
