package io.coredeck.dashboard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What the dashboard accepts as its settings.
class DashboardConfigTest {

  @TempDir private Path folder;

  @Test
  void a_complete_file_gives_every_value() throws IOException {
    var config =
        read(
            """
            listen=127.0.0.1:8080
            explorer=http://127.0.0.1:8090/api/v1
            hub=http://127.0.0.1:8091
            """);
    assertThat(config)
        .isEqualTo(
            new DashboardConfig(
                "127.0.0.1",
                8080,
                URI.create("http://127.0.0.1:8090/api/v1"),
                URI.create("http://127.0.0.1:8091")));
  }

  @Test
  void headers_of_a_proxy_are_believed_only_if_there_is_one() throws IOException {
    var usual = "listen=127.0.0.1:8080\nexplorer=http://a/api/v1\nhub=http://a:1\n";
    assertThat(read(usual).behindProxy()).isFalse();
    assertThat(read(usual + "behind.proxy=true\n").behindProxy()).isTrue();
    assertThatThrownBy(() -> read(usual + "behind.proxy=yes\n"))
        .hasMessageContaining("behind.proxy is 'yes'; it must be true or false");
  }

  @Test
  void a_sign_in_ends_before_the_explorers_session_does() throws IOException {
    var usual = "listen=127.0.0.1:8080\nexplorer=http://a/api/v1\nhub=http://a:1\n";
    assertThat(read(usual + "sign-in.longest=PT12H\n").longestSignIn())
        .isEqualTo(Duration.ofHours(12));
    assertThatThrownBy(() -> read(usual + "sign-in.longest=PT13H\n"))
        .hasMessageContaining(
            "sign-in.longest is 'PT13H'; it must be a time such as PT8H, at most PT12H");
  }

  @Test
  void an_ipv6_address_stands_in_brackets() throws IOException {
    assertThat(read("listen=[::1]:0\nexplorer=http://a/api/v1\nhub=http://a:1\n").host())
        .isEqualTo("::1");
  }

  @Test
  void all_faults_are_told_at_once_with_what_is_right() {
    assertThatThrownBy(() -> read("listen=8080\nexplorer=here\n"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("listen is '8080'; it must be ADDRESS:PORT such as 127.0.0.1:8080")
        .hasMessageContaining("explorer is 'here'; it must be an http or https URL")
        .hasMessageContaining("hub is ''");
  }

  private DashboardConfig read(String text) throws IOException {
    return DashboardConfig.read(Files.writeString(folder.resolve("dashboard.properties"), text));
  }
}
