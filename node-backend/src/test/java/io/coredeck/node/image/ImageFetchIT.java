package io.coredeck.node.image;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIOException;

import io.coredeck.flist.Access;
import io.coredeck.flist.Content;
import io.coredeck.testkit.Fixtures;
import io.coredeck.testkit.FlistServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What fetching an image promises when all goes well, and when it does not.
@Timeout(120)
class ImageFetchIT {
  private static final Access OWNER = Access.ofRoot(0644);

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
  void every_block_is_fetched_once_and_nothing_the_second_time() throws Exception {
    scene.withFixtureBlocks();
    var flist = fixture();
    var name = flist.getFileName().toString();
    var url = scene.hub.publish(flist);
    var image = scene.images.fetch(Scene.TENANT, url, "");
    var distinct =
        Fixtures.lines(Fixtures.truth(flist, "stat.jsonl")).stream()
            .flatMap(line -> line.get("stat").get("chunks").valueStream())
            .map(chunk -> chunk.get("key").stringValue())
            .distinct()
            .count();
    assertThat(scene.count("get")).isEqualTo(distinct);
    assertThat(scene.images.fetch(Scene.TENANT, url, "")).isEqualTo(image);
    assertThat(scene.count("get")).isEqualTo(distinct);
    assertThat(scene.hub.requests()).containsExactly(name + ".md5", name, name + ".md5");
  }

  @Test
  void images_share_blocks_and_files_that_are_equal_and_only_those() throws Exception {
    var first = scene.writer();
    Scene.add(first, "same", OWNER, new byte[] {1});
    Scene.add(first, "mode", OWNER, new byte[] {2});
    var second = scene.writer();
    Scene.add(second, "same", OWNER, new byte[] {1});
    Scene.add(second, "mode", Access.ofRoot(04711), new byte[] {2});
    Scene.add(second, "owner", new Access("", "", 0644, 7, 8), new byte[] {2});
    var one = scene.images.fetch(Scene.TENANT, scene.publish(first, "1.flist"), "").lower();
    var two = scene.images.fetch(Scene.TENANT, scene.publish(second, "2.flist"), "").lower();
    assertThat(inode(two.resolve("same"))).isEqualTo(inode(one.resolve("same")));
    assertThat(Files.getAttribute(one.resolve("mode"), "unix:mode")).isEqualTo(0100644);
    assertThat(Files.getAttribute(two.resolve("mode"), "unix:mode")).isEqualTo(0104711);
    assertThat(Files.getAttribute(two.resolve("owner"), "unix:uid")).isEqualTo(7);
    assertThat(two.resolve("owner")).hasBinaryContent(new byte[] {2});
    assertThat(scene.count("get")).isEqualTo(2);
  }

