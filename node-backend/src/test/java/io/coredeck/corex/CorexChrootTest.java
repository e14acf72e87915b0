package io.coredeck.corex;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// With `--chroot` programs, their users and the files that clients ask for are those of another
/// root, which has nothing of Java.
@Timeout(120)
class CorexChrootTest {
  private final HttpClient client = HttpClient.newHttpClient();

  /// Its mounts are in a name space of its own, which vanishes with it.
  private static final String SCRIPT =
      """
      set -e
      root=$1
      shift
      mount --rbind /dev "$root/dev"
      exec "$@"
      """;

  @TempDir private Path folder;
  private Path root;

  @BeforeEach
  void makeRoot() throws Exception {
    root = Files.createDirectory(folder.resolve("root"));
    for (var name : List.of("bin", "dev", "etc", "home")) {
      Files.createDirectory(root.resolve(name));
    }
    Files.copy(Path.of("/bin/busybox"), root.resolve("bin/busybox"));
    Files.createSymbolicLink(root.resolve("bin/sh"), Path.of("busybox"));
    Files.writeString(root.resolve("etc/passwd"), "inside:x:4711:4712::/home:/bin/sh\n");
    Files.writeString(root.resolve("marker"), "of the other root\n");
    Files.createSymbolicLink(root.resolve("link"), Path.of("/home"));
  }

  @AfterEach
  void close() {
    client.close();
  }

  private RunningCorex start(String... more) throws Exception {
    var before = List.of("unshare", "--mount", "--", "sh", "-c", SCRIPT, "sh", root.toString());
    var arguments = new ArrayList<>(List.of("-p", "0", "-i", "lo", "-x"));
    arguments.add(root.toString());
    arguments.addAll(List.of(more));
    var corex =
        RunningCorex.start(
            before,
            folder.resolve("log"),
            Map.of("PATH", System.getenv("PATH")),
            List.of("-cp", classPath()),
            arguments.toArray(String[]::new));
    corex.awaitListening(1);
    return corex;
  }

  /// Archives alone, as people have it: a directory of classes is not there in another root.
  private String classPath() throws Exception {
    var entries = new ArrayList<String>();
    for (var entry : System.getProperty("java.class.path").split(File.pathSeparator, -1)) {
      var path = Path.of(entry);
      if (!Files.isDirectory(path)) {
        entries.add(entry);
      } else if (Files.exists(path.resolve("io/coredeck/corex/CorexMain.class"))) {
        entries.add(archive(path).toString());
      }
    }
    return String.join(File.pathSeparator, entries);
  }

  private Path archive(Path classes) throws Exception {
    var jar = folder.resolve("classes.jar");
    try (var out = new ZipOutputStream(Files.newOutputStream(jar));
        var files = Files.walk(classes)) {
      for (var file : files.filter(Files::isRegularFile).toList()) {
        out.putNextEntry(new ZipEntry(classes.relativize(file).toString()));
        Files.copy(file, out);
      }
    }
    return jar;
  }

  private HttpResponse<String> put(RunningCorex corex, String path, String content)
      throws Exception {
    var uri = URI.create("http://127.0.0.1:%d/api/v2/files?path=%s".formatted(corex.port(), path));
    return client.send(
        HttpRequest.newBuilder(uri).PUT(BodyPublishers.ofString(content)).build(),
        BodyHandlers.ofString());
  }

  @Test
  void programs_see_only_it() throws Exception {
    try (var corex = start()) {
      var script = "busybox cat /marker; pwd; busybox ls /; [ -t 0 ] && echo terminal";
      assertThat(corex.output(client, "http", "", "sh", "-c", script))
          .matches("of the other root\\R/\\Rbin +dev +etc +home +link +marker\\Rterminal\\R");
    }
  }

  @Test
  void files_are_read_and_written_in_it_alone() throws Exception {
    try (var corex = start()) {
      var read = corex.get(client, "http", "/api/v2/files?path=/marker");
      assertThat(read.body()).isEqualTo("of the other root\n");
      assertThat(put(corex, "/link/new", "hello").statusCode()).isEqualTo(201);
      assertThat(root.resolve("home/new")).hasContent("hello");
      assertThat(Path.of("/home/new")).doesNotExist();
      assertThat(corex.get(client, "http", "/api/v2/files/list?path=/").body())
          .contains("\"name\":\"marker\"");
      assertThat(corex.get(client, "http", "/api/v2/files?path=/usr/bin/env").statusCode())
          .isEqualTo(404);
    }
  }

