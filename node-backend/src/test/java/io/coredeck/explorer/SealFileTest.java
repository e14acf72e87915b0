package io.coredeck.explorer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.coredeck.model.registry.Role;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The file with the key that people's signing keys are encrypted with.
class SealFileTest {
  @TempDir private Path folder;
  private Path file;

  @BeforeEach
  void name() {
    file = folder.resolve("keys.seal");
  }

  @Test
  void it_is_made_when_there_is_nobody_yet_for_its_owner_alone() throws Exception {
    try (var _ = new TestExplorer(folder)) {
      assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
          .isEqualTo("rw-------");
      assertThat(file.resolveSibling("keys.seal.new")).doesNotExist();
    }
    Files.delete(file);
    try (var _ = new TestExplorer(folder)) {
      assertThat(file).exists();
    }
  }

  @Test
  void without_it_an_explorer_that_has_accounts_does_not_start() throws Exception {
    withBob();
    Files.delete(file);
    assertThatThrownBy(() -> new TestExplorer(folder))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("keys.seal: is missing")
        .hasMessageContaining("restore it");
    assertThat(file).doesNotExist();
  }

  @Test
  void with_anothers_it_does_not_start_either() throws Exception {
    withBob();
    var own = Files.readString(file);
    Files.writeString(file, "0".repeat(64) + "\n");
    assertThatThrownBy(() -> new TestExplorer(folder))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("keys.seal: holds another key");
    Files.writeString(file, own);
    try (var _ = new TestExplorer(folder)) {
      assertThat(Files.readString(file)).isEqualTo(own);
    }
  }

  private void withBob() throws Exception {
    try (var people = new TestPeople(new TestGrid(folder))) {
      people.make("bob-two", Role.USER);
    }
  }
}
