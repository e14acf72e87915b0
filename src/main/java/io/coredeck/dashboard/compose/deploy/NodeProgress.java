package io.coredeck.dashboard.compose.deploy;

import java.time.Duration;
import java.util.function.Consumer;

/// What a node tells of a container while it comes up.
@FunctionalInterface
public interface NodeProgress {

  /// Where nothing is told.
  NodeProgress SILENT = (_, _) -> () -> {};

  /// A step that is done.
  ///
  /// @param step `network`, `image`, `disk` or `start`
  /// @param took how long
  /// @param text of it, may be empty
  record Told(String step, Duration took, String text) {}

  /// Ends the calls.
  interface Following extends AutoCloseable {
    @Override
    void close();
  }

  /// @param gwid of the container
  /// @param told called by any thread for each step, those told before too
  Following follow(String gwid, Consumer<Told> told);
}
