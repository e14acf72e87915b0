package io.coredeck.sdk.zos;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.coredeck.explorer.AnsweringGrid;
import io.coredeck.identity.KeyPair;
import io.coredeck.model.Bytes;
import io.coredeck.model.Container;
import io.coredeck.model.DiskType;
import io.coredeck.sdk.GridClient;
import io.coredeck.sdk.GridException;
import io.coredeck.sdk.NoResultException;
import io.coredeck.sdk.OwnSecrets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// What the words of the original promise in Java.
@Timeout(90)
class ZosTest {

  /// A node that nobody runs: it answers nothing.
  private static final String SILENT = KeyPair.generate().nodeId();

  @TempDir private static Path folder;
  private static AnsweringGrid grid;

  private Zos zos;

  @BeforeAll
  static void start() throws Exception {
    grid = new AnsweringGrid(folder);
  }

  @AfterAll
  static void end() throws Exception {
    grid.close();
  }

  @BeforeEach
  void connect() {
    zos = Zos.connect(grid.explorer(), grid.keys(), grid.tid());
  }

  @AfterEach
  void close() {
    zos.close();
  }

  private ContainerWish wish(String flist) {
    return zos.container().create(grid.nodeId(), "net1", "172.24.1.10", flist, grid.poolId());
  }

  @Test
  void a_container_that_cannot_be_made_says_why() throws Exception {
    var outcome = zos.workloads().wait(zos.workloads().deploy(wish(AnsweringGrid.BROKEN)));
    assertThat(outcome.isUp()).isFalse();
    assertThat(outcome.why()).isEqualTo("fail to download flist: 404 Not Found");
    assertThat(outcome.addresses().ipv4()).isEmpty();
  }

  @Test
  void a_refusal_reaches_who_waits_in_the_background() {
    var wish = zos.container().create(grid.nodeId(), "net1", "172.24.1.10", "http://x", 4711);
    assertThatThrownBy(() -> zos.workloads().deploy(wish))
        .isInstanceOf(GridException.class)
        .hasMessageContaining("pool does not exist");
    assertThatThrownBy(() -> zos.workloads().deployed(wish).get(20, TimeUnit.SECONDS))
        .isInstanceOf(ExecutionException.class)
        .hasCauseInstanceOf(GridException.class)
        .hasMessageContaining("pool does not exist");
  }

  @Test
  void a_wait_has_a_limit_and_can_be_given_up() throws Exception {
    var silent = Zos.connect(grid.explorer(), grid.keys(), grid.tid());
    var id = deployedOnNobody(silent);
    assertThatThrownBy(() -> silent.workloads().wait(id, Duration.ofMillis(20)))
        .isInstanceOf(NoResultException.class);
    var cancelled = silent.workloads().waiting(id, Workloads.USUAL_LIMIT);
    assertThat(cancelled.cancel(true)).isTrue();
    var waiting = silent.workloads().waiting(id, Workloads.USUAL_LIMIT);
    silent.close();
    assertThatThrownBy(() -> waiting.get(20, TimeUnit.SECONDS))
        .isInstanceOf(CancellationException.class);
    assertThat(silent.workloads().waiting(id, Workloads.USUAL_LIMIT)).isCancelled();
  }

  /// A pool may name nodes that are not there.
  private static WorkloadId deployedOnNobody(Zos zos) throws Exception {
    var pool = zos.grid().orderPool(0, 86_400, 86_400, List.of(SILENT));
    zos.pools().awaitCapacity(pool, Duration.ofSeconds(20));
    var volume = zos.volume().create(SILENT, pool, Bytes.ofGiB(1), DiskType.SSD);
    return zos.workloads().deploy(volume);
  }

  @Test
  void a_wish_is_never_changed() {
    var first = wish("http://hub/x.flist");
    var second =
        first
            .env("A", "1")
            .interactive()
            .entrypoint("/bin/true")
            .hubUrl("zdb://h:9900")
            .publicIpv6()
            .described("for tests");
    assertThat(first.container().environment()).isEmpty();
    assertThat(first.container().interactive()).isFalse();
    assertThat(second.container().environment()).containsEntry("A", "1");
    assertThat(second.container().interactive()).isTrue();
    assertThat(second.container().hubUrl()).isEqualTo("zdb://h:9900");
    assertThat(second.container().networkConnections().getFirst().publicIp6()).isTrue();
    assertThat(second.reservation().description()).isEqualTo("for tests");
    assertThat(second.env(Map.of("B", "2")).container().environment()).hasSize(2);
  }

  @Test
  void what_is_wrong_is_said_before_anybody_is_asked() {
    var containers = zos.container();
    var wish = wish("http://hub/x.flist");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> containers.addStats(wish, "http://10.0.0.2/stats"))
        .withMessageContaining("scheme must be redis");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> containers.addLogs(wish, "kafka", "10.0.0.2", 6379, "web"))
        .withMessageContaining("it must be redis");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> containers.addLogs(wish, "redis://u:s3cret@h/", "redis://h/e"))
        .withMessageContaining("missing channel name")
        .withMessageNotContaining("s3cret");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> containers.monitor(wish))
        .withMessageContaining("has no statistics");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> containers.logs(wish.reservation()))
        .withMessageContaining("has no logs");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> containers.monitorReservation("https://explorer/api/v1/nodes/3"))
        .withMessageContaining("must be like https://explorer");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> zos.pools().create(1, 1, "no-such-farm"))
        .withMessageContaining("no-such-farm");
    assertThatIllegalArgumentException().isThrownBy(() -> new WorkloadId(0));
  }

  @Test
  void a_reservation_url_leads_to_the_container_of_any_explorer() throws Exception {
    var id = zos.workloads().deploy(wish("http://hub/x.flist"));
    assertThatIllegalArgumentException()
        .isThrownBy(() ->
            zos.container().monitorReservation(grid.explorer() + "/reservations/workloads/" + id))
        .withMessageContaining("container " + id + " has no statistics");
  }

  @Test
  void own_secrets_can_be_read_again_and_those_of_others_cannot() throws Exception {
    var cipher = zos.container().encryptSecret(grid.nodeId(), "s3cret");
    assertThat(OwnSecrets.read(zos.grid(), grid.nodeId(), 2, cipher)).isEqualTo("s3cret");
    try (var other = GridClient.connect(grid.explorer(), KeyPair.generate(), 99);
        var nobody = GridClient.anonymous(grid.explorer())) {
      assertThatIllegalArgumentException()
          .isThrownBy(() -> OwnSecrets.read(other, grid.nodeId(), 2, cipher))
          .withMessageContaining("somebody else's");
      assertThatIllegalArgumentException()
          .isThrownBy(() -> OwnSecrets.read(nobody, grid.nodeId(), 2, cipher))
          .withMessageContaining("user's key");
    }
    assertThatIllegalArgumentException()
        .isThrownBy(() -> OwnSecrets.read(zos.grid(), grid.nodeId(), 0, cipher))
        .withMessageContaining("version 0");
  }

  @Test
  void an_existing_volume_is_mounted_by_its_name() {
    var wish = zos.volume().attachExisting(wish("http://hub/x.flist"), "7-1", "/data");
    assertThat(wish.container().volumes())
        .containsExactly(new Container.VolumeMount("7-1", "/data"));
  }
}
