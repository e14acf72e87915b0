package io.coredeck.bench;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.coredeck.explorer.store.Page.Slice;
import io.coredeck.explorer.store.Reading.Load;
import io.coredeck.explorer.store.Store;
import io.coredeck.identity.KeyPair;
import io.coredeck.model.NextAction;
import io.coredeck.model.Result;
import io.coredeck.sdk.GridClient;
import io.coredeck.testkit.ExplorerProcess;
import io.coredeck.testkit.TestPostgres;
import io.coredeck.wire.Json;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicLong;

/// What an explorer with 30 000 workloads does, over HTTP, in a process of its own with the heap it
/// has in an instance:
///
/// - `page_ms`, `last_page_ms`: 100 of all workloads, from anywhere and at the end
/// - `filter_ms`, `filter_action_ms`: 100 of one customer's, of all that are to be deployed
/// - `search_…_ms`, `sort_…_ms`: 100 of `…/search`: by a word that many have, that one has, that
///   none has; by state and kind; sorted by name, by time, far behind; by a word, a state and a
///   sort together
/// - `walk_1000_ms`: the next 1000 of all, by cursor
/// - `create_per_s`: signed creations by 16 clients at once, durable
/// - `get_per_s`: looks at one workload by 8 clients at once
/// - `create_cpu_ms`, `get_cpu_ms`: what one of these takes of the explorer's processors
/// - `memory_mib`: the most memory the explorer had
///
/// Usage: `./coredeck bench explorer [DATABASE]`; a SQLite file in a new folder, which must be on a
/// disk, unless DATABASE is the address of an empty PostgreSQL database, or `postgres` for one of
/// its own.
final class ExplorerBench {
  private static final int WORKLOADS = 30_000;
  private static final int FILL_TOGETHER = 500;
  private static final int PAGE = 100;
  private static final int LOOKS = 200;
  private static final int CREATORS = 16;
  private static final int LOOKERS = 8;
  private static final Duration TIME = Duration.ofSeconds(10);
  private static final Load LOAD = new Load(0.1, 0.1);

  private final Path folder;
  private final String database;
  private final HttpClient client = HttpClient.newHttpClient();
  private final Random random = new Random(7);
  private final Map<String, Object> rates = new LinkedHashMap<>();
  private final Medians medians = new Medians();

  private ExplorerBench(Path folder, String database) {
    this.folder = folder;
    this.database = database;
  }

  /// Entry point.
  public static void main(String[] arguments) throws Exception {
    var folder = Files.createTempDirectory(Path.of("/var/tmp"), "coredeck-bench");
    var database =
        switch (arguments.length == 0 ? "" : arguments[0]) {
          case "" -> "jdbc:sqlite:" + folder.resolve("e.db");
          case "postgres" -> TestPostgres.database();
          default -> arguments[0];
        };
    try {
      new ExplorerBench(folder, database).run();
    } finally {
      try (var files = Files.list(folder)) {
        for (var file : files.toList()) {
          Files.delete(file);
        }
      }
      Files.delete(folder);
    }
  }

  private void run() throws Exception {
    fill();
    try (var explorer = ExplorerProcess.start(folder, database, "-Xmx256m")) {
      var list = explorer.uri() + "/reservations/workloads?size=%d&page=".formatted(PAGE);
      var pages = WORKLOADS / PAGE;
      for (var round = 0; round < LOOKS; round++) {
        medians.add("page_ms", millis(list + (1 + random.nextInt(pages))));
        medians.add("last_page_ms", millis(list + pages));
        medians.add(
            "filter_ms",
            millis(list + "1&customer_tid=" + (1 + random.nextInt(BenchWorkloads.CUSTOMERS))));
        medians.add("filter_action_ms", millis(list + "20&next_action=3"));
      }
      searches(explorer.uri() + "/reservations/workloads/search?size=%d&".formatted(PAGE));
      var process = explorer.process();
      rates.put("create_per_s", creations(explorer.uri(), process));
      rates.put("get_per_s", looks(explorer.uri(), process));
      rates.put("memory_mib", memory(process.pid()));
    }
    System.out.println(medians.json());
    System.out.println(Json.writeTree(rates));
  }

  private void searches(String list) throws Exception {
    var pages = WORKLOADS / PAGE;
    for (var round = 0; round < LOOKS; round++) {
      var one = random.nextInt(WORKLOADS);
      medians.add(
          "search_many_ms", millis(list + "q=image-" + one % BenchWorkloads.IMAGES + ".flist"));
      medians.add("search_one_ms", millis(list + "q=service-" + one + "%22", 0));
      medians.add("search_none_ms", millis(list + "q=is-nowhere", 0));
      medians.add("search_state_ms", millis(list + "state=running&type=container&sort=-created"));
      medians.add("sort_name_ms", millis(list + "sort=name&page=" + (1 + random.nextInt(pages))));
      medians.add("sort_created_ms", millis(list + "sort=-created"));
      medians.add(
          "search_all_ms", millis(list + "q=SERVICE&state=running&sort=-node&page=" + pages / 4));
    }
    var next = "";
    for (var part = 0; part < WORKLOADS / Slice.MOST; part++) {
      var begin = System.nanoTime();
      var reply =
          reply(
              list.replace("size=100", "size=" + Slice.MOST)
                  + (next.isEmpty() ? "" : "after=" + next));
      medians.add("walk_1000_ms", (System.nanoTime() - begin) / 1e6);
      next = reply.headers().firstValue("Next").orElse("");
    }
  }

