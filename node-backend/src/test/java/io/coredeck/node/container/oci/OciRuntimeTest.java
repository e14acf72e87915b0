package io.coredeck.node.container.oci;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/// What people read of a runtime's complaints.
class OciRuntimeTest {

  @Test
  void times_levels_and_layers_are_left_out() {
    assertThat(
            OciRuntime.reason(
                "time=\"2026-11-23T15:26:12Z\" level=error msg=\"runc create failed: unable to start"
                    + " container process: exec: \\\"/bin/nosuch\\\": stat /bin/nosuch: no such"
                    + " file or directory\"\n"))
        .isEqualTo("exec: \"/bin/nosuch\": stat /bin/nosuch: no such file or directory");
  }

  @Test
  void the_last_error_counts() {
    assertThat(
            OciRuntime.reason(
                "time=\"x\" level=warning msg=\"odd\"\n"
                    + "time=\"x\" level=error msg=\"container_linux.go:380: starting container"
                    + " process caused: first\"\ntime=\"x\" level=error msg=\"second\"\n"))
        .isEqualTo("second");
  }

  @Test
  void plain_words_stay_as_they_are() {
    assertThat(OciRuntime.reason("open `/run/netns/none`: No such file or directory\n"))
        .isEqualTo("open `/run/netns/none`: No such file or directory");
    assertThat(OciRuntime.reason("2026-11-23T15:26:12.123Z: no room\n")).isEqualTo("no room");
  }
}
