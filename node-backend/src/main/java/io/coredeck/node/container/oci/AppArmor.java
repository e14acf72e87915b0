package io.coredeck.node.container.oci;

import io.coredeck.node.host.Command;
import io.coredeck.node.host.Host;
import java.io.IOException;
import java.lang.System.Logger.Level;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.Optional;

/// A second wall around containers, on machines that have AppArmor; apparmor(7).
public final class AppArmor {
  private static final System.Logger LOG = System.getLogger(AppArmor.class.getName());

  /// What the profile in `apparmor.profile` beside this class is called.
  static final String PROFILE = "coredeck-container";

  private static final Path ENABLED = Path.of("/sys/module/apparmor/parameters/enabled");

  private AppArmor() {}

  /// Loads our profile into the kernel, in the place of an earlier one.
  ///
  /// @return its name; empty if this machine has no AppArmor, or the profile cannot be loaded,
  ///   which is said in the log
  public static Optional<String> load(Host host) throws InterruptedException {
    return load(host, ENABLED, OciRuntime.installed("apparmor_parser"));
  }

  /// @param enabled says `Y` in its first line if the kernel has AppArmor
  static Optional<String> load(Host host, Path enabled, Optional<Path> parser)
      throws InterruptedException {
    try {
      if (!Files.exists(enabled) || !Files.readAllLines(enabled).contains("Y")) {
        return Optional.empty();
      }
      if (parser.isEmpty()) {
        throw new IOException("apparmor_parser is not installed; install the package apparmor");
      }
      var load = Command.of(parser.get().toString(), "--replace", "--skip-cache");
      var _ = host.run(load.withInput(profile()));
      return Optional.of(PROFILE);
    } catch (IOException e) {
      LOG.log(Level.WARNING, "containers run without AppArmor, which this machine has", e);
      return Optional.empty();
    }
  }

  private static String profile() throws IOException {
    try (var in = Objects.requireNonNull(AppArmor.class.getResourceAsStream("apparmor.profile"))) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
