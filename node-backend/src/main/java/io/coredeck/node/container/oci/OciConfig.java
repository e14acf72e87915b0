package io.coredeck.node.container.oci;

import io.coredeck.model.Bytes;
import io.coredeck.node.host.Host;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import tools.jackson.databind.json.JsonMapper;

/// What the runtime is told about a container: `config.json` of the OCI runtime specification 1.0.
///
/// @param root its root directory
/// @param hostname what it calls itself
/// @param network a named network namespace; empty for a new one
/// @param process its first process
/// @param binds files and directories of this machine that appear in the container, in this order
/// @param cgroup absolute path of its control group
/// @param limits what it may use
/// @param elevated whether it may mount and use FUSE
public record OciConfig(
    Path root,
    String hostname,
    Optional<Path> network,
    Program process,
    List<Bind> binds,
    String cgroup,
    Limits limits,
    boolean elevated) {
  /// How long the scheduler counts before it throttles, in microseconds.
  private static final long CPU_PERIOD = 100_000;

  private static final long CPU_SHARES = 1024;

  /// What the common engines grant, without AUDIT_WRITE (audit looks absent, {@link Seccomp}) and
  /// MKNOD (there is nothing to make a device for). NET_RAW is among them, because `ping` of many
  /// images needs it; the harm it could do, to speak with a neighbour's address, needs sockets that
  /// the filter refuses.
  private static final List<String> CAPABILITIES =
      List.of(
          "CAP_CHOWN",
          "CAP_DAC_OVERRIDE",
          "CAP_FOWNER",
          "CAP_FSETID",
          "CAP_KILL",
          "CAP_NET_BIND_SERVICE",
          "CAP_NET_RAW",
          "CAP_SETFCAP",
          "CAP_SETGID",
          "CAP_SETPCAP",
          "CAP_SETUID",
          "CAP_SYS_CHROOT");

  /// `tmpcopyup` is what runc and crun add to the specification.
  private static final String[] COPY = {
    "nosuid", "noexec", "nodev", "mode=700", "size=4096k", "tmpcopyup"
  };

  /// A program in the container.
  ///
  /// @param argv the program and its arguments
  /// @param environment its variables
  /// @param directory where it starts, absolute
  public record Program(List<String> argv, Map<String, String> environment, String directory) {}

  /// A file or directory of this machine that appears in the container.
  ///
  /// @param source on this machine
  /// @param target in the container, free of links
  /// @param writable or else read-only
  /// @param copied whether the container has a copy of it in memory, which it may change and which
  ///   cannot grow: a directory with little in it
  public record Bind(Path source, String target, boolean writable, boolean copied) {

    /// No copy but the thing itself.
    public Bind(Path source, String target, boolean writable) {
      this(source, target, writable, false);
    }

    /// @param source a directory
    public static Bind copyOf(Path source, String target) {
      return new Bind(source, target, false, true);
    }
  }

  /// What a container may use.
  ///
  /// @param cpu how many CPUs
  /// @param memory memory and swap together
  /// @param pids how many processes and threads, if this machine allows as many
  /// @param machine what this machine allows
  public record Limits(long cpu, Bytes memory, long pids, Machine machine) {
    /// However little memory it has.
    private static final long LEAST_PIDS = 64;

    private long mostPids() {
      var share = memory.toMiB() * machine.pidsPerGib() / (Bytes.GIB / Bytes.MIB);
      return Math.min(pids, Math.max(LEAST_PIDS, share));
    }
  }

  /// What this machine allows.
  ///
  /// @param rlimits the limits of each process
  /// @param limitsSwap whether the kernel can limit memory and swap together
  /// @param pidsPerGib the most processes and threads of a container for each GiB of its memory
  /// @param processors how many it can have
  /// @param profile what AppArmor confines containers by, but not elevated ones; empty without it
  public record Machine(
      Rlimits rlimits,
      boolean limitsSwap,
      long pidsPerGib,
      int processors,
      Optional<String> profile) {

    /// @throws IOException if the system does not tell
    public static Machine of(
        Host host, boolean limitsSwap, long pidsPerGib, Optional<String> profile)
        throws IOException {
      var rlimits = Rlimits.within(host);
      return new Machine(rlimits, limitsSwap, pidsPerGib, KernelView.processors(), profile);
    }

    /// @return the same without AppArmor
    public Machine unconfined() {
      return new Machine(rlimits, limitsSwap, pidsPerGib, processors, Optional.empty());
    }
  }

  /// @return the text of `config.json`
  public String json() {
    var config =
        Map.of(
            "ociVersion", "1.0.2",
            "root", Map.of("path", root.toString(), "readonly", false),
            "hostname", hostname,
            "process", processJson(),
            "mounts", mountsJson(),
            "linux", linuxJson());
    return JsonMapper.shared().writeValueAsString(config);
  }

  private Map<String, Object> processJson() {
    var capabilities = new ArrayList<>(CAPABILITIES);
    if (elevated) {
      capabilities.add("CAP_SYS_ADMIN");
    }
    var json = new HashMap<String, Object>();
    json.put("terminal", false);
    json.put("user", Map.of("uid", 0, "gid", 0));
    json.put("args", process.argv());
    json.put(
        "env",
        new TreeMap<>(process.environment())
            .entrySet().stream().map(e -> e.getKey() + "=" + e.getValue()).toList());
    json.put("cwd", process.directory());
    json.put("noNewPrivileges", true);
    json.put(
        "capabilities",
        Map.of("bounding", capabilities, "effective", capabilities, "permitted", capabilities));
    json.put("rlimits", limits.machine().rlimits().json());
    if (!elevated) { // which may mount
      limits.machine().profile().ifPresent(profile -> json.put("apparmorProfile", profile));
    }
    return json;
  }

  private List<Object> mountsJson() {
    var mounts = new ArrayList<Object>(KernelView.MOUNTS);
    for (var bind : binds) {
      var options = List.of("rbind", bind.writable ? "rw" : "ro", "nosuid", "nodev");
      mounts.add(
          Map.of(
              "destination",
              bind.target,
              "type",
              "bind",
              "source",
              bind.source.toString(),
              "options",
              options));
      if (bind.copied) { // of what is mounted there by now, which it covers
        mounts.add(KernelView.mount("tmpfs", bind.target, COPY));
      }
    }
    return mounts;
  }

  private Map<String, Object> linuxJson() {
    var linux = new HashMap<String, Object>();
    linux.put("cgroupsPath", cgroup);
    linux.put("namespaces", namespaces());
    linux.put("resources", resources());
    linux.put("seccomp", Seccomp.filter(elevated));
    linux.put("maskedPaths", KernelView.hidden(limits.machine().processors()));
    linux.put("readonlyPaths", KernelView.READ_ONLY);
    linux.put(
        "sysctl",
        Map.of(
            "net.ipv4.ping_group_range", "0 2147483647",
            "net.ipv4.ip_unprivileged_port_start", "0"));
    if (elevated) {
      linux.put("devices", List.of(fuse("path", "/dev/fuse", "fileMode", 0666)));
    }
    return linux;
  }

  private List<Map<String, Object>> namespaces() {
    var joined = new HashMap<String, Object>(Map.of("type", "network"));
    network.ifPresent(path -> joined.put("path", path.toString()));
    return List.of(
        joined,
        Map.of("type", "pid"),
        Map.of("type", "ipc"),
        Map.of("type", "uts"),
        Map.of("type", "mount"),
        Map.of("type", "cgroup"));
  }

  private Map<String, Object> resources() {
    var memory = new HashMap<String, Object>(Map.of("limit", limits.memory().count()));
    if (limits.machine().limitsSwap()) {
      memory.put("swap", limits.memory().count()); // together: no swap beyond the memory
    }
    var devices = new ArrayList<Object>();
    devices.add(Map.of("allow", false, "access", "rwm"));
    if (elevated) {
      devices.add(fuse("allow", true, "access", "rwm"));
    }
    return Map.of(
        "memory",
        memory,
        "cpu",
        Map.of(
            "quota",
            limits.cpu() * CPU_PERIOD,
            "period",
            CPU_PERIOD,
            "shares",
            Math.min(limits.cpu() * CPU_SHARES, 262_144)),
        "pids",
        Map.of("limit", limits.mostPids()),
        "devices",
        devices);
  }

  private static Map<String, Object> fuse(
      String key, Object value, String secondKey, Object secondValue) {
    return Map.of("type", "c", "major", 10, "minor", 229, key, value, secondKey, secondValue);
  }
}
