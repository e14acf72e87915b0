package io.coredeck.cli.watch;

import io.coredeck.cli.setup.CliException;
import io.coredeck.cli.setup.ExitCode;
import io.coredeck.cli.setup.Session;
import io.coredeck.cli.setup.Table;
import io.coredeck.cli.stream.Streams.Entry;
import io.coredeck.model.Bytes;
import io.coredeck.model.StatsSample;
import io.coredeck.sdk.GridException;
import io.coredeck.wire.Json;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `stats ID…`: what containers use: a table that changes in its place on a terminal, else the
/// latest, or with `-f` a line for each sample.
@Command(
    name = "stats",
    description = {
      "Prints what containers use: CPU in per cent of one core, memory, number of processes.",
      "On a terminal it is a table that changes every 2 seconds until they are deleted; elsewhere,"
          + " or with --once, what they use now. With -f it goes on everywhere, a line a sample."
    })
public final class StatsCommand implements Callable<Integer> {
  private static final String WHAT = "stats";

  /// Samples needed for one line: the rate of CPU is the difference of two.
  private static final int SAMPLES = 2;

  private static final double NANOS = 1e9;
  private static final double PER_CENT = 100;

  private final Session session;
  private final Map<String, StatsSample> last = new HashMap<>();
  private final Map<String, String> lines = new LinkedHashMap<>();
  private final Map<String, String[]> rows = new LinkedHashMap<>();
  private @Nullable LiveTable live;

  @Parameters(paramLabel = "ID", arity = "1..*", description = "Like 3 or 3-1.")
  private List<String> ids = List.of();

  @Option(
      names = {"-f", "--follow"},
      description = "Go on with samples as they come.")
  private boolean follow;

  @Option(names = "--once", description = "What they use now, also on a terminal.")
  private boolean once;

  /// @param session of this run
  public StatsCommand(Session session) {
    this.session = session;
  }

  @Override
  public Integer call() throws CliException, GridException, InterruptedException {
    if (follow && once) {
      throw new CliException(ExitCode.WRONG_CALL, "-f stands beside --once; leave one of them out");
    }
    var isLive = !once && !session.isTree() && session.around().terminal().isOut();
    live = isLive ? new LiveTable(session) : null;
    new Watch(session, WHAT, ids).run(SAMPLES, follow || isLive, new Samples());
    if (session.isTable() && !follow && !isLive) {
      session.print(table());
    } else {
      lines.values().forEach(this::tell);
    }
    if (!follow && last.isEmpty()) {
      throw new CliException(
          ExitCode.FAILED, "there are no samples of " + String.join(", ", ids) + "; does it run?");
    }
    return ExitCode.DONE;
  }

  /// What the command does with what it sees.
  private final class Samples implements Watch.Reader {
    @Override
    public void read(String gwid, Entry entry) {
      var sample = sample(entry.fields());
      var line = session.isTree() ? json(gwid, sample) : text(gwid, sample);
      rows.put(gwid, row(gwid, sample));
      last.put(gwid, sample);
      if (live != null) {
        return;
      }
      if (follow) {
        tell(line);
      } else {
        lines.put(gwid, line); // of the past only the latest is shown
      }
    }

    @Override
    public void pause() {
      if (live != null) {
        live.show(table());
      }
    }

    @Override
    public void gone(String gwid) {
      rows.remove(gwid);
    }
  }

  private void tell(String line) {
    if (session.isTree()) {
      session.answer(line);
    } else {
      session.print(line);
    }
  }

  private Table table() {
    var table =
        new Table("ID", "CPU", "MEMORY MiB", "LIMIT MiB", "OF LIMIT", "PROCESSES", "+CACHE MiB");
    rows.values().forEach(table::add);
    return table;
  }

  private String[] row(String gwid, StatsSample sample) {
    var limit = sample.memoryLimit().count();
    var share = limit == 0 ? 0 : PER_CENT * sample.memoryUsage().count() / limit;
    return new String[] {
      gwid,
      cpu(gwid, sample),
      mebibytes(sample.memoryUsage()),
      mebibytes(sample.memoryLimit()),
      String.format(Locale.ROOT, "%.1f %%", share),
      String.valueOf(sample.pids()),
      mebibytes(sample.memoryCache())
    };
  }

  private static StatsSample sample(Map<String, byte[]> fields) {
    var members = new LinkedHashMap<String, Object>();
    fields.forEach(
        (name, value) -> members.put(name, Json.tree(new String(value, StandardCharsets.UTF_8))));
    return Json.statsSample(Json.writeTree(members));
  }

  private static String json(String gwid, StatsSample sample) {
    var members = new LinkedHashMap<String, Object>();
    members.put("gwid", gwid);
    members.putAll(Json.tree(Json.write(sample)).members());
    return Json.writeTree(members);
  }

  private String text(String gwid, StatsSample sample) {
    return "%s  cpu %s  memory %s of %s MiB (cache %s)  processes %d"
        .formatted(
            gwid,
            cpu(gwid, sample),
            mebibytes(sample.memoryUsage()),
            mebibytes(sample.memoryLimit()),
            mebibytes(sample.memoryCache()),
            sample.pids());
  }

  private String cpu(String gwid, StatsSample sample) {
    var before = last.get(gwid);
    var seconds = before == null ? 0 : sample.timestamp() - before.timestamp();
    if (before == null || seconds <= 0 || sample.cpuUsage() < before.cpuUsage()) {
      return "-";
    }
    var used = (sample.cpuUsage() - before.cpuUsage()) / NANOS / seconds;
    return String.format(Locale.ROOT, "%.1f %%", used * PER_CENT);
  }

  private static String mebibytes(Bytes amount) {
    return String.format(Locale.ROOT, "%.1f", (double) amount.count() / Bytes.MIB);
  }
}
