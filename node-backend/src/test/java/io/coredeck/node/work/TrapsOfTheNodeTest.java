package io.coredeck.node.work;

import static org.assertj.core.api.Assertions.assertThat;

import io.coredeck.model.Bytes;
import io.coredeck.model.Container;
import io.coredeck.model.Container.Capacity;
import io.coredeck.model.Container.VolumeMount;
import io.coredeck.model.DiskType;
import io.coredeck.model.NextAction;
import io.coredeck.model.Reservation;
import io.coredeck.model.Reservation.Signature;
import io.coredeck.model.Reservation.SigningRequest;
import io.coredeck.model.Result;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// What clients of the original grid expect of a node and could break unnoticed, by the number that
/// docs/formats/explorer.md and its source give it.
class TrapsOfTheNodeTest {

  @Test
  void trap_25_a_volume_id_that_begins_with_a_dash_is_of_the_same_reservation() {
    var container = container(new VolumeMount("-1", "/a"), new VolumeMount("7-2", "/b"));
    assertThat(ContainerWork.volumesOf(reservation(42, container), container))
        .containsExactly("42-1", "7-2");
  }

  private static Container container(VolumeMount... volumes) {
    return new Container(
        "http://hub/x.flist",
        "",
        "",
        Map.of(),
        Map.of(),
        "/bin/sh",
        false,
        List.of(volumes),
        List.of(),
        List.of(),
        List.of(),
        new Capacity(1, Bytes.ofMiB(256), Bytes.ofMiB(256), DiskType.SSD),
        false);
  }

  private static Reservation reservation(long id, Container container) {
    return new Reservation(
        id,
        2,
        "node",
        1,
        "",
        "",
        "",
        1,
        "",
        NextAction.DEPLOY,
        SigningRequest.NONE,
        SigningRequest.NONE,
        List.of(),
        List.of(),
        Signature.NONE,
        0,
        Reservation.CURRENT_VERSION,
        Result.NONE,
        container);
  }
}
