package io.coredeck.model;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// What a container reservation asks for.
///
/// @param flist URL of the image
/// @param hubUrl where the image's blocks are, empty for the node's default; part of the signature
/// @param storageUrl what the original SDK sends beside it; kept, used only if hubUrl is empty and
///   this is not the public default
/// @param environment variables, in the order they came
/// @param secretEnvironment variables whose values are hex of cipher text for the node
/// @param entrypoint shell-like words; empty for the image's own
/// @param interactive CoreX instead of the entrypoint
/// @param volumes what is mounted where
/// @param networkConnections only the first is used
/// @param stats where statistics go
/// @param logs where output goes
/// @param capacity what it may use
/// @param statsAlias whether `stats` came in as `stats_aggregator`, and so is also sent out as such
public record Container(
    String flist,
    String hubUrl,
    String storageUrl,
    Map<String, String> environment,
    Map<String, String> secretEnvironment,
    String entrypoint,
    boolean interactive,
    List<VolumeMount> volumes,
    List<NetworkConnection> networkConnections,
    List<StatsTarget> stats,
    List<LogTarget> logs,
    Capacity capacity,
    boolean statsAlias)
    implements Workload {

  public Container {
    environment = Collections.unmodifiableMap(new LinkedHashMap<>(environment));
    secretEnvironment = Collections.unmodifiableMap(new LinkedHashMap<>(secretEnvironment));
    volumes = List.copyOf(volumes);
    networkConnections = List.copyOf(networkConnections);
    stats = List.copyOf(stats);
    logs = List.copyOf(logs);
  }

  @Override
  public WorkloadType type() {
    return WorkloadType.CONTAINER;
  }

  /// A volume and where it appears in the container.
  ///
  /// @param volumeId the volume's gwid; `-N` means workload N of the same reservation
  /// @param mountpoint absolute path inside the container
  public record VolumeMount(String volumeId, String mountpoint) {}

  /// Where the container is attached.
  ///
  /// @param networkId the network's name
  /// @param ipaddress the asked IPv4 address, as text
  /// @param publicIp6 a public IPv6 address too
  /// @param yggdrasilIp a Yggdrasil address too
  public record NetworkConnection(
      String networkId, String ipaddress, boolean publicIp6, boolean yggdrasilIp) {}

  /// Where statistics go.
  ///
  /// @param type `redis`; other types are kept and ignored
  /// @param endpoint `redis://host[:port]/channel`; empty if the type is another
  /// @param dataJson the `data` member as JSON text: as it came, or what it means if the type is
  ///   redis
  public record StatsTarget(String type, String endpoint, String dataJson) {}

  /// Where output goes, line by line. A secret URL that is not empty wins over the clear one.
  ///
  /// @param type `redis`; other types are kept and ignored
  /// @param stdout URL, or empty for none
  /// @param stderr URL, or empty for none
  /// @param secretStdout hex of cipher text for the node, or empty
  /// @param secretStderr hex of cipher text for the node, or empty
  /// @param dataJson the `data` member as JSON text: as it came, or what it means if the type is
  ///   redis
  public record LogTarget(
      String type,
      String stdout,
      String stderr,
      String secretStdout,
      String secretStderr,
      String dataJson) {}

  /// What a container may use.
  ///
  /// @param cpu virtual CPUs
  /// @param memory hard limit, whole MiB on the wire
  /// @param disk size of the root file system's writable part, whole MiB on the wire
  /// @param diskType the kind of disk under it
  public record Capacity(long cpu, Bytes memory, Bytes disk, DiskType diskType) {}
}
