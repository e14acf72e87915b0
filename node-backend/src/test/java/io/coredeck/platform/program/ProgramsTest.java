package io.coredeck.platform.program;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/// What programs are started with.
class ProgramsTest {

  @Test
  void further_options_of_java_are_words_and_no_shell_reads_them() {
    assertThat(Programs.javaOptions(null)).isEmpty();
    assertThat(Programs.javaOptions("  ")).isEmpty();
    assertThat(Programs.javaOptions(" -Xmx2g  -Dx=$(id) ")).containsExactly("-Xmx2g", "-Dx=$(id)");
  }
}
