package io.coredeck.platform.instance;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/// What the platform takes from its environment.
public final class PlatformConfig {

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
}
