package io.coredeck.dashboard.compose.check;

import static org.assertj.core.api.Assertions.assertThat;

import io.coredeck.dashboard.compose.draft.Draft;
import io.coredeck.model.registry.Node;
import io.coredeck.wire.Json;
import java.util.List;
import org.junit.jupiter.api.Test;

/// What is found wrong with a draft, and what is offered against it.
class DraftCheckTest {

  private final GridFacts facts = Facts.twoNodes();
  private final Draft fine = Facts.fittingDraft();

  @Test
  void a_draft_that_fits_has_no_problem() {
    assertThat(DraftCheck.of(fine, facts)).isEmpty();
  }

  @Test
  void the_empty_draft_says_what_is_missing_and_picks_what_there_is() {
    var problems = DraftCheck.of(Draft.empty(), facts);
    assertThat(problems)
        .extracting(Problem::pointer)
        .containsExactly("/flist", "/node_id", "/network_connection/0/network_id");
    assertThat(problems.get(1).fixes().getFirst().label()).isEqualTo("Use node-01");
    assertThat(problems.get(2).fixes().getFirst().label()).isEqualTo("Use default");
  }

  @Test
  void an_address_in_use_names_its_holder_and_the_next_free_one() {
    var problem = only(fine.with(NetworkCheck.ADDRESS, "172.24.1.2"));
    assertThat(problem.message())
        .isEqualTo("172.24.1.2 is used by web. The next free address is 172.24.1.3.");
    assertRepairs(fine.with(NetworkCheck.ADDRESS, "172.24.1.2"), problem);
  }

  @Test
  void addresses_that_cannot_be_are_explained() {
    assertThat(only(fine.with(NetworkCheck.ADDRESS, "172.24.1.300")).message())
        .startsWith("172.24.1.300 is not an address. Its parts go from 0 to 255");
    assertThat(only(fine.with(NetworkCheck.ADDRESS, "here")).message())
        .startsWith("here is not an address. It must be four numbers");
    assertThat(only(fine.with(NetworkCheck.ADDRESS, "172.24.1.1")).message())
        .isEqualTo("172.24.1.1 cannot be used here. It must be from 172.24.1.2 to 172.24.1.254.");
    assertThat(only(fine.with(NetworkCheck.ADDRESS, "10.1.1.2")).message())
        .contains("It must be from 172.24.1.2 to 172.24.1.254.");
    assertRepairs(fine.with(NetworkCheck.ADDRESS, ""), only(fine.with(NetworkCheck.ADDRESS, "")));
  }

  @Test
  void too_little_is_told_with_what_is_enough() {
    var little = fine.with("/capacity/memory", 512).with("/capacity/cpu", 0);
    assertThat(DraftCheck.of(little, facts))
        .extracting(Problem::message)
        .containsExactly(
            "A container needs at least 1 vCPU.",
            "A container needs at least 1,024 MiB of memory.");
    var repaired = little;
    for (var problem : DraftCheck.of(little, facts)) {
      repaired = problem.fixes().getFirst().change().apply(repaired);
    }
    assertThat(DraftCheck.of(repaired, facts)).isEmpty();
  }

  @Test
  void a_node_that_is_too_small_says_so_in_numbers_and_offers_less_or_another_node() {
    var large = fine.with("/capacity/disk_size", 20 * 1024);
    var problem = only(large);
    assertThat(problem.message())
        .isEqualTo("node-01 does not fit. Needs 20 GiB of SSD, only 14.2 GiB is free.");
    assertThat(problem.fixes()).extracting(Fix::label).containsExactly("Use 14 GiB");
    assertRepairs(large, problem);
    assertThat(only(fine.with("/capacity/cpu", 9)).message())
        .contains("Needs 9 vCPU, only 8 are there.");
    assertThat(only(fine.with("/capacity/memory", 64 * 1024)).fixes())
        .extracting(Fix::label)
        .contains("Use 27 GiB");
  }

