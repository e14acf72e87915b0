package io.coredeck.corex.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Files with secrets.
class SecretFileTest {
  @TempDir private Path folder;

  private Path file(String permissions, byte[] content) throws Exception {
    var file = Files.write(folder.resolve("secret"), content);
    return Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(permissions));
  }

  @Test
  void a_file_of_the_owner_alone_is_read() throws Exception {
    assertThat(
            SecretFile.read(
                "--x", file("rw-------", "user:pass\n".getBytes(StandardCharsets.UTF_8))))
        .isEqualTo("user:pass\n");
    assertThat(SecretFile.read("--x", file("r--------", "a".getBytes(StandardCharsets.UTF_8))))
        .isEqualTo("a");
  }

  @ParameterizedTest
  @ValueSource(strings = {"rw-r-----", "rw----r--", "rw-rw-rw-", "rw--w----"})
  void a_file_others_can_read_is_refused_with_what_to_do(String permissions) throws Exception {
    var file = file(permissions, "user:pass".getBytes(StandardCharsets.UTF_8));
    assertThatThrownBy(() -> SecretFile.read("--credential-file", file))
        .hasMessage(
            "--credential-file %s: others can read or write it; run: chmod 600 %s", file, file);
  }

  @Test
  void what_is_no_such_file_is_told() throws Exception {
    assertThatThrownBy(() -> SecretFile.read("--x", folder.resolve("none")))
        .hasMessageEndingWith("none: there is no such file");
    assertThatThrownBy(() -> SecretFile.read("--x", folder)).hasMessageContaining("no such file");
    var binary = file("rw-------", new byte[] {(byte) 0xff});
    assertThatThrownBy(() -> SecretFile.read("--x", binary)).hasMessageContaining("not UTF-8");
    var large = file("rw-------", new byte[100_000]);
    assertThatThrownBy(() -> SecretFile.read("--x", large)).hasMessageContaining("larger than");
  }
}
