package io.coredeck.hub;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import io.coredeck.blocks.BlockAddress;
import io.coredeck.blocks.RedisBlocks;
import io.coredeck.flist.Content;
import io.coredeck.flist.Entry;
import io.coredeck.flist.FlistReader;
import io.coredeck.flist.block.BlockCodec;
import io.coredeck.node.host.LinuxHost;
import io.coredeck.posix.RawPath;
import io.coredeck.testkit.FlistServer;
import io.coredeck.testkit.RedisServer;
import io.coredeck.wire.Json;
import java.io.ByteArrayOutputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.GZIPOutputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What the hub promises to nodes and to those who publish.
@Timeout(60)
class HubIT {
  private static final String TOKEN = "a-token-of-enough-length";
  private static final String BUSYBOX = "/demo/busybox.flist";

  @TempDir Path directory;

  private RedisServer redis;
  private Hub hub;
  private HttpClient client;

  @BeforeEach
  void start() throws Exception {
    redis = RedisServer.start();
    hub = Hub.start(config(TOKEN), new LinuxHost());
    client = HttpClient.newHttpClient();
  }

  @AfterEach
  void stop() {
    client.close();
    hub.close();
    redis.close();
  }

  @Test
  void a_flist_comes_with_its_md5_tag_and_time() throws Exception {
    var flist = bytes(BUSYBOX);
    var md5 = FlistServer.md5(flist.body());
    assertThat(flist.statusCode()).isEqualTo(200);
    assertThat(header(flist, "Content-Type")).isEqualTo("application/octet-stream");
    assertThat(header(flist, "ETag")).isEqualTo("\"" + md5 + "\"");
    assertThat(header(flist, "Last-Modified")).endsWith(" GMT");
    var sum = get(BUSYBOX + ".md5");
    assertThat(sum.body()).isEqualTo(md5 + "\n");
    assertThat(header(sum, "Content-Type")).isEqualTo("text/plain");
  }

