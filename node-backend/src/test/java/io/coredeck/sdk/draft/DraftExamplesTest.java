package io.coredeck.sdk.draft;

import static org.assertj.core.api.Assertions.assertThat;

import io.coredeck.explorer.AnsweringGrid;
import io.coredeck.model.NextAction;
import io.coredeck.model.Reservation;
import io.coredeck.model.draft.Template;
import io.coredeck.sdk.GridClient;
import io.coredeck.wire.Json;
import io.coredeck.wire.draft.Drafts;
import io.coredeck.wire.draft.TemplateRules;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// The examples that the documentation of templates and of replacing shows.
@Timeout(90)
class DraftExamplesTest {

  @TempDir private Path folder;
  private AnsweringGrid started;
  private GridClient grid;

  @BeforeEach
  void start() throws Exception {
    started = new AnsweringGrid(folder);
    grid = GridClient.connect(started.explorer(), started.keys(), started.tid());
    up(
        Json.wish(
            """
            {"workload_type": 10, "workload_id": 1, "node_id": "%s", "pool_id": %d, "name": "net1",
             "network_iprange": "172.24.0.0/16", "iprange": "172.24.1.0/24",
             "wireguard_private_key_encrypted": "00", "wireguard_public_key": "x",
             "wireguard_listen_port": 51821}
            """
                .formatted(started.nodeId(), started.poolId())));
  }

  @AfterEach
  void end() {
    grid.close();
    started.close();
  }

  private long up(Reservation wish) throws Exception {
    var id = grid.deploy(wish);
    grid.awaitResult(id, Duration.ofSeconds(60));
    return id;
  }

  private Reservation container(String image, String address) {
    return Json.wish(
        """
        {"workload_type": 1, "workload_id": 1, "node_id": "%s", "pool_id": %d, "flist": "%s",
         "network_connection": [{"network_id": "net1", "ipaddress": "%s"}],
         "capacity": {"cpu": 1, "memory": 1024, "disk_size": 256, "disk_type": 1}}
        """
            .formatted(started.nodeId(), started.poolId(), image, address));
  }

  @Test
  void a_template_is_made_of_what_runs() throws Exception {
    var id = up(container("http://hub/x.flist", "172.24.1.10"));
    // @start region="drafts"
    var drafts = new DraftClient(grid);
    var open = TemplateRules.opened(drafts.draftOf(id)); // of no node and pool, without secrets
    open.leftOut().forEach(one -> System.out.println("left out: " + one));
    var draft = open.draft().json();
    var made = drafts.create(Template.wish("web", "a web server", false, List.of(), draft));
    var again = Template.wish("web", "another one", false, List.of(), draft);
    var seen = drafts.change(made, again); // refused if somebody has changed it meanwhile
    for (var one : drafts.templates()) {
      System.out.println(one.name() + ": " + one.description());
    }
    drafts.remove(seen.template().id());
    // @end
    assertThat(open.leftOut()).isNotEmpty();
    assertThat(seen.template().description()).isEqualTo("another one");
    assertThat(seen.template().image()).isEqualTo("http://hub/x.flist");
    assertThat(drafts.templates()).isEmpty();
  }

  @Test
  void a_container_takes_the_place_of_another() throws Exception {
    var id = up(container("http://hub/x.flist", "172.24.1.10"));
    var wish = container("http://hub/y.flist", "172.24.1.11");
    // @start region="redeployment"
    var old = grid.workload(id);
    var replacing = Redeployment.of(grid, old, RedeployOptions.USUAL);
    replacing.clash(wish).ifPresent(what -> System.out.println("both want " + what));
    // Who is broken off here asks again with the same wish, and nothing is made twice.
    var ended = replacing.run(wish, Redeployment.contentOf(Drafts.of(wish)));
    System.out.println(ended.isReplaced() ? ended.now().gwid() : ended.why());
    // @end
    assertThat(ended.end()).isEqualTo(Redeployed.End.DONE);
    // @start region="successor"
    var now = Successor.of(grid, old);
    now.ifPresent(one -> System.out.println(old.gwid() + " went for " + one.gwid()));
    // @end
    assertThat(now).map(Reservation::id).contains(ended.now().id());
    assertThat(grid.workload(id).nextAction()).isEqualTo(NextAction.DELETED);
  }
}
