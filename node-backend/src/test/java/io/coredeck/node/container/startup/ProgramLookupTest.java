package io.coredeck.node.container.startup;

import static org.assertj.core.api.Assertions.assertThatNoException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A program that cannot be run is found out before anything is started, and named.
class ProgramLookupTest {
  private static final String PATH = "/usr/bin:/bin";

  @TempDir Path image;
  private ProgramLookup lookup;

  @BeforeEach
  void make() throws IOException {
    program("bin/app", "binary", "rwxr-xr-x");
    program("bin/plain", "text", "rw-r--r--");
    lookup = new ProgramLookup(new ImageRoot(image), List.of("/data"));
  }

  private void program(String path, String text, String permissions) throws IOException {
    var file = image.resolve(path);
    Files.createDirectories(file.resolveSibling(""));
    Files.writeString(file, text);
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(permissions));
  }

  @Test
  void a_program_is_found_by_path_by_search_and_from_the_working_directory() {
    assertThatNoException()
        .isThrownBy(() -> {
          lookup.check("/bin/app", "/", PATH);
          lookup.check("app", "/", PATH);
          lookup.check("./app", "/bin", PATH);
          lookup.check("bin/app", "/", PATH);
        });
  }

  @Test
  void an_absolute_link_is_followed_within_the_image() throws Exception {
    Files.createSymbolicLink(image.resolve("start"), Path.of("/bin/app"));
    assertThatNoException().isThrownBy(() -> lookup.check("/start", "/", PATH));
  }

  @Test
  void what_is_in_a_volume_is_not_known_yet() {
    assertThatNoException().isThrownBy(() -> lookup.check("/data/run", "/", PATH));
    assertThatNoException().isThrownBy(() -> lookup.check("./run", "/data", PATH));
  }

  @Test
  void a_missing_program_is_named() {
    assertThatThrownBy(() -> lookup.check("/no/such", "/", PATH))
        .hasMessage("entrypoint program '/no/such' does not exist in the image");
    assertThatThrownBy(() -> lookup.check("nosuch", "/", PATH))
        .hasMessage(
            "entrypoint program 'nosuch' does not exist in the image (searched in /usr/bin:/bin)");
  }

  @Test
  void a_program_that_is_none_is_named() {
    assertThatThrownBy(() -> lookup.check("/bin/plain", "/", PATH))
        .hasMessage("entrypoint program '/bin/plain' is not executable");
    assertThatThrownBy(() -> lookup.check("/bin", "/", PATH))
        .hasMessage("entrypoint program '/bin' is a directory");
  }

  @Test
  void a_script_needs_its_interpreter() throws Exception {
    program("good", "#! /bin/app -x\n", "rwxr-xr-x");
    program("bad", "#!/bin/bash\necho\n", "rwxr-xr-x");
    assertThatNoException().isThrownBy(() -> lookup.check("/good", "/", PATH));
    assertThatThrownBy(() -> lookup.check("/bad", "/", PATH))
        .hasMessage(
            "entrypoint program '/bad' is a script for '/bin/bash', which does not exist in the"
                + " image");
  }
}
