package io.coredeck.sdk;

import io.coredeck.identity.KeyPair;
import io.coredeck.testkit.ScriptedExplorer;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/// A client whose explorer answers by a script.
abstract class ScriptedGrid {
  static final long ME = 7;
  static final Duration SOON = Duration.ofSeconds(20);

  final KeyPair keys = KeyPair.generate();
  final KeyPair node = KeyPair.generate();
  ScriptedExplorer explorer;
  GridClient grid;

  @BeforeEach
  void start() throws Exception {
    explorer = new ScriptedExplorer();
    grid = GridClient.connect(explorer.uri(), keys, ME);
  }

  @AfterEach
  void stop() {
    grid.close();
    explorer.close();
  }
}
