package io.coredeck.platform.program;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// That the Java of this machine starts with the options that people may give.
class JavaCommandTest {

  @TempDir private Path folder;

  @ParameterizedTest
  @CsvSource({
    "'', UseSerialGC",
    "-Xmx64m, UseSerialGC",
    "-XX:+UseG1GC, UseG1GC",
    "-XX:TieredStopAtLevel=1, UseSerialGC",
    "-Xmx64m -XX:+UseZGC, UseZGC",
    "-XX:+UseParallelGC -XX:+UseMaximumCompactionOnSystemGC, UseParallelGC",
    "-XX:-UseAdaptiveSizePolicyWithSystemGC, UseSerialGC"
  })
  void a_program_starts_with_the_collector_that_was_asked_for(String asked, String collector)
      throws Exception {
    var options = asked.isEmpty() ? List.<String>of() : List.of(asked.split(" "));
    var argv = new ArrayList<>(JavaCommand.of("96m", folder.resolve("logging"), options));
    argv.addAll(List.of("-XX:+PrintFlagsFinal", "-version"));
    var said = folder.resolve("said").toFile();
    var java = new ProcessBuilder(argv).redirectErrorStream(true).redirectOutput(said).start();
    assertThat(java.waitFor(60, TimeUnit.SECONDS)).isTrue();
    assertThat(said).content().containsPattern("bool " + collector + " +:?= true");
    assertThat(java.exitValue()).isZero();
    var most = asked.contains("-Xmx64m") ? "67108864" : "100663296";
    assertThat(said).content().containsPattern("MaxHeapSize +:?= " + most);
    assertThat(said).content().containsPattern("Tier4InvocationThreshold +:?= 50000");
  }
}