  @Test
  void users_are_those_of_it() throws Exception {
    try (var corex = start("-u", "inside")) {
      assertThat(corex.output(client, "http", "", "sh", "-c", "busybox id -u; echo $HOME"))
          .isEqualTo("4711\r\n/home\r\n");
    }
  }

  @Test
  void what_cannot_be_a_root_is_told_at_the_start() throws Exception {
    var log = folder.resolve("log");
    var missing = folder.resolve("missing").toString();
    try (var corex = RunningCorex.start(log, Map.of(), List.of(), "-p", "0", "-x", missing)) {
      assertThat(corex.awaitEnd()).isEqualTo(255);
      assertThat(corex.printed()).contains("--chroot " + missing, "absolute path of a directory");
    }
    var nobody = List.of("setpriv", "--reuid=65534", "--regid=65534", "--clear-groups");
    Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));
    try (var corex =
        RunningCorex.start(nobody, log, Map.of(), List.of(), "-p", "0", "-x", root.toString())) {
      assertThat(corex.awaitEnd()).isEqualTo(255);
      assertThat(corex.printed()).contains("cannot be the root of programs", "not permitted");
    }
  }

  /// CoreX looks into its own `/proc`, which that root has not.
  @Test
  void what_a_stopped_program_left_behind_is_ended_and_no_zombie_stays() throws Exception {
    try (var corex = start()) {
      var file = root.resolve("left");
      var script =
          "(trap '' TERM HUP; echo begun >/left; exec busybox sleep 777) & exec busybox sleep 50";
      corex.get(client, "http", "/api/process/start?" + arguments("sh", "-c", script));
      while (!Files.exists(file)) {
        TimeUnit.MILLISECONDS.sleep(5);
      }
      assertThat(descendants(corex, "777")).hasSize(1);
      var stop = "http://127.0.0.1:%d/api/v2/processes/1/stop".formatted(corex.port());
      var stopped =
          client.send(
              HttpRequest.newBuilder(URI.create(stop)).POST(BodyPublishers.noBody()).build(),
              BodyHandlers.ofString());
      assertThat(stopped.statusCode()).isEqualTo(200);
      while (!descendants(corex, "").isEmpty()) {
        TimeUnit.MILLISECONDS.sleep(5);
      }
    }
  }

  private static String arguments(String... words) {
    return Arrays.stream(words)
        .map(word -> "arg%5B%5D=" + URLEncoder.encode(word, StandardCharsets.UTF_8))
        .collect(Collectors.joining("&"));
  }

  private static List<ProcessHandle> descendants(RunningCorex corex, String argument) {
    return ProcessHandle.of(corex.pid()).stream()
        .flatMap(ProcessHandle::descendants)
        .filter(process ->
            argument.isEmpty()
                || process.info().commandLine().filter(line -> line.endsWith(argument)).isPresent())
        .toList();
  }

  @Test
  void threads_of_corex_keep_its_own_root() throws Exception {
    try (var corex = start()) {
      corex.output(client, "http", "", "sh", "-c", "echo x");
      corex.get(client, "http", "/api/v2/files/list?path=/");
      var others = new ArrayList<String>();
      try (var tasks = Files.newDirectoryStream(Path.of("/proc/" + corex.pid() + "/task"))) {
        for (var task : tasks) {
          if (!Files.readSymbolicLink(task.resolve("root")).toString().equals("/")) {
            others.add(Files.readString(task.resolve("comm")).strip());
          }
        }
      }
      assertThat(others).containsExactly("corex-start");
    }
  }

  @Test
  void a_link_to_it_will_do_and_nothing_is_written_where_the_kernel_is() throws Exception {
    var link = Files.createSymbolicLink(folder.resolve("link"), root);
    var real = root;
    root = link;
    try (var corex = start()) {
      assertThat(put(corex, "/dev/new", "x").statusCode()).isEqualTo(403);
      assertThat(put(corex, "/home/new", "x").statusCode()).isEqualTo(201);
      assertThat(real.resolve("home/new")).hasContent("x");
    }
  }

  @Test
  void what_comes_to_corex_when_its_parent_ends_does_not_stay_a_zombie() throws Exception {
    try (var corex = start("-u", "inside")) {
      var script = "(busybox sleep 1 &) ; exit 0";
      corex.output(client, "http", "", "sh", "-c", script);
      while (!descendants(corex, "").isEmpty()) {
        TimeUnit.MILLISECONDS.sleep(5);
      }
    }
  }
}
