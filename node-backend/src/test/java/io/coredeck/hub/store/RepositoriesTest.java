package io.coredeck.hub.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What the published flists promise.
class RepositoriesTest {
  @TempDir Path storage;

  @Test
  void a_published_flist_is_found_with_and_without_its_suffix() throws Exception {
    var repositories = Repositories.open(storage);
    var published = publish(repositories, "hello");
    assertThat(published.md5()).isEqualTo("5d41402abc4b2a76b9719d911017c592");
    assertThat(published.size()).isEqualTo(5);
    assertThat(published.file()).hasContent("hello");
    assertThat(repositories.find("demo", "x")).hasValue(published);
    assertThat(repositories.find("demo", "x.flist")).hasValue(published);
    assertThat(repositories.flists("demo")).containsExactly(published);
    assertThat(repositories.names()).containsExactly("demo");
  }

  @Test
  void the_same_flist_again_changes_nothing() throws Exception {
    var repositories = Repositories.open(storage);
    var published = publish(repositories, "hello");
    assertThat(publish(repositories, "hello")).isEqualTo(published);
    assertThat(repositories.scratch()).isEmptyDirectory();
  }

  @Test
  void a_version_keeps_its_content_when_the_next_one_comes_and_goes_at_the_next_start()
      throws Exception {
    var repositories = Repositories.open(storage);
    var before = publish(repositories, "before");
    var after = publish(repositories, "after");
    assertThat(before.file()).hasContent("before");
    assertThat(repositories.find("demo", "x")).hasValue(after);
    Files.writeString(repositories.scratch().resolve("half"), "ha");
    var again = Repositories.open(storage);
    assertThat(before.file()).doesNotExist();
    assertThat(again.scratch()).isEmptyDirectory();
    assertThat(again.find("demo", "x")).hasValue(after);
  }

  @Test
  void content_and_md5_belong_together_at_any_time() throws Exception {
    var repositories = Repositories.open(storage);
    publish(repositories, "0");
    var done = new AtomicBoolean();
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      var reader =
          threads.submit(() -> {
            while (!done.get()) {
              var found = repositories.find("demo", "x").orElseThrow();
              assertThat(md5(Files.readAllBytes(found.file()))).isEqualTo(found.md5());
            }
            return true;
          });
      for (int i = 1; i < 200; i++) {
        publish(repositories, "" + i);
      }
      done.set(true);
      assertThat(reader.get()).isTrue();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"", ".", "..", "../demo", "demo/..", "a/b", ".hidden", "-x", "a\0b", "ä"})
  void a_name_that_leads_elsewhere_finds_nothing(String name) throws Exception {
    var repositories = Repositories.open(storage);
    publish(repositories, "hello");
    assertThat(repositories.find(name, "x")).isEmpty();
    assertThat(repositories.find("demo", name)).isEmpty();
    assertThat(repositories.flists(name)).isEmpty();
  }

  private static Published publish(Repositories repositories, String content) throws Exception {
    var file = Files.createTempFile(repositories.scratch(), "new", ".flist");
    return repositories.publish("demo", "x", Files.writeString(file, content), false).orElseThrow();
  }

  private static String md5(byte[] bytes) {
    return io.coredeck.testkit.FlistServer.md5(bytes);
  }
}
