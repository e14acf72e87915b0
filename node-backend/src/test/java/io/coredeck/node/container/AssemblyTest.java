package io.coredeck.node.container;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.coredeck.node.container.ContainerSpec.Mount;
import io.coredeck.node.container.oci.OciConfig;
import io.coredeck.node.container.oci.OciConfig.Bind;
import io.coredeck.node.container.oci.OciConfig.Machine;
import io.coredeck.testkit.FakeHost;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// How a container is put together from the user's wish, the image and this machine.
class AssemblyTest {
  @TempDir Path dir;
  private Path image;
  private Bundle bundle;

  @BeforeEach
  void make() throws IOException {
    image = Files.createDirectory(dir.resolve("image"));
    bundle = new Bundle("1-1", dir.resolve("1-1"));
    bundle.create();
    program("bin/app");
  }

  private void program(String path) throws IOException {
    var file = image.resolve(path);
    Files.createDirectories(file.resolveSibling(""));
    Files.createFile(file);
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
  }

  private OciConfig assemble(ContainerSpec spec) throws IOException {
    return new Assembly(
            dir.resolve("corex"), Machine.of(new FakeHost(), true, 64, Optional.empty()))
        .assemble(spec, bundle, "/coredeck-t/1-1");
  }

  private ContainerSpec spec(String entrypoint) {
    return Lab.spec("1-1", image, entrypoint);
  }

  private static List<String> targets(OciConfig config) {
    return config.binds().stream().map(Bind::target).toList();
  }

  @Test
  void a_program_runs_under_an_init_that_reaps_its_orphans() throws Exception {
    var config = assemble(spec("/bin/app 'a b'"));
    assertThat(config.process().argv()).containsExactly("/dev/.init", "--", "/bin/app", "a b");
    assertThat(targets(config)).contains("/dev/.init");
  }

  @Test
  void a_program_that_is_an_init_runs_alone() throws Exception {
    program("sbin/my_init");
    var config = assemble(spec("/sbin/my_init --quiet"));
    assertThat(config.process().argv()).containsExactly("/sbin/my_init", "--quiet");
    assertThat(targets(config)).doesNotContain("/dev/.init");
  }

  @Test
  void it_has_a_path_to_search_programs_in_unless_the_user_gives_one() throws Exception {
    assertThat(assemble(spec("app")).process().environment().get("PATH")).endsWith(":/bin");
    var own = Lab.with(spec("/bin/app"), Map.of("PATH", "/x"), List.of(), false);
    assertThat(assemble(own).process().environment()).isEqualTo(Map.of("PATH", "/x"));
  }

  @Test
  void the_image_may_name_program_directory_and_variables() throws Exception {
    Files.writeString(
        image.resolve(".startup.toml"),
        """
        [startup.entry]
        name = "core.system"
        [startup.entry.args]
        name = "/bin/app"
        args = ["x"]
        dir = "/srv/../data"
        env = {A = "1"}
        """);
    var process = assemble(spec("")).process();
    assertThat(process.argv()).endsWith("/bin/app", "x");
    assertThat(process.directory()).isEqualTo("/data");
    assertThat(process.environment()).containsEntry("A", "1");
  }

  @Test
  void corex_replaces_the_entrypoint_of_an_interactive_container() throws Exception {
    var corex = Files.createDirectory(dir.resolve("corex"));
    Files.writeString(corex.resolve("launch"), "/corex/bin/java\n-Xmx64m\nio.coredeck.Main\n");
    var config = assemble(interactive());
    assertThat(config.process().argv())
        .containsExactly("/dev/.init", "--", "/corex/bin/java", "-Xmx64m", "io.coredeck.Main");
    assertThat(config.binds()).contains(new Bind(corex, "/corex", false));
  }

  @Test
  void variables_that_would_act_on_corex_itself_come_to_it_under_another_name() throws Exception {
    var corex = Files.createDirectory(dir.resolve("corex"));
    Files.writeString(corex.resolve("launch"), "/corex/bin/java\n");
    var given =
        Map.of("LD_PRELOAD", "/x.so", "JAVA_TOOL_OPTIONS", "-javaagent:/x.jar", "JAVA_HOME", "/j");
    assertThat(assemble(interactive(given)).process().environment())
        .containsEntry("COREX_ENV_LD_PRELOAD", "/x.so")
        .containsEntry("COREX_ENV_JAVA_TOOL_OPTIONS", "-javaagent:/x.jar")
        .containsEntry("JAVA_HOME", "/j")
        .doesNotContainKeys("LD_PRELOAD", "JAVA_TOOL_OPTIONS");
  }