  @Test
  void every_node_is_listed_with_the_reason_why_it_does_not_fit() {
    var fits = NodeFit.all(fine, facts);
    assertThat(fits).extracting(NodeFit::name).containsExactly("node-01", "node-02");
    assertThat(fits.getLast().misfits())
        .extracting(NodeFit.Misfit::reason)
        .contains(
            "No sign of life for 60 minutes.",
            "None of your pools may be used on this node.",
            "Network default is not on this node.");
    assertThat(fits.getFirst().free(true))
        .isEqualTo("3 of 8 vCPU reserved; 27.5 GiB, 14.2 GiB SSD free");
  }

  @Test
  void cpu_is_shared_and_a_node_says_so_when_more_is_reserved_than_there_is() {
    var node = facts.node("node1id").orElseThrow();
    var fits = NodeFit.of(node, fine.with("/capacity/cpu", 5), facts);
    assertThat(fits.fits()).isTrue();
    assertThat(fits.fitting()).isEqualTo("Fits.");
    var shared = NodeFit.of(node, fine.with("/capacity/cpu", 6), facts);
    assertThat(shared.fits()).isTrue();
    assertThat(shared.fitting())
        .isEqualTo("Fits. 9 of 8 vCPU are reserved then, so CPU is shared.");
    assertThat(NodeFit.cpuOf(node)).isEqualTo("3 of 8 reserved");
    assertThat(NodeFit.memoryOf(node)).isEqualTo("27.5 GiB free");
    assertThat(NodeFit.diskOf(node, true)).isEqualTo("14.2 GiB SSD free");
    assertThat(NodeFit.sharing(node)).contains("1.2 GiB of memory it keeps", "CPU is shared");
  }

  @Test
  void a_new_volume_needs_room_on_its_own_kind_of_disk() {
    var draft =
        fine.with("/volumes/0/create/size", 1)
            .with("/volumes/0/create/disk_type", "hdd")
            .with("/volumes/0/mountpoint", "/data");
    assertThat(only(draft).message())
        .isEqualTo("node-01 does not fit. Needs 1 GiB of HDD, only 0 MiB is free.");
  }

  @Test
  void another_kind_of_disk_is_offered_only_if_new_volumes_have_room_where_they_stay() {
    var node =
        Json.node(
            """
            {"id": 1, "node_id": "node1id", "hostname": "node-01", "updated": 1799999990,
             "total_resources": {"cru": 8, "mru": 31.2, "sru": 100, "hru": 400},
             "reserved_resources": {"cru": 3, "mru": 2.5, "sru": 85.8, "hru": 0}}
            """);
    var draft =
        fine.with("/capacity/disk_size", 1024)
            .with("/volumes/0/create/disk_type", "ssd")
            .with("/volumes/0/mountpoint", "/data");
    assertThat(fixes(node, draft.with("/volumes/0/create/size", 14))).containsExactly("Use HDD");
    assertThat(fixes(node, draft.with("/volumes/0/create/size", 20))).isEmpty();
    var other = draft.with("/volumes/0/create/size", 14).with("/volumes/1/mountpoint", "/more");
    assertThat(
            fixes(
                node,
                other
                    .with("/volumes/1/create/size", 400)
                    .with("/volumes/1/create/disk_type", "hdd")))
        .isEmpty();
  }

  private List<String> fixes(Node node, Draft draft) {
    return NodeFit.of(node, draft, facts).misfits().stream()
        .flatMap(misfit -> misfit.fixes().stream())
        .map(Fix::label)
        .toList();
  }

  @Test
  void a_name_of_a_new_volume_is_not_too_long() {
    var draft =
        fine.with("/volumes/0/create/size", 1)
            .with("/volumes/0/create/disk_type", "ssd")
            .with("/volumes/0/mountpoint", "/data")
            .with("/volumes/0/create/name", "v".repeat(64));
    assertThat(only(draft).message()).isEqualTo("The name has 64 characters. It may have 63.");
  }

  @Test
  void volumes_must_be_there_have_a_place_and_not_share_it() {
    var mounted =
        fine.with("/volumes/0/volume_id", "2-1")
            .with("/volumes/0/mountpoint", "/data")
            .with("/volumes/1/create/size", 0)
            .with("/volumes/1/mountpoint", "/x/../data")
            .with("/volumes/2/volume_id", "99-1")
            .with("/volumes/2/mountpoint", "/");
    assertThat(DraftCheck.of(mounted, facts))
        .extracting(Problem::message)
        .containsExactly(
            "The new volume has no size. It must have 1 GiB or more.",
            "Another volume is mounted on /data too.",
            "There is no volume 99-1 of yours.",
            "'/' is no mount point. It must be a folder such as /data.");
  }

