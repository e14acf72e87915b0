package io.coredeck.sdk.zos;

import io.coredeck.model.Container;
import io.coredeck.model.Container.LogTarget;
import io.coredeck.model.Container.StatsTarget;
import io.coredeck.model.Reservation;
import io.coredeck.model.rule.Endpoint;
import io.coredeck.sdk.GridClient;
import io.coredeck.sdk.GridException;
import io.coredeck.sdk.OwnSecrets;
import io.coredeck.sdk.channel.ChannelException;
import io.coredeck.sdk.channel.LogMonitor;
import io.coredeck.sdk.channel.StatsMonitor;
import java.net.URI;
import java.util.Optional;

/// What containers ask for, use and print: `zos.container()`.
///
/// {@snippet file="io/coredeck/sdk/zos/ZosExamplesTest.java" region="container"}
public final class Containers {

  private static final String REDIS = "redis";
  private static final String WORKLOADS = "/reservations/workloads/";

  private final GridClient grid;

  Containers(GridClient grid) {
    this.grid = grid;
  }

  /// @param nodeId base58; a node that has a part of the network
  /// @param networkName a network of one's own
  /// @param ipAddress of the part of the network that the node has
  /// @param flist URL of the image
  /// @param capacityPoolId a pool of one's own with that node
  /// @return what is to be asked for, see {@link ContainerWish} for what else can be said
  public ContainerWish create(
      String nodeId, String networkName, String ipAddress, String flist, long capacityPoolId) {
    return ContainerWish.of(nodeId, networkName, ipAddress, flist, capacityPoolId);
  }

  /// Has what a container prints published on two channels, `<channelName>-stdout` and
  /// `<channelName>-stderr`. Only its node, and who has the user's key, can read where.
  ///
  /// @param channelType `redis`, the only one there is
  /// @param channelHost of the Redis, as the node reaches it
  /// @param channelPort of the Redis
  /// @throws GridException if it takes the explorer to encrypt it, and that refuses
  public ContainerWish addLogs(
      ContainerWish container,
      String channelType,
      String channelHost,
      int channelPort,
      String channelName)
      throws GridException, InterruptedException {
    if (!channelType.equals(REDIS)) {
      throw new IllegalArgumentException(
          "channel type is '%s'; it must be redis".formatted(channelType));
    }
    var url = "redis://%s:%d/%s".formatted(channelHost, channelPort, channelName);
    return addLogs(container, url + "-stdout", url + "-stderr");
  }

  /// Has what a container prints published. Only its node, and who has the user's key, can read
  /// where.
  ///
  /// @param stdout `redis://[[user]:password@]host[:port]/channel`
  /// @param stderr the same; may be the same channel
  /// @throws IllegalArgumentException if one is something else
  /// @throws GridException if it takes the explorer to encrypt it, and that refuses
  public ContainerWish addLogs(ContainerWish container, String stdout, String stderr)
      throws GridException, InterruptedException {
    var _ = Endpoint.parseLog(stdout);
    var _ = Endpoint.parseLog(stderr);
    var nodeId = container.reservation().nodeId();
    var out = encryptSecret(nodeId, stdout);
    var err = encryptSecret(nodeId, stderr);
    return container.logging(new LogTarget(REDIS, "", "", out, err, ""));
  }

  /// Has what a container uses published every two seconds. The address is no secret.
  ///
  /// @param redisEndpoint `redis://host[:port]/channel`
  /// @throws IllegalArgumentException if it is something else
  public ContainerWish addStats(ContainerWish container, String redisEndpoint) {
    var _ = Endpoint.parseStats(redisEndpoint);
    return container.telling(new StatsTarget(REDIS, redisEndpoint, ""));
  }

  /// @param nodeId of the only node that can read it
  /// @return what a secret variable has as its value, hex
  /// @throws GridException if it takes the explorer to encrypt it, and that refuses
  public String encryptSecret(String nodeId, String value)
      throws GridException, InterruptedException {
    return grid.secretFor(nodeId, value);
  }

  /// Listens to what a container uses; its Redis must be reachable from here too.
  ///
  /// @param container one that has statistics
  /// @return to be closed
  /// @throws IllegalArgumentException if it has none
  public StatsMonitor monitor(ContainerWish container) throws ChannelException {
    return monitor(container.reservation());
  }

  /// Listens to what a container uses; its Redis must be reachable from here too.
  ///
  /// {@snippet file="io/coredeck/sdk/zos/MonitorExamplesIT.java" region="monitor"}
  ///
  /// @param container one that has statistics
  /// @return to be closed
  /// @throws IllegalArgumentException if it has none
  public StatsMonitor monitor(Reservation container) throws ChannelException {
    var endpoint =
        container(container).stats().stream()
            .filter(one -> one.type().equals(REDIS))
            .map(StatsTarget::endpoint)
            .findFirst()
            .orElseThrow(() ->
                new IllegalArgumentException(
                    "container %d has no statistics; add_stats must name a channel first"
                        .formatted(container.id())));
    return StatsMonitor.open(Endpoint.parseStats(endpoint));
  }

  /// Listens to what a container of any grid uses.
  ///
  /// {@snippet file="io/coredeck/sdk/zos/MonitorExamplesIT.java" region="monitorReservation"}
  ///
  /// @param reservationUrl `https://explorer/api/v1/reservations/workloads/103`
  /// @return to be closed
  /// @throws GridException if that explorer does not answer or knows no such container
  /// @throws IllegalArgumentException if that is no such URL, or the container has no statistics
  public StatsMonitor monitorReservation(String reservationUrl)
      throws GridException, ChannelException, InterruptedException {
    var at = reservationUrl.lastIndexOf(WORKLOADS);
    var number = at < 0 ? "" : reservationUrl.substring(at + WORKLOADS.length());
    if (!number.matches("[0-9]{1,18}")) {
      throw new IllegalArgumentException(
          "'%s' must be like https://explorer/api/v1/reservations/workloads/103"
              .formatted(reservationUrl));
    }
    try (var anybody = GridClient.anonymous(URI.create(reservationUrl.substring(0, at)))) {
      return monitor(anybody.workload(Long.parseLong(number)));
    }
  }

  /// Listens to what a container prints; its Redis must be reachable from here too.
  ///
  /// {@snippet file="io/coredeck/sdk/zos/MonitorExamplesIT.java" region="logs"}
  ///
  /// @param container one of one's own that has logs
  /// @return to be closed
  /// @throws IllegalArgumentException if it has none, or they are somebody else's secret
  public LogMonitor logs(Reservation container) throws ChannelException {
    var target =
        container(container).logs().stream()
            .filter(one -> one.type().equals(REDIS))
            .findFirst()
            .orElseThrow(() ->
                new IllegalArgumentException(
                    "container %d has no logs; add_logs must name a channel first"
                        .formatted(container.id())));
    return LogMonitor.open(
        endpoint(container, target.stdout(), target.secretStdout()),
        endpoint(container, target.stderr(), target.secretStderr()));
  }

  private Optional<Endpoint> endpoint(Reservation container, String clear, String secret) {
    var url =
        secret.isEmpty()
            ? clear
            : OwnSecrets.read(grid, container.nodeId(), container.version(), secret);
    return url.isEmpty() ? Optional.empty() : Optional.of(Endpoint.parseLog(url));
  }

  private static Container container(Reservation reservation) {
    return new ContainerWish(reservation).container();
  }
}
