package io.coredeck.hub;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.coredeck.node.host.LinuxHost;
import io.coredeck.wire.Json;
import java.io.ByteArrayOutputStream;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What the hub promises to those who publish.
class HubUploadIT extends RunningHub {

  @Test
  void an_uploaded_archive_is_a_flist() throws Exception {
    var answer = upload(HubArchive.of("bin/tool", "text"), "X-Original-Name", "my-image.tar.gz");
    assertThat(answer.statusCode()).isEqualTo(200);
    var md5 = get("/admin/my-image.flist.md5").body().strip();
    assertThat(answer.body())
        .isEqualTo(
            "{\"status\":\"success\",\"payload\":{\"name\":\"my-image.flist\",\"files\":"
                + "{\"directory\":2,\"regular\":1,\"special\":0,\"symlink\":0},\"md5\":\"%s\",\"repository\":\"admin\"}}\n"
                    .formatted(md5));
    var entries = entries("/admin/my-image.flist");
    assertThat(content(entry(entries, "bin/tool"))).asString().isEqualTo("text");
    assertThat(get("/api/flist").body()).contains("admin/my-image.flist");
  }

  @Test
  void an_archive_uploaded_as_a_form_brings_its_metadata() throws Exception {
    var body = new ByteArrayOutputStream();
    body.writeBytes(
        """
        --edge\r
        Content-Disposition: form-data; name="metadata-readme"\r
        \r
        {"readme": "mine"}\r
        --edge\r
        Content-Disposition: form-data; name="file"; filename="form.tar.gz"\r
        Content-Type: application/gzip\r
        \r
        """
            .getBytes(UTF_8));
    body.writeBytes(HubArchive.of("a", "text"));
    body.writeBytes("\r\n--edge--\r\n".getBytes(UTF_8));
    var answer = upload(body.toByteArray(), "Content-Type", "multipart/form-data; boundary=edge");
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    var light = Json.tree(get("/api/flist/admin/form").body());
    assertThat(light.member("description").text()).isEqualTo("mine");
    assertThat(directory.resolve("storage/unfinished")).isEmptyDirectory();
  }

  @Test
  void an_image_uploaded_again_is_replaced_as_a_whole() throws Exception {
    upload(HubArchive.of("a", "before"), "X-Original-Name", "x.tar.gz");
    var before = get("/admin/x.flist.md5").body();
    upload(HubArchive.of("a", "after"), "X-Original-Name", "x.tar.gz");
    assertThat(get("/admin/x.flist.md5").body()).isNotEqualTo(before);
    assertThat(content(entry(entries("/admin/x.flist"), "a"))).asString().isEqualTo("after");
  }

  @Test
  void without_the_token_nothing_is_taken() throws Exception {
    for (var word : new String[] {"", "bearer", "bearer wrong", "basic " + TOKEN}) {
      var request = request("/api/flist/me/upload").header("X-Original-Name", "x.tar.gz");
      var more = word.isEmpty() ? request : request.header("Authorization", word);
      var body = HttpRequest.BodyPublishers.ofByteArray(HubArchive.of("a", "b"));
      var answer = client.send(more.POST(body).build(), BodyHandlers.ofString());
      assertThat(answer.statusCode()).isEqualTo(401);
      assertThat(header(answer, "WWW-Authenticate")).isEqualTo("Bearer");
    }
    assertThat(get("/admin/x.flist").statusCode()).isEqualTo(404);
  }

  @Test
  void with_no_token_set_nobody_uploads() throws Exception {
    hub.close();
    hub = Hub.start(config(""), new LinuxHost());
    assertThat(upload(HubArchive.of("a", "b"), "X-Original-Name", "x.tar.gz").statusCode())
        .isEqualTo(401);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "x", "x.zip", "../x.tar.gz.zip", ".tar.gz", "ä.tar.gz"})
  void an_upload_needs_a_name(String name) throws Exception {
    var answer =
        upload(
            HubArchive.of("a", "b"),
            "X-Other",
            "",
            "/api/flist/me/upload?name=" + java.net.URLEncoder.encode(name, UTF_8));
    assertThat(answer.statusCode()).isEqualTo(400);
    assertThat(answer.body()).contains("it must be NAME.tar.gz");
  }

  @Test
  void the_longest_name_is_published_and_a_longer_one_refused() throws Exception {
    var longest = "x".repeat(128 - ".flist".length());
    var taken = upload(HubArchive.of("a", "b"), "X-Original-Name", longest + ".tar.gz");
    assertThat(taken.statusCode()).as(taken.body()).isEqualTo(200);
    assertThat(get("/admin/" + longest + ".flist").statusCode()).isEqualTo(200);
    var refused = upload(HubArchive.of("a", "b"), "X-Original-Name", longest + "x.tar.gz");
    assertThat(refused.statusCode()).as(refused.body()).isEqualTo(400);
    assertThat(directory.resolve("storage/repositories/admin/" + longest + "x.flist"))
        .doesNotExist();
  }

  @Test
  void what_cannot_become_an_image_is_refused_and_leaves_nothing() throws Exception {
    refused("hello".getBytes(UTF_8), "the archive ends inside a header");
    refused(HubArchive.of("../evil", "x"), "leads out of the archive");
    var broken = java.util.Arrays.copyOf(HubArchive.of("a", "text".repeat(1000)), 60);
    refused(broken, "it breaks off");
    refused(new byte[0], "is empty");
    var wrongSum = HubArchive.of("a", "text");
    wrongSum[wrongSum.length - 8] ^= 1;
    refused(wrongSum, "Corrupt GZIP trailer");
    assertThat(directory.resolve("storage/unfinished")).isEmptyDirectory();
    assertThat(get("/admin/x.flist").statusCode()).isEqualTo(404);
  }

  @Test
  void a_store_that_is_gone_is_an_error_somebody_understands() throws Exception {
    redis.stop();
    var answer = upload(HubArchive.of("a", "b"), "X-Original-Name", "x.tar.gz");
    assertThat(answer.statusCode()).isEqualTo(503);
    assertThat(answer.body()).contains("the hub cannot keep blocks now");
  }

  private void refused(byte[] body, String words) throws Exception {
    var answer = upload(body, "X-Original-Name", "x.tar.gz");
    assertThat(answer.statusCode()).isEqualTo(400);
    assertThat(answer.body()).contains("the archive cannot become an image: ", words);
  }

  private HttpResponse<String> upload(byte[] body, String header, String value) throws Exception {
    return upload(body, header, value, "/api/flist/me/upload");
  }

  private HttpResponse<String> upload(byte[] body, String header, String value, String path)
      throws Exception {
    var request =
        request(path)
            .header("Authorization", "bearer " + TOKEN)
            .header(header, value)
            .POST(HttpRequest.BodyPublishers.ofByteArray(body))
            .build();
    return client.send(request, BodyHandlers.ofString());
  }
}
