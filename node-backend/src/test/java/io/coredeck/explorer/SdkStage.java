package io.coredeck.explorer;

import static io.coredeck.explorer.TestExplorer.expect;

import io.coredeck.model.Container;
import io.coredeck.model.NextAction;
import io.coredeck.model.Reservation;
import io.coredeck.model.Result;
import io.coredeck.model.Volume;
import io.coredeck.model.registry.ResourceAmount;
import io.coredeck.wire.Json;
import io.coredeck.wire.Messages;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;

/// What the original's SDK met when its calls were recorded: one farm with one node, which says of
/// everything that it is there and runs nothing.
final class SdkStage implements AutoCloseable {

  /// An image that the node cannot fetch.
  private static final String MISSING = "missing.flist";

  private static final long UPTIME = 3600;

  private final TestGrid grid;

  /// @param folder for the explorer's records
  /// @param time when it is; it goes on from there
  SdkStage(Path folder, Instant time) throws Exception {
    grid = new TestGrid(folder);
    grid.explorer.setTime(time);
    var capacity = new ResourceAmount(8, 16, 1000, 500);
    report(200, "/capacity", Messages.writeCapacity(capacity));
    report(200, "/uptime", Messages.writeUptime(UPTIME));
    report(
        201,
        "/interfaces",
        "[{\"name\":\"eth0\",\"addrs\":[\"198.51.100.7/24\"],\"gateway\":[\"198.51.100.1\"],"
            + "\"macaddress\":\"02:00:00:00:00:07\"}]");
  }

  private void report(int status, String what, String body) throws Exception {
    var path = "/nodes/" + grid.node.nodeId() + what;
    expect(status, grid.explorer.asNode(grid.node, "POST", path, body));
  }

  TestExplorer explorer() {
    return grid.explorer;
  }

  /// The node does what waits for it.
  void work() throws Exception {
    for (var one : Json.reservations(grid.poll(0).text())) {
      var isNew = one.nextAction() == NextAction.DEPLOY && !one.result().isAnswered();
      if (isNew) {
        expect(201, grid.explorer.asNode(grid.node, "PUT", grid.path(one.id()), result(one)));
      }
      if (one.nextAction() == NextAction.DELETE || (isNew && isMissing(one))) {
        expect(200, grid.delete(one.id()));
      }
    }
  }

  private static boolean isMissing(Reservation one) {
    return one.workload() instanceof Container asked && asked.flist().endsWith(MISSING);
  }

  private static String result(Reservation one) {
    var state = isMissing(one) ? Result.State.ERROR : Result.State.OK;
    var message = isMissing(one) ? "fail to download flist: 404 Not Found" : "";
    var category = one.workload().type().resultCategory();
    return Json.write(new Result(category, one.gwid(), data(one), "", state, message, 0, ""));
  }

  private static String data(Reservation one) {
    return switch (one.workload()) {
      case Container container when !isMissing(one) ->
          Json.writeTree(
              Map.of(
                  "id",
                  one.gwid(),
                  "ipv4",
                  container.networkConnections().getFirst().ipaddress(),
                  "ipv6",
                  ""));
      case Volume _ -> Json.writeTree(Map.of("volume_id", one.gwid()));
      default -> "null";
    };
  }

  @Override
  public void close() {
    grid.close();
  }
}
