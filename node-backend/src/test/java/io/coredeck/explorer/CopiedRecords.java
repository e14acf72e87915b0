package io.coredeck.explorer;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.coredeck.explorer.backup.BackupMain;
import io.coredeck.explorer.call.Repeats;
import io.coredeck.explorer.store.Page;
import io.coredeck.explorer.store.Page.Slice;
import io.coredeck.explorer.store.Reading;
import io.coredeck.explorer.store.Store;
import io.coredeck.explorer.store.Writing;
import io.coredeck.explorer.store.find.Filter;
import io.coredeck.model.registry.ApiToken.Scope;
import io.coredeck.sdk.account.AccountClient;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.MessageDigest;
import java.sql.DriverManager;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.stream.LongStream;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What backup and restore promise, from a SQLite file into the database of the subclass and on
/// into a SQLite file.
abstract class CopiedRecords {
  private static final String PASSPHRASE = "correct horse battery staple";
  private static final long SKIP = 100_000;

  @TempDir Path folder;

  /// @return the setting of an empty database
  abstract String emptyDatabase() throws Exception;

  Path config(String name, String database) throws IOException {
    var own = Files.createDirectories(folder.resolve(name));
    return Files.writeString(
        own.resolve("explorer.properties"),
        "listen=127.0.0.1:0\nseal.file=%s\ndatabase=%s\n"
            .formatted(own.resolve("keys.seal"), database));
  }

  private Path passphrase(String text) throws IOException {
    return Files.writeString(folder.resolve("passphrase"), text + "\n");
  }

  static int run(String command, Path config, Object... arguments) {
    var all = new ArrayList<>(List.of(command, "--config", config.toString()));
    for (var argument : arguments) {
      all.add(argument.toString());
    }
    return BackupMain.run(all.toArray(String[]::new));
  }

  @Test
  void a_copy_of_a_running_explorer_tells_no_secret_and_is_put_back_with_its_key()
      throws Exception {
    var home = Files.createDirectories(folder.resolve("home"));
    var file = folder.resolve("copy");
    String token;
    String seal;
    try (var people = new TestPeople(new TestGrid(home))) {
      token = people.token("ci", Scope.WRITE, 30);
      people.grid.deploy(TestGrid.volume());
      seal = Files.readString(home.resolve("keys.seal")).strip();
      var from = config("home", TestExplorer.database(home));
      assertThat(run("backup", from, "--passphrase-file", passphrase(PASSPHRASE), file)).isZero();
    }
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
        .isEqualTo("rw-------");
    String text;
    try (var in = new GZIPInputStream(Files.newInputStream(file))) {
      text = new String(in.readAllBytes(), UTF_8);
    }
    assertThat(text)
        .contains("alice")
        .doesNotContain(TestPeople.OWN, token, seal, PASSPHRASE)
        .doesNotContain(HexFormat.of().formatHex(TestExplorer.keys(1).seed()));

    var there = config("there", emptyDatabase());
    assertThat(run("restore", there, "--passphrase-file", passphrase(PASSPHRASE), file)).isZero();
    assertThat(folder.resolve("there/keys.seal")).hasContent(seal);
    var onward = folder.resolve("onward");
    assertThat(run("backup", there, onward)).isZero();

    var back = Files.createDirectories(folder.resolve("back"));
    Files.writeString(back.resolve("keys.seal"), seal);
    assertThat(run("restore", config("back", TestExplorer.database(back)), onward)).isZero();
    try (var explorer = new TestExplorer(back)) {
      var person = AccountClient.signIn(explorer.uri(), "alice", TestPeople.OWN, "");
      assertThat(person.keys().publicKeyHex()).isEqualTo(TestExplorer.keys(1).publicKeyHex());
      assertThat(explorer.get("/reservations/workloads/1").status()).isEqualTo(200);
      for (var list : List.of("/reservations/workloads", "/nodes", "/farms", "/users")) {
        var found = explorer.get(list + "/search");
        assertThat(found.json().items()).as(list).isNotEmpty();
        assertThat(found.text()).as(list).isEqualTo(explorer.get(list).text());
      }
    }
  }

