package io.coredeck.node.image;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.InstanceOfAssertFactories.STRING;

import io.coredeck.flist.Access;
import io.coredeck.flist.Content;
import io.coredeck.flist.Entry;
import io.coredeck.posix.RawPath;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What a container's root promises.
@Timeout(60)
class RootsIT {
  private Scene scene;
  private Image image;
  private Path writable;

  @BeforeEach
  void start() throws Exception {
    scene = new Scene();
    writable = Files.createDirectory(scene.directory.resolve("writable"));
    var writer = scene.writer();
    var root = new Access("", "", 01751, 11, 12);
    writer.add(new Entry(RawPath.EMPTY, 0, Content.Folder.of(RawPath.EMPTY), root, 1_234_567, 0));
    Scene.add(writer, "a", Access.ofRoot(0644), "same".getBytes(UTF_8));
    Scene.add(writer, "b", Access.ofRoot(0644), "same".getBytes(UTF_8));
    Scene.add(writer, "su", Access.ofRoot(04755), "su".getBytes(UTF_8));
    image = scene.images.fetch(Scene.TENANT, scene.publish(writer, "x.flist"), "");
  }

  @AfterEach
  void stop() {
    scene.close();
  }

  @Test
  void it_has_the_images_owner_mode_and_time() throws Exception {
    var root = scene.images.mountRoot("7-1", image, writable);
    assertThat(Files.getAttribute(root, "unix:mode")).isEqualTo(041751);
    assertThat(Files.getAttribute(root, "unix:uid")).isEqualTo(11);
    assertThat(Files.getAttribute(root, "unix:gid")).isEqualTo(12);
    assertThat(Files.getLastModifiedTime(root).toInstant().getEpochSecond()).isEqualTo(1_234_567);
    assertThat(Files.getAttribute(root.resolve("su"), "unix:mode")).isEqualTo(0104755);
  }

  /// The way to it is open to all users of this machine.
  @Test
  void nobody_becomes_somebody_else_by_a_program_in_it() throws Exception {
    var root = scene.images.mountRoot("7-1", image, writable);
    assertThat(Files.readAllLines(Path.of("/proc/self/mounts")))
        .filteredOn(line -> line.contains(" " + root + " "))
        .singleElement(STRING)
        .contains("nosuid");
  }

  @Test
  void what_is_written_stays_in_the_writable_directory_and_out_of_the_image() throws Exception {
    var root = scene.images.mountRoot("7-1", image, writable);
    Files.writeString(root.resolve("a"), "changed");
    Files.delete(root.resolve("su"));
    assertThat(image.lower().resolve("a")).hasContent("same");
    assertThat(image.lower().resolve("su")).exists();
    assertThat(writable.resolve("upper/a")).hasContent("changed");
  }

  @Test
  void files_that_share_their_content_do_not_change_together() throws Exception {
    assertThat(Files.getAttribute(image.lower().resolve("a"), "unix:nlink")).isNotEqualTo(1);
    var root = scene.images.mountRoot("7-1", image, writable);
    Files.writeString(root.resolve("a"), "changed");
    assertThat(root.resolve("b")).hasContent("same");
  }

  @Test
  void two_containers_on_one_image_do_not_see_each_other() throws Exception {
    var other = Files.createDirectory(scene.directory.resolve("other"));
    var first = scene.images.mountRoot("7-1", image, writable);
    var second = scene.images.mountRoot("7-2", image, other);
    Files.writeString(first.resolve("a"), "changed");
    assertThat(second.resolve("a")).hasContent("same");
    assertThat(scene.images.mountedRoots()).containsExactly("7-1", "7-2");
  }

  @Test
  void after_a_restart_it_is_still_there_and_can_be_taken_away() throws Exception {
    var root = scene.images.mountRoot("7-1", image, writable);
    Files.writeString(root.resolve("a"), "changed");
    var images = scene.reopen();
    assertThat(images.mountedRoots()).containsExactly("7-1");
    assertThat(images.mountRoot("7-1", image, writable)).isEqualTo(root);
    assertThat(root.resolve("a")).hasContent("changed");
    images.unmountRoot("7-1");
    assertThat(images.mountedRoots()).isEmpty();
    assertThat(root).doesNotExist();
    images.unmountRoot("7-1"); // a second time is fine
  }

  @Test
  void what_is_mounted_names_no_directory_of_this_machine() throws Exception {
    var root = scene.images.mountRoot("7-1", image, writable);
    var line =
        Files.readAllLines(Path.of("/proc/self/mounts")).stream()
            .filter(mount -> mount.split(" ", -1)[1].equals(root.toString()))
            .findFirst();
    assertThat(line.orElseThrow().replace(root.toString(), ""))
        .contains("upperdir=/proc/self/fd/")
        .doesNotContain(scene.directory.toString());
  }

  @Test
  void mounted_again_it_has_what_was_written_before() throws Exception {
    Files.writeString(scene.images.mountRoot("7-1", image, writable).resolve("a"), "changed");
    scene.images.unmountRoot("7-1");
    assertThat(scene.images.mountRoot("7-1", image, writable).resolve("a")).hasContent("changed");
  }

  @ParameterizedTest
  @ValueSource(strings = {"with,comma", "with:colon", "with\\backslash", "with space, and: all\\"})
  void any_directory_can_be_the_writable_one(String name) throws Exception {
    var odd = Files.createDirectory(scene.directory.resolve(name));
    var root = scene.images.mountRoot("7-1", image, odd);
    Files.writeString(root.resolve("new"), "text");
    assertThat(odd.resolve("upper/new")).hasContent("text");
  }

  @Test
  void a_mount_that_fails_says_why_and_is_not_listed() {
    var gone = scene.directory.resolve("gone");
    assertThatExceptionOfType(ImageException.class)
        .isThrownBy(() -> scene.images.mountRoot("7-1", image, gone))
        .withMessageStartingWith("root of container 7-1: cannot be put together: ")
        .withMessageContaining(gone.toString());
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "..", "a/b", "../x", "-x", "a,b"})
  void a_name_that_leads_elsewhere_is_refused(String gwid) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> scene.images.mountRoot(gwid, image, writable));
  }
}
