package io.coredeck.dashboard.live.events;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.coredeck.dashboard.live.redis.Entry;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// What is kept of what happens to containers.
class HappeningsTest {

  private static Entry entry(long number, String kind) {
    return new Entry(
        number + "-0", Map.of("gwid", "3-1".getBytes(UTF_8), "kind", kind.getBytes(UTF_8)));
  }

  @Test
  void what_comes_while_the_first_are_read_is_kept_once() {
    var told = new ArrayList<Happening>();
    var all = List.of(entry(1, "started"), entry(2, "exited"), entry(3, "restarted"));
    var happenings = new Happenings(Optional.empty(), (_, _) -> all, told::add);
    happenings.reader().look(Optional.of(entry(1, "started")));
    assertThat(happenings.reader().after()).isEqualTo("3-0");
    assertThat(happenings.since(0, _ -> true, 10)).hasSize(3);
    assertThat(told).extracting(Happening::isRestart).containsExactly(false, false, true);
    var before = happenings.version();
    happenings.reader().take(List.of(entry(4, "exited")));
    assertThat(happenings.version()).isGreaterThan(before);
    assertThat(happenings.since(0, _ -> true, 1).getFirst().kind()).isEqualTo("exited");
  }
}
