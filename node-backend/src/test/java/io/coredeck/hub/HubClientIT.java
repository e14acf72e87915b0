package io.coredeck.hub;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.coredeck.blocks.BlockAddress;
import io.coredeck.node.host.LinuxHost;
import io.coredeck.sdk.hub.HubClient;
import io.coredeck.sdk.hub.HubDirectory.Kind;
import io.coredeck.sdk.hub.HubException;
import io.coredeck.sdk.hub.HubUpload;
import io.coredeck.testkit.RedisServer;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// What the client promises to those who look into images and change them.
@Timeout(60)
class HubClientIT {
  private static final String TOKEN = "a-token-of-enough-length";

  @TempDir Path directory;

  private RedisServer redis;
  private Hub hub;
  private HubClient client;

  @BeforeEach
  void start() throws Exception {
    redis = RedisServer.start();
    hub = Hub.start(config(), new LinuxHost());
    client = HubClient.connect(URI.create("http://127.0.0.1:" + hub.port() + "/"), TOKEN);
  }

  @AfterEach
  void stop() {
    client.close();
    hub.close();
    redis.close();
  }

  private HubConfig config() {
    var blocks = BlockAddress.parse(redis.uri());
    return new HubConfig(
        "127.0.0.1",
        0,
        directory.resolve("storage"),
        blocks,
        blocks,
        TOKEN,
        "admin",
        true,
        Path.of("/bin/busybox"));
  }

  @Test
  void all_images_come_with_what_is_in_them() throws Exception {
    upload("app.tar.gz", true, HubArchive.app());
    var images = client.images();
    assertThat(images).extracting(one -> one.title()).containsExactly("admin/app", "demo/busybox");
    var app = images.getFirst();
    assertThat(app.isOwn()).isTrue();
    assertThat(app.url()).hasPath("/admin/app.flist");
    assertThat(app.facts().files()).isEqualTo(4);
    assertThat(app.facts().links()).isEqualTo(1);
    assertThat(app.facts().bytes()).isEqualTo(4 + 4 + 4 + 600_000);
    var busybox = client.image("demo", "busybox");
    assertThat(busybox.isOwn()).isFalse();
    assertThat(busybox.facts().entrypoint()).isEqualTo("/bin/sh");
    assertThat(busybox.facts().description()).startsWith("Busybox of Debian");
    assertThat(client.about("demo", "busybox.flist").description()).startsWith("Busybox of Debian");
    assertThat(client.names()).containsExactly("admin/app.flist", "demo/busybox.flist");
  }

  @Test
  void an_archive_becomes_an_image() throws Exception {
    var address = URI.create(client.address());
    var file = Files.write(directory.resolve("app.tar.gz"), HubArchive.app());
    // @start region="hub"
    try (var hub = HubClient.connect(address, TOKEN);
        var archive = Files.newInputStream(file)) {
      var upload = HubUpload.of("app.tar.gz", Files.size(file), true);
      System.out.println(hub.upload(upload, archive)); // admin/app.flist, when it is there
      for (var image : hub.images()) {
        System.out.println(image.title() + " at " + image.url() + ": " + image.facts().bytes());
      }
      for (var entry : hub.tree("admin", "app", "bin", 0, 100).entries()) {
        System.out.println(entry.name() + " " + entry.size());
      }
    }
    // @end
    assertThat(client.names()).contains("admin/app.flist");
  }

  @Test
  void what_is_known_of_an_image_outlives_the_hub_and_goes_with_the_image() throws Exception {
    upload("app.tar.gz", true, HubArchive.app());
    var facts = directory.resolve("storage/facts/" + client.image("admin", "app").md5() + ".json");
    assertThat(facts).exists();
    Files.writeString(facts, "damaged");
    restart();
    assertThat(client.image("admin", "app").facts().files()).isEqualTo(4);
    client.delete("app");
    restart();
    assertThat(facts).doesNotExist();
  }

  private void restart() throws Exception {
    client.close();
    hub.close();
    hub = Hub.start(config(), new LinuxHost());
    client = HubClient.connect(URI.create("http://127.0.0.1:" + hub.port()), TOKEN);
  }

  @Test
  void a_directory_comes_in_parts_with_names_that_are_safe_to_show() throws Exception {
    upload("app.tar.gz", true, HubArchive.app());
    var root = client.tree("admin", "app", "", 0, 100);
    assertThat(root.entries()).extracting(one -> one.name()).containsExactly("bin", "etc");
    var bin = client.tree("admin", "app", "bin", 0, 2);
    assertThat(bin.total()).isEqualTo(3);
    assertThat(bin.entries()).hasSize(2);
    var rest = client.tree("admin", "app", "/bin/", 2, 2);
    assertThat(rest.entries()).hasSize(1);
    var link = bin.entries().stream().filter(one -> one.kind() == Kind.LINK).findFirst();
    assertThat(link.orElseThrow().target()).isEqualTo("tool");
    var etc = client.tree("admin", "app", "etc", 0, 100).entries();
    assertThat(etc).extracting(one -> one.name()).containsExactly("a\\xe2\\x80\\xaeb", "big");
    assertThat(text("etc/a\\xe2\\x80\\xaeb")).isEqualTo("odd!");
    assertThat(etc.getFirst().mode()).isEqualTo(0640);
    assertThat(etc.getFirst().uid()).isEqualTo(7);
  }

  @Test
  void the_beginning_of_a_file_can_be_read() throws Exception {
    upload("app.tar.gz", true, HubArchive.app());
    assertThat(text("bin/tool")).isEqualTo("text");
    var big = client.file("admin", "app", "etc/big", 512 << 10);
    assertThat(big.size()).isEqualTo(600_000);
    assertThat(big.bytes()).hasSize(512 << 10).containsOnly('x');
  }

