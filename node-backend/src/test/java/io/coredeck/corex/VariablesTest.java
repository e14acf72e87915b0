package io.coredeck.corex;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Variables that come in a file, so that they are in no environment.
class VariablesTest {
  @TempDir private Path folder;

  @Test
  void those_of_the_file_are_read_once_and_it_is_empty_then() throws Exception {
    var file = folder.resolve("variables");
    Files.writeString(file, "COREX_CREDENTIAL=me:grüße=\n\0B=\0A=other\0nonsense\0");
    var given = Map.of("COREX_VARIABLES", file.toString(), "A", "1");
    var all = Variables.withFile(given);
    assertThat(all)
        .containsEntry("COREX_CREDENTIAL", "me:grüße=\n")
        .containsEntry("A", "1")
        .containsEntry("B", "")
        .hasSize(4);
    assertThat(file).doesNotExist();
    assertThat(Variables.forProcesses(all, "xterm")).containsOnlyKeys("A", "B", "TERM");
  }

  /// Else a second start would let everybody in.
  @Test
  void it_does_not_start_without_what_is_to_be_in_the_file() throws Exception {
    var file = Files.createFile(folder.resolve("empty"));
    var given = Map.of("COREX_VARIABLES", file.toString());
    assertThatThrownBy(() -> Variables.withFile(given)).hasMessageContaining("it is empty");
    Files.delete(file);
    assertThatThrownBy(() -> Variables.withFile(given)).hasMessageContaining(file.toString());
  }

  @Test
  void a_file_that_cannot_be_read_is_told_without_what_is_in_it() {
    var missing = folder.resolve("missing").toString();
    assertThatThrownBy(() -> Variables.withFile(Map.of("COREX_VARIABLES", missing)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContainingAll("COREX_VARIABLES", missing, "emptied");
  }
}
