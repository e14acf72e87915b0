package io.coredeck.bench.terminal;

import io.coredeck.bench.Medians;
import io.coredeck.node.host.DirectoryTree;
import io.coredeck.node.host.LinuxHost;
import io.coredeck.platform.bundle.CorexBundle;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.TreeMap;

/// CoreX as web terminal, as a container has it, in turn with ttyd where that is given. For each
/// part and round a fresh server of each kind; medians of the rounds, one JSON object a part. Needs
/// root.
///
/// Usage: `./coredeck bench terminal [--rival FILE-OF-TTYD] [--rounds N] [PART…]`
final class TerminalBench {
  private static final int ROUNDS = 3;
  private static final double MILLIS_PER_TICK = 10;
  private static final int USER_TIME = 11;
  private static final double KIB_PER_MIB = 1024;

  /// What is measured: the words for TermBench, and which of its numbers are shown; some do the
  /// same once before, unmeasured.
  private enum Part {
    RAW(true, "throughput --mb 128", "mb_per_s server_cpu_ms_per_gb bytes_missing"),
    COOKED(true, "throughput --mb 128 --cooked", "mb_per_s server_cpu_ms_per_gb bytes_missing"),
    ECHO(true, "echo --samples 1000", "echo_p50_us echo_p99_us wrong"),
    BESIDE(true, "echo --samples 1000 --flood 1", "echo_p50_us echo_p99_us flood_mb_per_s wrong"),
    MANY(
        false,
        "many --k 500 --seconds 10",
        "opened open_seconds echo_p50_us echo_p99_us echoes_per_s errors timeouts wrong"
            + " server_cpu_percent per_session_rss_kb"),
    ATTACH(
        false, "attach --count 200", "upgrade_p50_us first_byte_p50_us full_backlog_p50_us errors"),
    API(
        false,
        "api --listed 20 --seconds 5 --cycles 200",
        "requests_per_s cycles_per_s errors cycles_failed"),
    EXITLOSS(false, "exitloss --count 50", "complete terminal_closed_at_exit mean_missing_bytes"),
    SLOW(
        false,
        "slow --seconds 10",
        "reader_mb_per_s_beside_stalled reader_mb_per_s_alone growth_rss_kb api_ms_beside_stalled"),
    INTERRUPT(
        false, "interrupt --count 10", "interrupt_p50_us interrupt_max_us stale_bytes_p50 errors"),
    INTERRUPT_SLOW(
        false,
        "interrupt --count 10 --read-mbps 5",
        "interrupt_p50_us interrupt_max_us stale_bytes_p50 errors"),
    CYCLES(
        false,
        "api --seconds 1 --cycles 10000 --max-seconds 200",
        "cycles_per_s cycles_failed cycle_n"),
    /// In the protocol of our own pages, which no other server speaks.
    CROWD(false, "", "");

    private final boolean warm;
    private final String words;
    private final String numbers;

    Part(boolean warm, String words, String numbers) {
      this.warm = warm;
      this.words = words;
      this.numbers = numbers;
    }

    boolean isForAll() {
      return this != CYCLES && this != CROWD;
    }
  }

  private final LinuxHost host = new LinuxHost();
  private final Path work;
  private final Path bundle;
  private final BenchClient client;
  private final Optional<Path> rival;

  private TerminalBench(Path work, Optional<Path> rival) throws IOException, InterruptedException {
    this.work = work;
    this.rival = rival;
    this.client = BenchClient.compile(work);
    this.bundle =
        CorexBundle.build(
            host,
            Path.of(System.getProperty("java.home")),
            Path.of("target/dist/corex"),
            work.resolve("corex"),
            System.err::println);
  }

  /// Entry point.
  public static void main(String[] arguments) throws Exception {
    var parts = new ArrayList<Part>();
    var rival = Optional.<Path>empty();
    var rounds = ROUNDS;
    for (var words = new ArrayList<>(List.of(arguments)); !words.isEmpty(); ) {
      var word = words.removeFirst();
      switch (word) {
        case "--rival" -> rival = Optional.of(Path.of(words.removeFirst()).toAbsolutePath());
        case "--rounds" -> rounds = Integer.parseInt(words.removeFirst());
        default -> parts.add(Part.valueOf(word.toUpperCase(Locale.ROOT)));
      }
    }
    var work = Files.createTempDirectory(Path.of("/var/tmp"), "coredeck-terminal-bench");
    try {
      var bench = new TerminalBench(work, rival);
      for (var part : parts.isEmpty() ? List.of(Part.values()) : parts) {
        bench.measure(part, rounds);
      }
    } finally {
      DirectoryTree.delete(work);
    }
  }

  private void measure(Part part, int rounds) throws Exception {
    var results = new TreeMap<TerminalServer.Kind, Medians>();
    for (var round = 0; round < rounds; round++) {
      for (var kind : TerminalServer.Kind.values()) {
        if (kind == TerminalServer.Kind.COREX || (rival.isPresent() && part.isForAll())) {
          try (var server = start(kind)) {
            run(part, server, results.computeIfAbsent(kind, _ -> new Medians()));
          }
        }
      }
    }
    results.forEach((kind, medians) ->
        System.out.printf(
            "{\"part\":\"%s\",\"server\":\"%s\",\"result\":%s}%n",
            part.name().toLowerCase(Locale.ROOT), kind.protocol(), medians.json()));
  }

  private TerminalServer start(TerminalServer.Kind kind) throws IOException, InterruptedException {
    return kind == TerminalServer.Kind.COREX
        ? TerminalServer.corex(host, work, bundle)
        : TerminalServer.ttyd(host, work, rival.orElseThrow());
  }

  private void run(Part part, TerminalServer server, Medians medians) throws Exception {
    if (part == Part.CROWD) {
      try (var crowd = new Crowd(server)) {
        crowd.measure(medians);
      }
      return;
    }
    if (part.warm) {
      client.run(server, words(part.words));
    }
    var descriptors = entries(server, "fd");
    var threads = entries(server, "task");
    var resident = server.residentKib();
    var user = userMillis(server);
    var result = client.run(server, words(part.words));
    for (var name : words(part.numbers)) {
      medians.add(name, result.member(name).decimal());
    }
    if (result.member("bytes_received").isPresent()) {
      var bytes = result.member("bytes_received").decimal();
      medians.add("user_cpu_ms_per_gb", (userMillis(server) - user) * 1e9 / bytes);
    }
    medians.add("descriptors_more", entries(server, "fd") - descriptors);
    medians.add("threads_before", threads);
    medians.add("threads", entries(server, "task"));
    medians.add("rss_before_mib", resident / KIB_PER_MIB);
    medians.add("rss_mib", server.residentKib() / KIB_PER_MIB);
  }

  private static List<String> words(String text) {
    return List.of(text.split(" ", -1));
  }

  private static double entries(TerminalServer server, String folder) throws IOException {
    try (var all = Files.list(Path.of("/proc", String.valueOf(server.pid()), folder))) {
      return (double) all.count();
    }
  }

  private static double userMillis(TerminalServer server) throws IOException {
    var stat = Files.readString(Path.of("/proc", String.valueOf(server.pid()), "stat"));
    var fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1);
    return Long.parseLong(fields[USER_TIME]) * MILLIS_PER_TICK;
  }
}
