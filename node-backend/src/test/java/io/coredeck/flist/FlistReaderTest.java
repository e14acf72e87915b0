package io.coredeck.flist;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.coredeck.flist.tar.TarWriter;
import io.coredeck.posix.RawPath;
import java.io.ByteArrayInputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What reading an image promises when the image is old, odd or evil.
class FlistReaderTest {
  private static final String ROOT = Content.Folder.of(RawPath.EMPTY).key();
  private static final String OWNER = Access.ofRoot(0755).key();

  @TempDir Path directory;

  @ParameterizedTest
  @ValueSource(strings = {"", ".", "..", "a/b", "/etc/passwd", "../../etc", "a\0"})
  void a_name_that_leads_elsewhere_is_damage(String name) throws Exception {
    var file = image(Map.of(ROOT, directoryRow(inode(name, new Content.Link(RawPath.of("x"))))));
    damaged(file).withMessageContaining("no file name");
  }

  @Test
  void a_directory_inside_itself_is_damage() throws Exception {
    var loop = image(Map.of(ROOT, directoryRow(inode("again", new Content.Folder(ROOT)))));
    damaged(loop).withMessageContaining("is listed twice");
  }

  @Test
  void a_tree_of_absurd_depth_is_damage() throws Exception {
    var rows = new TreeMap<String, byte[]>();
    for (int i = 0; i < 1000; i++) {
      rows.put(key(i), directoryRow(inode("d", new Content.Folder(key(i + 1)))));
    }
    rows.put(ROOT, directoryRow(inode("d", new Content.Folder(key(0)))));
    damaged(image(rows)).withMessageContaining("lies deeper than");
  }

  @Test
  void one_directory_is_listed_without_walking_through_the_image() throws Exception {
    var rows = new TreeMap<String, byte[]>();
    rows.put(ROOT, directoryRow(inode("etc", new Content.Folder(key(1)))));
    rows.put(key(1), directoryRow(inode("motd", new Content.Link(RawPath.of("x")))));
    try (var reader = FlistReader.open(image(rows), directory)) {
      var seen = new ArrayList<String>();
      assertThat(reader.list(RawPath.of("etc"), entry -> seen.add(entry.path().toString())))
          .isTrue();
      assertThat(seen).containsExactly("etc/motd");
      assertThat(reader.find(RawPath.of("/etc/./motd")).map(Entry::content))
          .hasValue(new Content.Link(RawPath.of("x")));
      for (var path : List.of("gone", "etc/motd", "etc/motd/x", "..", "etc/..")) {
        assertThat(reader.list(RawPath.of(path), _ -> seen.add(path))).isFalse();
      }
      assertThat(reader.find(RawPath.EMPTY)).isEmpty();
      assertThat(seen).hasSize(1);
    }
  }

  @Test
  void a_directory_that_is_missing_is_damage() throws Exception {
    var file = image(Map.of(ROOT, directoryRow(inode("gone", new Content.Folder(key(1))))));
    damaged(file).withMessageContaining("directory /gone with key " + key(1) + " is missing");
  }

  @Test
  void a_row_that_is_no_message_is_damage() throws Exception {
    damaged(image(Map.of(ROOT, new byte[] {1, 2, 3}))).withMessageContaining(ROOT);
  }

  @Test
  void directories_too_large_to_be_in_memory_at_once_are_damage() throws Exception {
    var padding = new Content.Link(RawPath.of("x".repeat(12 << 20)));
    var inner = directoryRow(inode("link", padding));
    var rows = new TreeMap<String, byte[]>();
    for (int i = 0; i < 3; i++) {
      rows.put(
          i == 0 ? ROOT : key(i),
          directoryRow(inode("link", padding), inode("in", new Content.Folder(key(i + 1)))));
    }
    rows.put(key(3), inner);
    damaged(image(rows)).withMessageContaining("directory /in/in has, with those it lies in, more");
  }

  @Test
  void rows_and_metadata_nobody_needs_are_damage() throws Exception {
    var root = directoryRow();
    damaged(image(Map.of(ROOT, root, OWNER, Row.write(new Access("x".repeat(5000), "", 0, 0, 0)))))
        .withMessageContaining("at most 4096 are allowed");
    damaged(image(Map.of(ROOT, new byte[(16 << 20) + 1]))).withMessageContaining("row " + ROOT);
    var much = "INSERT INTO metadata VALUES ('%s', zeroblob(5000000))";
    var file = image(Map.of(ROOT, root), much.formatted("a"), much.formatted("b"));
    try (var reader = FlistReader.open(file, directory)) {
      assertThatExceptionOfType(DamagedFlistException.class)
          .isThrownBy(reader::metadata)
          .withMessageContaining("table metadata of its database has more");
    }
  }

  @Test
  void an_owner_that_is_missing_is_root_who_may_read() throws Exception {
    var file =
        image(
            Map.of(ROOT, directoryRow(inode("f", Content.File.of(List.of()))), OWNER, new byte[0]),
            "DELETE FROM entries WHERE key = '" + OWNER + "'");
    var entries = read(file);
    assertThat(entries.getFirst().access()).isEqualTo(Access.ofRoot(0555));
    assertThat(entries.getLast().access()).isEqualTo(Access.ofRoot(0444));
  }

