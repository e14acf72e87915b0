package io.coredeck.corex.linux.spawn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.coredeck.corex.run.ExecFailedException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What is promised about finding programs: what execvp(3) would do, and its words.
class ExecutableTest {
  @TempDir Path dir;

  private Path file(String name, String content, String permissions) throws Exception {
    var file = Files.writeString(dir.resolve(name), content);
    return Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(permissions));
  }

  private void fails(String reason, String name, String path) {
    assertThatThrownBy(() -> Executable.find(List.of(name), path, dir.toString()))
        .isInstanceOf(ExecFailedException.class)
        .hasMessage(reason);
  }

  @Test
  void a_name_without_slash_is_looked_up_in_the_path() throws Exception {
    var found = Executable.find(List.of("sh", "-c", "x"), "/nowhere:/bin", dir.toString());
    assertThat(found.program()).isEqualTo("/bin/sh");
    assertThat(found.argv()).containsExactly("sh", "-c", "x");
  }

  @Test
  void a_name_with_slash_is_not() throws Exception {
    file("run", "#!/bin/sh\n", "rwxr-xr-x");
    assertThat(Executable.find(List.of("./run"), "/bin", dir.toString()).program())
        .isEqualTo(dir.resolve("./run").toString());
    fails("No such file or directory", "./sh", "/bin");
  }

  /// Java's own way from text to path depends on the locale, and a container has none.
  @Test
  void a_name_that_is_not_ascii_is_found_in_every_locale() throws Exception {
    var folder = Files.createDirectory(Path.of(URI.create(dir.toUri() + "gr%C3%BCn")));
    var program = Files.writeString(folder.resolve("run"), "#!/bin/sh\n");
    Files.setPosixFilePermissions(program, PosixFilePermissions.fromString("rwxr-xr-x"));
    assertThat(Executable.find(List.of("./grün/run"), "", dir.toString()).program())
        .isEqualTo(dir + "/./grün/run");
    assertThat(Executable.find(List.of(dir + "/grün/run"), "", dir.toString()).program())
        .isEqualTo(dir + "/grün/run");
    assertThat(Executable.find(List.of("run"), "/bin:grün", dir.toString()).program())
        .isEqualTo(dir + "/grün/run");
    fails("No such file or directory", "./rün", "");
  }

  @Test
  void a_path_that_names_a_missing_folder_outside_ascii_is_looked_through() throws Exception {
    assertThat(Executable.find(List.of("sh"), "/grün:/bin", dir.toString()).program())
        .isEqualTo("/bin/sh");
  }

  @Test
  void nothing_found_and_no_name_at_all() {
    fails("No such file or directory", "no-such-program", "/bin:/usr/bin");
    fails("No such file or directory", "", "/bin");
    fails("No such file or directory", "/no/such", "");
  }

  @Test
  void a_directory_and_a_file_without_permission_are_denied() throws Exception {
    fails("Permission denied", "/bin", "");
    file("data", "x", "rw-r--r--");
    fails("Permission denied", "./data", "");
    fails("Permission denied", "data", dir + ":/bin");
  }

  @Test
  void a_file_that_is_no_program_is_run_by_the_shell() throws Exception {
    var script = file("script", "echo hi\n", "rwxr-xr-x");
    var found = Executable.find(List.of("./script", "a"), "", dir.toString());
    assertThat(found.program()).isEqualTo("/bin/sh");
    assertThat(found.argv()).containsExactly("/bin/sh", dir.resolve("./script").toString(), "a");
    assertThat(script).exists();
  }

  @Test
  void a_script_whose_interpreter_is_missing_is_not_found() throws Exception {
    file("script", "#! /no/such/shell -x\necho\n", "rwxr-xr-x");
    fails("No such file or directory", "./script", "");
  }

  @Test
  void scripts_that_name_each_other_are_not_followed_for_ever() throws Exception {
    file("a", "#!" + dir.resolve("b") + "\n", "rwxr-xr-x");
    file("b", "#!" + dir.resolve("a") + "\n", "rwxr-xr-x");
    fails("Too many levels of symbolic links", "./a", "");
  }

  @Test
  void a_program_whose_dynamic_linker_is_missing_is_not_found() throws Exception {
    var program = Files.readAllBytes(Path.of("/bin/sh").toRealPath());
    var text = new String(program, java.nio.charset.StandardCharsets.ISO_8859_1);
    var at = text.indexOf("/lib64/ld-linux");
    if (at > 0) { // another architecture names it differently
      program[at + 1] = 'L';
      Files.write(file("other-libc", "", "rwxr-xr-x"), program);
      fails("No such file or directory", "./other-libc", "");
    }
  }
}
