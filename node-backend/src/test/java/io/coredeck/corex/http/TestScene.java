package io.coredeck.corex.http;

/// The processes of the design's pictures, as far as a test machine can play them.
final class TestScene {

  private static final String DEMO =
      """
      printf '\\033[1;32mpostgres@postgres-main\\033[0m:\\033[34m~\\033[0m$ psql -d shop\\n'
      printf 'psql (16.4)\\nType \\033[33m"help"\\033[0m for help.\\n\\n'
      printf '\\033[36mshop=#\\033[0m select state, count(*) from pg_stat_activity group by 1;\\n'
      printf '        state        | count |       age\\n'
      printf -- '---------------------+-------+-----------------\\n'
      printf ' active              |     9 | 00:00:00.214\\n'
      printf ' idle                |    61 | 00:04:51.083\\n(2 rows)\\n\\n'
      printf '\\033[36mshop=#\\033[0m vacuum (verbose, analyze) orders_audit;\\n'
      printf '\\033[35mINFO:\\033[0m  vacuuming "shop.public.orders_audit"\\n'
      printf '\\033[90mpages: 0 removed, 283114 remain\\033[0m\\nVACUUM\\n\\033[36mshop=#\\033[0m '
      exec cat
      """;

  private TestScene() {}

  /// Starts them, the newest last.
  static void play(TestCorex corex) throws Exception {
    corex.run("postgres_exporter", "--web.listen", ":9187");
    corex.run("/bin/sh", "-c", "exit 0", "vacuum-report");
    corex.run("/bin/sh", "-c", "exit 3");
    var stubborn = corex.run("/bin/sh", "-c", "trap '' TERM; while :; do sleep 1; done");
    corex.run("top", "-d", "2");
    corex.run("/bin/sh", "-c", DEMO, "demo");
    corex.body("/api/process/stop?id=" + stubborn);
  }
}
