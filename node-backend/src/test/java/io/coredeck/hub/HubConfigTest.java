package io.coredeck.hub;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What the hub's configuration promises.
class HubConfigTest {
  @TempDir Path directory;

  @Test
  void what_is_not_said_has_its_usual_value() throws Exception {
    var config =
        HubConfig.read(file("listen=127.0.0.1:8091\nstorage=/s\nredis=redis://u:hush@h:7/3\n"));
    assertThat(config.address()).isEqualTo("127.0.0.1");
    assertThat(config.port()).isEqualTo(8091);
    assertThat(config.backend().toString()).isEqualTo("redis://h:7/3");
    assertThat(config.backend().password()).isEmpty();
    assertThat(config.uploadToken()).isEmpty();
    assertThat(config.uploadRepository()).isEqualTo("local");
    assertThat(config.publishBusybox()).isFalse();
  }

  @Test
  void all_faults_are_in_one_message() throws Exception {
    var file =
        file(
            """
            listen=8091
            redis=http://h
            backend.port=0
            upload.token=short
            upload.repository=../x
            publish.busybox=yes
            nonsense=1
            """);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> HubConfig.read(file))
        .withMessageStartingWith(file + ": nonsense is unknown; known are [backend.host, ")
        .withMessageContainingAll(
            "listen is '8091'; it must be ADDRESS:PORT",
            "storage is ''",
            "redis: ",
            "backend.port is '0'",
            "upload.token is too short",
            "upload.repository is '../x'",
            "publish.busybox is 'yes'");
  }

  @Test
  void a_file_that_is_not_there_says_so() {
    assertThatIOException()
        .isThrownBy(() -> HubConfig.read(directory.resolve("gone")))
        .withMessageContaining("gone: cannot be read as a configuration");
  }

  @Test
  void what_is_printed_holds_no_secret() throws Exception {
    var config =
        HubConfig.read(
            file(
                "listen=[::1]:8091\nstorage=/s\nredis=redis://u:hush@h\nupload.token=hush-hush-hush-hush\n"));
    assertThat(config.toString())
        .contains("listen ::1:8091", "uploads to local")
        .doesNotContain("hush");
  }

  private Path file(String text) throws Exception {
    return Files.writeString(directory.resolve("hub.conf"), text);
  }
}
