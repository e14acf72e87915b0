package io.coredeck.corex.files;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.FileSystemException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FileRefusedExceptionTest {

  @ParameterizedTest
  @CsvSource({
    "No space left on device, 507",
    "Disk quota exceeded, 507",
    "File too large, 413",
    "Read-only file system, 403",
    "File name too long, 400",
    "Not a directory, 404"
  })
  void what_the_system_says_has_a_status(String reason, int status) {
    var written = FileRefusedException.of("/a cannot be written", new IOException(reason));
    assertThat(written.orElseThrow().status()).isEqualTo(status);
    var opened =
        FileRefusedException.of(
            "/a cannot be written", new FileSystemException("/a", null, reason));
    assertThat(opened.orElseThrow().getMessage()).isEqualTo("/a cannot be written: " + reason);
    assertThat(FileRefusedException.of("/a", new IOException("reset by peer"))).isEmpty();
  }
}
