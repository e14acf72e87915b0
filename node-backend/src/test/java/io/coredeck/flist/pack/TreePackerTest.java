package io.coredeck.flist.pack;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.coredeck.flist.Content;
import io.coredeck.flist.Entry;
import io.coredeck.flist.FlistWriter;
import io.coredeck.posix.FileKind;
import io.coredeck.posix.OpenDirectory;
import io.coredeck.posix.RawPath;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What becomes of a directory.
class TreePackerTest {
  private static final PackLimits LIMITS = new PackLimits(100, 1 << 20);
  private static final RawPath LATIN = RawPath.of("café".getBytes(ISO_8859_1));

  @TempDir Path directory;

  private final FlistWriter writer = new FlistWriter(_ -> {});

  @AfterEach
  void removeNamesThatJUnitCannotRead() throws Exception {
    try (var open = OpenDirectory.open(directory)) {
      for (var name : open.list()) {
        open.remove(name);
      }
    }
  }

  @Test
  void files_links_modes_and_times_are_kept() throws Exception {
    var file = Files.writeString(Files.createDirectory(directory.resolve("d")).resolve("f"), "12");
    Files.createLink(directory.resolve("hard"), file);
    Files.createSymbolicLink(directory.resolve("soft"), Path.of("../nowhere"));
    try (var open = OpenDirectory.open(directory)) {
      open.setMode(RawPath.of("d"), 01775);
      open.setModified(RawPath.of("soft"), 1234);
      open.createSpecial(RawPath.of("pipe"), FileKind.FIFO, 0, 0);
      open.createSpecial(RawPath.of("socket"), FileKind.SOCKET, 0, 0);
      open.createDirectory(LATIN).close();
    }
    TreePacker.pack(directory, writer, LIMITS);
    assertThat(entry("d/f").size()).isEqualTo(2);
    assertThat(entry("hard").content()).isEqualTo(entry("d/f").content());
    assertThat(entry("d").access().mode()).isEqualTo(01775);
    assertThat(entry("soft").content()).isEqualTo(new Content.Link(RawPath.of("../nowhere")));
    assertThat(entry("soft").modified()).isEqualTo(1234);
    assertThat(kind("pipe")).isEqualTo(Content.SpecialKind.FIFO);
    assertThat(kind("socket")).isEqualTo(Content.SpecialKind.SOCKET);
    assertThat(writer.entry(LATIN)).isPresent();
  }

  @Test
  void the_same_directory_makes_the_same_image() throws Exception {
    Files.writeString(directory.resolve("b"), "1");
    Files.writeString(directory.resolve("a"), "2");
    var images = Files.createDirectory(directory.resolveSibling(directory.getFileName() + "-out"));
    var first = images.resolve("1.flist");
    var second = images.resolve("2.flist");
    TreePacker.pack(directory, writer, LIMITS);
    writer.write(first);
    var again = new FlistWriter(_ -> {});
    TreePacker.pack(directory, again, LIMITS);
    again.write(second);
    assertThat(first).hasSameBinaryContentAs(second);
    for (var file : java.util.List.of(first, second, images)) {
      Files.delete(file);
    }
  }

  @Test
  void a_directory_that_is_too_large_is_refused() throws Exception {
    Files.writeString(directory.resolve("a"), "12345");
    assertThatExceptionOfType(PackException.class)
        .isThrownBy(() -> TreePacker.pack(directory, writer, new PackLimits(9, 4)));
    assertThatExceptionOfType(PackException.class)
        .isThrownBy(() -> TreePacker.pack(directory, writer, new PackLimits(1, 9)));
  }

  private Entry entry(String path) {
    return writer.entry(RawPath.of(path)).orElseThrow();
  }

  private Content.SpecialKind kind(String path) {
    return ((Content.Special) entry(path).content()).kind();
  }
}
