package io.coredeck.node.work;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import io.coredeck.model.Bytes;
import io.coredeck.model.Container;
import io.coredeck.model.DiskType;
import io.coredeck.model.NetworkResource;
import io.coredeck.model.Result;
import io.coredeck.model.Volume;
import io.coredeck.node.network.Attachment;
import io.coredeck.node.reach.RefusedAddressException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// That whatever is asked for is answered, and that nothing is left of what failed.
@Timeout(60)
class WorkloadsIT {
  private static final String KEY = "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=";

  @TempDir Path dir;
  private Site site;

  @BeforeEach
  void open() throws Exception {
    site = new Site(dir, "wkit");
  }

  @AfterEach
  void close() throws Exception {
    site.close();
  }

  @Test
  void a_network_that_cannot_be_is_answered_with_the_reason() throws Exception {
    var result =
        bringUp(
            new NetworkResource("n", "10.231.0.0/16", "10.231.0.0/23", "ab", KEY, 1, List.of()));
    assertThat(result.state()).isEqualTo(Result.State.ERROR);
    assertThat(result.message()).contains("10.231.0.0/23 must be a /24");
  }

  @Test
  void a_variable_that_no_program_can_have_is_answered_with_its_name() throws Exception {
    site.machine.networks().apply(network());
    var result = bringUp(container(Map.of("A=B", "c"), List.of()));
    assertThat(result.state()).isEqualTo(Result.State.ERROR);
    assertThat(result.message()).contains("environment variable 'A=B'");
    assertThat(site.containers.traces()).isEmpty();
  }

  @Test
  void too_many_endpoints_are_answered_before_anything_is_made() throws Exception {
    site.machine.networks().apply(network());
    var one = new Container.StatsTarget("redis", "redis://127.0.0.1:1/c", "{}");
    var result = bringUp(container(Map.of(), Collections.nCopies(17, one)));
    assertThat(result.state()).isEqualTo(Result.State.ERROR);
    assertThat(result.message()).contains("17 stats endpoints", "up to 16");
    assertThat(site.containers.traces()).isEmpty();
  }

  @Test
  void what_cannot_be_written_down_does_not_stay() throws Exception {
    var folder = site.dir.resolve("ledger").resolve("live");
    Files.delete(folder);
    var asked = Site.reservation(5, new Volume(Bytes.ofMiB(16), DiskType.SSD));
    var result = site.workloads.bringUp(asked);
    Files.createDirectory(folder);
    assertThat(result.state()).isEqualTo(Result.State.ERROR);
    assertThat(site.machine.volumes().gwids()).isEmpty();
    assertThat(site.machine.storage().names()).isEmpty();
  }

  @Test
  void a_volume_that_failed_a_second_time_keeps_its_data() throws Exception {
    var asked = Site.reservation(5, new Volume(Bytes.ofMiB(16), DiskType.SSD));
    assertThat(site.workloads.bringUp(asked).state()).isEqualTo(Result.State.OK);
    var larger = Site.reservation(5, new Volume(Bytes.ofGiB(1000), DiskType.SSD));
    assertThat(site.workloads.bringUp(larger).state()).isEqualTo(Result.State.ERROR);
    assertThat(site.machine.volumes().gwids()).containsExactly("5-1");
    assertThat(site.machine.storage().names()).containsExactly("vol-5-1");
  }

  @Test
  void a_volume_that_a_container_mounts_stays_up_and_says_for_whom() throws Exception {
    var volume = Site.reservation(5, new Volume(Bytes.ofMiB(16), DiskType.SSD));
    assertThat(site.workloads.bringUp(volume).state()).isEqualTo(Result.State.OK);
    var mount = new Container.VolumeMount("5-1", "/data");
    var user = Site.reservation(6, container(Map.of(), List.of(), List.of(mount)));
    site.ledger.put(user);
    var answer = site.workloads.takeDown(volume).orElseThrow();
    assertThat(answer.state()).isEqualTo(Result.State.OK);
    assertThat(answer.message()).contains("5-1 is mounted by container 6-1");
    assertThat(answer.dataJson()).contains("5-1");
    assertThat(site.machine.volumes().gwids()).containsExactly("5-1");
    site.ledger.remove("6-1");
    assertThat(site.workloads.takeDown(volume)).isEmpty();
    assertThat(site.machine.volumes().gwids()).isEmpty();
  }

