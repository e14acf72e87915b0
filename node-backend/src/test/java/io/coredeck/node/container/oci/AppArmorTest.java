package io.coredeck.node.container.oci;

import static org.assertj.core.api.Assertions.assertThat;

import io.coredeck.testkit.FakeHost;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The profile is loaded where there is AppArmor, and containers run without it where it cannot be.
class AppArmorTest {
  private static final Optional<Path> PARSER = Optional.of(Path.of("/usr/sbin/apparmor_parser"));

  @TempDir Path dir;
  private final FakeHost host = new FakeHost();

  private Path enabled(String word) throws Exception {
    return Files.writeString(dir.resolve("enabled"), word + "\n");
  }

  @Test
  void the_profile_is_loaded_under_the_name_it_has() throws Exception {
    assertThat(AppArmor.load(host, enabled("Y"), PARSER)).contains("coredeck-container");
    var command = host.commands().getFirst();
    assertThat(command.argv())
        .containsExactly("/usr/sbin/apparmor_parser", "--replace", "--skip-cache");
    assertThat(command.input()).contains("profile coredeck-container flags=", "deny mount,");
  }

  @Test
  void a_machine_without_it_is_left_alone() throws Exception {
    assertThat(AppArmor.load(host, enabled("N"), PARSER)).isEmpty();
    assertThat(AppArmor.load(host, dir.resolve("absent"), PARSER)).isEmpty();
    assertThat(host.commands()).isEmpty();
  }

  @Test
  void what_cannot_be_loaded_is_not_asked_for() throws Exception {
    host.fail("/usr/sbin/apparmor_parser", "syntax error");
    assertThat(AppArmor.load(host, enabled("Y"), PARSER)).isEmpty();
    assertThat(AppArmor.load(host, enabled("Y"), Optional.empty())).isEmpty();
  }
}
