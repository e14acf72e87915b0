package io.coredeck.node.container.startup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.coredeck.testkit.Vectors;
import io.coredeck.wire.JsonValue;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// What a container runs, by the user's wish and the image's.
class StartupTest {
  @TempDir Path root;

  static Stream<JsonValue> cases() {
    return Vectors.read("startup_toml.json", "cases");
  }

  @ParameterizedTest
  @MethodSource("cases")
  void the_image_and_the_user_are_put_together_as_by_the_original_node(JsonValue vector)
      throws Exception {
    var environment = new TreeMap<String, String>();
    for (var variable : vector.member("env").items()) {
      var parts = variable.text().split("=", 2);
      environment.put(parts[0], parts[1]);
    }
    Files.writeString(root.resolve(".startup.toml"), vector.member("toml").text());
    var startup =
        Startup.read(new ImageRoot(root), vector.member("entrypoint").text(), environment);

    var expected = vector.member("expect");
    assertThat(startup.entrypoint()).isEqualTo(expected.member("entrypoint").text());
    assertThat(startup.directory()).isEqualTo(expected.member("workdir").text());
    assertThat(startup.environment().entrySet().stream().map(e -> e.getKey() + "=" + e.getValue()))
        .containsExactlyElementsOf(expected.member("env").texts());
    if (!expected.member("argv").isList()) {
      assertThatThrownBy(startup::argv).isInstanceOf(IllegalArgumentException.class);
    } else {
      assertThat(startup.argv()).isEqualTo(expected.member("argv").texts());
    }
  }

  @Test
  void an_image_without_wishes_leaves_the_users() {
    var startup = Startup.read(new ImageRoot(root), "/bin/app -v", Map.of("A", "1"));
    assertThat(startup).isEqualTo(new Startup("/bin/app -v", Map.of("A", "1"), ""));
    assertThat(startup.argv()).containsExactly("/bin/app", "-v");
  }

  @Test
  void wishes_of_a_wrong_type_are_ignored_as_a_whole() throws Exception {
    Files.writeString(
        root.resolve(".startup.toml"),
        """
        [startup.entry]
        name = "core.system"
        [startup.entry.args]
        name = "/start"
        dir = 7
        """);
    assertThat(Startup.read(new ImageRoot(root), "", Map.of()))
        .isEqualTo(new Startup("", Map.of(), ""));
  }

  @Test
  void a_huge_file_a_pipe_and_a_directory_are_no_wishes() throws Exception {
    var file = root.resolve(".startup.toml");
    Files.writeString(file, "[startup.entry.args]\ndir = \"/w\"\n" + "#".repeat(70_000));
    assertThat(Startup.read(new ImageRoot(root), "", Map.of()).directory()).isEmpty();
    Files.delete(file);
    Files.createDirectory(file);
    assertThat(Startup.read(new ImageRoot(root), "", Map.of()).directory()).isEmpty();
  }

  @Test
  void a_link_out_of_the_image_is_not_followed() throws Exception {
    var outside = Files.createDirectory(root.resolve("outside"));
    var image = Files.createDirectory(root.resolve("image"));
    Files.writeString(outside.resolve("secret"), "[startup.entry.args]\ndir = \"/leak\"\n");
    Files.createSymbolicLink(image.resolve(".startup.toml"), outside.resolve("secret"));
    assertThat(Startup.read(new ImageRoot(image), "", Map.of()).directory()).isEmpty();
  }

  @Test
  void no_program_or_an_open_quote_is_an_invalid_entrypoint() {
    assertThatThrownBy(() -> new Startup("", Map.of(), "").argv())
        .hasMessageStartingWith("invalid entrypoint definition ''");
    assertThatThrownBy(() -> new Startup("# nothing", Map.of(), "").argv())
        .hasMessageStartingWith("invalid entrypoint definition '# nothing'");
    assertThatThrownBy(() -> new Startup("sh -c 'oops", Map.of(), "").argv())
        .hasMessageStartingWith("invalid entrypoint definition 'sh -c 'oops'")
        .hasMessageContaining("not closed");
  }
}
