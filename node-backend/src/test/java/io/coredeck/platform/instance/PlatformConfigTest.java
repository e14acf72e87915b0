package io.coredeck.platform.instance;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/// What programs are started with.
class PlatformConfigTest {

  @Test
  void further_options_of_java_are_words_and_no_shell_reads_them() {
    assertThat(PlatformConfig.words(null)).isEmpty();
    assertThat(PlatformConfig.words("  ")).isEmpty();
    assertThat(PlatformConfig.words(" -Xmx2g  -Dx=$(id) ")).containsExactly("-Xmx2g", "-Dx=$(id)");
  }
}