  @Test
  void who_has_the_flist_is_told_so() throws Exception {
    var tag = header(bytes(BUSYBOX), "ETag");
    var date = header(bytes(BUSYBOX), "Last-Modified");
    assertThat(get(BUSYBOX, "If-None-Match", tag).statusCode()).isEqualTo(304);
    assertThat(get(BUSYBOX, "If-None-Match", tag).body()).isEmpty();
    assertThat(get(BUSYBOX, "If-Modified-Since", date).statusCode()).isEqualTo(304);
    assertThat(get(BUSYBOX + ".md5", "If-None-Match", "\"other\"").statusCode()).isEqualTo(200);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/demo/gone.flist", "/gone/busybox.flist", "/demo/gone.flist.md5",
            "/demo/..%2fbusybox.flist",
        "/..%2f..%2fetc/passwd.flist", "/%2e%2e/flists/x.flist", "/demo/busybox", "/demo/"
      })
  void what_is_not_published_is_not_found(String path) throws Exception {
    assertThat(get(path).statusCode()).isIn(400, 404);
  }

  @Test
  void the_demo_image_is_a_root_file_system_around_busybox() throws Exception {
    var entries = entries(BUSYBOX);
    var file = entry(entries, "bin/busybox");
    assertThat(file.access().mode()).isEqualTo(0755);
    assertThat(content(file)).isEqualTo(Files.readAllBytes(Path.of("/bin/busybox")));
    assertThat(entry(entries, "bin/sh").content())
        .isEqualTo(new Content.Link(RawPath.of("../bin/busybox")));
    assertThat(entry(entries, "usr/bin/awk").content())
        .isEqualTo(new Content.Link(RawPath.of("../../bin/busybox")));
    assertThat(entry(entries, "tmp").access().mode()).isEqualTo(01777);
    assertThat(content(entry(entries, "etc/passwd")))
        .asString()
        .startsWith("root:x:0:0:root:/root");
    assertThat(entries)
        .containsKeys("proc", "sys", "dev", "etc/group", "etc/hosts", "etc/resolv.conf");
  }

  @Test
  void started_again_it_publishes_the_same_and_puts_lost_blocks_back() throws Exception {
    var md5 = get(BUSYBOX + ".md5").body();
    var time = header(bytes(BUSYBOX), "Last-Modified");
    hub.close();
    redis.stop();
    redis.startAgain();
    hub = Hub.start(config(TOKEN), new LinuxHost());
    assertThat(get(BUSYBOX + ".md5").body()).isEqualTo(md5);
    assertThat(header(bytes(BUSYBOX), "Last-Modified")).isEqualTo(time);
    assertThat(content(entry(entries(BUSYBOX), "bin/busybox"))).hasSizeGreaterThan(1_000_000);
  }

  @Test
  void lists_tell_what_there_is() throws Exception {
    assertThat(get("/api/flist").body()).isEqualTo("[\"demo/busybox.flist\"]\n");
    assertThat(get("/api/repositories").body())
        .matches("\\[\\{\"name\":\"demo\",\"official\":false,\"updated\":[0-9]+}]\n");
    var contents = get("/api/flist/demo");
    assertThat(header(contents, "Content-Type")).isEqualTo("application/json");
    assertThat(contents.body())
        .matches(
            "\\[\\{\"name\":\"busybox.flist\",\"size\":\"[0-9.]+"
                + " KB\",\"updated\":[0-9]+,\"type\":\"regular\"}]\n");
    var flist = bytes(BUSYBOX).body();
    for (var path : new String[] {"busybox", "busybox.flist", "busybox/light"}) {
      var light = Json.tree(get("/api/flist/demo/" + path).body());
      assertThat(light.member("name").text()).isEqualTo("busybox.flist");
      assertThat(light.member("size").integer()).isEqualTo(flist.length);
      assertThat(light.member("md5").text()).isEqualTo(FlistServer.md5(flist));
      assertThat(light.member("description").text()).startsWith("Busybox of Debian");
    }
    var backend =
        Json.tree(get("/api/flist/demo/busybox/metadata").body()).member("backend").text();
    assertThat(backend)
        .isEqualTo(
            "{\"namespace\":\"default\",\"host\":\"blocks.example\",\"port\":%d}"
                .formatted(redis.port()));
  }

  @Test
  void what_is_unknown_is_an_error_in_the_form_of_the_original() throws Exception {
    var user = get("/api/flist/nobody");
    assertThat(user.statusCode()).isEqualTo(404);
    assertThat(user.body()).isEqualTo("{\"status\":\"error\",\"message\":\"user not found\"}\n");
    assertThat(get("/api/flist/demo/gone").body()).contains("source not found");
  }

  @Test
  void an_uploaded_archive_is_a_flist() throws Exception {
    var answer = upload(archive("bin/tool", "text"), "X-Original-Name", "my-image.tar.gz");
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
    body.writeBytes(archive("a", "text"));
    body.writeBytes("\r\n--edge--\r\n".getBytes(UTF_8));
    var answer = upload(body.toByteArray(), "Content-Type", "multipart/form-data; boundary=edge");
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    var light = Json.tree(get("/api/flist/admin/form").body());
    assertThat(light.member("description").text()).isEqualTo("mine");
    assertThat(directory.resolve("storage/unfinished")).isEmptyDirectory();
  }

  @Test
  void an_image_uploaded_again_is_replaced_as_a_whole() throws Exception {
    upload(archive("a", "before"), "X-Original-Name", "x.tar.gz");
    var before = get("/admin/x.flist.md5").body();
    upload(archive("a", "after"), "X-Original-Name", "x.tar.gz");
    assertThat(get("/admin/x.flist.md5").body()).isNotEqualTo(before);
    assertThat(content(entry(entries("/admin/x.flist"), "a"))).asString().isEqualTo("after");
  }

  @Test
  void without_the_token_nothing_is_taken() throws Exception {
    for (var word : new String[] {"", "bearer", "bearer wrong", "basic " + TOKEN}) {
      var request = request("/api/flist/me/upload").header("X-Original-Name", "x.tar.gz");
      var more = word.isEmpty() ? request : request.header("Authorization", word);
      var body = HttpRequest.BodyPublishers.ofByteArray(archive("a", "b"));
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
    assertThat(upload(archive("a", "b"), "X-Original-Name", "x.tar.gz").statusCode())
        .isEqualTo(401);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "x", "x.zip", "../x.tar.gz.zip", ".tar.gz", "ä.tar.gz"})
  void an_upload_needs_a_name(String name) throws Exception {
    var answer =
        upload(
            archive("a", "b"),
            "X-Other",
            "",
            "/api/flist/me/upload?name=" + java.net.URLEncoder.encode(name, UTF_8));
    assertThat(answer.statusCode()).isEqualTo(400);
    assertThat(answer.body()).contains("it must be NAME.tar.gz");
  }

  @Test
  void the_longest_name_is_published_and_a_longer_one_refused() throws Exception {
    var longest = "x".repeat(128 - ".flist".length());
    var taken = upload(archive("a", "b"), "X-Original-Name", longest + ".tar.gz");
    assertThat(taken.statusCode()).as(taken.body()).isEqualTo(200);
    assertThat(get("/admin/" + longest + ".flist").statusCode()).isEqualTo(200);
    var refused = upload(archive("a", "b"), "X-Original-Name", longest + "x.tar.gz");
    assertThat(refused.statusCode()).as(refused.body()).isEqualTo(400);
    assertThat(directory.resolve("storage/repositories/admin/" + longest + "x.flist"))
        .doesNotExist();
  }

  @Test
  void what_cannot_become_an_image_is_refused_and_leaves_nothing() throws Exception {
    refused("hello".getBytes(UTF_8), "the archive ends inside a header");
    refused(archive("../evil", "x"), "leads out of the archive");
    var broken = java.util.Arrays.copyOf(archive("a", "text".repeat(1000)), 60);
    refused(broken, "it breaks off");
    refused(new byte[0], "is empty");
    var wrongSum = archive("a", "text");
    wrongSum[wrongSum.length - 8] ^= 1;
    refused(wrongSum, "Corrupt GZIP trailer");
    assertThat(directory.resolve("storage/unfinished")).isEmptyDirectory();
    assertThat(get("/admin/x.flist").statusCode()).isEqualTo(404);
  }

  @Test
  void a_store_that_is_gone_is_an_error_somebody_understands() throws Exception {
    redis.stop();
    var answer = upload(archive("a", "b"), "X-Original-Name", "x.tar.gz");
    assertThat(answer.statusCode()).isEqualTo(503);
    assertThat(answer.body()).contains("the hub cannot keep blocks now");
  }

  @Test
  void a_busybox_that_needs_libraries_is_refused_at_start() {
    var config = config(TOKEN, Path.of("/bin/ls"));
    assertThatIOException()
        .isThrownBy(() -> Hub.start(config, new LinuxHost()))
        .withMessage(
            "/bin/ls: needs libraries, which its image would lack; install the package"
                + " busybox-static");
  }

  private void refused(byte[] body, String words) throws Exception {
    var answer = upload(body, "X-Original-Name", "x.tar.gz");
    assertThat(answer.statusCode()).isEqualTo(400);
    assertThat(answer.body()).contains("the archive cannot become an image: ", words);
  }

  private HubConfig config(String token) {
    return config(token, Path.of("/bin/busybox"));
  }

  private HubConfig config(String token, Path busybox) {
    var backend = BlockAddress.parse("redis://blocks.example:" + redis.port());
    var blocks = BlockAddress.parse(redis.uri());
    return new HubConfig(
        "127.0.0.1",
        0,
        directory.resolve("storage"),
        blocks,
        backend,
        token,
        "admin",
        true,
        busybox);
  }

  private Map<String, Entry> entries(String path) throws Exception {
    var file = Files.write(directory.resolve("got.flist"), bytes(path).body());
    var entries = new TreeMap<String, Entry>();
    try (var reader = FlistReader.open(file, directory)) {
      reader.walk(entry -> entries.put(entry.path().toString(), entry));
    }
    return entries;
  }

  private static Entry entry(Map<String, Entry> entries, String path) {
    return java.util.Objects.requireNonNull(entries.get(path), path);
  }

  private byte[] content(Entry entry) throws Exception {
    var content = new ByteArrayOutputStream();
    try (var blocks = RedisBlocks.of(BlockAddress.parse(redis.uri()))) {
      for (var ref : ((Content.File) entry.content()).blocks()) {
        content.writeBytes(BlockCodec.decode(ref, blocks.get(ref.hash()).orElseThrow()));
      }
    }
    return content.toByteArray();
  }

  private static byte[] archive(String path, String content) throws Exception {
    var bytes = new ByteArrayOutputStream();
    try (var out = new TarArchiveOutputStream(new GZIPOutputStream(bytes))) {
      var entry = new TarArchiveEntry(path);
      entry.setSize(content.length());
      out.putArchiveEntry(entry);
      out.write(content.getBytes(UTF_8));
      out.closeArchiveEntry();
    }
    return bytes.toByteArray();
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

  private HttpResponse<String> get(String path, String... header) throws Exception {
    var request = request(path);
    var more = header.length == 0 ? request : request.headers(header);
    return client.send(more.build(), BodyHandlers.ofString());
  }

  private HttpResponse<byte[]> bytes(String path) throws Exception {
    return client.send(request(path).build(), BodyHandlers.ofByteArray());
  }

  private HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + hub.port() + path));
  }

  private static String header(HttpResponse<?> response, String name) {
    return response.headers().firstValue(name).orElse("");
  }
}
