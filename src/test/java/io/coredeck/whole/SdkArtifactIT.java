package io.coredeck.whole;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The SDK as customers get it: one jar and what its pom declares.
@OnGrid
class SdkArtifactIT {

  private static final Duration LIMIT = Duration.ofMinutes(2);

  @TempDir private Path folder;

  @Test
  void a_program_that_has_the_sdk_alone_deploys_a_container_and_works_in_it(Grid grid)
      throws Exception {
    var classPath = jars().stream().map(Path::toString).collect(Collectors.joining(":"));
    var source = Grid.home().resolve("src/test/resources/outsider/Outsider.java");
    var classes = folder.resolve("classes").toString();
    var compiled = run("javac", "-Xlint:all", "-cp", classPath, "-d", classes, source.toString());
    assertThat(compiled.err()).as("javac").isEmpty();

    var admin = Grid.JSON.readTree(Files.readString(grid.data().resolve("keys/admin.json")));
    var seed = Files.writeString(folder.resolve("seed"), admin.get("seed_hex").asString());
    var endpoints = grid.endpoints();
    var ran =
        run(
            "java",
            "-cp",
            classPath + ":" + classes,
            "Outsider",
            endpoints.get("explorer").asString(),
            seed.toString(),
            admin.get("tid").asString(),
            endpoints.get("node_id").asString(),
            endpoints.get("pool_id").asString(),
            endpoints.get("demo_flist").asString(),
            endpoints.get("redis").asString());
    assertThat(ran.status()).as(ran.err()).isZero();
    assertThat(ran.out())
        .contains("up at ", "CPU Usage: ", "it knows s3cret", "ended with 7", "taken down");
  }

  @Test
  void it_has_what_it_needs_and_nothing_of_the_programs() throws Exception {
    var names = jars().stream().map(jar -> jar.getFileName().toString()).toList();
    assertThat(names)
        .allMatch(name -> name.matches("(coredeck-sdk|jackson-|bcprov-|jspecify-).*\\.jar"))
        .hasSize(6);
    var inside = run("jar", "--list", "--file", jars().getFirst().toString()).out();
    assertThat(inside.lines().filter(name -> name.endsWith(".class")))
        .allMatch(name -> name.matches("io/coredeck/(model|identity|wire|sdk)/.*"))
        .contains("io/coredeck/sdk/zos/Zos.class", "io/coredeck/sdk/corex/CorexClient.class");
  }

  @Test
  void its_sources_and_what_is_written_about_them_come_as_jars_beside_it() throws Exception {
    var target = Grid.home().resolve("node-backend/sdk/target");
    assertThat(entries(target, "-sources"))
        .contains("io/coredeck/sdk/zos/Zos.java", "io/coredeck/sdk/corex/CorexClient.java");
    assertThat(entries(target, "-javadoc"))
        .contains("io/coredeck/sdk/zos/Zos.html", "io/coredeck/sdk/corex/CorexClient.html");
  }

  private static List<String> entries(Path target, String classifier) throws Exception {
    var jars = jars(target, "coredeck-sdk-.*%s\\.jar".formatted(classifier));
    assertThat(jars).as(classifier).hasSize(1);
    return run("jar", "--list", "--file", jars.getFirst().toString()).out().lines().toList();
  }

  /// @return the SDK, then what comes with it
  private static List<Path> jars() throws IOException {
    var target = Grid.home().resolve("node-backend/sdk/target");
    var jars = new ArrayList<Path>();
    jars.addAll(jars(target, "coredeck-sdk-[0-9.]+(-SNAPSHOT)?\\.jar"));
    assertThat(jars).as("the SDK; mvn package makes it").hasSize(1);
    jars.addAll(jars(target.resolve("dependency"), ".*\\.jar"));
    return jars;
  }

  private static List<Path> jars(Path where, String name) throws IOException {
    try (Stream<Path> files = Files.list(where)) {
      return files.filter(file -> file.getFileName().toString().matches(name)).sorted().toList();
    }
  }

  private static Ran run(String program, String... words) throws Exception {
    var command = new ArrayList<String>();
    command.add(Path.of(System.getProperty("java.home"), "bin", program).toString());
    command.addAll(List.of(words));
    return Ran.of(command, List.of(), "", LIMIT);
  }
}