  @Test
  void secrets_need_values_and_names_need_letters() {
    var draft =
        fine.withSecret("KEY", null)
            .withSecret("BOTH", "x")
            .with(Draft.variablePointer("BOTH"), "y")
            .with(Draft.variablePointer("2x"), "z");
    assertThat(DraftCheck.of(draft, facts))
        .extracting(Problem::message)
        .containsExactly(
            "'2x' is no name of a variable. Use letters, digits and _, and begin with a letter.",
            "The secret KEY has no value yet. Type one, or remove it.",
            "BOTH is a variable and a secret. The secret would win.");
  }

  @Test
  void commands_images_and_channels_are_read_as_the_node_reads_them() {
    var draft =
        fine.with("/flist", "ubuntu")
            .with("/hub_url", "http://hub")
            .with("/interactive", false)
            .with("/entrypoint", "sh 'open")
            .with("/logs/0/type", "redis")
            .with("/logs/0/data/stdout", "http://x/y")
            .with("/stats/0/type", "redis")
            .with("/stats/0/data/endpoint", "redis://host");
    var problems = DraftCheck.of(draft, facts);
    assertThat(problems)
        .extracting(Problem::pointer)
        .containsExactly(
            "/flist", "/hub_url", "/entrypoint", "/logs/0/data/stdout", "/stats/0/data/endpoint");
    assertThat(problems.get(2).message())
        .isEqualTo("The command cannot be split: a quote ' is not closed.");
    assertThat(problems.get(4).message()).contains("the name of the channel is missing");
  }

  @Test
  void what_no_node_of_the_grid_gives_is_refused_before_it_is_asked_for() {
    var draft = fine.with("/network_connection/0/public_ip6", true);
    assertThat(only(draft).message()).contains("no public IPv6");
    assertRepairs(draft, only(draft));
  }

  @Test
  void a_new_network_needs_a_private_range_that_overlaps_no_other() {
    var fresh =
        NetworkCheck.withRange(
            fine.with(DraftCheck.NETWORK, "mine"), NetworkCheck.suggested(facts));
    assertThat(fresh.text(NetworkCheck.NEW_WHOLE)).isEqualTo("172.25.0.0/16");
    assertThat(fresh.text(NetworkCheck.ADDRESS)).isEqualTo("172.25.1.2");
    assertThat(DraftCheck.of(fresh, facts)).isEmpty();
    var overlapping =
        fresh
            .with(NetworkCheck.NEW_WHOLE, "172.24.0.0/16")
            .with(NetworkCheck.NEW_RANGE, "172.24.1.0/24");
    assertThat(DraftCheck.of(overlapping, facts).getFirst().message())
        .contains("overlaps 172.24.0.0/16");
    assertThat(
            DraftCheck.of(fresh.with(NetworkCheck.NEW_WHOLE, "8.8.0.0/16"), facts)
                .getFirst()
                .message())
        .contains("is no private range");
    assertThat(
            DraftCheck.of(fresh.with(DraftCheck.NETWORK, "default"), facts)
                .getFirst()
                .fixes()
                .getFirst()
                .label())
        .isEqualTo("Use default");
  }

  @Test
  void a_pool_that_runs_dry_at_once_is_told() {
    var poor = Facts.withPool(20);
    assertThat(DraftCheck.of(fine, poor))
        .extracting(Problem::message)
        .containsExactly("Pool 1 has not enough left for this. Put more into it, or ask for less.");
    assertThat(PoolShare.of(fine, facts))
        .get()
        .extracting(PoolShare::words)
        .asString()
        .contains("lasts");
  }

  private Problem only(Draft draft) {
    var problems = DraftCheck.of(draft, facts);
    assertThat(problems).as(problems.toString()).hasSize(1);
    return problems.getFirst();
  }

  private void assertRepairs(Draft draft, Problem problem) {
    var repaired = problem.fixes().getFirst().change().apply(draft);
    assertThat(DraftCheck.of(repaired, facts)).isEqualTo(List.of());
  }
}