  @Test
  void numbers_go_on_above_the_copy_and_above_what_was_there() throws Exception {
    var database = emptyDatabase();
    var config = config("own", database);
    var file = folder.resolve("copy");
    try (var store = Store.open(database)) {
      add(store, 3);
      keep(store, 1, "first");
      keep(store, Repeats.STRANGER, "first");
      assertThat(run("backup", config, file)).isZero();
      add(store, 7);
    }
    assertThat(run("restore", config, file)).isEqualTo(1); // there are records
    try (var store = Store.open(database)) {
      assertThat(workloads(store)).hasSize(10);
    }
    assertThat(run("restore", config, "--force", file)).isZero();
    try (var store = Store.open(database)) {
      assertThat(workloads(store)).containsExactly(1L, 2L, 3L);
      assertThat(store.<Long>read(Reading::lastWorkloadId)).isEqualTo(10 + SKIP);
      assertThat(
              store.<List<Reading.ChangeEntry>>read(
                  records -> records.changedAfter(10, 0, 100, 1 << 20)))
          .hasSize(3);
      assertThat(add(store, 1)).containsExactly(11 + SKIP);
      for (var i = 0; i < 64; i++) { // so often it is looked which are too many
        keep(store, 1, "later" + i);
        keep(store, Repeats.STRANGER, "later" + i);
      }
      for (var tid : List.of(1L, Repeats.STRANGER)) {
        assertThat(
                store.<Optional<Reading.KeptAnswer>>read(
                    records -> records.people().answerTo(tid, "POST /x", "first")))
            .as("of %d", tid)
            .isPresent();
      }
    }
  }

  /// @return the first line of a copy
  private static String head(Path copy) throws IOException {
    try (var in = new GZIPInputStream(Files.newInputStream(copy))) {
      return new String(in.readAllBytes(), UTF_8).lines().findFirst().orElseThrow();
    }
  }

  @Test
  void a_copy_is_not_what_brings_a_database_up_to_date() throws Exception {
    var database = emptyDatabase();
    var config = config("own", database);
    var file = folder.resolve("copy");
    assertThat(run("backup", config, file)).isEqualTo(1); // nothing is there yet
    Store.open(database).close();
    execute(
        database,
        "DELETE FROM flyway_schema_history WHERE installed_rank ="
            + " (SELECT max(installed_rank) FROM flyway_schema_history)");
    assertThat(run("backup", config, file)).isEqualTo(1);
    assertThat(file).doesNotExist();
  }

  static void execute(String database, String statement) throws Exception {
    try (var connection = DriverManager.getConnection(database);
        var sql = connection.createStatement()) {
      assertThat(sql.executeUpdate(statement)).isOne();
    }
  }

  private static void keep(Store store, long tid, String key) throws Exception {
    store.write(records -> {
      records.people().keep(tid, "POST /x", key, new Reading.KeptAnswer("", 201, "{}", 1), 0, 1000);
      return key;
    });
  }

  private static List<Long> add(Store store, int count) throws Exception {
    return store.<List<Long>>write(
        records -> LongStream.range(0, count).mapToObj(_ -> added(records)).toList());
  }

  private static long added(Writing records) {
    return records.add(KilledExplorer.volume("n1", 1), new Reading.Load(0.25, 0.5)).id();
  }

  private static List<Long> workloads(Store store) throws Exception {
    return store
        .<Page<Reading.NodeEntry>>read(
            records -> records.workloads(new Filter.Workloads(0, -1, -1), new Slice(1, 100)))
        .entries()
        .stream()
        .map(Reading.NodeEntry::id)
        .toList();
  }