  private void fill() throws Exception {
    try (var store = Store.open(database)) {
      for (var from = 0; from < WORKLOADS; from += FILL_TOGETHER) {
        var first = from;
        store.write(records -> {
          for (var i = first; i < first + FILL_TOGETHER; i++) {
            var added = records.add(BenchWorkloads.workload(i), LOAD);
            var isGone = i % 2 == 0;
            var result =
                new Result(
                    1,
                    added.gwid(),
                    "{\"id\":\"x\",\"ipv6\":\"\",\"ipv4\":\"172.24.1.9\"}",
                    "",
                    isGone ? Result.State.DELETED : Result.State.OK,
                    "",
                    5,
                    added.nodeId());
            records.put(
                added
                    .withResult(result)
                    .withNextAction(isGone ? NextAction.DELETED : NextAction.DEPLOY));
          }
          return first;
        });
      }
    }
  }

  private double millis(String address) throws Exception {
    return millis(address, PAGE * PAGE);
  }

  private double millis(String address, int least) throws Exception {
    var begin = System.nanoTime();
    var reply = reply(address);
    var millis = (System.nanoTime() - begin) / 1e6;
    if (reply.body().length < least) {
      throw new IOException(address + ": " + new String(reply.body(), UTF_8));
    }
    return millis;
  }

  private HttpResponse<byte[]> reply(String address) throws Exception {
    var reply =
        client.send(
            HttpRequest.newBuilder(URI.create(address)).build(), BodyHandlers.ofByteArray());
    if (reply.statusCode() != 200) {
      throw new IOException(address + ": " + new String(reply.body(), UTF_8));
    }
    return reply;
  }

  private double creations(URI uri, Process explorer) throws Exception {
    var tasks = new ArrayList<Callable<Long>>();
    for (var i = 0; i < CREATORS; i++) {
      var keys = KeyPair.fromSeedHex(HexFormat.of().toHexDigits(i + 1).repeat(8));
      long tid;
      try (var anybody = GridClient.anonymous(uri)) {
        tid = anybody.register(keys, "creator" + i, "creator" + i + "@example.org").id();
      }
      var grid = GridClient.connect(uri, keys, tid);
      var pool = grid.orderPool(0, 1_000_000_000, 1_000_000_000, List.of("node1"));
      var wish = BenchWorkloads.wish("node1", pool);
      tasks.add(() -> grid.deploy(wish));
    }
    return rate("create_cpu_ms", tasks, explorer);
  }

  private double looks(URI uri, Process explorer) throws Exception {
    var tasks = new ArrayList<Callable<Long>>();
    for (var i = 0; i < LOOKERS; i++) {
      var one = HttpRequest.newBuilder(URI.create(uri + "/reservations/workloads/" + (77 + i)));
      var request = one.build();
      tasks.add(() -> (long) client.send(request, BodyHandlers.ofByteArray()).statusCode());
    }
    return rate("get_cpu_ms", tasks, explorer);
  }

  /// @param name of what one call takes of the explorer's processors
  /// @return calls a second of all together, once they have been made for a while
  private double rate(String name, List<Callable<Long>> calls, Process explorer) throws Exception {
    var _ = inTime(calls, TIME.dividedBy(2));
    var before = cpu(explorer);
    var count = inTime(calls, TIME);
    rates.put(name, (cpu(explorer) - before) / (double) count);
    return count / (double) TIME.toSeconds();
  }

  private static long inTime(List<Callable<Long>> calls, Duration time) throws Exception {
    var end = System.nanoTime() + time.toNanos();
    var total = new AtomicLong();
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      var tasks =
          calls.stream()
              .map(call ->
                  (Callable<Long>)
                      () -> {
                        for (; System.nanoTime() < end; total.incrementAndGet()) {
                          call.call();
                        }
                        return 0L;
                      });
      for (var one : threads.invokeAll(tasks.toList())) {
        one.get();
      }
    }
    return total.get();
  }

  private static long cpu(Process explorer) {
    return explorer.info().totalCpuDuration().orElse(Duration.ZERO).toMillis();
  }

  private static long memory(long pid) throws IOException {
    return Files.readAllLines(Path.of("/proc/" + pid + "/status")).stream()
        .filter(line -> line.startsWith("VmHWM:"))
        .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) / 1024)
        .findFirst()
        .orElse(-1);
  }
}
