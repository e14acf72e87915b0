package io.coredeck.dashboard.compose.copy;

import static org.assertj.core.api.Assertions.assertThat;

import io.coredeck.dashboard.compose.draft.Draft;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// The files that can be copied are those of docs/formats/examples, which the command line's tests
/// deploy.
class CopiedFilesTest {

  private static final URI EXPLORER = URI.create("http://127.0.0.1:8090/api/v1");

  private final Draft draft =
      Draft.empty()
          .with("/flist", "http://hub/demo/busybox.flist")
          .with("/name", "web")
          .with("/description", "the shop's front")
          .with("/node_id", "node1id")
          .with("/pool_id", 4)
          .with(Draft.variablePointer("QUOTE"), "it's \"so\" $HOME `x`\nEOF \"\"\" \\u0041")
          .with(Draft.variablePointer("PORT"), "80")
          .withSecret("KEY", "sesame")
          .with("/logs/0/type", "redis")
          .with("/logs/0/data/stdout", "redis://h/out")
          .with("/stats/0/type", "redis")
          .with("/stats/0/data/endpoint", "redis://h/stats")
          .with("/volumes/0/create/size", 2)
          .with("/volumes/0/create/disk_type", "hdd")
          .with("/volumes/0/mountpoint", "/data")
          .with("/volumes/1/volume_id", "5-1")
          .with("/volumes/1/mountpoint", "/old")
          .with("/network_connection/0/network_id", "backend")
          .with("/network_connection/0/ipaddress", "172.25.1.2")
          .with("/network_connection/0/create/network_iprange", "172.25.0.0/16")
          .with("/network_connection/0/create/iprange", "172.25.1.0/24");

  @ParameterizedTest
  @EnumSource(
      value = CopyAs.class,
      names = {"JSON", "YAML"})
  void a_copied_file_is_the_example(CopyAs form) throws Exception {
    var file =
        Path.of("docs/formats/examples/draft." + form.name().toLowerCase(java.util.Locale.ROOT));
    assertThat(form.of(draft, EXPLORER, 7)).isEqualTo(Files.readString(file));
  }
}
