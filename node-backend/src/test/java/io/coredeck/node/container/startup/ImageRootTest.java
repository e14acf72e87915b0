package io.coredeck.node.container.startup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Nothing in an image leads outside of it.
class ImageRootTest {
  @TempDir Path dir;
  private Path image;
  private ImageRoot root;

  @BeforeEach
  void make() throws IOException {
    image = Files.createDirectory(dir.resolve("image"));
    root = new ImageRoot(image);
  }

  @Test
  void paths_are_cleaned_and_dots_stop_at_the_root() throws Exception {
    assertThat(root.resolve("/a//b/./c")).isEqualTo(image.resolve("a/b/c"));
    assertThat(root.resolve("a/b")).isEqualTo(image.resolve("a/b"));
    assertThat(root.resolve("/../../../etc/passwd")).isEqualTo(image.resolve("etc/passwd"));
    assertThat(root.resolve("a/../../b")).isEqualTo(image.resolve("b"));
    assertThat(root.resolve("/")).isEqualTo(image);
    assertThat(root.inside(root.resolve("/a/b"))).isEqualTo("/a/b");
    assertThat(root.inside(root.resolve(".."))).isEqualTo("/");
  }

  @Test
  void links_are_followed_within_the_root() throws Exception {
    Files.createDirectories(image.resolve("usr/lib/deep"));
    Files.createSymbolicLink(image.resolve("lib"), Path.of("usr/lib"));
    Files.createSymbolicLink(image.resolve("abs"), Path.of("/usr"));
    Files.createSymbolicLink(image.resolve("usr/up"), Path.of("../../../lib/deep"));
    assertThat(root.resolve("/lib/x")).isEqualTo(image.resolve("usr/lib/x"));
    assertThat(root.resolve("/abs/lib")).isEqualTo(image.resolve("usr/lib"));
    assertThat(root.resolve("/usr/up/y")).isEqualTo(image.resolve("usr/lib/deep/y"));
    assertThat(root.resolve("/lib/../z")).isEqualTo(image.resolve("usr/z"));
  }

  @Test
  void a_mountpoint_behind_a_link_to_the_host_is_made_in_the_image() throws Exception {
    var outside = Files.createDirectory(dir.resolve("outside"));
    Files.createSymbolicLink(image.resolve("data"), outside);
    Files.createSymbolicLink(image.resolve("up"), Path.of("../outside"));
    assertThat(root.makeDirectory("/data/v")).startsWith(image).isDirectory();
    assertThat(root.makeDirectory("/up/v")).isEqualTo(image.resolve("outside/v")).isDirectory();
    assertThat(outside).isEmptyDirectory();
  }

  @Test
  void a_dangling_link_becomes_a_directory_inside() throws Exception {
    Files.createSymbolicLink(image.resolve("data"), Path.of("/mnt/none"));
    assertThat(root.makeDirectory("/data")).isEqualTo(image.resolve("mnt/none")).isDirectory();
  }

  @Test
  void links_in_a_circle_are_refused() throws Exception {
    Files.createSymbolicLink(image.resolve("a"), Path.of("b"));
    Files.createSymbolicLink(image.resolve("b"), Path.of("a"));
    assertThatThrownBy(() -> root.resolve("/a/x")).hasMessageContaining("more than 40 links");
  }

  @Test
  void a_file_in_the_way_is_named() throws Exception {
    Files.createFile(image.resolve("file"));
    assertThatThrownBy(() -> root.makeDirectory("/file/x"))
        .hasMessage("/file/x: /file in the image is not a directory");
    Files.createDirectories(image.resolve("etc/hosts"));
    assertThatThrownBy(() -> root.makeFile("/etc/hosts"))
        .hasMessage("/etc/hosts in the image is not a file");
  }

  @Test
  void a_file_is_made_once_and_what_is_in_it_stays() throws Exception {
    var file = root.makeFile("/etc/hosts");
    assertThat(file).isEmptyFile();
    Files.writeString(file, "kept");
    assertThat(root.makeFile("/etc/hosts")).hasContent("kept");
    assertThat(root.read("/etc/hosts", 2)).hasValue(new byte[] {'k', 'e'});
    assertThat(root.read("/etc/none", 2)).isEmpty();
    assertThat(root.read("/etc", 2)).isEmpty();
  }
}
