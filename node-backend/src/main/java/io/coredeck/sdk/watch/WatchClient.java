package io.coredeck.sdk.watch;

import io.coredeck.identity.KeyPair;
import io.coredeck.model.StatsSample;
import io.coredeck.sdk.ExplorerCalls;
import io.coredeck.wire.Json;
import io.coredeck.wire.JsonValue;
import io.coredeck.wire.WireException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.function.Function;

/// What containers print and use, through the explorer: of the caller's own containers, of admins
/// and operators everybody's. A token is enough.
///
/// {@snippet file="io/coredeck/explorer/WatchedOverSdkIT.java" region="watch"}
///
/// May be used by many threads. An addition to the original, whose explorer answers 404.
public final class WatchClient implements AutoCloseable {

  /// Entries of the past that explorers tell of a container.
  public static final long MOST_TAIL = 20_000;

  private final ExplorerCalls calls;

  private WatchClient(ExplorerCalls calls) {
    this.calls = calls;
  }

  /// @param explorer with its base path, e.g. `http://127.0.0.1:8090/api/v1`
  /// @param keys of who calls
  /// @param tid the caller's id
  public static WatchClient connect(URI explorer, KeyPair keys, long tid) {
    return connect(explorer, keys, tid, "", "");
  }

  /// @param client as of {@code GridClient.connect}
  /// @param session as there
  public static WatchClient connect(
      URI explorer, KeyPair keys, long tid, String client, String session) {
    return new WatchClient(ExplorerCalls.ofUser(explorer, keys, tid, client, session));
  }

  /// @param token `cdk_…`
  /// @throws IllegalArgumentException if that is plain http to another machine
  public static WatchClient withToken(URI explorer, String token) {
    return new WatchClient(ExplorerCalls.withToken(explorer, token));
  }

  /// Asks for lines of containers; what is refused is told by {@link Watch#next}. The explorer has
  /// 16 streams for one user, and each container of a watch is one.
  ///
  /// @param workloads ids of their reservations, one or more
  /// @param tail how many lines of the past of each, from 0 to 20,000
  /// @param follow whether to go on after the past
  /// @return to be read and closed
  public Watch<PrintedLine> lines(List<Long> workloads, long tail, boolean follow) {
    return watch("logs", workloads, tail, follow, WatchClient::line);
  }

  /// Asks for samples of containers, as {@link #lines} does for lines; there is one every two
  /// seconds, and the past of an hour.
  public Watch<StatsSample> samples(List<Long> workloads, long tail, boolean follow) {
    return watch("stats", workloads, tail, follow, Json::statsSample);
  }

  private <T> Watch<T> watch(
      String what, List<Long> workloads, long tail, boolean follow, Function<String, T> read) {
    var questions =
        workloads.stream()
            .distinct()
            .map(id -> new Follower.Question<>(id, what, tail, follow, read))
            .toList();
    return new Watch<>(calls, questions);
  }

  private static PrintedLine line(String data) {
    var from = Json.tree(data);
    return new PrintedLine(
        from.member("number").integer(),
        Instant.ofEpochMilli(from.member("time").integer()),
        from.member("stream").text().equals("stderr"),
        bytes(from));
  }

  private static byte[] bytes(JsonValue from) {
    var base64 = from.member("base64").text();
    try {
      return base64.isEmpty()
          ? from.member("line").text().getBytes(StandardCharsets.UTF_8)
          : Base64.getDecoder().decode(base64);
    } catch (IllegalArgumentException e) {
      throw new WireException("base64", String.valueOf(e.getMessage()));
    }
  }

  /// Gives up what is under way; ends within 5 seconds.
  @Override
  public void close() {
    calls.close();
  }
}
