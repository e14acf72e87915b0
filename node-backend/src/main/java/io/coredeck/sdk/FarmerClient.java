package io.coredeck.sdk;

import io.coredeck.model.registry.Node;
import io.coredeck.wire.Json;
import io.coredeck.wire.JsonValue;
import io.coredeck.wire.Messages;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// What a farm's owner decides about the nodes in it. The explorer refuses it to everybody else.
///
/// {@snippet file="io/coredeck/sdk/GridExamplesTest.java" region="farmer"}
///
/// Every call throws {@link GridException} if the explorer refuses it or does not answer within 30
/// seconds.
///
/// @param grid calls in the owner's name
public record FarmerClient(GridClient grid) {

  /// Nodes that ask, of which a client is told at once.
  public static final int MOST_ASKING = 200;

  /// How a node is connected to the internet.
  ///
  /// @param master name of its interface
  /// @param ipv4 CIDR
  /// @param gw4 gateway
  /// @param ipv6 CIDR
  /// @param gw6 gateway
  /// @param version how often it was configured; 0 for a new one
  public record PublicConfig(
      String master, String ipv4, String gw4, String ipv6, String gw6, long version) {

    /// A new one.
    public PublicConfig(String master, String ipv4, String gw4, String ipv6, String gw6) {
      this(master, ipv4, gw4, ipv6, gw6, 0);
    }
  }

  /// @param isFree whether anybody may use the node without a pool's capacity
  public void setFreeToUse(String nodeId, boolean isFree)
      throws GridException, InterruptedException {
    post(nodeId, "configure_free", Map.of("free_to_use", isFree), Map.of());
  }

  /// Configures a node, whatever it is now.
  public void setPublicConfig(String nodeId, PublicConfig config)
      throws GridException, InterruptedException {
    setPublicConfig(nodeId, config, Map.of());
  }

  /// Configures a node, unless that was done since it was looked at.
  ///
  /// @param seen version of what {@link #publicConfig} told; 0 if that was nothing
  /// @throws GridException 412 if it was changed since
  public void setPublicConfig(String nodeId, PublicConfig config, long seen)
      throws GridException, InterruptedException {
    setPublicConfig(nodeId, config, ExplorerCalls.ifStill(Long.toString(seen)));
  }

  private void setPublicConfig(String nodeId, PublicConfig config, Map<String, String> headers)
      throws GridException, InterruptedException {
    var members = new LinkedHashMap<String, Object>();
    members.put("master", config.master());
    members.put("type", 0);
    members.put("ipv4", config.ipv4());
    members.put("gw4", config.gw4());
    members.put("ipv6", config.ipv6());
    members.put("gw6", config.gw6());
    post(nodeId, "configure_public", members, headers);
  }

  /// @return what was configured; empty if nothing was
  public Optional<PublicConfig> publicConfig(String nodeId)
      throws GridException, InterruptedException {
    var answer = grid.calls().get(path(nodeId));
    return grid.calls().read(answer, text -> config(Json.tree(text).member("public_config")));
  }

  private static Optional<PublicConfig> config(JsonValue from) {
    return from.isPresent()
        ? Optional.of(
            new PublicConfig(
                from.member("master").text(),
                from.member("ipv4").text(),
                from.member("gw4").text(),
                from.member("ipv6").text(),
                from.member("gw6").text(),
                from.member("version").integer()))
        : Optional.empty();
  }

  /// @return nodes that ask to join the caller's farms, or any for an admin; the first {@link
  ///   #MOST_ASKING} of them
  public List<Node> nodesAsking() throws GridException, InterruptedException {
    var answer = grid.calls().get("/nodes/asking?size=" + MOST_ASKING);
    return grid.calls().read(answer, Json::nodes);
  }

  /// Says whether a node that has registered in a farm gets workloads. What it has already goes on.
  public void admit(String nodeId, boolean isAdmitted) throws GridException, InterruptedException {
    var _ = grid.calls().put(path(nodeId) + "/admission", Messages.writeAdmitted(isAdmitted));
  }

  private void post(
      String nodeId, String what, Map<String, Object> members, Map<String, String> headers)
      throws GridException, InterruptedException {
    var _ = grid.calls().post(path(nodeId) + "/" + what, Json.writeTree(members), headers);
  }

  private static String path(String nodeId) {
    return "/nodes/" + ExplorerCalls.encoded(nodeId);
  }
}
