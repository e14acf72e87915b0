package io.coredeck.corex.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// What comes out of the container: archives, what is no file, and listings.
@Timeout(60)
class DownloadsTest extends FileTransfers {
  @Test
  void a_directory_comes_as_an_archive() throws Exception {
    var root = Files.createDirectories(directory.resolve("tree"));
    var deep = Files.createDirectories(root.resolve("d".repeat(120) + "/" + "e".repeat(120)));
    Files.write(deep.resolve("far"), bytes(700));
    put(at("tree/\u00fc"), bytes(512), "X-Mode", "0600");
    Files.createSymbolicLink(root.resolve("link"), Path.of("../elsewhere/" + "l".repeat(110)));
    Files.createSymbolicLink(root.resolve("up"), Path.of(".."));
    run("mkfifo", root.resolve("fifo").toString());
    var answer = get(at("tree"));
    assertThat(answer.headers().firstValue("content-type")).hasValue("application/x-tar");
    assertThat(answer.headers().firstValue("content-disposition").orElseThrow())
        .contains("filename=\"tree.tar\"");
    var out = Files.createDirectory(directory.resolve("out"));
    Files.write(directory.resolve("t.tar"), answer.body());
    run("tar", "-C", out.toString(), "-xf", directory.resolve("t.tar").toString());
    assertThat(out.resolve("tree").resolve(root.relativize(deep)).resolve("far"))
        .hasBinaryContent(bytes(700));
    assertThat(Files.readSymbolicLink(out.resolve("tree/link")).toString())
        .isEqualTo("../elsewhere/" + "l".repeat(110));
    assertThat(Files.readSymbolicLink(out.resolve("tree/up")).toString()).isEqualTo("..");
    run("rm", root.resolve("fifo").toString());
    run("diff", "-r", "--no-dereference", root.toString(), out.resolve("tree").toString());
  }

  private static void run(String... command) throws Exception {
    var process = new ProcessBuilder(command).redirectErrorStream(true).start();
    var told = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).as(told).isZero();
  }

  @Test
  void what_is_no_file_is_not_read() throws Exception {
    run("mkfifo", directory.resolve("fifo").toString());
    assertThat(get(at("fifo")).statusCode()).isEqualTo(409);
    assertThat(get(at("none")).statusCode()).isEqualTo(404);
    assertThat(get(FILES + "/dev/null").statusCode()).isEqualTo(409);
    assertThat(get(FILES + "/proc").statusCode()).isEqualTo(403);
    var comm = get(FILES + "/proc/self/comm");
    assertThat(new String(comm.body(), StandardCharsets.US_ASCII)).endsWith("\n");
    assertThat(corex.get("/api/v2/files/list?path=" + directory + "/none").statusCode())
        .isEqualTo(404);
    assertThat(corex.get("/api/v2/files/list?path=/proc/self/comm").statusCode()).isEqualTo(404);
  }

  @Test
  void a_listing_tells_types_and_modes() throws Exception {
    Files.createDirectory(directory.resolve("b"));
    Files.write(directory.resolve("a"), bytes(3));
    Files.createSymbolicLink(directory.resolve("c"), Path.of("nowhere"));
    var listed = corex.body("/api/v2/files/list?path=" + directory);
    assertThat(listed)
        .startsWith("{\"path\":\"" + directory + "\",\"whole\":true,\"entries\":[{\"name\":\"a\"")
        .contains("\"name\":\"b\",\"type\":\"directory\"", "\"name\":\"c\",\"type\":\"link\"")
        .containsPattern("\"size\":3,\"mode\":\"0[0-7]{3}\",\"mtime\":\"20[^\"]+Z\"");
  }
}