  @Test
  void what_is_for_corex_alone_is_in_no_environment() throws Exception {
    var corex = Files.createDirectory(dir.resolve("corex"));
    Files.writeString(corex.resolve("launch"), "/corex/bin/java\n");
    var given = Map.of("COREX_CREDENTIAL", "me:grüße\n", "COREX_ENV_X", "1", "A", "b");
    var config = assemble(interactive(given));
    assertThat(config.process().environment())
        .containsEntry("COREX_VARIABLES", "/dev/.corex/variables")
        .containsEntry("COREX_ENV_X", "1")
        .containsEntry("A", "b")
        .doesNotContainKey("COREX_CREDENTIAL");
    var file = dir.resolve("1-1/corex/variables");
    assertThat(file).hasContent("COREX_CREDENTIAL=me:grüße\n\0");
    assertThat(config.binds()).contains(Bind.copyOf(file.resolveSibling(""), "/dev/.corex"));
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
        .isEqualTo("rw-------");
    assemble(interactive(given));
    assertThat(targets(assemble(interactive(Map.of())))).doesNotContain("/dev/.corex");
  }

  @Test
  void without_corex_an_interactive_container_says_what_is_missing() {
    assertThatThrownBy(() -> assemble(interactive()))
        .hasMessageContaining("launch")
        .hasMessageContaining("CoreX");
  }

  private ContainerSpec interactive() {
    return interactive(Map.of());
  }

  private ContainerSpec interactive(Map<String, String> environment) {
    var s = spec("");
    return new ContainerSpec(
        s.gwid(),
        s.root(),
        Optional.empty(),
        s.hostname(),
        s.addresses(),
        "/no/such",
        true,
        environment,
        List.of(),
        s.cpu(),
        s.memory(),
        s.pids(),
        false);
  }

  @Test
  void volumes_are_mounted_in_the_image_outer_ones_first() throws Exception {
    Files.createSymbolicLink(image.resolve("var"), Path.of("/srv"));
    var spec =
        Lab.with(
            spec("app"),
            Map.of(),
            List.of(
                new Mount(Path.of("/v/inner"), "/data/inner"),
                new Mount(Path.of("/v/link"), "/var/x"),
                new Mount(Path.of("/v/outer"), "data/../../data")),
            false);
    assertThat(assemble(spec).binds())
        .containsSubsequence(
            new Bind(Path.of("/v/outer"), "/data", true),
            new Bind(Path.of("/v/inner"), "/data/inner", true))
        .contains(new Bind(Path.of("/v/link"), "/srv/x", true));
    assertThat(image.resolve("srv/x")).isDirectory();
  }

  @Test
  void a_volume_must_not_cover_the_root_or_the_kernels_directories() {
    for (var target : List.of("/", "..", "/proc", "/proc/self", "/sys/fs")) {
      var spec = Lab.with(spec("app"), Map.of(), List.of(new Mount(Path.of("/v"), target)), false);
      assertThatThrownBy(() -> assemble(spec))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("mountpoint '" + target + "'");
    }
  }

  @Test
  void it_finds_names_by_files_of_its_own() throws Exception {
    assertThat(targets(assemble(spec("app"))))
        .contains("/etc/resolv.conf", "/etc/hosts", "/etc/hostname");
    assertThat(bundle.directory().resolve("hostname")).hasContent("1-1\n");
  }

  @Test
  void an_image_with_something_else_in_their_place_keeps_it() throws Exception {
    Files.createDirectories(image.resolve("etc/hosts"));
    assertThat(targets(assemble(spec("app"))))
        .contains("/etc/resolv.conf")
        .doesNotContain("/etc/hosts");
  }