  @Test
  void who_wants_the_same_image_at_the_same_time_shares_one_fetch() throws Exception {
    scene.withFixtureBlocks();
    var flist = fixture();
    var url = scene.hub.publish(flist);
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      var all =
          IntStream.range(0, 8)
              .mapToObj(_ -> threads.submit(() -> scene.images.fetch(Scene.TENANT, url, "")))
              .toList();
      for (var one : all) {
        assertThat(one.get()).isEqualTo(all.getFirst().get());
      }
    }
    assertThat(scene.hub.requests()).containsOnlyOnce(flist.getFileName().toString());
  }

  @Test
  void without_an_md5_the_flist_is_read_each_time_and_the_image_made_once() throws Exception {
    var url = small("x.flist", "text");
    scene.hub.remove("x.flist.md5");
    var image = scene.images.fetch(Scene.TENANT, url, "");
    assertThat(scene.images.fetch(Scene.TENANT, url, "")).isEqualTo(image);
    assertThat(scene.hub.requests())
        .containsExactly("x.flist.md5", "x.flist", "x.flist.md5", "x.flist");
  }

  @Test
  void an_image_published_anew_is_another_image() throws Exception {
    var before = scene.images.fetch(Scene.TENANT, small("x.flist", "before"), "");
    var after = scene.images.fetch(Scene.TENANT, small("x.flist", "after"), "");
    assertThat(before.lower().resolve("file")).hasContent("before");
    assertThat(after.lower().resolve("file")).hasContent("after");
  }

  @Test
  void an_image_published_anew_between_md5_and_flist_is_the_new_one() throws Exception {
    var after = small("after.flist", "after");
    var url = small("x.flist", "before");
    scene.hub.after(
        "x.flist.md5",
        () -> {
          try {
            Files.copy(
                scene.directory.resolve("after.flist"),
                scene.directory.resolve("x.flist"),
                StandardCopyOption.REPLACE_EXISTING);
            scene.hub.publish(scene.directory.resolve("x.flist"));
          } catch (IOException e) {
            throw new UncheckedIOException(e);
          }
        });
    var image = scene.images.fetch(Scene.TENANT, url, "");
    assertThat(image.lower().resolve("file")).hasContent("after");
    assertThat(scene.images.fetch(Scene.TENANT, after, "")).isEqualTo(image);
  }

  @Test
  void a_flist_that_is_not_there_says_so() {
    fails(scene.hub.url("gone.flist"), "fail to download flist: 404 Not Found");
    scene.hub.fail("broken.flist.md5", 500);
    fails(scene.hub.url("broken.flist"), "fail to download flist: 500 Internal Server Error");
  }

  @Test
  void a_hub_that_is_not_there_says_so() {
    fails(
        "http://127.0.0.1:1/demo/x.flist",
        "fail to download flist: http://127.0.0.1:1/demo/x.flist.md5: cannot be reached: ");
    fails(
        "http://no-such-host.invalid/x.flist",
        "fail to download flist: http://no-such-host.invalid/x.flist.md5: cannot be reached: ");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "x.flist", "ftp://hub/x.flist", "file:///etc/passwd", "http:///x", "h t"})
  void what_is_no_web_address_says_what_it_must_be(String url) {
    fails(url, "fail to download flist: its URL is \"" + url + "\"; it must be http://");
  }

  @Test
  void an_md5_that_is_not_the_flists_says_so() throws Exception {
    var url = small("x.flist", "text");
    scene.hub.put("x.flist.md5", ("0".repeat(32) + "\n").getBytes(UTF_8));
    fails(url, "fail to download flist: " + url + " is not what its .md5 says it is; try again");
  }

  /// It may be a server that only nodes reach.
  @Test
  void of_what_a_server_answers_nothing_is_told() throws Exception {
    var url = small("x.flist", "text");
    scene.hub.put("x.flist.md5", "secret=5".getBytes(UTF_8));
    assertThatExceptionOfType(ImageException.class)
        .isThrownBy(() -> scene.images.fetch(Scene.TENANT, url, ""))
        .withMessage(
            "fail to download flist: "
                + url
                + ".md5: answers not as an image host does; it must be 32 hex digits");
  }

  @Test
  void what_is_no_flist_says_so() {
    var text = "hello".getBytes(UTF_8);
    scene.hub.put("x.flist", text);
    fails(scene.hub.url("x.flist"), "x.flist is damaged: ", FlistServer.md5(text), "is no flist");
  }

  @Test
  void a_missing_block_names_file_and_block_and_leaves_nothing_behind() throws Exception {
    var writer = scene.writer();
    Scene.add(writer, "fine", OWNER, new byte[] {1});
    var file = Scene.add(writer, "usr/bin/tool", OWNER, new byte[] {2});
    var url = scene.publish(writer, "x.flist");
    var hash = ((Content.File) file.content()).blocks().getFirst().hash();
    redis("DEL", hash.toString());
    fails(url, "file /usr/bin/tool: block " + hash + " cannot be had: ", "does not have it");
    assertThat(scene.directory.resolve("images/shared/images")).isEmptyDirectory();
    assertThat(scene.directory.resolve("images/unfinished")).isEmptyDirectory();
    Scene.add(scene.writer(), "again", OWNER, new byte[] {2});
    assertThat(scene.images.fetch(Scene.TENANT, url, "").lower().resolve("usr/bin/tool"))
        .hasBinaryContent(new byte[] {2});
  }

  @Test
  void a_damaged_block_names_file_and_block_and_is_not_used() throws Exception {
    var writer = scene.writer();
    var file = Scene.add(writer, "tool", OWNER, new byte[] {2});
    var url = scene.publish(writer, "x.flist");
    var hash = ((Content.File) file.content()).blocks().getFirst().hash();
    redis("SET", hash.toString());
    fails(url, "file /tool: block " + hash, "is damaged: what the store holds has hash");
    assertThat(scene.directory.resolve("images/shared/blocks")).isEmptyDirectory();
  }

  @Test
  void a_block_damaged_on_the_disk_is_fetched_again() throws Exception {
    scene.images.fetch(Scene.TENANT, small("1.flist", "text"), "");
    try (var blocks = Files.walk(scene.directory.resolve("images/shared/blocks"))) {
      for (var block : blocks.filter(Files::isRegularFile).toList()) {
        Files.delete(block); // the image keeps its own name of the file
        Files.writeString(block, "");
      }
    }
    var writer = scene.writer();
    Scene.add(writer, "file", Access.ofRoot(0600), "text".getBytes(UTF_8));
    var image = scene.images.fetch(Scene.TENANT, scene.publish(writer, "2.flist"), "");
    assertThat(image.lower().resolve("file")).hasContent("text");
  }

  @Test
  void after_a_restart_images_are_there_and_what_was_half_made_is_gone() throws Exception {
    var url = small("x.flist", "text");
    var image = scene.images.fetch(Scene.TENANT, url, "");
    var leftover = scene.directory.resolve("images/unfinished/image123/lower/deep");
    Files.createDirectories(leftover);
    Files.writeString(leftover.resolve("half"), "ha");
    var images = scene.reopen();
    assertThat(scene.directory.resolve("images/unfinished")).isEmptyDirectory();
    assertThat(images.fetch(Scene.TENANT, url, "")).isEqualTo(image);
    assertThat(scene.hub.requests()).containsExactly("x.flist.md5", "x.flist", "x.flist.md5");
  }

  @Test
  void one_directory_is_used_by_one_program() {
    assertThatIOException()
        .isThrownBy(() -> scene.open())
        .withMessageContaining("uses the directory");
  }

  @Test
  void who_is_interrupted_leaves_the_fetch_to_the_others() throws Exception {
    scene.withFixtureBlocks();
    var url = scene.hub.publish(fixture());
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      var first = threads.submit(() -> scene.images.fetch(Scene.TENANT, url, ""));
      var second = threads.submit(() -> scene.images.fetch(Scene.TENANT, url, ""));
      first.cancel(true);
      assertThat(second.get().lower()).isNotEmptyDirectory();
    }
  }

  /// The folder of the fixtures may be another one, with images of other names.
  private static Path fixture() throws IOException {
    return Fixtures.flists().getFirst();
  }

  private String small(String name, String content) throws Exception {
    var writer = scene.writer();
    Scene.add(writer, "file", OWNER, content.getBytes(UTF_8));
    return scene.publish(writer, name);
  }

  private void fails(String url, String... words) {
    assertThatExceptionOfType(ImageException.class)
        .isThrownBy(() -> scene.images.fetch(Scene.TENANT, url, "http://hub.example/"))
        .withMessageContainingAll(words);
  }

  /// Deletes or overwrites a block.
  private void redis(String command, String hash) throws Exception {
    var escaped = hash.replaceAll("(..)", "\\\\x$1");
    var line = command + " \"" + escaped + "\"" + (command.equals("SET") ? " damaged" : "") + "\n";
    scene.host.run(
        io.coredeck.node.host.Command.of("/usr/bin/redis-cli", "-p", "" + scene.redis.port())
            .withInput(line));
  }

  private static Object inode(Path file) throws IOException {
    return Files.getAttribute(file, "unix:ino");
  }
}
