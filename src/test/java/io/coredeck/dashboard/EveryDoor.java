package io.coredeck.dashboard;

import io.coredeck.dashboard.DoorClient.Door;
import java.util.List;

/// One address of every call and socket there is, for tests that walk them all.
final class EveryDoor {

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

  /// Takes a credential in.
  ///
  /// @param gwid of a container
  static String credential(String gwid) {
    return "live/corex/" + gwid + "/credential";
  }

  /// @param gwid of a container
  static List<Door> sockets(String gwid) {
    return List.of(
        new Door("live/logs?container=" + gwid, "coredeck.logs.v1"),
        new Door("live/stats", "coredeck.stats.v1"),
        new Door("live/corex/" + gwid + "/api/v2/events", "coredeck.v1"),
        new Door("live/corex/" + gwid + "/ws/1", "coredeck.v1"),
        new Door("live/corex/" + gwid + "/people", "coredeck.people.v1"));
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