  @Test
  void an_image_without_table_metadata_has_none() throws Exception {
    var file = image(Map.of(ROOT, directoryRow()), "DROP TABLE metadata");
    try (var reader = FlistReader.open(file, directory)) {
      assertThat(reader.metadata()).isEmpty();
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "DROP TABLE entries",
        "ALTER TABLE entries RENAME TO e; CREATE VIEW entries AS WITH RECURSIVE c(x) AS"
            + " (SELECT 1 UNION ALL SELECT x + 1 FROM c) SELECT x AS key, x AS value FROM c",
        "DROP TABLE entries; CREATE TABLE entries"
            + " (key TEXT, value BLOB GENERATED ALWAYS AS (zeroblob(1000000000)))"
      })
  void a_database_of_another_shape_is_damage(String statements) throws Exception {
    damaged(image(Map.of(ROOT, directoryRow()), statements.split("; ", -1)))
        .withMessageContaining("no plain table entries");
  }

  @Test
  void other_members_of_the_archive_are_ignored_and_never_written() throws Exception {
    var database = database(Map.of(ROOT, directoryRow()));
    var file = directory.resolve("odd.flist");
    try (var out = new GZIPOutputStream(Files.newOutputStream(file))) {
      var tar = new TarWriter(out);
      for (var name :
          List.of("../evil", "/tmp/coredeck-evil", "a/flistdb.sqlite3", "router.yaml")) {
        tar.add(name, '0', 0644, 1, new ByteArrayInputStream(new byte[1]));
      }
      var content = Files.readAllBytes(database);
      tar.add("flistdb.sqlite3", '0', 0644, content.length, new ByteArrayInputStream(content));
      tar.finish();
    }
    assertThat(read(file)).hasSize(1);
    assertThat(directory.resolveSibling("evil")).doesNotExist();
    assertThat(Path.of("/tmp/coredeck-evil")).doesNotExist();
  }

  @Test
  void what_is_no_flist_is_said_to_be_none() throws Exception {
    var text = Files.writeString(directory.resolve("x.flist"), "<html>not found</html>");
    damaged(text).withMessageStartingWith(text + ": is no flist, which is a gzipped tar");
    var empty = Files.createFile(directory.resolve("empty.flist"));
    damaged(empty).withMessage(empty + ": breaks off after 0 bytes");
  }

  @Test
  void an_archive_whose_checksum_is_wrong_or_absent_is_damage() throws Exception {
    var bytes = Files.readAllBytes(image(Map.of(ROOT, directoryRow())));
    var cut = Arrays.copyOf(bytes, bytes.length - 8);
    damaged(Files.write(directory.resolve("cut.flist"), cut)).withMessageContaining("breaks off");
    bytes[bytes.length - 8] ^= 1;
    var file = Files.write(directory.resolve("sum.flist"), bytes);
    damaged(file).withMessageContaining("GZIP trailer");
  }

  @Test
  void random_changes_never_end_in_anything_but_damage() throws Exception {
    var rows = Map.of(ROOT, directoryRow(inode("f", Content.File.of(List.of()))));
    var database = Files.readAllBytes(database(rows));
    var random = new Random(5);
    for (int i = 0; i < 300; i++) {
      var changed = database.clone();
      for (int j = 0; j < 8; j++) {
        changed[random.nextInt(changed.length)] = (byte) random.nextInt();
      }
      var file = packed(Files.write(directory.resolve("changed.sqlite3"), changed));
      try {
        read(file);
      } catch (DamagedFlistException e) {
        assertThat(e.getMessage()).startsWith(file.toString());
      }
    }
  }

  private List<Entry> read(Path file) throws Exception {
    var entries = new ArrayList<Entry>();
    try (var reader = FlistReader.open(file, directory)) {
      reader.walk(entries::add);
    }
    return entries;
  }

  private org.assertj.core.api.ThrowableAssertAlternative<DamagedFlistException> damaged(
      Path file) {
    return assertThatExceptionOfType(DamagedFlistException.class).isThrownBy(() -> read(file));
  }

  private Path image(Map<String, byte[]> rows, String... statements) throws Exception {
    var database = database(rows);
    try (var connection = DriverManager.getConnection("jdbc:sqlite:" + database);
        var statement = connection.createStatement()) {
      for (var text : statements) {
        statement.execute(text);
      }
    }
    return packed(database);
  }

  private Path database(Map<String, byte[]> rows) throws Exception {
    var all = new TreeMap<>(Map.of(OWNER, Row.write(Access.ofRoot(0755))));
    all.putAll(rows);
    var database = Files.createTempFile(directory, "image", ".sqlite3");
    FlistDatabase.create(database, all.entrySet().stream(), Map.of());
    return database;
  }

  private Path packed(Path database) throws Exception {
    var file = Files.createTempFile(directory, "image", ".flist");
    FlistArchive.pack(database, file);
    return file;
  }

  private static byte[] directoryRow(Row.Inode... contents) {
    return Row.write(
        new Row.Directory(
            RawPath.EMPTY, RawPath.EMPTY, List.of(contents), ROOT, 4096, OWNER, 0, 0));
  }

  private static Row.Inode inode(String name, Content content) {
    return new Row.Inode(RawPath.of(name), 0, content, OWNER, 0, 0);
  }

  private static String key(int number) {
    return "%032x".formatted(number);
  }
}
