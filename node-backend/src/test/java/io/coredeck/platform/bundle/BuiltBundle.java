package io.coredeck.platform.bundle;

import io.coredeck.node.host.DirectoryTree;
import io.coredeck.node.host.LinuxHost;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The bundle of what was just built. It takes long to make, so all tests of one run share it; the
/// next run makes it anew.
///
/// @param folder the bundle, with nothing beside it
/// @param said what was told while it was made
record BuiltBundle(Path folder, List<String> said) {
  static final Path DIST = Path.of("target/dist/corex");
  static final Path JDK = Path.of(System.getProperty("java.home"));

  private static final Path PLACE = Path.of("target/bundle").toAbsolutePath();

  private static @Nullable BuiltBundle made;

  static synchronized BuiltBundle get() throws IOException, InterruptedException {
    var current = made;
    if (current == null) {
      DirectoryTree.delete(PLACE);
      var said = new ArrayList<String>();
      var folder = CorexBundle.build(new LinuxHost(), JDK, DIST, PLACE.resolve("corex"), said::add);
      current = new BuiltBundle(folder, List.copyOf(said));
      made = current;
    }
    return current;
  }
}
