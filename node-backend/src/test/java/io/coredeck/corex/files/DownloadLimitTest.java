package io.coredeck.corex.files;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A download has an end, whatever is in the container.
class DownloadLimitTest {
  private static final long MOST = 100_000;

  @TempDir private Path directory;

  private Path file(String name, int bytes) throws IOException {
    return Files.write(directory.resolve(name), new byte[bytes]);
  }

  @Test
  void a_file_that_is_too_long_is_refused_before_a_byte_is_sent() throws Exception {
    var longest = file("longest", (int) MOST);
    try (var download = Download.open(FilesRoot.OWN, longest, MOST)) {
      var out = new ByteArrayOutputStream();
      assertThat(download.writeTo(out)).isZero();
      assertThat(out.size()).isEqualTo((int) MOST);
    }
    var tooLong = file("too-long", (int) MOST + 1);
    assertThatThrownBy(() -> Download.open(FilesRoot.OWN, tooLong, MOST))
        .isInstanceOf(FileRefusedException.class)
        .hasMessageContaining("has 100001 bytes; at most 100000");
  }

  @Test
  void a_directory_that_turns_out_to_be_too_long_breaks_off() throws Exception {
    for (var n = 0; n < 3; n++) {
      file("part" + n, 50_000);
    }
    try (var download = Download.open(FilesRoot.OWN, directory, MOST)) {
      var out = new ByteArrayOutputStream();
      assertThatThrownBy(() -> download.writeTo(out))
          .isInstanceOf(IOException.class)
          .hasMessage("a download has at most 100000 bytes");
      assertThat(out.size()).isLessThanOrEqualTo((int) MOST);
    }
  }
}