  /// A plain directory among the subvolumes cannot be deleted as one.
  @Test
  void a_remainder_that_cannot_go_does_not_keep_the_node_from_starting() throws Exception {
    var odd = site.machine.storage().create("root-8-1", Bytes.ofMiB(16)).resolveSibling("root-9-1");
    Files.createDirectory(odd);
    Files.createFile(odd.resolve("file"));
    var takeover = new Takeover(site.ledger, site.machine, site.containers);
    assertThatCode(takeover::run).doesNotThrowAnyException();
    assertThat(site.machine.storage().names()).containsExactly("root-9-1");
    Files.delete(odd.resolve("file"));
    Files.delete(odd);
  }

  /// CoreX changes things by GET, and every network lets the node in.
  @Test
  void an_image_comes_from_a_container_of_ones_own_but_of_nobody_else() throws Exception {
    var networks = site.machine.networks();
    networks.apply(network());
    networks.apply(
        io.coredeck.node.network.NetworkDefinition.of(
            Site.USER + 1, "other", "10.230.0.0/16", "10.230.0.0/24"));
    try (var _ = new WebServer(networks.join("71-1", Site.USER, "net", "10.231.0.8"));
        var _ = new WebServer(networks.join("72-1", Site.USER + 1, "other", "10.230.0.9"))) {
      assertThat(bringUp(container("http://10.231.0.8:7681/x.flist")).message())
          .isEqualTo("fail to download flist: 404 Not Found");
      for (var host : List.of("10.230.0.9", "10.231.0.1", "[::ffff:10.230.0.9]")) {
        var url = "http://" + host + ":7681/api/process/start?arg%5B%5D=id";
        assertThat(bringUp(container(url)).message())
            .isEqualTo(
                "fail to download flist: %s.md5: cannot be reached: %s"
                    .formatted(url, RefusedAddressException.WORDS));
      }
    }
  }

  /// One that has nothing, in a container's network.
  private final class WebServer implements AutoCloseable {
    private final Process process;

    private WebServer(Attachment container) throws Exception {
      process =
          new ProcessBuilder(
                  "nsenter",
                  "--net=" + container.netns(),
                  "busybox",
                  "httpd",
                  "-f",
                  "-p",
                  "7681",
                  "-h",
                  Files.createDirectories(dir.resolve("empty")).toString())
              .start();
      while (!listens(container.ipv4())) { // bounded by the limit of the whole test
        assertThat(process.isAlive()).isTrue();
        java.util.concurrent.locks.LockSupport.parkNanos(10_000_000);
      }
    }

    private static boolean listens(String address) {
      try (var _ = new java.net.Socket(address, 7681)) {
        return true;
      } catch (java.io.IOException _) {
        return false;
      }
    }

    @Override
    public void close() {
      process.destroyForcibly();
    }
  }

  private Result bringUp(io.coredeck.model.Workload workload) throws Exception {
    var result = site.workloads.bringUp(Site.reservation(5, workload));
    assertThat(site.ledger.all()).isEmpty();
    return result;
  }

  private static io.coredeck.node.network.NetworkDefinition network() {
    return io.coredeck.node.network.NetworkDefinition.of(
        Site.USER, "net", "10.231.0.0/16", "10.231.0.0/24");
  }

  private static Container container(String flist) {
    return container(flist, Map.of(), List.of(), List.of());
  }

  private static Container container(
      Map<String, String> environment, List<Container.StatsTarget> stats) {
    return container(environment, stats, List.of());
  }

  private static Container container(
      Map<String, String> environment,
      List<Container.StatsTarget> stats,
      List<Container.VolumeMount> volumes) {
    return container("http://127.0.0.1:1/none.flist", environment, stats, volumes);
  }

  private static Container container(
      String flist,
      Map<String, String> environment,
      List<Container.StatsTarget> stats,
      List<Container.VolumeMount> volumes) {
    return new Container(
        flist,
        "",
        "",
        environment,
        Map.of(),
        "/bin/true",
        false,
        volumes,
        List.of(new Container.NetworkConnection("net", "10.231.0.9", false, false)),
        stats,
        List.of(),
        new Container.Capacity(1, Bytes.ofMiB(1024), Bytes.ofMiB(256), DiskType.SSD),
        false);
  }
}
