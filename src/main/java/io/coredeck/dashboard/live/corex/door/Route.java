package io.coredeck.dashboard.live.corex.door;

import java.util.regex.Pattern;

/// What an address under `/live/corex/` means. What is not named here does not exist.
public sealed interface Route {

  /// Where all of them begin.
  String PREFIX = "/live/corex/";

  /// An address and its parts: container, what follows, a process.
  Pattern ADDRESS =
      Pattern.compile(
          "/live/corex/([1-9][0-9]{0,17}-[1-9][0-9]{0,8})"
              + "(/api/v2/events|/people|/ws/([1-9][0-9]{0,15})"
              + "|/api/v2/processes(?:/([1-9][0-9]{0,15})(/stop|/kill)?)?)");

  /// A call of CoreX.
  ///
  /// @param path as CoreX knows it
  /// @param changes false if it only asks
  record Call(String gwid, String path, boolean changes) implements Route {}

  /// A web socket of CoreX.
  ///
  /// @param path as CoreX knows it
  /// @param process whose terminal it is; 0 for the one that tells of all processes
  record Line(String gwid, String path, long process) implements Route {}

  /// The web socket that tells who is here.
  record Here(String gwid) implements Route {}

  /// The address is known, the method is not.
  ///
  /// @param allowed methods, as the header `Allow` lists them
  record OtherMethod(String allowed) implements Route {}

  record Unknown() implements Route {}

  /// @param path as it came, not decoded
  static Route of(String method, String path) {
    var match = ADDRESS.matcher(path);
    if (!match.matches()) {
      return new Unknown();
    }
    var gwid = match.group(1);
    var rest = match.group(2);
    if (rest.startsWith("/api/v2/processes")) {
      var allowed = allowed(match.group(4) != null, match.group(5) != null);
      return (", " + allowed + ",").contains(", " + method + ",")
          ? new Call(gwid, rest, !method.equals("GET"))
          : new OtherMethod(allowed);
    }
    if (!method.equals("GET")) {
      return new OtherMethod("GET");
    }
    var process = match.group(3);
    return rest.equals("/people")
        ? new Here(gwid)
        : new Line(gwid, rest, process == null ? 0 : Long.parseLong(process));
  }

  private static String allowed(boolean isOne, boolean isAct) {
    return isAct ? "POST" : isOne ? "DELETE" : "GET, POST, DELETE";
  }
}
