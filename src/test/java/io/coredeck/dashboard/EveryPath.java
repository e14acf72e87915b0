package io.coredeck.dashboard;

import com.vaadin.flow.router.Route;
import java.util.List;
import java.util.stream.Stream;

/// One address of every page there is, for tests that walk them all.
final class EveryPath {

  private EveryPath() {}

  /// @param container number of a container's reservation
  /// @param network number of a network's reservation
  /// @param node id of a node
  static List<String> signedIn(long container, long network, String node) {
    return List.of(
        "",
        "reservations",
        "reservations/volumes",
        "reservations/networks",
        "containers/new",
        "containers/%d/console".formatted(container),
        "containers/%d/logs".formatted(container),
        "containers/%d/metrics".formatted(container),
        "containers/%d/definition".formatted(container),
        "containers/%d/events".formatted(container),
        "nodes",
        "nodes/" + node,
        "networks",
        "networks/" + network,
        "volumes",
        "pools",
        "images",
        "images/demo/busybox",
        "account",
        "users",
        "audit");
  }

  /// Those to whom nobody has to be signed in, or somebody who must choose a password first.
  static List<String> beforeThat() {
    return List.of("sign-in", "sign-in/provider", "new-password");
  }

  /// @return addresses of pages, as patterns, that none of the paths leads to
  static List<String> forgotten(List<String> paths) {
    return Stream.of(DashboardServer.PAGES)
        .map(page -> page.getAnnotation(Route.class))
        .filter(route -> route != null)
        .map(Route::value)
        .map(EveryPath::pattern)
        .filter(pattern ->
            Stream.concat(paths.stream(), beforeThat().stream())
                .noneMatch(path -> path.matches(pattern)))
        .toList();
  }

  private static String pattern(String template) {
    return template
        .replaceAll("/:\\w+\\?\\(([^)]*)\\)", "(?:/(?:$1))?")
        .replaceAll(":\\w+\\(([^)]*)\\)", "(?:$1)");
  }
}
