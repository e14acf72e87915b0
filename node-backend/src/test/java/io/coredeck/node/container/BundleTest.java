package io.coredeck.node.container;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.coredeck.model.Bytes;
import io.coredeck.node.container.Bundle.Life;
import io.coredeck.node.container.ContainerSpec.Mount;
import io.coredeck.node.host.ProcessKey;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What is kept about a container can be read back.
class BundleTest {
  @TempDir Path dir;
  private Bundle bundle;

  @BeforeEach
  void make() throws IOException {
    bundle = new Bundle("1-1", dir.resolve("1-1"));
    bundle.create();
  }

  @Test
  void what_was_asked_for_comes_back_as_it_was() throws Exception {
    var spec =
        new ContainerSpec(
            "1-1",
            Path.of("/roots/with a blank"),
            Optional.of(Path.of("/run/netns/x")),
            "1-1",
            List.of("172.24.1.10", "fd00::1"),
            "/bin/sh -c 'echo \"ü\n\"'",
            true,
            Map.of("SECRET", "ü\u0001\"\\"),
            List.of(new Mount(Path.of("/volumes/v"), "/data")),
            2,
            new Bytes(Long.MAX_VALUE),
            7,
            true);
    bundle.keep(spec);
    assertThat(bundle.spec()).contains(spec);
  }

  @Test
  void a_run_comes_back_as_it_was() throws Exception {
    assertThat(bundle.life()).isEmpty();
    var life =
        new Life(Path.of("/usr/bin/crun"), "boot", new ProcessKey(3, 4), new ProcessKey(5, 6));
    bundle.keep(life);
    assertThat(bundle.life()).contains(life);
  }

  @Test
  void only_root_can_look_inside() throws Exception {
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(bundle.directory())))
        .isEqualTo("rwx------");
  }

  @Test
  void a_file_cut_off_by_a_power_failure_counts_as_absent() throws Exception {
    for (var text : new String[] {"", "{\"runtime\": ", "{}", "{\"boot\": \"x\"}"}) {
      bundle.write("life.json", text);
      bundle.write("spec.json", text);
      assertThat(bundle.life()).isEmpty();
      assertThat(bundle.spec()).isEmpty();
    }
  }

  @Test
  void a_gwid_that_could_be_a_path_is_refused() {
    for (var gwid : List.of("", "../x", "a/b", "a.b", "x".repeat(65))) {
      assertThatThrownBy(() -> Lab.spec(gwid, Path.of("/"), ""))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("gwid");
    }
  }

  @Test
  void a_variable_that_no_program_could_read_is_refused() {
    for (var name : List.of("", "A=B", "A\0")) {
      var spec = Lab.spec("1-1", Path.of("/"), "");
      assertThatThrownBy(() -> Lab.with(spec, Map.of(name, "x"), List.of(), false))
          .hasMessageContaining("environment variable");
    }
  }
}
