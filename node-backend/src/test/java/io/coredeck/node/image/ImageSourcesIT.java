package io.coredeck.node.image;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.coredeck.blocks.BlockAddress;
import io.coredeck.blocks.RedisBlocks;
import io.coredeck.flist.Access;
import io.coredeck.node.reach.RefusedAddressException;
import io.coredeck.testkit.RedisServer;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// Where the blocks of an image may come from, and what is said if they come from nowhere.
@Timeout(120)
class ImageSourcesIT {
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
  void blocks_come_from_the_store_the_reservation_names_if_the_usual_one_has_them_not()
      throws Exception {
    try (var other = RedisServer.start();
        var blocks = RedisBlocks.of(BlockAddress.parse(other.uri()))) {
      var writer = new io.coredeck.flist.FlistWriter(b -> blocks.put(b.ref().hash(), b.stored()));
      Scene.add(writer, "file", OWNER, "text".getBytes(UTF_8));
      var url = scene.publish(writer, "x.flist");
      assertThatExceptionOfType(ImageException.class)
          .isThrownBy(() -> scene.images.fetch(Scene.TENANT, url, "http://hub.example/"))
          .withMessageContainingAll("file /file: block ", "does not have it");
      var image = scene.images.fetch(Scene.TENANT, url, other.uri().replace("redis://", "zdb://"));
      assertThat(image.lower().resolve("file")).hasContent("text");
    }
  }

  @Test
  void blocks_come_from_the_store_the_image_names_if_no_other_has_them() throws Exception {
    try (var other = RedisServer.start("--requirepass", "secret");
        var blocks =
            RedisBlocks.of(BlockAddress.parse("redis://secret@127.0.0.1:" + other.port()))) {
      var writer = new io.coredeck.flist.FlistWriter(b -> blocks.put(b.ref().hash(), b.stored()));
      Scene.add(writer, "file", OWNER, "text".getBytes(UTF_8));
      writer.metadata(
          "backend",
          "{\"namespace\": \"default\", \"host\": \"127.0.0.1\", \"port\": %d, \"password\": \"secret\"}"
              .formatted(other.port()));
      var url = scene.publish(writer, "x.flist");
      scene.redis.stop();
      var image = scene.images.fetch(Scene.TENANT, url, "http://hub.example/");
      assertThat(image.lower().resolve("file")).hasContent("text");
    }
  }

  @Test
  void who_names_a_store_that_hangs_neither_holds_up_nor_spoils_it_for_who_names_a_good_one()
      throws Exception {
    var asked = new CountDownLatch(1);
    var release = new CountDownLatch(1);
    var dying = new ServerSocket(0, 8, InetAddress.getLoopbackAddress());
    try (var good = RedisServer.start();
        var blocks = RedisBlocks.of(BlockAddress.parse(good.uri()));
        var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      var writer = new io.coredeck.flist.FlistWriter(b -> blocks.put(b.ref().hash(), b.stored()));
      Scene.add(writer, "file", OWNER, "text".getBytes(UTF_8));
      var url = scene.publish(writer, "x.flist");
      var _ =
          threads.submit(() -> {
            try (dying;
                var _ = dying.accept()) {
              asked.countDown();
              release.await();
            }
            return true;
          });
      var storage = "zdb://127.0.0.1:" + dying.getLocalPort();
      var first = threads.submit(() -> scene.images.fetch(Scene.TENANT, url, storage));
      asked.await();
      var second = threads.submit(() -> scene.images.fetch(Scene.TENANT, url, good.uri()));
      assertThat(second.get().lower().resolve("file")).hasContent("text");
      release.countDown();
      assertThatExceptionOfType(java.util.concurrent.ExecutionException.class)
          .isThrownBy(first::get)
          .withCauseInstanceOf(ImageException.class);
    }
  }

  @Test
  void however_many_images_of_somebody_never_come_those_of_others_do() throws Exception {
    Scene.add(scene.writer(), "file", OWNER, new byte[] {1});
    var url = scene.publish(scene.writer(), "x.flist");
    try (var tarpit = new ServerSocket(0, 64, InetAddress.getLoopbackAddress());
        var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      var slow = new java.util.ArrayList<java.util.concurrent.Future<Image>>();
      for (int i = 0; i < 40; i++) {
        var dead = "http://127.0.0.1:%d/%d.flist".formatted(tarpit.getLocalPort(), i);
        slow.add(threads.submit(() -> scene.images.fetch(Scene.TENANT, dead, "")));
      }
      try (var asked = tarpit.accept()) {
        assertThat(asked.getInputStream().read()).isEqualTo('G');
        assertThat(scene.images.fetch(Scene.TENANT + 1, url, "").lower()).isDirectory();
        assertThat(slow).anyMatch(one -> !one.isDone());
      }
      slow.forEach(one -> one.cancel(true));
    }
  }

  @Test
  void a_store_at_an_address_that_only_the_node_reaches_is_not_asked() throws Exception {
    var writer = new io.coredeck.flist.FlistWriter(_ -> {});
    Scene.add(writer, "file", OWNER, "text".getBytes(UTF_8));
    writer.metadata("backend", "{\"host\": \"169.254.169.254\", \"port\": 80}");
    var url = scene.publish(writer, "x.flist");
    assertThatExceptionOfType(ImageException.class)
        .isThrownBy(() -> scene.images.fetch(Scene.TENANT, url, "zdb://169.254.1.1:9900"))
        .withMessageContainingAll(
            "block store zdb://169.254.1.1:9900: GET failed: " + RefusedAddressException.WORDS,
            "block store zdb://169.254.169.254:80: GET failed: " + RefusedAddressException.WORDS);
  }

  @Test
  void stores_that_cannot_be_reached_are_all_named_and_given_up_soon() throws Exception {
    var writer = scene.writer();
    for (byte i = 0; i < 100; i++) {
      Scene.add(writer, "file" + i, OWNER, new byte[] {i});
    }
    writer.metadata("backend", "{\"host\": \"127.0.0.1\", \"port\": 2}");
    var url = scene.publish(writer, "x.flist");
    scene.redis.stop();
    var start = System.nanoTime();
    assertThatExceptionOfType(ImageException.class)
        .isThrownBy(() -> scene.images.fetch(Scene.TENANT, url, "zdb://127.0.0.1:1"))
        .withMessageContainingAll(
            "block store redis://127.0.0.1:" + scene.redis.port() + ": GET failed: ",
            "block store zdb://127.0.0.1:1: GET failed: ",
            "block store zdb://127.0.0.1:2: GET failed: ",
            "Connection refused");
    assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(20));
  }

  @Test
  void a_storage_address_nobody_understands_says_what_it_must_be() throws Exception {
    var url = scene.publish(scene.writer(), "x.flist");
    assertThatExceptionOfType(ImageException.class)
        .isThrownBy(() -> scene.images.fetch(Scene.TENANT, url, "nonsense"))
        .withMessage(
            "storage of the image: block store is \"nonsense\"; it must be"
                + " redis://[password@]host:port[/namespace], or zdb:// the same");
  }
}
