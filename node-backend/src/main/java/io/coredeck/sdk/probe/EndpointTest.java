package io.coredeck.sdk.probe;

import io.coredeck.model.probe.ProbeAnswer;
import io.coredeck.sdk.GridClient;
import io.coredeck.sdk.GridException;
import io.coredeck.wire.probe.ProbeMessages;

/// Has a node try an endpoint for logs or statistics before a container uses it.
///
/// {@snippet file="io/coredeck/sdk/GridExamplesTest.java" region="probe"}
public final class EndpointTest {

  private EndpointTest() {}

  /// Connects from the node, logs in and pings; takes a few seconds at most. The URL goes to the
  /// node encrypted.
  ///
  /// @param grid of a person who may change things
  /// @param nodeId from where
  /// @param url `redis://[[user]:password@]host[:port]/channel`
  /// @throws GridException with status 429 if that was done too often, 503 or 504 if the node does
  ///   not try or answer
  public static ProbeAnswer from(GridClient grid, String nodeId, String url)
      throws GridException, InterruptedException {
    var wish = ProbeMessages.writeWish(grid.encryptSecret(nodeId, url));
    var calls = grid.calls();
    return calls.read(calls.post("/nodes/" + nodeId + "/probes", wish), ProbeMessages::answer);
  }
}
