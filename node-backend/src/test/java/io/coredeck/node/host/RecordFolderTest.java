package io.coredeck.node.host;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.coredeck.node.host.RecordFolder.Lasting;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/// What a folder of records promises.
class RecordFolderTest {
  @TempDir Path dir;

  @ParameterizedTest
  @EnumSource
  void what_was_written_is_read_again_by_the_next_program(Lasting lasting) throws Exception {
    var fields = Map.of("name", "=:# grüße\nzweite Zeile \\ ", "empty", "");
    RecordFolder.open(dir.resolve("a/b"), lasting).write("3-1", fields);
    var later = RecordFolder.open(dir.resolve("a/b"), lasting);
    assertThat(later.names()).containsExactly("3-1");
    assertThat(later.read("3-1")).contains(fields);
  }

  @Test
  void a_record_written_again_is_replaced() throws Exception {
    var records = RecordFolder.open(dir, Lasting.PROGRAM);
    records.write("x", Map.of("old", "1", "both", "1"));
    records.write("x", Map.of("both", "2"));
    assertThat(records.read("x")).contains(Map.of("both", "2"));
  }

  @Test
  void other_users_of_the_machine_cannot_read_them() throws Exception {
    RecordFolder.open(dir.resolve("new"), Lasting.PROGRAM);
    assertThat(Files.getPosixFilePermissions(dir.resolve("new")))
        .isEqualTo(PosixFilePermissions.fromString("rwx------"));
  }

  @Test
  void an_unknown_record_is_empty_and_may_be_deleted() throws Exception {
    var records = RecordFolder.open(dir, Lasting.POWER);
    records.delete("7-1");
    assertThat(records.read("7-1")).isEmpty();
  }

  @Test
  void a_half_written_record_does_not_count() throws Exception {
    var records = RecordFolder.open(dir, Lasting.POWER);
    Files.writeString(dir.resolve("9-1.unfinished"), "own");
    assertThat(records.names()).isEmpty();
    records.write("9-1", Map.of("owner", "1"));
    assertThat(dir).isDirectoryContaining(file -> file.endsWith("9-1.properties"));
    assertThat(records.names()).containsExactly("9-1");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "../x", "a/b", ".x", "a b", "-x"})
  void a_name_cannot_lead_out_of_the_folder(String name) throws Exception {
    var records = RecordFolder.open(dir, Lasting.PROGRAM);
    assertThatThrownBy(() -> records.read(name)).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> records.write(name, Map.of()))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void a_damaged_record_is_named() throws Exception {
    var records = RecordFolder.open(dir, Lasting.PROGRAM);
    Files.writeString(dir.resolve("bad.properties"), "a=\\u12");
    assertThatThrownBy(() -> records.read("bad"))
        .hasMessageContaining("bad.properties")
        .hasMessageContaining("damaged");
  }
}
