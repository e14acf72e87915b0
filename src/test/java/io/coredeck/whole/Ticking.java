package io.coredeck.whole;

import static org.assertj.core.api.Assertions.assertThat;

/// A container that prints `tick 1`, `tick 2` and so on, a line each second.
///
/// @param id of its reservation
/// @param gwid its name on the grid
record Ticking(long id, String gwid) {

  static Ticking deploy(Grid grid) throws Exception {
    var container =
        grid.deploy(
            """
            {"flist": "%s",
             "entrypoint": "/bin/sh -c 'n=0; while :; do n=$((n+1)); echo tick $n; sleep 1; done'"}
            """
                .formatted(grid.endpoints().get("demo_flist").asString()));
    assertThat(container.get("state").asString()).as(container.toString()).isEqualTo("ok");
    return new Ticking(container.get("id").asLong(), container.get("gwid").asString());
  }
}
