package io.coredeck.node.container.oci;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// What a container sees of the kernel: its file systems, and what is hidden in them.
final class KernelView {

  /// How many terminals a container may have open. Linux has 4096 for all containers together.
  private static final int TERMINALS = 256;

  /// What common engines hide, and what else tells of the whole machine or of how memory is laid
  /// out. Of a directory an empty one is seen, of a file an empty one; what is absent is fine.
  private static final List<String> HIDDEN =
      List.of(
          "/proc/acpi",
          "/proc/asound",
          "/proc/interrupts",
          "/proc/kcore",
          "/proc/keys",
          "/proc/kpagecgroup",
          "/proc/kpagecount",
          "/proc/kpageflags",
          "/proc/latency_stats",
          "/proc/pagetypeinfo",
          "/proc/sched_debug",
          "/proc/scsi",
          "/proc/slabinfo",
          "/proc/timer_list",
          "/proc/timer_stats",
          "/proc/vmallocinfo",
          "/sys/devices/virtual/powercap",
          "/sys/firmware",
          "/sys/fs/selinux",
          "/sys/kernel/slab");

  /// Paths that a container may read and not write.
  static final List<String> READ_ONLY =
      List.of("/proc/bus", "/proc/fs", "/proc/irq", "/proc/sys", "/proc/sysrq-trigger");

  /// The file systems every container has.
  static final List<Map<String, Object>> MOUNTS =
      List.of(
          mount("proc", "/proc", "nosuid", "noexec", "nodev"),
          mount("tmpfs", "/dev", "nosuid", "strictatime", "mode=755", "size=65536k"),
          mount(
              "devpts",
              "/dev/pts",
              "nosuid",
              "noexec",
              "newinstance",
              "ptmxmode=0666",
              "mode=0620",
              "gid=5",
              "max=" + TERMINALS),
          mount("tmpfs", "/dev/shm", "nosuid", "noexec", "nodev", "mode=1777", "size=65536k"),
          mount("mqueue", "/dev/mqueue", "nosuid", "noexec", "nodev"),
          mount("sysfs", "/sys", "nosuid", "noexec", "nodev", "ro"));

  /// Numbers of processors, e.g. `0-3,6`.
  private static final Path POSSIBLE = Path.of("/sys/devices/system/cpu/possible");

  private KernelView() {}

  /// @return how many processors this machine can have
  /// @throws IOException if the kernel does not tell
  static int processors() throws IOException {
    var text = Files.readString(POSSIBLE).strip();
    try {
      return Integer.parseInt(text.replaceFirst(".*[-,]", "")) + 1;
    } catch (NumberFormatException e) {
      throw new IOException(POSSIBLE + ": is '" + text + "'; it must end with a number", e);
    }
  }

  /// How hot each processor is, tells of its neighbours' work.
  ///
  /// @param processors how many this machine has
  /// @return paths of which a container sees nothing
  static List<String> hidden(int processors) {
    var all = new ArrayList<>(HIDDEN);
    for (int i = 0; i < processors; i++) {
      all.add("/sys/devices/system/cpu/cpu" + i + "/thermal_throttle");
    }
    return all;
  }

  static Map<String, Object> mount(String type, String target, String... options) {
    return Map.of("destination", target, "type", type, "source", type, "options", List.of(options));
  }
}
