package io.coredeck.explorer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.coredeck.explorer.audit.Retention;
import io.coredeck.explorer.door.Admitting;
import io.coredeck.explorer.webhook.send.Authorities;
import io.coredeck.explorer.webhook.send.Networks;
import io.coredeck.explorer.workload.follow.RedisPlace;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The explorer's settings.
class ExplorerConfigTest {
  @TempDir private Path folder;

  @Test
  void all_settings_are_read() throws Exception {
    var config =
        read(
            "listen=[::1]:8090",
            "database=jdbc:sqlite:/x/y.db",
            "signature.window.seconds=10",
            "seal.file=/x/seal",
            "setup.token=abc",
            "audit.days=30",
            "audit.rows=5000",
            "users.open=true",
            "webhook.networks=10.0.0.0/8, fd00::/8",
            "redis=redis://me:pw4711@h:1");
    assertThat(config)
        .isEqualTo(
            new ExplorerConfig(
                "[::1]",
                8090,
                "jdbc:sqlite:/x/y.db",
                Duration.ofSeconds(10),
                Path.of("/x/seal"),
                "abc",
                new Retention(Duration.ofDays(30), 5000),
                new Admitting(true, false),
                Optional.empty(),
                Networks.of("10.0.0.0/8,fd00::/8"),
                Authorities.USUAL,
                Optional.of(new RedisPlace("redis://me:pw4711@h:1"))));
    assertThat(config.toString())
        .contains("setupToken=hidden", "redis=redis://h:1")
        .doesNotContain("abc", "pw4711");
  }

  @Test
  void the_key_file_lies_beside_the_database_unless_said_otherwise() throws Exception {
    assertThat(read("listen=127.0.0.1:0", "database=jdbc:sqlite:/x/y.db").sealFile())
        .isEqualTo(Path.of("/x/keys.seal"));
  }

  @Test
  void a_signature_is_good_for_five_minutes_unless_said_otherwise() throws Exception {
    assertThat(read("listen=127.0.0.1:0", "database=jdbc:sqlite:x").signatureWindow())
        .isEqualTo(Duration.ofMinutes(5));
  }

  @Test
  void all_faults_come_in_one_message() {
    assertThatThrownBy(() ->
            read(
                "listen=8090",
                "databse=x",
                "webhook.networks=10.0.0.0/33",
                "redis=http://me:pw4711@h",
                "signature.window.seconds=many",
                "audit.days=0",
                "audit.rows=x"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("explorer.properties")
        .hasMessageContaining("databse is unknown; known are")
        .hasMessageContaining("listen is '8090'")
        .hasMessageContaining("webhook.networks: '10.0.0.0/33' is no range")
        .hasMessageContaining("redis is no address")
        .hasMessageNotContaining("pw4711")
        .hasMessageContaining("database is ''")
        .hasMessageContaining("signature.window.seconds")
        .hasMessageContaining("audit.days must be")
        .hasMessageContaining("audit.rows must be");
  }

  @Test
  void a_file_that_is_not_there_is_named() {
    assertThatThrownBy(() -> ExplorerConfig.read(folder.resolve("none")))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("none: cannot be read");
  }

  private ExplorerConfig read(String... lines) throws IOException {
    var file = folder.resolve("explorer.properties");
    return ExplorerConfig.read(Files.writeString(file, String.join("\n", lines)));
  }
}
