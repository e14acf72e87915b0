package io.coredeck.node.image;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.coredeck.flist.Access;
import io.coredeck.flist.Content;
import io.coredeck.flist.DamagedFlistException;
import io.coredeck.flist.Entry;
import io.coredeck.flist.FlistWriter;
import io.coredeck.posix.FileKind;
import io.coredeck.posix.OpenDirectory;
import io.coredeck.posix.RawPath;
import io.coredeck.testkit.Loopback;
import java.io.ByteArrayInputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What the tree of an image promises for images that are old, odd or damaged.
@Timeout(120)
class ImageLayoutIT {
  private static final Access OWNER = Access.ofRoot(0644);
  private static final RawPath LATIN = RawPath.of("café".getBytes(ISO_8859_1));

  private Scene scene;

  @BeforeEach
  void start() throws Exception {
    scene = new Scene();
  }

  @AfterEach
  void stop() {
    scene.close();
  }

  @Test
  void a_file_whose_last_block_was_lost_ends_in_zeros() throws Exception {
    var writer = scene.writer();
    var stored = writer.store(new ByteArrayInputStream(new byte[] {1, 2}));
    writer.add(new Entry(RawPath.of("file"), 1_000_000, stored.content(), OWNER, 0, 0));
    var file = lower(writer).resolve("file");
    var wanted = Arrays.copyOf(new byte[] {1, 2}, 1_000_000);
    assertThat(file).hasBinaryContent(wanted);
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 3, 524_288})
  void a_block_that_does_not_fit_its_file_is_damage(long size) throws Exception {
    var writer = scene.writer();
    var stored = writer.store(new ByteArrayInputStream(new byte[524_289]));
    writer.add(new Entry(RawPath.of("file"), size, stored.content(), OWNER, 0, 0));
    damaged(writer, "file file has " + size + " bytes in pieces of 524288", "does not fit at");
  }

  @Test
  void names_are_kept_byte_by_byte() throws Exception {
    var writer = scene.writer();
    var stored = writer.store(new ByteArrayInputStream(new byte[] {1}));
    writer.add(new Entry(LATIN.child(LATIN), 1, stored.content(), OWNER, 0, 0));
    writer.add(new Entry(LATIN.child(RawPath.of("link")), 1, new Content.Link(LATIN), OWNER, 0, 0));
    try (var root = OpenDirectory.open(lower(writer));
        var inside = root.openDirectory(LATIN)) {
      assertThat(inside.status(LATIN).size()).isEqualTo(1);
      assertThat(inside.readLink(RawPath.of("link"))).isEqualTo(LATIN);
    }
  }

  @Test
  void a_link_out_of_the_image_is_made_and_never_followed() throws Exception {
    var outside = Files.createDirectory(scene.directory.resolve("outside"));
    var writer = scene.writer();
    var target = new Content.Link(RawPath.of(outside.toString()));
    Scene.add(writer, "link", Access.ofRoot(0777), target);
    Scene.add(writer, "up", Access.ofRoot(0777), new Content.Link(RawPath.of("../../../..")));
    var lower = lower(writer);
    assertThat(Files.readSymbolicLink(lower.resolve("link"))).isEqualTo(outside);
    assertThat(outside).isEmptyDirectory();
  }

  @Test
  void specials_the_image_names_are_made_and_sockets_left_out() throws Exception {
    var writer = scene.writer();
    var kinds = Content.SpecialKind.values();
    for (var kind : kinds) {
      Scene.add(
          writer,
          kind.name(),
          new Access("", "", 0621, 3, 4),
          new Content.Special(kind, "259,65537"));
    }
    try (var root = OpenDirectory.open(lower(writer))) {
      assertThat(root.list())
          .containsExactlyInAnyOrder(
              RawPath.of("BLOCK_DEVICE"), RawPath.of("CHARACTER_DEVICE"), RawPath.of("FIFO"));
      var block = root.status(RawPath.of("BLOCK_DEVICE"));
      assertThat(block.kind()).isEqualTo(FileKind.BLOCK_DEVICE);
      assertThat(block.major()).isEqualTo(259);
      assertThat(block.minor()).isEqualTo(65537);
      assertThat(block.permissions()).isEqualTo(0621);
      assertThat(block.uid()).isEqualTo(3);
      assertThat(root.status(RawPath.of("FIFO")).kind()).isEqualTo(FileKind.FIFO);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "(nothing)", "1", "1,", "5000,1", "1,9999999", "-1,1"})
  void a_device_without_numbers_is_damage(String numbers) throws Exception {
    var writer = scene.writer();
    var device = new Content.Special(Content.SpecialKind.BLOCK_DEVICE, numbers);
    Scene.add(writer, "dev/x", OWNER, device);
    damaged(writer, "device /dev/x has the numbers \"" + numbers + "\"");
  }

  @Test
  void a_link_to_nowhere_at_all_is_damage() throws Exception {
    var empty = scene.writer();
    Scene.add(empty, "x", OWNER, new Content.Link(RawPath.EMPTY));
    damaged(empty, "link /x points nowhere");
    var nul = scene.writer();
    Scene.add(nul, "x", OWNER, new Content.Link(RawPath.of("a\0b")));
    damaged(nul, "link /x points to a name with a NUL");
  }

  @Test
  void owners_known_by_name_only_are_looked_up_in_the_image() throws Exception {
    var writer = scene.writer();
    var root = Access.ofRoot(0644);
    Scene.add(writer, "etc/passwd", root, "root:x:0:0::/:\nanna:x:77:88::/:\n".getBytes(UTF_8));
    Scene.add(writer, "etc/group", root, "staff:x:99:\n".getBytes(UTF_8));
    Scene.add(writer, "a", new Access("anna", "staff", 0640, -1, -1), new byte[] {1});
    Scene.add(writer, "b", new Access("nobody-here", "123", 0640, -1, -1), new byte[] {1});
    var lower = lower(writer);
    assertThat(owner(lower.resolve("a"))).isEqualTo("77:99");
    assertThat(owner(lower.resolve("b"))).isEqualTo("1000:123");
  }

  @Test
  void more_equal_files_than_one_file_can_have_names_are_still_all_there() throws Exception {
    var writer = scene.writer();
    var stored = writer.store(new ByteArrayInputStream(new byte[] {1}));
    var count = 66_000; // ext4 allows 65 000
    for (int i = 0; i < count; i++) {
      writer.add(new Entry(RawPath.of("many/" + i), 1, stored.content(), OWNER, 0, 0));
    }
    try (var files = Files.list(lower(writer).resolve("many"))) {
      assertThat(files).hasSize(count);
    }
  }

  @Test
  void empty_files_are_files_of_their_own() throws Exception {
    var writer = scene.writer();
    for (var name : List.of("a", "b")) {
      Scene.add(writer, name, new Access("", "", 02755, 5, 6), Content.File.of(List.of()));
    }
    var lower = lower(writer);
    for (var name : List.of("a", "b")) {
      assertThat(lower.resolve(name)).isEmptyFile();
      assertThat(Files.getAttribute(lower.resolve(name), "unix:nlink")).isEqualTo(1);
      assertThat(Files.getAttribute(lower.resolve(name), "unix:mode")).isEqualTo(0102755);
      assertThat(owner(lower.resolve(name))).isEqualTo("5:6");
    }
  }

  @Test
  void a_list_of_files_larger_than_the_memory_for_it_is_refused_and_given_back() throws Exception {
    var writer = scene.writer();
    for (int i = 0; i < 100; i++) {
      Scene.add(writer, "name " + i, OWNER, new Content.Link(RawPath.of("x")));
    }
    var large = scene.directory.resolve("large.flist");
    writer.write(large);
    var small = scene.directory.resolve("small.flist");
    scene.writer().write(small);
    var scratch = Files.createDirectory(scene.directory.resolve("scratch"));
    var store =
        new ImageStore(scene.directory, scratch, scene.blocks, scene.host, 20_000, Loopback.REACH);
    for (int i = 0; i < 2; i++) {
      assertThatExceptionOfType(ImageException.class)
          .isThrownBy(
              () -> store.make(new FlistDownload.Downloaded("large", large), "", Scene.TENANT))
          .withMessageContaining("use an image of fewer files");
    }
    assertThat(store.make(new FlistDownload.Downloaded("small", small), "", Scene.TENANT).lower())
        .isEmptyDirectory();
    assertThat(scratch).isEmptyDirectory();
  }

  @Test
  void a_name_listed_twice_is_damage() throws Exception {
    var blocks = new BlockFiles(scene.directory, scene.directory);
    var batch = new FileStore(scene.directory, blocks).batch(scene.directory);
    var root = Content.Folder.of(RawPath.EMPTY);
    var link = new Content.Link(RawPath.of("x"));
    var entries =
        List.of(
            new Entry(RawPath.EMPTY, 0, root, Access.ofRoot(0755), 0, 0),
            new Entry(RawPath.of("twice"), 1, link, OWNER, 0, 0),
            new Entry(RawPath.of("twice"), 1, root, OWNER, 0, 0));
    assertThatExceptionOfType(DamagedFlistException.class)
        .isThrownBy(() -> Layout.make(scene.directory, "lower", entries, batch))
        .withMessage("the image lists /twice twice");
  }

  private Path lower(FlistWriter writer) throws Exception {
    return scene.images.fetch(Scene.TENANT, scene.publish(writer, "x.flist"), "").lower();
  }

  private void damaged(FlistWriter writer, String... words) throws Exception {
    var url = scene.publish(writer, "x.flist");
    assertThatExceptionOfType(ImageException.class)
        .isThrownBy(() -> scene.images.fetch(Scene.TENANT, url, ""))
        .withMessageStartingWith(url + " is damaged: ")
        .withMessageContainingAll(words);
    assertThat(scene.directory.resolve("images/unfinished")).isEmptyDirectory();
    assertThat(scene.directory.resolve("images/shared/images")).isEmptyDirectory();
  }

  private static String owner(Path file) throws Exception {
    return Files.getAttribute(file, "unix:uid") + ":" + Files.getAttribute(file, "unix:gid");
  }
}
