package io.coredeck.node.container.oci;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Which system calls a container may make.
class SeccompTest {

  private static JsonNode rules(boolean elevated) {
    return JsonMapper.shared().valueToTree(Seccomp.filter(elevated)).path("syscalls");
  }

  /// @return the calls with this action whatever their arguments are
  private static Set<String> named(JsonNode rules, String action) {
    var found = new HashSet<String>();
    for (var rule : rules) {
      if (rule.path("action").asString().equals(action) && rule.path("args").isEmpty()) {
        rule.path("names").valueStream().map(JsonNode::stringValue).forEach(found::add);
      }
    }
    return found;
  }

  private static final List<String> DANGEROUS =
      List.of("bpf", "keyctl", "perf_event_open", "io_uring_setup", "userfaultfd", "init_module");
  private static final List<String> MOUNTING =
      List.of("mount", "umount2", "pivot_root", "fsopen", "move_mount", "unshare", "setns");

  @Test
  void what_reaches_beyond_the_container_is_denied() {
    var rules = rules(false);
    assertThat(named(rules, "SCMP_ACT_ERRNO")).containsAll(DANGEROUS).containsAll(MOUNTING);
    assertThat(named(rules, "SCMP_ACT_ALLOW"))
        .doesNotContainAnyElementsOf(DANGEROUS)
        .doesNotContainAnyElementsOf(MOUNTING)
        .doesNotContain("clone", "clone3", "socket", "personality")
        .contains("execve", "openat", "futex", "epoll_wait", "rseq", "mmap");
  }

  @Test
  void an_elevated_container_may_mount_but_not_reach_the_kernel() {
    var rules = rules(true);
    assertThat(named(rules, "SCMP_ACT_ALLOW")).containsAll(MOUNTING).contains("clone");
    assertThat(named(rules, "SCMP_ACT_ERRNO"))
        .containsAll(DANGEROUS)
        .doesNotContainAnyElementsOf(MOUNTING);
  }

  @Test
  void no_call_is_in_two_lists() {
    var rules = rules(false);
    assertThat(named(rules, "SCMP_ACT_ALLOW"))
        .doesNotContainAnyElementsOf(named(rules, "SCMP_ACT_ERRNO"));
  }

  @Test
  void clone3_looks_unknown_so_that_libraries_fall_back() {
    assertThat(Seccomp.filter(false)).containsEntry("defaultErrnoRet", 38);
    assertThat(rules(false).valueStream())
        .anySatisfy(rule -> {
          assertThat(rule.path("names").path(0).stringValue()).isEqualTo("clone3");
          assertThat(rule.path("errnoRet").intValue()).isEqualTo(38);
        });
  }

  @Test
  void clone_may_not_make_any_namespace() {
    var masks =
        rules(false)
            .valueStream()
            .filter(rule -> rule.path("names").path(0).asString().equals("clone"))
            .filter(rule -> rule.path("action").asString().equals("SCMP_ACT_ALLOW"))
            .map(rule -> rule.path("args").path(0).path("value").longValue())
            .toList();
    assertThat(masks).containsExactly(0x7E02_0000L);
  }

  @Test
  void an_ioctl_meets_exactly_one_rule_whatever_its_upper_half() {
    for (var elevated : List.of(false, true)) {
      for (long last = 0; last < 256; last++) {
        var refused = Set.of(0x01L, 0x0eL, 0x17L, 0x18L).contains(last);
        var expected = List.of(refused ? "SCMP_ACT_ERRNO" : "SCMP_ACT_ALLOW");
        assertThat(ioctl(elevated, 0x5000_9400L | last)).isEqualTo(expected);
        assertThat(ioctl(elevated, 0xabcd_5000_9400L | last)).isEqualTo(expected);
        assertThat(ioctl(elevated, 0x4000_9400L | last)).containsExactly("SCMP_ACT_ALLOW");
      }
      for (var request : List.of(0L, 0x5401L, 0xffff_ffffL, 0xffff_ffff_8004_5430L)) {
        assertThat(ioctl(elevated, request)).containsExactly("SCMP_ACT_ALLOW");
      }
      assertThat(named(rules(elevated), "SCMP_ACT_ALLOW")).doesNotContain("ioctl");
    }
  }

  private static List<String> ioctl(boolean elevated, long request) {
    return rules(elevated)
        .valueStream()
        .filter(rule -> rule.path("names").path(0).asString().equals("ioctl"))
        .filter(rule -> {
          var bits = rule.path("args").path(0);
          return (request & bits.path("value").longValue()) == bits.path("valueTwo").longValue();
        })
        .map(rule -> rule.path("action").asString())
        .toList();
  }

  @Test
  void only_this_architecture_is_let_through() {
    assertThat(Seccomp.filter(false))
        .containsEntry("architectures", List.of("SCMP_ARCH_X86_64"))
        .containsEntry("defaultAction", "SCMP_ACT_ERRNO");
  }
}
