package io.coredeck.node;

import io.coredeck.model.registry.Location;
import io.coredeck.model.registry.Node;
import io.coredeck.model.registry.ResourceAmount;
import io.coredeck.sdk.NodeClient;
import java.io.IOException;
import java.lang.System.Logger.Level;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.InterfaceAddress;
import java.net.NetworkInterface;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/// Makes this node known to the explorer and gives a sign of life every minute.
final class Heartbeat implements AutoCloseable {

  private static final System.Logger LOG = System.getLogger(Heartbeat.class.getName());
  private static final Duration PERIOD = Duration.ofMinutes(1);

  /// The explorer wants a place; nobody was asked for one.
  private static final Location WHERE = new Location("local", "local", "local", 0, 0);

  private static final String VERSION = "coredeck 0.1.0";

  private final NodeClient explorer;
  private final NodeConfig config;
  private final ResourceAmount capacity;
  private final String publicKeyHex;
  private final Report report;
  private final ScheduledExecutorService timer =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().name("heartbeat").daemon().factory());

  /// @param report tells what is in use; what could not be told is told with the next sign of life
  Heartbeat(
      NodeClient explorer,
      NodeConfig config,
      ResourceAmount capacity,
      String publicKeyHex,
      Report report) {
    this.explorer = explorer;
    this.config = config;
    this.capacity = capacity;
    this.publicKeyHex = publicKeyHex;
    this.report = report;
  }

  /// Registers, and goes on in the background.
  ///
  /// @throws IOException if the explorer does not take this node
  void start() throws IOException, InterruptedException {
    tellAll();
    var _ =
        timer.scheduleWithFixedDelay(
            this::beat, PERIOD.toSeconds(), PERIOD.toSeconds(), TimeUnit.SECONDS);
  }

  @Override
  public void close() {
    timer.shutdownNow();
  }

  private void beat() {
    try {
      explorer.reportUptime(uptime());
      report.ports();
    } catch (IOException | RuntimeException e) { // a timer forgets a task that throws
      LOG.log(Level.WARNING, "no sign of life could be given: {0}", e.getMessage());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void tellAll() throws IOException, InterruptedException {
    explorer.register(self());
    explorer.reportInterfaces(interfaces());
    explorer.reportCapacity(capacity);
    report.ports();
    explorer.reportUptime(uptime());
  }

  private Node self() throws IOException {
    return new Node(
        0,
        explorer.nodeId(),
        InetAddress.getLocalHost().getHostName(),
        config.farmId(),
        VERSION,
        0,
        0,
        uptime().toSeconds(),
        "",
        WHERE,
        capacity,
        ResourceAmount.NONE,
        ResourceAmount.NONE,
        Node.WorkloadCounts.NONE,
        List.of(),
        true,
        true,
        publicKeyHex,
        List.of(),
        false);
  }

  /// Source: proc_uptime(5).
  private static Duration uptime() throws IOException {
    var seconds = Files.readString(Path.of("/proc/uptime")).split(" ", -1)[0];
    return Duration.ofMillis((long) (Double.parseDouble(seconds) * 1000));
  }

  private static List<Node.NetworkInterface> interfaces() throws IOException {
    var all = new ArrayList<Node.NetworkInterface>();
    for (var one : NetworkInterface.networkInterfaces().toList()) {
      var hardware = one.getHardwareAddress();
      if (one.isUp() && !one.isLoopback() && !one.isVirtual() && hardware != null) {
        var addresses =
            one.getInterfaceAddresses().stream()
                .filter(address -> address.getAddress() instanceof Inet4Address)
                .map(Heartbeat::cidr)
                .toList();
        all.add(
            new Node.NetworkInterface(
                one.getName(),
                addresses,
                List.of(),
                HexFormat.ofDelimiter(":").formatHex(hardware)));
      }
    }
    return all;
  }

  private static String cidr(InterfaceAddress address) {
    return address.getAddress().getHostAddress() + "/" + address.getNetworkPrefixLength();
  }
}
