package io.coredeck.corex.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Files go into the container and out of it.
@Timeout(60)
class FilesTest extends FileTransfers {
  @Test
  void a_file_goes_in_and_comes_back_the_same() throws Exception {
    var content = bytes(3_000_000);
    var answer = put(at("a b+c.bin"), content);
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(201);
    assertThat(answer.body())
        .isEqualTo("{\"path\":\"%s/a b+c.bin\",\"bytes\":3000000}".formatted(directory));
    assertThat(directory.resolve("a b+c.bin")).hasBinaryContent(content);
    assertThat(Files.getPosixFilePermissions(directory.resolve("a b+c.bin")))
        .isEqualTo(PosixFilePermissions.fromString("rw-r--r--"));
    var back = get(at("a b+c.bin"));
    assertThat(back.body()).isEqualTo(content);
    assertThat(back.headers().map())
        .containsEntry("content-length", List.of("3000000"))
        .containsEntry("content-type", List.of("application/octet-stream"))
        .containsEntry("x-content-type-options", List.of("nosniff"))
        .containsEntry(
            "content-disposition",
            List.of("attachment; filename=\"a b+c.bin\"; filename*=UTF-8''a%20b+c.bin"));
  }

  @Test
  void an_empty_file_is_a_file_too() throws Exception {
    assertThat(put(at("empty"), new byte[0]).statusCode()).isEqualTo(201);
    var back = get(at("empty"));
    assertThat(back.statusCode()).isEqualTo(200);
    assertThat(back.headers().firstValue("content-length")).hasValue("0");
  }

  @Test
  void names_outside_ascii_are_bytes_and_what_is_no_utf_8_is_refused() throws Exception {
    assertThat(put(at("\u00fcber \u6f22.txt"), bytes(5)).statusCode()).isEqualTo(201);
    var listed = corex.body("/api/v2/files/list?path=" + directory);
    assertThat(listed).contains("\"name\":\"\u00fcber \u6f22.txt\",\"type\":\"file\",\"size\":5");
    var back = get(at("\u00fcber \u6f22.txt"));
    assertThat(back.body()).isEqualTo(bytes(5));
    assertThat(back.headers().firstValue("content-disposition"))
        .hasValue(
            "attachment; filename=\"_ber _.txt\"; filename*=UTF-8''%C3%BCber%20%E6%BC%A2.txt");
    var wrong = get(FILES + directory + "/%FC");
    assertThat(wrong.statusCode()).isEqualTo(400);
    assertThat(put(FILES + directory + "/%C3", bytes(1)).statusCode()).isEqualTo(400);
    assertThat(put(FILES + directory + "/a%00b", bytes(1)).statusCode()).isEqualTo(400);
  }

  @Test
  void the_mode_is_what_was_asked_for() throws Exception {
    assertThat(put(at("run"), bytes(1), "X-Mode", "0755").statusCode()).isEqualTo(201);
    assertThat(Files.getPosixFilePermissions(directory.resolve("run")))
        .isEqualTo(PosixFilePermissions.fromString("rwxr-xr-x"));
    for (var mode : List.of("4755", "1000", "9", "rwx", "00644")) {
      assertThat(put(at("no"), bytes(1), "X-Mode", mode).statusCode()).as(mode).isEqualTo(400);
    }
    assertThat(names()).containsExactly("run");
  }

  @Test
  void a_file_that_is_there_is_replaced_only_on_demand() throws Exception {
    put(at("a"), bytes(3));
    var refused = put(at("a"), bytes(400_000));
    assertThat(refused.statusCode()).isEqualTo(409);
    assertThat(refused.body()).contains("X-Overwrite");
    assertThat(directory.resolve("a")).hasBinaryContent(bytes(3));
    assertThat(put(at("a"), bytes(4), "X-Overwrite", "true").statusCode()).isEqualTo(201);
    assertThat(directory.resolve("a")).hasBinaryContent(bytes(4));
    assertThat(names()).containsExactly("a");
  }

  @Test
  void a_link_that_is_replaced_is_replaced_itself() throws Exception {
    Files.write(directory.resolve("other"), bytes(3));
    Files.createSymbolicLink(directory.resolve("link"), Path.of("other"));
    assertThat(put(at("link"), bytes(9)).statusCode()).isEqualTo(409);
    assertThat(put(at("link"), bytes(9), "X-Overwrite", "true").statusCode()).isEqualTo(201);
    assertThat(directory.resolve("other")).hasBinaryContent(bytes(3));
    assertThat(Files.isSymbolicLink(directory.resolve("link"))).isFalse();
  }

  @Test
  void directories_are_made_only_on_demand() throws Exception {
    var refused = put(at("x/y/z"), bytes(2));
    assertThat(refused.statusCode()).isEqualTo(404);
    assertThat(refused.body()).contains("X-Make-Directories");
    assertThat(put(at("x/y/z"), bytes(2), "X-Make-Directories", "true").statusCode())
        .isEqualTo(201);
    assertThat(directory.resolve("x/y/z")).hasBinaryContent(bytes(2));
    assertThat(put(at("x/y/z/more"), bytes(2), "X-Make-Directories", "true").statusCode())
        .isIn(404, 409);
  }

  @ParameterizedTest
  @CsvSource({
    "/proc/self/comm, 403",
    "/proc/new/a, 403",
    "/sys/a, 403",
    "/dev/a, 403",
    "/dev/shm/a, 403",
    "/, 400",
    "relative, 400",
    "'', 400",
    "/tmp/, 400",
    "/tmp/../proc/a, 400",
    "/tmp/./a, 400",
    "/tmp, 409"
  })
  void there_is_no_writing_to(String path, int status) throws Exception {
    var answer = put(FILES + path, bytes(1), "X-Overwrite", "true", "X-Make-Directories", "true");
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
    assertThat(answer.body()).startsWith("{\"error\":\"");
  }

  @Test
  void a_link_does_not_lead_to_the_kernel() throws Exception {
    Files.createSymbolicLink(directory.resolve("p"), Path.of("/proc"));
    assertThat(put(at("p/sys/a"), bytes(1), "X-Make-Directories", "true").statusCode())
        .isEqualTo(403);
  }

  @Test
  void content_in_chunks_needs_no_length() throws Exception {
    var request =
        HttpRequest.newBuilder(corex.uri(at("c")))
            .PUT(BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(bytes(100_000))))
            .build();
    assertThat(client.send(request, BodyHandlers.ofString()).statusCode()).isEqualTo(201);
    assertThat(directory.resolve("c")).hasBinaryContent(bytes(100_000));
  }
}
