package io.coredeck.posix;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIOException;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What an open directory promises about the files in it.
class OpenDirectoryTest {
  private static final RawPath LATIN = RawPath.of("café".getBytes(ISO_8859_1));
  private static final RawPath NAME = RawPath.of("name");

  @TempDir Path directory;
  private OpenDirectory open;

  @BeforeEach
  void openIt() throws Exception {
    open = OpenDirectory.open(directory);
  }

  @AfterEach
  void closeIt() throws Exception {
    for (var name : open.list()) {
      open.remove(name); // JUnit could not: it does not understand every name
    }
    open.close();
  }

  @Test
  void a_name_that_is_not_utf8_is_kept_byte_by_byte() throws Exception {
    open.createFile(LATIN);
    assertThat(open.list()).containsExactly(LATIN);
    assertThat(open.status(LATIN).kind()).isEqualTo(FileKind.REGULAR);
  }

  @Test
  void a_link_keeps_its_target_and_has_its_own_time() throws Exception {
    open.createLink(NAME, LATIN);
    open.setModified(NAME, 1_000_000_007);
    assertThat(open.readLink(NAME)).isEqualTo(LATIN);
    assertThat(open.status(NAME).kind()).isEqualTo(FileKind.LINK);
    assertThat(open.status(NAME).modified()).isEqualTo(1_000_000_007);
  }

  @Test
  void a_link_is_not_followed_when_a_directory_is_opened_or_a_file_read() throws Exception {
    open.createLink(NAME, RawPath.of("/"));
    assertThatExceptionOfType(PosixException.class).isThrownBy(() -> open.openDirectory(NAME));
    assertThatExceptionOfType(PosixException.class).isThrownBy(() -> open.read(NAME));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", ".", "..", "a/b", "/etc", "../up", "a\0b"})
  void a_name_that_leads_elsewhere_is_refused(String name) {
    assertThatIOException().isThrownBy(() -> open.createFile(RawPath.of(name)));
  }

  @Test
  void what_exists_is_not_overwritten() throws Exception {
    open.createFile(NAME);
    assertThatExceptionOfType(PosixException.class)
        .isThrownBy(() -> open.createFile(NAME))
        .withMessageContaining("name: File exists")
        .satisfies(e -> assertThat(e.error()).isEqualTo(PosixException.EEXIST));
  }

  @Test
  void mode_and_time_of_a_file_are_set_as_asked() throws Exception {
    open.createFile(NAME);
    open.setMode(NAME, 02751);
    open.setModified(NAME, 4_000_000_000L);
    assertThat(open.status(NAME).permissions()).isEqualTo(02751);
    assertThat(open.status(NAME).modified()).isEqualTo(4_000_000_000L);
  }

  @Test
  void a_second_name_of_a_file_is_the_same_file() throws Exception {
    var file = Files.writeString(directory.resolve("first"), "text");
    open.linkFile(file, LATIN);
    var first = open.status(RawPath.of("first"));
    assertThat(open.status(LATIN)).isEqualTo(first);
    assertThat(first.links()).isEqualTo(2);
    try (var in = open.read(LATIN)) {
      assertThat(new String(in.readAllBytes(), UTF_8)).isEqualTo("text");
    }
  }

  @Test
  void a_fifo_is_a_fifo_and_cannot_be_read_as_a_file() throws Exception {
    open.createSpecial(NAME, FileKind.FIFO, 0, 0);
    assertThat(open.status(NAME).kind()).isEqualTo(FileKind.FIFO);
    assertThatIOException()
        .isThrownBy(() -> open.read(NAME))
        .withMessageContaining("not a regular");
  }

  @Test
  void removing_a_directory_removes_what_is_in_it_and_nothing_else() throws Exception {
    var kept = Files.writeString(directory.resolve("kept"), "text");
    try (var inner = open.createDirectory(NAME)) {
      inner.createLink(RawPath.of("up"), RawPath.of(".."));
      inner.linkFile(kept, LATIN);
      inner.createDirectory(RawPath.of("deeper")).close();
    }
    open.remove(NAME);
    assertThat(open.list()).containsExactly(RawPath.of("kept"));
    assertThat(kept).hasContent("text");
  }

  @Test
  void a_long_list_is_complete() throws Exception {
    for (int i = 0; i < 2000; i++) {
      open.createFile(RawPath.of("a file with a name of some length " + i));
    }
    assertThat(open.list()).hasSize(2000).doesNotHaveDuplicates();
  }

  @Test
  void names_are_ordered_as_unsigned_bytes_and_shown_readable() {
    assertThat(RawPath.of("z")).isGreaterThan(LATIN.child(NAME)).isGreaterThan(RawPath.EMPTY);
    assertThat(RawPath.of("é")).isGreaterThan(RawPath.of("z")).hasToString("é");
    assertThat(LATIN).hasToString("caf\\xe9");
    assertThat(RawPath.of("/a//./b/../c/").components()).hasToString("[a, b, .., c]");
  }
}
