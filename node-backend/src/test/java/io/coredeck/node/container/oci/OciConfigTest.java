package io.coredeck.node.container.oci;

import static org.assertj.core.api.Assertions.assertThat;

import io.coredeck.model.Bytes;
import io.coredeck.node.container.oci.OciConfig.Bind;
import io.coredeck.node.container.oci.OciConfig.Limits;
import io.coredeck.node.container.oci.OciConfig.Machine;
import io.coredeck.node.container.oci.OciConfig.Program;
import io.coredeck.testkit.FakeHost;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// What the runtime is told.
class OciConfigTest {

  private static JsonNode config(boolean elevated, Machine machine) {
    var config =
        new OciConfig(
            Path.of("/roots/1-1"),
            "1-1",
            Optional.of(Path.of("/run/netns/n")),
            new Program(List.of("/bin/app", "a b"), Map.of("Z", "1", "A", "ü="), "/data"),
            List.of(
                new Bind(Path.of("/host/init"), "/dev/.init", false),
                new Bind(Path.of("/volumes/v"), "/data", true),
                Bind.copyOf(Path.of("/bundle/x"), "/dev/.x")),
            "/coredeck-t/1-1",
            new Limits(3, Bytes.ofMiB(1024), 100, machine),
            elevated);
    return JsonMapper.shared().readTree(config.json());
  }

  private static JsonNode config() {
    return config(false, machine(true));
  }

  private static Machine machine(boolean limitsSwap) {
    var rlimits = new Rlimits(5000, 4000, 3000, 2000, 1000);
    return new Machine(rlimits, limitsSwap, 90, 2, Optional.of("profile"));
  }

  private static Stream<String> texts(JsonNode list) {
    return list.valueStream().map(JsonNode::stringValue);
  }

  @Test
  void the_program_runs_as_root_without_a_way_to_more_rights() {
    var process = config().path("process");
    assertThat(texts(process.path("args"))).containsExactly("/bin/app", "a b");
    assertThat(texts(process.path("env"))).containsExactly("A=ü=", "Z=1");
    assertThat(process.path("cwd").stringValue()).isEqualTo("/data");
    assertThat(process.path("noNewPrivileges").booleanValue()).isTrue();
    assertThat(process.path("user").path("uid").intValue()).isZero();
    for (var set : List.of("bounding", "effective", "permitted")) {
      assertThat(texts(process.path("capabilities").path(set)))
          .hasSize(12)
          .doesNotContain("CAP_SYS_ADMIN", "CAP_MKNOD", "CAP_NET_ADMIN", "CAP_SYS_PTRACE");
    }
    assertThat(process.path("capabilities").has("ambient")).isFalse();
  }

  @Test
  void a_cpu_is_a_whole_period_for_each_asked_and_nothing_exceeds_the_machine() {
    var resources = config().path("linux").path("resources");
    assertThat(resources.path("cpu").path("quota").longValue()).isEqualTo(300_000);
    assertThat(resources.path("cpu").path("period").longValue()).isEqualTo(100_000);
    assertThat(resources.path("cpu").path("shares").longValue()).isEqualTo(3072);
    assertThat(resources.path("memory").path("limit").longValue()).isEqualTo(1L << 30);
    assertThat(resources.path("memory").path("swap").longValue()).isEqualTo(1L << 30);
    assertThat(resources.path("pids").path("limit").longValue()).isEqualTo(90);
  }

  @Test
  void limits_stay_within_what_this_machine_allows() {
    var limits = config().path("process").path("rlimits").valueStream().toList();
    assertThat(limits.stream().map(l -> l.path("type").stringValue() + " " + l.path("hard")))
        .containsExactly(
            "RLIMIT_NOFILE 5000",
            "RLIMIT_NPROC 4000",
            "RLIMIT_MEMLOCK 3000",
            "RLIMIT_MSGQUEUE 2000",
            "RLIMIT_SIGPENDING 1000",
            "RLIMIT_CORE 0");
    assertThat(limits).allMatch(limit -> limit.path("soft").equals(limit.path("hard")));
    var resources = config(false, machine(false)).path("linux").path("resources");
    assertThat(resources.path("memory").has("swap")).isFalse();
  }

