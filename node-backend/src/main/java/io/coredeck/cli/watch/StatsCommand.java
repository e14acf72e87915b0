package io.coredeck.cli.watch;

import io.coredeck.cli.setup.CliException;
import io.coredeck.cli.setup.ExitCode;
import io.coredeck.cli.setup.Session;
import io.coredeck.cli.watch.Streams.Entry;
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
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `stats [-f] ID…`: what containers use now.
@Command(
    name = "stats",
    description = {
      "Prints what containers use: CPU in per cent of one core, memory, number of processes.",
      "With -f it goes on, a line every 2 seconds, until they are deleted."
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

  @Parameters(paramLabel = "ID", arity = "1..*", description = "Like 3 or 3-1.")
  private List<String> ids = List.of();

  @Option(
      names = {"-f", "--follow"},
      description = "Go on with samples as they come.")
  private boolean follow;

  /// @param session of this run
  public StatsCommand(Session session) {
    this.session = session;
  }

  @Override
  public Integer call() throws CliException, GridException, InterruptedException {
    new Watch(session, WHAT, ids).run(SAMPLES, follow, this::read);
    lines.values().forEach(session::print);
    if (!follow && last.isEmpty()) {
      throw new CliException(
          ExitCode.FAILED, "there are no samples of " + String.join(", ", ids) + "; does it run?");
    }
    return ExitCode.DONE;
  }

  private void read(String gwid, Entry entry) {
    var sample = sample(entry.fields());
    var line = session.isJson() ? json(gwid, sample) : text(gwid, sample);
    last.put(gwid, sample);
    if (follow) {
      session.print(line);
    } else {
      lines.put(gwid, line); // of the past only the latest is shown
    }
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
