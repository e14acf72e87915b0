package io.coredeck.cli.watch;

import io.coredeck.cli.setup.CliConfig.Bearer;
import io.coredeck.cli.setup.CliConfig.Signer;
import io.coredeck.cli.setup.CliException;
import io.coredeck.cli.setup.ExitCode;
import io.coredeck.cli.setup.Session;
import io.coredeck.cli.setup.Words;
import io.coredeck.cli.stream.Streams;
import io.coredeck.cli.stream.Streams.Entry;
import io.coredeck.model.Container;
import io.coredeck.sdk.GridException;
import io.coredeck.sdk.watch.WatchClient;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Reads one kind of stream of some workloads: first what is there, then what comes, until all of
/// them are deleted.
final class Watch {

  /// As they came. Those of one time stay in their streams' order.
  static final Comparator<Entry> IN_TIME =
      Comparator.comparingLong(Watch::time)
          .thenComparingLong(one -> part(one.id(), 0))
          .thenComparingLong(one -> part(one.id(), 1));

  private final Session session;
  private final String what;
  private final List<String> ids;

  /// @param what of a workload is read, in words
  /// @param ids as the user wrote them
  Watch(Session session, String what, List<String> ids) {
    this.session = session;
    this.what = what;
    this.ids = ids;
  }

  /// What is done with what is seen.
  @FunctionalInterface
  interface Reader {
    void read(String gwid, Entry entry);

    /// After the past, and after all that came at once.
    default void pause() {}

    /// A workload is deleted; nothing of it comes any more.
    default void gone(String gwid) {}
  }

  /// @param tail how many entries of the past, for each workload
  /// @param follow whether to go on
  void run(long tail, boolean follow, Reader reader)
      throws CliException, GridException, InterruptedException {
    var containers = new LinkedHashMap<Long, String>();
    for (var id : ids) {
      var workload = session.workload(id);
      if (!(workload.workload() instanceof Container)) {
        throw new CliException(
            ExitCode.FAILED,
            "%s is a %s; only containers have %s"
                .formatted(workload.gwid(), Words.kind(workload), what));
      }
      containers.put(workload.id(), workload.gwid());
    }
    try (var source = source(containers)) {
      var past = new ArrayList<>(source.past(tail, follow));
      past.sort(IN_TIME);
      deliver(past, reader);
      reader.pause();
      while (follow && source.hasMore() && !session.out().checkError()) {
        deliver(source.news(), reader);
        source.gone().forEach(reader::gone);
        reader.pause();
      }
    }
  }

  /// Who has the platform's directory has its Redis; all others ask the explorer, which knows what
  /// they may see.
  private Source source(Map<Long, String> containers)
      throws CliException, GridException, InterruptedException {
    var known = session.config().endpoints();
    return switch (session.config().caller()) {
      case Signer _ ->
          new RedisSource(Streams.open(known.redis()), session.grid(), what, containers);
      case Bearer bearer ->
          new ExplorerSource(
              WatchClient.withToken(known.explorer(), bearer.token()), what, containers);
    };
  }

  /// Lines say when they were printed; the ids of samples begin with it.
  private static long time(Entry entry) {
    var printed = entry.fields().get("t");
    return printed == null
        ? part(entry.id(), 0)
        : Long.parseLong(new String(printed, StandardCharsets.US_ASCII));
  }

  private static long part(String id, int number) {
    return Long.parseUnsignedLong(id.split("-", 2)[number]);
  }

  private void deliver(List<Entry> entries, Reader reader) {
    for (var entry : entries) {
      reader.read(entry.key(), entry);
    }
    session.out().flush();
  }
}