  @Test
  void more_cpus_than_there_are_and_missing_programs_are_refused_in_words() {
    var cores = Runtime.getRuntime().availableProcessors();
    var s = spec("app");
    var greedy =
        new ContainerSpec(
            s.gwid(),
            s.root(),
            s.network(),
            s.hostname(),
            s.addresses(),
            s.entrypoint(),
            false,
            Map.of(),
            List.of(),
            cores + 1,
            s.memory(),
            s.pids(),
            false);
    assertThatThrownBy(() -> assemble(greedy))
        .hasMessage("asked %d CRU while only %d are available".formatted(cores + 1, cores));
    assertThatThrownBy(() -> assemble(spec("/no/such")))
        .hasMessageContaining("'/no/such' does not exist");
    assertThatThrownBy(() -> assemble(spec("")))
        .hasMessageStartingWith("invalid entrypoint definition ''");
  }

  /// The runtime would not fill a `/dev` of the user's, and trust what is in it.
  @Test
  void a_volume_cannot_take_the_place_of_the_devices() {
    for (var target : List.of("/dev", "/dev/shm", "/x/../dev")) {
      var mounts = List.of(new Mount(dir.resolve("volume"), target));
      var spec = Lab.with(spec("/bin/app"), Map.of(), mounts, false);
      assertThatThrownBy(() -> assemble(spec))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("mountpoint '" + target + "'");
    }
  }

  /// Runtimes have let such a path lead to the host's directories.
  @Test
  void a_program_cannot_start_in_a_directory_of_the_kernel() throws Exception {
    Files.createSymbolicLink(image.resolve("work"), Path.of("/proc/self/fd/7"));
    for (var directory : List.of("/proc/self/fd/7", "/work", "/x/../proc/1/cwd")) {
      Files.writeString(
          image.resolve(".startup.toml"),
          "[startup.entry.args]\ndir = \"%s\"\n".formatted(directory));
      assertThatThrownBy(() -> assemble(spec("/bin/app")))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("working directory '" + directory + "'");
    }
  }

  @Test
  void a_program_starts_behind_a_link_in_a_volume_unless_that_leads_to_the_kernel()
      throws Exception {
    var outer = Files.createDirectories(dir.resolve("outer/plain")).resolveSibling("");
    var inner = Files.createDirectories(dir.resolve("inner"));
    Files.createSymbolicLink(outer.resolve("link"), Path.of("/proc/self/fd/7"));
    Files.createSymbolicLink(outer.resolve("over"), Path.of("/proc"));
    Files.createSymbolicLink(image.resolve("work"), Path.of("/data/link"));
    Files.createSymbolicLink(image.resolve("app"), Path.of("/data/current"));
    Files.createSymbolicLink(outer.resolve("current"), Path.of("./plain"));
    Files.createSymbolicLink(outer.resolve("round"), Path.of("/data/../data/over/../current"));
    Files.createSymbolicLink(outer.resolve("out"), Path.of("plain/../../../proc/self/../../data"));
    Files.createSymbolicLink(outer.resolve("circle"), Path.of("circle"));
    var mounts = List.of(new Mount(outer, "/data"), new Mount(inner, "/data/over"));
    for (var directory :
        List.of(
            "/data/link",
            "/data/link/x",
            "/work",
            "/data/out",
            "/data/plain",
            "/data/over/x",
            "/data/current/x",
            "/data/round",
            "/app")) {
      Files.writeString(
          image.resolve(".startup.toml"),
          "[startup.entry.args]\ndir = \"%s\"\n".formatted(directory));
      var spec = Lab.with(spec("/bin/app"), Map.of(), mounts, false);
      if (List.of("/data/link", "/data/link/x", "/work", "/data/out").contains(directory)) {
        assertThatThrownBy(() -> assemble(spec))
            .isInstanceOf(IllegalArgumentException.class)
            .hasMessageContaining("working directory '" + directory + "'")
            .hasMessageContaining("one of the kernel's");
      } else {
        assertThat(assemble(spec).process().directory()).isEqualTo(directory);
      }
    }
    Files.writeString(
        image.resolve(".startup.toml"), "[startup.entry.args]\ndir = \"/data/circle\"\n");
    assertThatThrownBy(() -> assemble(Lab.with(spec("/bin/app"), Map.of(), mounts, false)))
        .hasMessage("'/data/circle' leads through more than 40 links");
  }

  @Test
  void an_entrypoint_that_holds_a_zero_byte_is_refused_and_not_cut_short() {
    assertThatThrownBy(() -> assemble(spec("/bin/app 1\0002")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("invalid entrypoint definition")
        .hasMessageContaining("NUL");
  }
}
