package io.coredeck.sdk.zos;

import static org.assertj.core.api.Assertions.assertThat;

import io.coredeck.explorer.AnsweringGrid;
import io.coredeck.identity.KeyPair;
import io.coredeck.model.Bytes;
import io.coredeck.model.Container;
import io.coredeck.model.Container.NetworkConnection;
import io.coredeck.model.Reservation;
import io.coredeck.model.Result;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The example of the document the original describes its containers with, in Java.
class OriginalExampleTest {

  private static void example(
      URI explorer, KeyPair keys, long tid, String nodeId, String networkName, long poolId)
      throws Exception {
    // @start region="example"
    try (var zos = Zos.connect(explorer, keys, tid)) {
      var container =
          zos.container()
              .create(
                  nodeId, // one of the nodes that are part of the network
                  networkName, // it is already provisioned on the node
                  "172.24.1.10", // part of the range you reserved for your network
                  "https://hub.grid.tf/zaibon/zaibon-ubuntu-ssh-0.0.2.flist",
                  poolId)
              .diskSize(Bytes.ofMiB(2048)) // 2 GiB for the root disk of the container
              // .interactive() // only if you want CoreX
              .env("KEY", "VAL")
              .entrypoint("/sbin/my_init");

      // deploy the workload
      var id = zos.workloads().deploy(container);

      // inspect the result of the provisioning
      zos.workloads().wait(id);
      var result = zos.workloads().get(id).result();

      System.out.println("provisioning result");
      System.out.println(result);
    }
    // @end
  }

  @Test
  void the_example_of_the_original_runs(@TempDir Path folder) throws Exception {
    try (var grid = new AnsweringGrid(folder)) {
      example(grid.explorer(), grid.keys(), grid.tid(), grid.nodeId(), "net1", grid.poolId());
      var made = onlyOne(grid);
      assertThat(made.result().state()).isEqualTo(Result.State.OK);
      assertThat(made.result().workloadId()).isEqualTo(made.gwid());

      assertThat(made.nodeId()).isEqualTo(grid.nodeId());
      assertThat(made.poolId()).isEqualTo(grid.poolId());
      assertThat(made.customerTid()).isEqualTo(grid.tid());
      assertThat(made.workloadId()).isEqualTo(1);
      var container = (Container) made.workload();
      assertThat(container.flist())
          .isEqualTo("https://hub.grid.tf/zaibon/zaibon-ubuntu-ssh-0.0.2.flist");
      assertThat(container.networkConnections())
          .containsExactly(new NetworkConnection("net1", "172.24.1.10", false, false));
      assertThat(container.environment()).isEqualTo(Map.of("KEY", "VAL"));
      assertThat(container.entrypoint()).isEqualTo("/sbin/my_init");
      assertThat(container.interactive()).isFalse();
      // What the example does not say is as the original's functions have it.
      assertThat(container.capacity().cpu()).isEqualTo(1);
      assertThat(container.capacity().memory()).isEqualTo(Bytes.ofMiB(1024));
      assertThat(container.capacity().disk()).isEqualTo(Bytes.ofMiB(2048));
    }
  }

  private static Reservation onlyOne(AnsweringGrid grid) throws Exception {
    try (var zos = Zos.connect(grid.explorer(), grid.keys(), grid.tid())) {
      var all = zos.workloads().list();
      assertThat(all).hasSize(1);
      return all.getFirst();
    }
  }

  @Test
  void the_readme_shows_what_runs_here() throws Exception {
    var source = Path.of("src/test/java/io/coredeck/sdk/zos/OriginalExampleTest.java");
    var lines = Files.readAllLines(source);
    var first = lines.indexOf("    // @start region=\"example\"") + 1;
    var last = lines.indexOf("    // @end");
    var example =
        lines.subList(first, last).stream()
            .map(line -> line.isBlank() ? "" : line.substring(4))
            .collect(Collectors.joining("\n"));
    assertThat(Files.readString(Path.of("../README.md"))).contains(example);
  }
}
