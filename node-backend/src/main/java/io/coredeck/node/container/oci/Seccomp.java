package io.coredeck.node.container.oci;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Which system calls a container may make, as the runtime wants it said. The lists are in
/// `seccomp.json` beside this class; only rules that look at arguments are here.
final class Seccomp {
  private static final int EPERM = 1;
  private static final int EINVAL = 22;
  private static final int ENOSYS = 38;

  /// CLONE_NEW… for cgroup, UTS, IPC, user, PID, network and mount namespaces; linux/sched.h.
  private static final List<Long> NAMESPACE_FLAGS =
      List.of(
          0x0200_0000L,
          0x0400_0000L,
          0x0800_0000L,
          0x1000_0000L,
          0x2000_0000L,
          0x4000_0000L,
          0x0002_0000L);

  /// Families of sockets: local, IPv4, IPv6. Of the others each container could reach the code in
  /// the kernel, and with AF_PACKET speak as its neighbour.
  private static final List<Long> FAMILIES = List.of(1L, 2L, 10L);

  private static final long NETLINK_FAMILY = 16;
  private static final long PACKET_FAMILY = 17;
  private static final long AUDIT_PROTOCOL = 9;

  /// What ioctl(2) must not be asked for: to make a btrfs subvolume or snapshot, in old and new
  /// form. One made inside a volume would not count towards its limit; linux/btrfs.h.
  private static final List<Long> SUBVOLUMES =
      List.of(0x5000_9401L, 0x5000_940eL, 0x5000_9417L, 0x5000_9418L);

  private static final int INT_SIZE = 32;

  /// The kernel looks at these bits of an int argument; the others are the caller's to choose.
  private static final long INT_BITS = 0xffff_ffffL;

  private Seccomp() {}

  /// @param elevated whether mounting and namespaces are allowed
  /// @return the member `seccomp` of the runtime's configuration
  static Map<String, Object> filter(boolean elevated) {
    var lists = lists();
    var mounting = names(lists, "elevated");
    var denied = new ArrayList<>(names(lists, "deny"));
    var allowed = new ArrayList<>(names(lists, "allow"));
    if (elevated) {
      denied.removeAll(mounting);
      allowed.addAll(mounting);
    }
    var rules = new ArrayList<Map<String, Object>>();
    rules.add(allow(allowed));
    rules.add(refuse(denied, EPERM));
    rules.add(refuse(List.of("clone3"), ENOSYS)); // its flags are in memory, out of our sight
    addClone(rules, elevated);
    addSockets(rules);
    addIoctl(rules, 0, INT_SIZE);
    for (var personality : lists.path("personalities")) {
      rules.add(
          allow(List.of("personality"), compare(0, "SCMP_CMP_EQ", personality.longValue(), 0)));
    }
    return Map.of(
        "defaultAction",
        "SCMP_ACT_ERRNO",
        "defaultErrnoRet",
        ENOSYS,
        "architectures",
        List.of("SCMP_ARCH_X86_64"),
        "syscalls",
        rules);
  }

  private static void addClone(List<Map<String, Object>> rules, boolean elevated) {
    var clone = List.of("clone");
    if (elevated) {
      rules.add(allow(clone));
      return;
    }
    var all = NAMESPACE_FLAGS.stream().reduce(0L, (a, b) -> a | b);
    rules.add(allow(clone, compare(0, "SCMP_CMP_MASKED_EQ", all, 0)));
    for (var flag : NAMESPACE_FLAGS) {
      rules.add(refuse(clone, EPERM, compare(0, "SCMP_CMP_MASKED_EQ", flag, flag)));
    }
  }

  /// Audit looks absent: login programs then go on without it, where EPERM would stop them.
  private static void addSockets(List<Map<String, Object>> rules) {
    var socket = List.of("socket");
    for (var family : FAMILIES) {
      rules.add(allow(socket, family(family)));
    }
    rules.add(refuse(socket, EPERM, family(PACKET_FAMILY)));
    rules.add(allow(socket, family(NETLINK_FAMILY), compare(2, "SCMP_CMP_NE", AUDIT_PROTOCOL, 0)));
    rules.add(
        refuse(
            socket, EINVAL, family(NETLINK_FAMILY), compare(2, "SCMP_CMP_EQ", AUDIT_PROTOCOL, 0)));
  }

  /// A rule can compare some bits of a number with those of one other, but not say "none of these
  /// four". So the numbers are halved, bit after bit, until each part holds only permitted ones or
  /// is a refused one.
  ///
  /// @param part the smallest number of the part
  /// @param free how many of its last bits are anything
  private static void addIoctl(List<Map<String, Object>> rules, long part, int free) {
    var ioctl = List.of("ioctl");
    var isPart = compare(1, "SCMP_CMP_MASKED_EQ", INT_BITS & -(1L << free), part);
    if (SUBVOLUMES.stream().noneMatch(refused -> refused >> free == part >> free)) {
      rules.add(allow(ioctl, isPart));
    } else if (free == 0) {
      rules.add(refuse(ioctl, EPERM, isPart));
    } else {
      addIoctl(rules, part, free - 1);
      addIoctl(rules, part | 1L << (free - 1), free - 1);
    }
  }

  private static Map<String, Object> family(long family) {
    return compare(0, "SCMP_CMP_MASKED_EQ", INT_BITS, family);
  }

  private static Map<String, Object> allow(List<String> names, Map<?, ?>... args) {
    return Map.of("names", names, "action", "SCMP_ACT_ALLOW", "args", List.of(args));
  }

  private static Map<String, Object> refuse(List<String> names, int error, Map<?, ?>... args) {
    var rule = new HashMap<String, Object>(allow(names, args));
    rule.put("action", "SCMP_ACT_ERRNO");
    rule.put("errnoRet", error);
    return rule;
  }

  private static Map<String, Object> compare(int index, String how, long value, long second) {
    return Map.of("index", index, "op", how, "value", value, "valueTwo", second);
  }

  private static List<String> names(JsonNode lists, String name) {
    return lists.path(name).valueStream().map(JsonNode::stringValue).toList();
  }

  private static JsonNode lists() {
    try (InputStream in =
        Objects.requireNonNull(Seccomp.class.getResourceAsStream("seccomp.json"))) {
      return JsonMapper.shared().readTree(in);
    } catch (IOException e) {
      throw new UncheckedIOException("seccomp.json: cannot be read from our own jar", e);
    }
  }
}
