package io.coredeck.dashboard.compose.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import io.coredeck.dashboard.compose.check.Fix;
import io.coredeck.dashboard.compose.check.GridFacts;
import io.coredeck.dashboard.compose.draft.Draft;
import io.coredeck.wire.Json;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What a node's refusal becomes for the person who deployed.
class DeployFailureTest {

  private final GridFacts facts =
      new GridFacts(
          Instant.ofEpochSecond(1_800_000_000),
          Json.nodes(
              """
              [{"node_id": "a", "hostname": "node-02", "updated": 1800000000,
                "total_resources": {"cru": 4, "mru": 8, "sru": 100}},
               {"node_id": "b", "hostname": "node-03", "updated": 1800000000,
                "total_resources": {"cru": 4, "mru": 32, "sru": 100}}]
              """),
          Json.pools(
              "[{\"pool_id\": 1, \"cus\": 1e9, \"sus\": 1e9, \"node_ids\": [\"a\", \"b\"]}]"),
          List.of());

  private final Draft draft = Draft.empty().with("/node_id", "a").with("/capacity/memory", 20480);

  @Test
  void too_little_room_is_told_in_numbers_with_another_node_first_and_less_second() {
    var failure =
        DeployFailure.of(
            new DeployException(
                DeployException.Source.NODE,
                "failed to apply provision: not enough free resources to support this memory size"
                    + " (20480 MiB asked, 3100 MiB free on this node)"),
            draft,
            facts);
    assertThat(failure.title()).isEqualTo("Memory could not be reserved");
    assertThat(failure.reason())
        .isEqualTo(
            "node-02 has no room for this container. It needs 20 GiB of memory and 3 GiB is free.");
    assertThat(failure.fixes())
        .extracting(Fix::label)
        .containsExactly("Deploy on node-03 instead", "Use 3 GiB on node-02");
    assertThat(failure.fixes().getLast().change().apply(draft).number("/capacity/memory"))
        .isEqualTo(3072);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "fail to download flist: 404 Not Found | Image could not be made ready | There is no image"
            + " at this address. Pick another image.",
        "network x is not installed on this node | Network could not be connected | Network x is"
            + " not installed on node-02.",
        "error starting container: entrypoint program 'x' is a directory | It could not be started"
            + " | Entrypoint program 'x' is a directory.",
        "cannot use volume 1-1, user 2 is not the owner of it | Volume could not be mounted |"
            + " Cannot use volume 1-1, user 2 is not the owner of it.",
      })
  void other_refusals_are_sentences_under_the_step_that_failed(
      String said, String title, String reason) {
    var failure =
        DeployFailure.of(new DeployException(DeployException.Source.NODE, said), draft, facts);
    assertThat(failure.title()).isEqualTo(title);
    assertThat(failure.reason()).isEqualTo(reason);
  }
}
