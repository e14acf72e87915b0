package io.coredeck.explorer;

import io.coredeck.wire.probe.ProbeMessages;
import java.io.IOException;
import java.util.concurrent.CompletableFuture;

/// A node that says of every endpoint it is to try whatever comes to its mind.
final class AnsweringProbes implements AutoCloseable {
  private static final String RIGHT = "{\"outcome\":\"refused\",\"millis\":3}";

  private final TestGrid grid;
  private final Mutations mutations;
  private final CompletableFuture<Void> over;

  AnsweringProbes(TestGrid grid, Mutations mutations) {
    this.grid = grid;
    this.mutations = mutations;
    over = CompletableFuture.runAsync(this::answer, task -> Thread.ofVirtual().start(task));
  }

  private void answer() {
    var path = "/nodes/%s/probes".formatted(grid.node.nodeId());
    try {
      while (true) {
        var asked = grid.explorer.asNode(grid.node, "GET", path + "?wait=20", "");
        if (asked.status() != 200) {
          throw new AssertionError("the node cannot ask: " + asked);
        }
        for (var probe : ProbeMessages.probes(asked.text())) {
          var one = path + "/" + probe.id();
          var wrong = grid.explorer.asNode(grid.node, "PUT", one, mutations.json(RIGHT));
          if (wrong.status() >= 500) {
            throw new AssertionError("to what a node says of an endpoint: " + wrong);
          }
          grid.explorer.asNode(grid.node, "PUT", one, RIGHT);
        }
      }
    } catch (IOException _) {
      // the explorer was closed
    } catch (Exception e) {
      throw new AssertionError("the node that tries endpoints has stopped", e);
    }
  }

  /// Waits until it has noticed that the explorer was closed.
  ///
  /// @throws java.util.concurrent.CompletionException if something else stopped it
  @Override
  public void close() {
    over.join();
  }
}
