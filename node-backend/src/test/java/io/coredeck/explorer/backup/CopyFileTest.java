package io.coredeck.explorer.backup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// That a copy is there whole or not at all.
class CopyFileTest {
  @TempDir private Path folder;

  @Test
  void of_what_cannot_be_written_or_read_again_nothing_stays() {
    var file = folder.resolve("copy");
    assertThatThrownBy(() ->
            CopyFile.write(
                file,
                _ -> {
                  throw new IOException("no");
                }))
        .hasMessage("no");
    var tooLong = "\"" + "x".repeat(17 << 20) + "\"";
    assertThatThrownBy(() -> CopyFile.write(file, lines -> lines.add(tooLong)))
        .isInstanceOf(BackupException.class);
    assertThat(folder).isEmptyDirectory();
  }
}
