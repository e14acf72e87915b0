package io.coredeck.platform.instance;

import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What the platform takes from its environment.
public final class PlatformConfig {

  /// Variable with options for the JVMs of explorer, hub, dashboard and node, e.g. `-Xmx2g`.
  public static final String JAVA_OPTIONS = "COREDECK_JAVA_OPTIONS";

  private static final Path DEFAULT_DATA = Path.of("/var/lib/coredeck");

  private PlatformConfig() {}

  /// @param asked the value of `--data`, or null
  /// @return that, else `COREDECK_DATA`, else `/var/lib/coredeck`; absolute and without links
  public static Path data(@Nullable Path asked) {
    if (asked != null) {
      return asked.toAbsolutePath().normalize();
    }
    var named = System.getenv("COREDECK_DATA");
    return named == null || named.isBlank()
        ? DEFAULT_DATA
        : Path.of(named).toAbsolutePath().normalize();
  }

  /// @return further options for the JVMs of programs, as `COREDECK_JAVA_OPTIONS` has them between
  ///   blanks
  public static List<String> javaOptions() {
    return words(System.getenv(JAVA_OPTIONS));
  }

  static List<String> words(@Nullable String said) {
    return said == null || said.isBlank() ? List.of() : List.of(said.strip().split("\\s+"));
  }
}
