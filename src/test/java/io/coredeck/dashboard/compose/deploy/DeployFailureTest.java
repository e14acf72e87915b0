package io.coredeck.dashboard.compose.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import io.coredeck.dashboard.compose.check.Fix;
import io.coredeck.dashboard.compose.check.GridFacts;
import io.coredeck.dashboard.compose.draft.Draft;
import io.coredeck.wire.Json;
import java.time.Instant;
import java.util.ArrayList;
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

  private final Draft small =
      draft.with("/capacity/memory", 1024).with("/capacity/cpu", 1).with("/interactive", false);

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "fail to download flist: 404 Not Found | IMAGE: Pick another image",
        "fail to download flist: its URL is \"x\"; it must be http://HOST/A/B.flist | IMAGE: Pick"
            + " another image",
        "http://h/a/b.flist is damaged: block 3 has another hash | IMAGE: Pick another image",
        "fail to download flist: http://h/a.flist: cannot be reached: connection refused | Try"
            + " again, IMAGE: Pick another image",
        "fail to download flist: http://h/a.flist: not there within 60 seconds | Try again, IMAGE:"
            + " Pick another image",
        "fail to download flist: 503 Service Unavailable | Try again, IMAGE: Pick another image",
        "failed to apply provision: entrypoint program 'x' not found (searched in /bin) | RUN:"
            + " Change the command",
        "entrypoint program 'a' is a script for '/bin/bash', which does not exist in the image |"
            + " RUN: Change the command",
        "deleting container due to so many crashes: the last one ended with exit status 1 | RUN:"
            + " Change the command",
        "deleting container due to so many crashes: the last one ran out of memory and was ended by"
            + " the kernel | RESOURCES: Change the resources",
        "cannot use volume 1-1, user 2 is not the owner of it | VOLUMES: Change the volumes",
        "network x is not installed on this node | NETWORK: Change the network",
        "this node has no Yggdrasil and a Yggdrasil address was asked for; leave it out | NETWORK:"
            + " Change the network",
        "the node has a network at each of its UDP ports 1 to 2 | RESOURCES: Pick another node",
        "failed to decrypt secret env var 'TOKEN': no | ENVIRONMENT: Set the secrets again",
        "log endpoint: redis://x is no address | TELEMETRY: Change the endpoints",
        "this node failed unexpectedly; its log says more | Deploy on node-03 instead, Try again",
        "it was ended while it was made | ''",
      })
  void each_usual_refusal_of_a_node_has_a_way_to_mend_it(String said, String ways) {
    assertThat(ways(DeployException.Source.NODE, said, small)).isEqualTo(ways);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "LATE | Deploy on node-03 instead, Try again",
        "SILENT | page reservations",
        "POOL_EMPTY | page pools",
        "NO_POOL | Deploy on node-03 instead, page pools",
        "NO_SECRET | ENVIRONMENT: Set the secrets again",
        "DASHBOARD | Try again",
        "STOPPED | ''",
      })
  void who_else_ends_a_deployment_leads_to_what_helps_or_may_be_asked_again(
      DeployException.Source source, String ways) {
    assertThat(ways(source, "TOKEN", small)).isEqualTo(ways);
  }

  @Test
  void a_console_has_no_command_to_be_changed_and_a_taken_address_no_free_one_beside_it() {
    assertThat(
            ways(
                DeployException.Source.NODE,
                "entrypoint program 'x' is a directory",
                draft.with("/interactive", true)))
        .isEqualTo("RUN: Change what runs");
    assertThat(
            ways(
                DeployException.Source.NODE,
                "IP address 172.24.1.2 of network default is taken by 3-1; choose another",
                draft))
        .isEqualTo("NETWORK: Change the network");
  }

  private String ways(DeployException.Source source, String said, Draft asked) {
    var failure = DeployFailure.of(new DeployException(source, said), asked, facts);
    var ways = new ArrayList<>(failure.fixes().stream().map(Fix::label).toList());
    failure.mend().ifPresent(mend -> ways.add(mend.part() + ": " + mend.label()));
    if (!failure.page().isEmpty()) {
      ways.add("page " + failure.page());
    }
    return String.join(", ", ways);
  }
}
