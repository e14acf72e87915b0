package io.coredeck.hub;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import io.coredeck.flist.Content;
import io.coredeck.node.host.LinuxHost;
import io.coredeck.posix.RawPath;
import io.coredeck.testkit.FlistServer;
import io.coredeck.wire.Json;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What the hub promises to nodes and to those who look what there is.
class HubIT extends RunningHub {
  private static final String BUSYBOX = "/demo/busybox.flist";

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
  void a_busybox_that_needs_libraries_is_refused_at_start() {
    var config = config(TOKEN, Path.of("/bin/ls"));
    assertThatIOException()
        .isThrownBy(() -> Hub.start(config, new LinuxHost()))
        .withMessage(
            "/bin/ls: needs libraries, which its image would lack; install the package"
                + " busybox-static");
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
}