  /// {@link FakeHost} limits nothing.
  @Test
  void without_limits_of_our_own_a_container_has_what_is_common() throws Exception {
    assertThat(Rlimits.within(new FakeHost()))
        .isEqualTo(new Rlimits(65_536, 1L << 22, 8L << 20, 819_200, 131_072));
  }

  @Test
  void apparmor_confines_what_is_not_elevated() {
    var machine = machine(true);
    assertThat(config(false, machine).path("process").path("apparmorProfile").stringValue())
        .isEqualTo("profile");
    assertThat(config(true, machine).path("process").has("apparmorProfile")).isFalse();
    assertThat(config(false, machine.unconfined()).path("process").has("apparmorProfile"))
        .isFalse();
  }

  @Test
  void what_tells_of_the_machine_is_hidden_for_each_processor() {
    assertThat(texts(config().path("linux").path("maskedPaths")))
        .contains("/proc/kcore", "/proc/interrupts", "/sys/firmware")
        .contains("/sys/devices/system/cpu/cpu1/thermal_throttle")
        .doesNotContain("/sys/devices/system/cpu/cpu2/thermal_throttle")
        .doesNotHaveDuplicates();
  }

  @Test
  void it_has_namespaces_of_its_own_and_the_given_network() {
    var linux = config().path("linux");
    assertThat(linux.path("namespaces").valueStream().map(n -> n.path("type").stringValue()))
        .containsExactlyInAnyOrder("network", "pid", "ipc", "uts", "mount", "cgroup");
    assertThat(linux.path("namespaces").path(0).path("path").stringValue())
        .isEqualTo("/run/netns/n");
    assertThat(linux.path("cgroupsPath").stringValue()).isEqualTo("/coredeck-t/1-1");
  }

  @Test
  void volumes_are_writable_and_copies_bounded_all_else_is_neither() {
    var mounts = config().path("mounts").valueStream().toList();
    assertThat(mounts.stream().map(m -> m.path("destination").stringValue()))
        .containsExactly(
            "/proc",
            "/dev",
            "/dev/pts",
            "/dev/shm",
            "/dev/mqueue",
            "/sys",
            "/dev/.init",
            "/data",
            "/dev/.x",
            "/dev/.x");
    assertThat(texts(mounts.get(5).path("options"))).contains("ro");
    assertThat(texts(mounts.get(6).path("options"))).contains("ro");
    assertThat(texts(mounts.get(7).path("options"))).contains("rw", "nodev");
    assertThat(texts(mounts.get(8).path("options"))).contains("ro");
    assertThat(mounts.get(9).path("type").stringValue()).isEqualTo("tmpfs");
    assertThat(texts(mounts.get(9).path("options")))
        .contains("tmpcopyup", "size=4096k", "mode=700");
  }

  @Test
  void no_device_but_the_usual_ones() {
    var devices = config().path("linux").path("resources").path("devices");
    assertThat(devices).hasSize(1);
    assertThat(devices.path(0).path("allow").booleanValue()).isFalse();
    assertThat(config().path("linux").has("devices")).isFalse();
  }

  @Test
  void an_elevated_container_has_fuse_and_may_administer() {
    var config = config(true, machine(true));
    assertThat(texts(config.path("process").path("capabilities").path("bounding")))
        .contains("CAP_SYS_ADMIN");
    var device = config.path("linux").path("devices").path(0);
    assertThat(device.path("path").stringValue()).isEqualTo("/dev/fuse");
    assertThat(config.path("linux").path("resources").path("devices").path(1).path("access"))
        .hasToString("\"rwm\"");
  }
}