  private String text(String path) throws Exception {
    return new String(client.file("admin", "app", path, 100).bytes(), UTF_8);
  }

  @Test
  void what_is_not_there_is_refused_in_words() throws Exception {
    upload("app.tar.gz", true, HubArchive.app());
    refused(404, "source not found", () -> client.image("admin", "gone"));
    refused(404, "there is no directory /gone", () -> client.tree("admin", "app", "gone", 0, 9));
    refused(404, "no directory /bin/tool", () -> client.tree("admin", "app", "bin/tool", 0, 9));
    refused(404, "there is no file /bin ", () -> client.file("admin", "app", "bin", 9));
    refused(400, "two hex digits", () -> client.tree("admin", "app", "\\n", 0, 9));
    refused(400, "limit is", () -> client.tree("admin", "app", "", 0, 1001));
    refused(404, "..", () -> client.tree("admin", "app", "../../etc", 0, 9));
  }

  @Test
  void an_image_is_replaced_only_if_that_is_wanted() throws Exception {
    upload("app.tar.gz", true, HubArchive.app());
    refused(412, "admin/app is there already", () -> upload("app.tar.gz", true, HubArchive.app()));
    upload("app.tar.gz", false, HubArchive.app());
  }

  @Test
  void an_own_image_is_renamed_copied_and_deleted() throws Exception {
    upload("app.tar.gz", true, HubArchive.app());
    client.rename("app", "other");
    client.copy("demo", "busybox", "shell.flist");
    assertThat(client.names())
        .containsExactly("admin/other.flist", "admin/shell.flist", "demo/busybox.flist");
    refused(409, "is there", () -> client.rename("other", "shell"));
    refused(409, "is there", () -> client.rename("other", "other"));
    refused(400, "the new name is", () -> client.rename("other", "a b"));
    client.delete("other");
    refused(404, "source not found", () -> client.delete("other"));
    assertThat(client.names()).containsExactly("admin/shell.flist", "demo/busybox.flist");
  }

  @Test
  void without_the_token_nothing_changes() throws Exception {
    try (var stranger = HubClient.connect(URI.create(client.address()))) {
      assertThat(stranger.mayChange()).isFalse();
      var upload = HubUpload.of("x.tar.gz", -1, true);
      refused(
          401, "bearer", () -> stranger.upload(upload, new ByteArrayInputStream(HubArchive.app())));
      refused(401, "bearer", () -> stranger.progress(upload.id()));
      refused(401, "bearer", () -> stranger.delete("busybox"));
      refused(401, "bearer", () -> stranger.rename("busybox", "b"));
      refused(401, "bearer", () -> stranger.copy("demo", "busybox", "b"));
    }
    assertThat(client.names()).containsExactly("demo/busybox.flist");
  }

  @Test
  void a_large_archive_that_is_none_is_refused_early_and_with_the_reason() throws Exception {
    var read = new long[1];
    var endless =
        new InputStream() {
          @Override
          public int read() {
            return 'x';
          }

          @Override
          public int read(byte[] target, int offset, int length) {
            java.util.Arrays.fill(target, offset, offset + length, (byte) 'x');
            read[0] += length;
            return length;
          }
        };
    var upload = HubUpload.of("x.tar.gz", 1L << 30, true);
    refused(400, "the archive cannot become an image", () -> client.upload(upload, endless));
    assertThat(read[0]).isLessThan(1L << 30);
    assertThat(client.progress(upload.id()).step()).isEqualTo(HubUpload.Step.FAILED);
  }

  @Test
  void the_progress_of_an_upload_can_be_asked_for() throws Exception {
    var noise = new byte[4 << 20];
    new java.util.Random(1).nextBytes(noise);
    var archive = HubArchive.app(noise);
    var half = archive.length / 2;
    var upload = HubUpload.of("app.tar.gz", archive.length, true);
    var seen = new java.util.concurrent.CompletableFuture<HubUpload.Progress>();
    var second =
        new InputStream() {
          @Override
          public int read() {
            var end = System.nanoTime() + 20_000_000_000L;
            while (!seen.isDone() && System.nanoTime() < end) {
              try {
                var progress = client.progress(upload.id());
                if (progress.bytes() > half / 2) {
                  seen.complete(progress);
                }
              } catch (HubException e) {
                assertThat(e.status()).isEqualTo(404);
              } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
              }
            }
            return -1;
          }

          @Override
          public int read(byte[] into, int from, int length) {
            return read();
          }
        };
    var parts =
        java.util.Collections.enumeration(
            java.util.List.of(
                new ByteArrayInputStream(archive, 0, half),
                second,
                new ByteArrayInputStream(archive, half, archive.length - half)));
    assertThat(client.upload(upload, new SequenceInputStream(parts))).isEqualTo("admin/app.flist");
    assertThat(seen.get().step()).isEqualTo(HubUpload.Step.TAKING);
    assertThat(client.progress(upload.id()).step()).isEqualTo(HubUpload.Step.DONE);
    refused(404, "no upload", () -> client.progress("0".repeat(32)));
  }

  private void upload(String file, boolean isNew, byte[] archive) throws Exception {
    client.upload(HubUpload.of(file, archive.length, isNew), new ByteArrayInputStream(archive));
  }

  private interface Call {
    void call() throws Exception;
  }

  private static void refused(int status, String words, Call call) {
    assertThatExceptionOfType(HubException.class)
        .isThrownBy(call::call)
        .matches(e -> e.status() == status, "status " + status)
        .withMessageContaining(words);
  }
}
