package io.coredeck.node.container;

import static org.assertj.core.api.Assertions.assertThat;

import io.coredeck.node.container.cgroup.Cgroups;
import io.coredeck.node.container.cgroup.ProcessBudget;
import io.coredeck.node.host.Host.Resource;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// What a container cannot do, seen from inside, and the limits the kernel holds it to.
@Timeout(60)
class ConfinementIT {
  @TempDir Path dir;
  private Lab lab;

  @BeforeEach
  void open() throws Exception {
    lab = new Lab(dir, "ctcf");
  }

  @AfterEach
  void destroy() throws Exception {
    lab.destroy();
  }

  private String output(String script) throws Exception {
    lab.run(lab.script("1-1", script));
    return lab.log("1-1");
  }

  @Test
  void mounting_devices_and_namespaces_are_not_permitted() throws Exception {
    var said =
        output(
            """
            mount -t tmpfs none /bin; echo mount $?
            unshare -U true; echo user $?
            unshare -m true; echo mounts $?
            unshare -n true; echo network $?
            mknod /x b 8 0; echo device $?
            hostname other; echo name $?
            echo 1 > /proc/sys/kernel/panic; echo sysctl $?\
            """);
    assertThat(said)
        .contains("mount 1", "user 1", "mounts 1", "network 1", "device 1", "name 1", "sysctl 1")
        .contains("Operation not permitted", "Read-only file system");
  }

  @Test
  void it_has_twelve_capabilities_a_filter_and_no_way_to_more() throws Exception {
    var status = output("grep -E \"Cap|NoNew|Seccomp:\" /proc/self/status").lines();
    assertThat(status.map(line -> line.replaceAll("\\s+", " ")))
        .contains(
            "CapInh: 0000000000000000",
            "CapPrm: 00000000800425fb",
            "CapEff: 00000000800425fb",
            "CapBnd: 00000000800425fb",
            "CapAmb: 0000000000000000",
            "NoNewPrivs: 1",
            "Seccomp: 2");
  }

  /// The number is what the kernel looks at: 32 bits. Others go to the file, which is no btrfs.
  @Test
  void it_cannot_make_subvolumes_which_would_escape_the_limit_of_a_volume() throws Exception {
    var spec = lab.script("1-1", "for i in /ioctl-*; do $i; echo ${i#/ioctl-} $?; done");
    for (var request :
        List.of(
            0x5000_940eL,
            0x5000_9418L,
            0x5000_9401L,
            0x5000_9417L,
            0x1_5000_940eL,
            0x5401L,
            0x5000_9411L,
            0xffff_ffff_8004_5430L)) {
      SmallProgram.ioctl(spec.root().resolve("ioctl-%x".formatted(request)), request);
    }
    lab.run(spec);
    assertThat(lab.log("1-1").lines())
        .containsExactlyInAnyOrder(
            "5000940e 1",
            "50009418 1",
            "50009401 1",
            "50009417 1",
            "15000940e 1",
            "5401 25",
            "50009411 25",
            "ffffffff80045430 25");
  }

  @Test
  void an_elevated_container_cannot_either() throws Exception {
    var spec = lab.script("1-1", "/ioctl; echo said $?");
    SmallProgram.ioctl(spec.root().resolve("ioctl"), 0x5000_940eL);
    lab.run(Lab.with(spec, Map.of(), List.of(), true));
    assertThat(lab.log("1-1").lines()).contains("said 1");
  }

  @Test
  void it_may_ping_but_not_speak_as_its_neighbour() throws Exception {
    var said = output("arping -c 1 -w 1 -I lo 127.0.0.1; echo packets $?");
    assertThat(said).contains("Operation not permitted", "packets 1");
  }

  @Test
  void it_sees_itself_alone() throws Exception {
    var said =
        output("ls /proc | grep -E \"^[0-9]+$\" | head -20; cat /proc/keys | head -1; ls /dev");
    assertThat(said.lines().filter(line -> line.matches("[0-9]+")).count()).isLessThan(8);
    assertThat(said.lines())
        .contains(
            "null", "zero", "full", "random", "urandom", "tty", "pts", "shm", "mqueue", "ptmx")
        .doesNotContain("fuse", "kmsg", "mem", "sda", "loop0");
  }

  @Test
  void an_elevated_container_may_mount_and_has_fuse() throws Exception {
    var spec =
        lab.script(
            "1-1",
            "mount -t tmpfs none /bin && echo mounted; echo /dev/fuse; test -c /dev/fuse && echo there");
    lab.run(Lab.with(spec, Map.of(), List.of(), true));
    assertThat(lab.log("1-1").lines()).contains("mounted", "there");
  }

  @Test
  void the_kernel_has_its_limits() throws Exception {
    lab.containers.start(lab.script("1-1", "echo up; sleep 60"));
    lab.awaitLog("1-1", "up");
    var group = "/coredeck-ctcf/1-1";
    assertThat(Cgroups.find(lab.host).processes(group)).hasSizeBetween(2, 3);
    assertThat(limit(group, "memory/%s/memory.limit_in_bytes", "%s/memory.max"))
        .isEqualTo("67108864");
    assertThat(limit(group, "memory/%s/memory.memsw.limit_in_bytes", "%s/memory.max"))
        .isEqualTo("67108864");
    assertThat(limit(group, "pids/%s/pids.max", "%s/pids.max")).isEqualTo("64");
    assertThat(limit("/coredeck-ctcf", "pids/%s/pids.max", "%s/pids.max"))
        .isEqualTo(Long.toString(ProcessBudget.read().all()));
    assertThat(limit(group, "cpu/%s/cpu.cfs_quota_us", "%s/cpu.max")).startsWith("100000");
    assertThat(limit(group, "cpu/%s/cpu.cfs_period_us", "%s/cpu.max")).endsWith("100000");
  }

  private static String limit(String group, String version1, String version2) throws Exception {
    var top = Path.of("/sys/fs/cgroup");
    var old = top.resolve(version1.formatted(group.substring(1)));
    var file = Files.exists(old) ? old : top.resolve(version2.formatted(group.substring(1)));
    return Files.readString(file).strip();
  }

  @Test
  void too_much_memory_ends_it_and_that_is_noted() throws Exception {
    var end = lab.run(lab.script("1-1", "exec dd if=/dev/zero of=/dev/null bs=200M count=1"));
    assertThat(end).isEqualTo(new ContainerState.Exited(137, true));
  }

  @Test
  void a_fork_bomb_stays_in_its_container() throws Exception {
    lab.containers.start(
        lab.script("1-1", "i=0; while [ $i -lt 100 ]; do sleep 60 & i=$((i+1)); done; echo never"));
    lab.awaitLog("1-1", "fork");
    assertThat(lab.containers.usage("1-1", 1).map(sample -> sample.pids()).orElse(0L))
        .isLessThanOrEqualTo(64);
  }

  @Test
  void open_files_are_limited_to_what_we_may_have_ourselves() throws Exception {
    var own = lab.host.hardLimit(Resource.OPEN_FILES);
    var limit = output("ulimit -Hn");
    assertThat(Long.parseLong(limit)).isEqualTo(Math.min(65_536, own));
  }

  @Test
  void conmon_is_not_counted_where_the_agent_is() throws Exception {
    lab.containers.start(lab.script("1-1", "sleep 60"));
    var pid = Files.readString(lab.bundle("1-1").resolve("conmon.pid")).strip();
    for (var line : Files.readAllLines(Path.of("/proc", pid, "cgroup"))) {
      assertThat(line.split(":", 3)[2]).isIn("/", "/coredeck-ctcf-conmon");
    }
  }
}
