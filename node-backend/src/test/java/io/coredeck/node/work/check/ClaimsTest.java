package io.coredeck.node.work.check;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.coredeck.model.Bytes;
import io.coredeck.model.Container;
import io.coredeck.model.Container.Capacity;
import io.coredeck.model.Container.NetworkConnection;
import io.coredeck.model.DiskType;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;

/// That a node's memory is never given out twice.
class ClaimsTest {
  private final Claims claims = new Claims(new Checks(2, Bytes.ofGiB(8))); // 6 GiB are usable

  @Test
  void of_many_at_once_only_those_get_in_that_fit() throws Exception {
    var asks = new ArrayList<Callable<Boolean>>();
    for (var i = 0; i < 64; i++) {
      var gwid = i + "-1";
      asks.add(() -> isAdmitted(gwid, 1));
    }
    var admitted = 0;
    try (var threads = Executors.newFixedThreadPool(16)) {
      for (var done : threads.invokeAll(asks)) {
        admitted += done.get() ? 1 : 0;
      }
    }
    assertThat(admitted).isEqualTo(6);
  }

  private boolean isAdmitted(String gwid, long gibibytes) {
    try {
      claims.claim(gwid, container(gibibytes));
      return true;
    } catch (RefusedWorkloadException e) {
      assertThat(e).hasMessageContaining("not enough free resources");
      return false;
    }
  }

  @Test
  void what_is_asked_again_does_not_count_twice_and_what_is_given_back_not_at_all()
      throws Exception {
    claims.claim("1-1", container(4));
    claims.claim("1-1", container(5));
    assertThatThrownBy(() -> claims.claim("2-1", container(2)))
        .isInstanceOf(RefusedWorkloadException.class);
    claims.release("1-1");
    claims.release("1-1");
    claims.claim("2-1", container(6));
  }

  @Test
  void what_is_found_here_counts_also_if_it_is_too_much() {
    claims.admit("1-1", container(6));
    claims.admit("2-1", container(6));
    assertThat(isAdmitted("3-1", 1)).isFalse();
    claims.release("2-1");
    assertThat(isAdmitted("3-1", 1)).isFalse();
    claims.release("1-1");
    assertThat(isAdmitted("3-1", 1)).isTrue();
  }

  private static Container container(long gibibytes) {
    return new Container(
        "http://hub/x.flist",
        "",
        "",
        Map.of(),
        Map.of(),
        "",
        true,
        List.of(),
        List.of(new NetworkConnection("net", "172.24.1.10", false, false)),
        List.of(),
        List.of(),
        new Capacity(1, Bytes.ofGiB(gibibytes), Bytes.ofMiB(256), DiskType.SSD),
        false);
  }
}
