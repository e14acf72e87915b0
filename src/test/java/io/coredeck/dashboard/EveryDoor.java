package io.coredeck.dashboard;

import java.util.List;

/// One address of every call and socket there is, for tests that walk them all.
final class EveryDoor {

  /// A web socket.
  ///
  /// @param path without `/` before it
  /// @param protocol its subprotocol
  record Socket(String path, String protocol) {}

  private EveryDoor() {}

  /// @param gwid of a container
  /// @param name of it
  /// @return paths that are read
  static List<String> calls(String gwid, String name) {
    return List.of(
        "live/logs/download?container=" + gwid,
        "live/corex/" + gwid + "/api/v2/processes",
        "live/find?q=" + name,
        "live/here");
  }

  /// @param gwid of a container
  static List<Socket> sockets(String gwid) {
    return List.of(
        new Socket("live/logs?container=" + gwid, "coredeck.logs.v1"),
        new Socket("live/stats", "coredeck.stats.v1"),
        new Socket("live/corex/" + gwid + "/api/v2/events", "coredeck.v1"),
        new Socket("live/corex/" + gwid + "/ws/1", "coredeck.v1"),
        new Socket("live/corex/" + gwid + "/people", "coredeck.people.v1"));
  }

  /// Those of Vaadin's, which are there for every page: what somebody may do is asked behind them.
  static List<String> ofPages() {
    return List.of("VAADIN/push");
  }

  /// Takes an archive in. Its last parts are other ones for every page.
  static String upload(String page, String secret) {
    return "VAADIN/dynamic/resource/%s/%s/upload".formatted(page, secret);
  }
}
