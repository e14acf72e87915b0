package io.coredeck.dashboard.live.corex.door;

import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// What an address under `/live/corex/` means. What is not named here does not exist.
public sealed interface Route {

  /// Where all of them begin.
  String PREFIX = "/live/corex/";

  /// A socket and its parts: container, what follows, a process.
  Pattern SOCKET =
      Pattern.compile(
          "/live/corex/([1-9][0-9]{0,17}-[1-9][0-9]{0,8})"
              + "(/api/v2/events|/people|/ws/([1-9][0-9]{0,15}))");

  /// Container and what follows.
  Pattern CONTAINER = Pattern.compile("/live/corex/([1-9][0-9]{0,17}-[1-9][0-9]{0,8})(/api/v2/.*)");

  /// Container whose credential is told.
  Pattern CREDENTIAL = Pattern.compile("/live/corex/([1-9][0-9]{0,17}-[1-9][0-9]{0,8})/credential");

  /// Methods of it.
  List<String> CREDENTIAL_METHODS = List.of("PUT", "DELETE");

  /// Calls of CoreX with small bodies and answers, by method.
  List<Calls> CALLS =
      List.of(
          new Calls("/api/v2/processes", "GET", "POST", "DELETE"),
          new Calls("/api/v2/processes/ID", "GET", "DELETE"),
          new Calls("/api/v2/processes/ID/(stop|kill|start|restart|close-input)", "POST"),
          new Calls("/api/v2/processes/ID/recording", "POST", "DELETE"),
          new Calls("/api/v2/groups/NAME/(start|stop|restart)", "POST"),
          new Calls("/api/v2/reload", "POST"));

  /// Addresses that have methods in common.
  final class Calls {
    private final Pattern path;
    private final List<String> methods;

    private Calls(String path, String... methods) {
      this.path = pattern(path);
      this.methods = List.of(methods);
    }
  }

  private static Pattern pattern(String path) {
    return Pattern.compile(
        path.replace("ID", "[1-9][0-9]{0,15}").replace("NAME", "(?!\\.+/)[A-Za-z0-9._-]{1,100}"));
  }

  /// What goes through as a stream.
  enum Kind {
    DOWNLOAD("GET", "/api/v2/files", Kind.PATH, "application/octet-stream", "application/x-tar"),
    LIST("GET", "/api/v2/files/list", Kind.PATH, "application/json"),
    UPLOAD("PUT", "/api/v2/files", Kind.PATH, "application/json"),
    RECORDING(
        "GET", "/api/v2/processes/ID/recording", "(version=[23])?", "application/x-asciicast"),
    LOGS(
        "GET",
        "/api/v2/processes/ID/logs",
        "((stream=[a-z]{1,10}|bytes=[0-9]{1,10})(&(?!$)|$)){0,2}",
        "text/plain; charset=utf-8");

    private static final String PATH =
        "path=(?:[A-Za-z0-9._~!$'()*,;:@/+-]|%[0-9A-Fa-f]{2}){1,16384}";

    private final String method;
    private final Pattern path;
    private final Pattern query;

    @SuppressWarnings("ImmutableEnumChecker") // made by List.of
    private final List<String> types;

    Kind(String method, String path, String query, String... types) {
      this.method = method;
      this.path = pattern(path);
      this.query = Pattern.compile(query);
      this.types = List.of(types);
    }

    /// @param told by a container
    /// @return the media type of the answer, one of those that it can have
    public String type(@Nullable String told) {
      return told != null && types.contains(told) ? told : types.getFirst();
    }

    /// @return whether it goes to the container
    public boolean changes() {
      return this == UPLOAD;
    }

    /// @return whether people who only look may have it too: what they see on terminals anyway
    public boolean isForAll() {
      return this == LOGS;
    }

    /// @return whether a browser is to save it
    public boolean isFile() {
      return this == DOWNLOAD || this == RECORDING;
    }
  }

  /// A call of CoreX.
  ///
  /// @param path as CoreX knows it
  /// @param changes false if it only asks
  record Call(String gwid, String path, boolean changes) implements Route {}

  /// A call of CoreX whose body or answer may be of any length.
  ///
  /// @param path as CoreX knows it
  /// @param query likewise, without `?`; may be empty
  record Transfer(String gwid, String path, String query, Kind kind) implements Route {}

  /// A web socket of CoreX.
  ///
  /// @param path as CoreX knows it
  /// @param process whose terminal it is; 0 for the one that tells of all processes
  record Line(String gwid, String path, long process) implements Route {}

  /// The web socket that tells who is here.
  record Here(String gwid) implements Route {}

  /// The credential of its own that the CoreX of a container asks for.
  record Credential(String gwid) implements Route {}

  /// The address is known, the method is not.
  ///
  /// @param allowed methods, as the header `Allow` lists them
  record OtherMethod(String allowed) implements Route {}

  record Unknown() implements Route {}

  /// @param path as it came, not decoded
  /// @param query as it came; null if there is none
  static Route of(String method, String path, @Nullable String query) {
    var socket = SOCKET.matcher(path);
    if (socket.matches()) {
      if (query != null) {
        return new Unknown();
      }
      return method.equals("GET")
          ? socket(socket.group(1), socket.group(2), socket.group(3))
          : new OtherMethod("GET");
    }
    var credential = CREDENTIAL.matcher(path);
    if (credential.matches() && query == null) {
      return CREDENTIAL_METHODS.contains(method)
          ? new Credential(credential.group(1))
          : new OtherMethod(String.join(", ", CREDENTIAL_METHODS));
    }
    var call = CONTAINER.matcher(path);
    return call.matches()
        ? call(method, call.group(1), call.group(2), query == null ? "" : query)
        : new Unknown();
  }

  private static Route socket(String gwid, String rest, @Nullable String process) {
    return rest.equals("/people")
        ? new Here(gwid)
        : new Line(gwid, rest, process == null ? 0 : Long.parseLong(process));
  }

  private static Route call(String method, String gwid, String path, String query) {
    var calls = CALLS.stream().filter(one -> one.path.matcher(path).matches()).toList();
    var kinds =
        Arrays.stream(Kind.values()).filter(one -> one.path.matcher(path).matches()).toList();
    for (var kind : kinds) {
      if (kind.method.equals(method)) {
        return kind.query.matcher(query).matches()
            ? new Transfer(gwid, path, query, kind)
            : new Unknown();
      }
    }
    var methods =
        Stream.concat(
                calls.stream().flatMap(one -> one.methods.stream()),
                kinds.stream().map(one -> one.method))
            .collect(Collectors.toCollection(LinkedHashSet::new));
    if (methods.isEmpty() || !query.isEmpty()) {
      return new Unknown();
    }
    return methods.contains(method)
        ? new Call(gwid, path, !method.equals("GET"))
        : new OtherMethod(String.join(", ", methods));
  }
}