  @Test
  void what_is_damaged_cut_off_foreign_or_of_another_version_changes_nothing() throws Exception {
    var database = emptyDatabase();
    var config = config("own", database);
    var file = folder.resolve("copy");
    try (var store = Store.open(database)) {
      add(store, 3);
    }
    assertThat(run("backup", config, file)).isZero();
    assertThat(run("backup", config, file)).isEqualTo(1); // it is there
    var whole = Files.readAllBytes(file);
    var bad = folder.resolve("bad");
    for (var cut : new int[] {0, 10, whole.length / 2, whole.length - 1}) {
      Files.write(bad, Arrays.copyOf(whole, cut));
      assertThat(run("restore", config, "--force", bad)).as("cut at %d", cut).isEqualTo(1);
    }
    for (var line :
        List.of(
            "{\"backup\":\"other\"}",
            "{\"backup\":\"coredeck explorer\",\"format\":1,\"schema\":\"99\"}",
            head(file) + "\n{\"table\":\"users; DROP TABLE users\",\"columns\":[\"id\"]}")) {
      try (var out = new GZIPOutputStream(Files.newOutputStream(bad))) {
        out.write((line + "\n").getBytes(UTF_8));
        var sum = MessageDigest.getInstance("SHA-256").digest((line + "\n").getBytes(UTF_8));
        out.write(
            "{\"lines\":%d,\"sha256\":\"%s\"}\n"
                .formatted(line.lines().count(), HexFormat.of().formatHex(sum))
                .getBytes(UTF_8));
      }
      assertThat(run("restore", config, "--force", bad)).as(line).isEqualTo(1);
    }
    try (var store = Store.open(database)) {
      assertThat(workloads(store)).hasSize(3);
      assertThat(add(store, 1)).containsExactly(4L);
    }
  }

  @Test
  void a_wrong_or_short_passphrase_opens_nothing() throws Exception {
    var home = Files.createDirectories(folder.resolve("home"));
    var file = folder.resolve("copy");
    try (var _ = new TestExplorer(home)) {
      var from = config("home", TestExplorer.database(home));
      assertThat(run("backup", from, "--passphrase-file", passphrase("short"), file)).isEqualTo(1);
      assertThat(run("backup", from, "--passphrase-file", passphrase(PASSPHRASE), file)).isZero();
    }
    var there = config("there", emptyDatabase());
    assertThat(run("restore", there, "--passphrase-file", passphrase(PASSPHRASE + "!"), file))
        .isEqualTo(1);
    assertThat(folder.resolve("there/keys.seal")).doesNotExist();
  }

  @Test
  void a_key_that_was_there_is_kept_beside_the_restored_one() throws Exception {
    var home = Files.createDirectories(folder.resolve("home"));
    var file = folder.resolve("copy");
    try (var _ = new TestExplorer(home)) {
      var from = config("home", TestExplorer.database(home));
      assertThat(run("backup", from, "--passphrase-file", passphrase(PASSPHRASE), file)).isZero();
    }
    var seal = Files.readString(home.resolve("keys.seal"));
    var there = config("there", emptyDatabase());
    var key = folder.resolve("there/keys.seal");
    Files.writeString(key, "another");
    assertThat(run("restore", there, "--passphrase-file", passphrase(PASSPHRASE), file))
        .isEqualTo(1);
    assertThat(key).hasContent("another");
    for (var expected : List.of(0, 1)) { // the kept key is not written over
      Files.writeString(key, "another");
      assertThat(
              run("restore", there, "--force", "--passphrase-file", passphrase(PASSPHRASE), file))
          .isEqualTo(expected);
      assertThat(folder.resolve("there/keys.seal.before-restore")).hasContent("another");
      assertThat(key).hasContent(expected == 0 ? seal : "another");
    }
    assertThat(folder.resolve("there")).isDirectoryNotContaining("glob:**.new");
  }

  @Test
  void a_running_explorer_is_not_restored_under() throws Exception {
    var home = Files.createDirectories(folder.resolve("home"));
    var file = folder.resolve("copy");
    try (var explorer = new TestExplorer(home)) {
      var config = config("home", TestExplorer.database(home));
      assertThat(run("backup", config, file)).isZero();
      var text = Files.readString(config);
      Files.writeString(config, text.replace(":0\n", ":" + explorer.uri().getPort() + "\n"));
      assertThat(run("restore", config, "--force", file)).isEqualTo(1);
    }
  }
}
