package io.coredeck.node.container;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.coredeck.model.Bytes;
import io.coredeck.node.container.ContainerSpec.Mount;
import io.coredeck.node.container.oci.OciRuntime;
import io.coredeck.node.host.Command;
import io.coredeck.node.host.Host.MountFlag;
import io.coredeck.node.host.Host.Resource;
import io.coredeck.node.volume.Storage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.json.JsonMapper;

/// What a hostile container tries on the machine it runs on. One container tries nearly all of it,
/// and each test looks at what it said of one thing; `SECURITY.md` names them.
@TestInstance(Lifecycle.PER_CLASS)
@Timeout(120)
class HostileIT {
  private static final Bytes ROOT_DISK = Bytes.ofMiB(20);
  private static final Bytes VOLUME = Bytes.ofMiB(10);
  private static final int EPERM = 1;
  private static final int ENOSYS = 38;

  /// A name, the number and arguments; syscalls(2), x86-64. `socket` has the family.
  private static final String CALLS =
      """
      add_key 248, bpf 321 5, clone3 435, fanotify_init 300, fsopen 430, init_module 175
      io_uring_setup 425 1, kexec_load 246, keyctl 250, mount_setattr 442
      open_by_handle_at 304, open_tree 428, perf_event_open 298, pivot_root 155
      quotactl 179, request_key 249, setns 308, socket-alg 41 38 5 0
      socket-packet 41 17 3 0, socket-vsock 41 40 1 0, syslog 103 3
      unshare-user 272 268435456, userfaultfd 323
      """;

  private Lab lab;
  private Storage storage;
  private Path root;
  private List<String> hidden;
  private Map<Path, Integer> programs;
  private Said said;

  @BeforeAll
  @Timeout(180)
  void attack(@TempDir Path dir) throws Exception {
    programs = programs();
    assertThat(programs).hasSizeGreaterThan(2);
    lab = new Lab(dir, "cthos");
    storage = Storage.open(lab.dir.resolve("storage"), Storage.MINIMUM, lab.host);
    var image = lab.image("image");
    try (var script = HostileIT.class.getResourceAsStream("hostile.sh")) {
      Files.copy(Objects.requireNonNull(script), image.resolve("attack"));
    }
    node(image.resolve("memory"), "c", "1", "1");
    node(image.resolve("messages"), "c", "1", "11");
    node(image.resolve("disk"), "b", "7", "0");
    for (var call : calls()) {
      var numbers = Stream.of(call).skip(1).mapToLong(Long::parseLong).toArray();
      SmallProgram.call(image.resolve("call-" + call[0]), numbers);
    }
    root = mounted(image, storage.create("root-1-1", ROOT_DISK));
    var volume = storage.create("volume", VOLUME);
    var spec = Lab.spec("1-1", root, "/bin/sh /attack");
    lab.containers.start(Lab.with(spec, Map.of(), List.of(new Mount(volume, "/data")), false));
    tellPaths();
    lab.awaitExit("1-1");
    said = Said.in(lab.log("1-1"));
  }

  private static List<String[]> calls() {
    return CALLS
        .lines()
        .flatMap(line -> Stream.of(line.split(", ", -1)))
        .map(call -> call.split(" ", -1))
        .toList();
  }

  private void node(Path file, String... kind) throws Exception {
    lab.host.run(
        Command.of(Stream.concat(Stream.of("mknod", file.toString()), Stream.of(kind)).toList()));
  }

  /// As the agent does it, but with devices and foreign users left alone.
  private Path mounted(Path image, Path disk) throws IOException {
    var merged = Files.createDirectory(lab.dir.resolve("root"));
    var parts =
        List.of(
            "lowerdir=" + image,
            "upperdir=" + Files.createDirectory(disk.resolve("upper")),
            "workdir=" + Files.createDirectory(disk.resolve("work")));
    lab.host.mount(
        "overlay", merged, "overlay", Set.of(MountFlag.NO_ATIME), String.join(",", parts));
    return merged;
  }

  /// What is to be hidden or kept is what the runtime was told.
  private void tellPaths() throws IOException {
    var config = JsonMapper.shared().readTree(lab.bundle("1-1").resolve("config.json").toFile());
    var linux = config.path("linux");
    hidden = linux.path("maskedPaths").valueStream().map(p -> p.stringValue()).toList();
    var kept = linux.path("readonlyPaths").valueStream().map(p -> p.stringValue()).toList();
    var unready = Files.createDirectory(root.resolve("paths.new"));
    Files.write(unready.resolve("hidden"), hidden);
    Files.write(unready.resolve("kept"), kept);
    Files.writeString(unready.resolve("ready"), "");
    Files.move(unready, root.resolve("paths"), StandardCopyOption.ATOMIC_MOVE);
  }

  @AfterAll
  void leave_nothing() throws Exception {
    if (lab == null) {
      return;
    }
    try {
      lab.destroy();
      if (root != null) {
        lab.host.unmount(root);
      }
    } finally {
      if (storage != null) {
        storage.deleteEverything();
      }
    }
    assertThat(lab.host.mountPoints()).noneMatch(mount -> mount.startsWith(lab.dir));
  }

  @Test
  void it_inherits_no_descriptor() {
    assertThat(said.of("descriptors").lines()).containsExactlyInAnyOrder("0", "1", "2");
  }

  @Test
  void the_kernels_log_stays_closed() {
    assertThat(said.of("log"))
        .contains("dmesg 1", "proc 1", "dev 1")
        .contains("dmesg: klogctl: Operation not permitted");
    assertThat(said.of("log").lines()).hasSizeLessThan(8);
  }

  @Test
  void control_groups_are_out_of_reach() {
    var lines = said.of("groups").lines().toList();
    assertThat(lines).contains("first 1", "second 1");
    assertThat(lines).filteredOn(line -> line.startsWith("/")).isEmpty();
    assertThat(lines)
        .filteredOn(line -> line.matches("[0-9]+:.*"))
        .isNotEmpty()
        .allMatch(line -> line.endsWith(":/"));
  }

  @Test
  void devices_that_an_image_brings_along_do_not_work() {
    assertThat(said.of("nodes"))
        .contains("memory 1", "messages 1", "disk 1")
        .contains("Operation not permitted");
  }

  /// It runs from a file of this machine.
  @Test
  void the_init_of_all_containers_cannot_be_changed() throws Exception {
    assertThat(said.of("program").lines()).contains("running 1", "mounted 1", "removed 1");
    assertThat(programs()).isEqualTo(programs);
  }

  /// An image whose first program is the program that starts it, which is then run in the container
  /// and could be written to from there.
  @Test
  void the_runtime_cannot_be_changed() throws Exception {
    var image = lab.image("image-runtime");
    var init = Files.createDirectories(image.resolve("sbin")).resolve("init");
    Files.writeString(init, "#!/proc/self/exe\n");
    Files.setPosixFilePermissions(init, PosixFilePermissions.fromString("rwxr-xr-x"));
    var writer =
        "for i in 1 2 3; do for e in /proc/[0-9]*/exe; do (echo x > $e) 2>/dev/null; done; done";
    lab.containers.start(Lab.spec("3-1", lab.image("image-3-1"), "/bin/sh -c '" + writer + "'"));
    lab.awaitExit("3-1");
    try {
      lab.run(Lab.spec("4-1", image, "/sbin/init"));
    } catch (StartFailedException e) { // as well: it was not run at all
      assertThat(e).hasMessageStartingWith("error starting container");
    }
    assertThat(programs()).isEqualTo(programs);
  }

  /// @return what of this machine runs in or beside containers, and a number for its content
  private static Map<Path, Integer> programs() throws IOException {
    var found = new TreeMap<Path, Integer>();
    found.put(Assembly.INIT, Arrays.hashCode(Files.readAllBytes(Assembly.INIT)));
    for (var name : List.of("crun", "runc", "conmon")) {
      var program = OciRuntime.installed(name);
      if (program.isPresent()) {
        found.put(program.get(), Arrays.hashCode(Files.readAllBytes(program.get())));
      }
    }
    return found;
  }

  @Test
  void what_is_hidden_is_empty_path_by_path() {
    var lines = said.of("hidden").lines().toList();
    assertThat(lines).hasSameSizeAs(hidden).allMatch(line -> line.matches("\\S+ (0|absent)"));
    assertThat(lines).contains("/proc/keys 0", "/proc/interrupts 0", "/sys/firmware 0");
  }

  @Test
  void what_is_read_only_is_so_path_by_path() {
    var lines = said.of("written").lines().toList();
    assertThat(lines).hasSizeGreaterThan(3).allMatch(line -> line.matches("[1-9][0-9]*"));
  }

  @Test
  void clock_power_priorities_swap_and_modules_are_the_machines() {
    var lines = said.of("machine").lines().toList();
    assertThat(lines)
        .contains("date: can't set date: Operation not permitted")
        .contains("reboot 1", "score 1", "nice 1", "swap 1", "module 1");
  }

  @Test
  void calls_that_lead_out_are_refused_one_by_one() {
    var codes =
        said.of("calls")
            .lines()
            .collect(Collectors.toMap(l -> l.split(" ", 2)[0], l -> l.split(" ", 2)[1]));
    assertThat(codes).containsOnlyKeys(calls().stream().map(call -> call[0]).toList());
    assertThat(codes.values())
        .allMatch(code -> Set.of(EPERM, ENOSYS).contains(Integer.valueOf(code)));
  }

  /// Sockets without a path of another network would be in the list.
  @Test
  void sockets_of_other_programs_are_not_there() {
    assertThat(said.of("sockets").lines()).hasSize(1);
  }

  @Test
  void what_is_counted_for_all_containers_together_is_limited_for_each() throws Exception {
    var limits = said.of("limits").replaceAll(" +", " ");
    var queues = Math.min(819_200, lab.host.hardLimit(Resource.QUEUE_BYTES) / 2);
    assertThat(limits)
        .contains(",max=256", "Max msgqueue size %d %d bytes".formatted(queues, queues))
        .contains("Max core file size 0 0");
  }

  @Test
  void it_fills_its_own_disks_and_no_more() throws Exception {
    assertThat(said.of("disks")).contains("root 1", "volume 1").contains("quota exceeded");
    assertThat(Files.size(root.resolve("filler"))).isLessThan(ROOT_DISK.count());
    assertThat(Files.size(storage.find("volume").orElseThrow().resolve("filler")))
        .isBetween(VOLUME.count() / 2, VOLUME.count());
  }

  /// The shares of the group and of the one above are raised here, so that it gets more than one
  /// CPU also on a machine with much else to do.
  @Test
  void it_is_slowed_down_at_the_cpus_it_asked_for() throws Exception {
    assumeTrue(Runtime.getRuntime().availableProcessors() > 1, "one CPU cannot be exceeded");
    lab.containers.start(lab.script("2-1", "while :; do :; done & while :; do :; done"));
    var old = Path.of("/sys/fs/cgroup/cpu/coredeck-cthos/2-1");
    var group = Files.exists(old) ? old : Path.of("/sys/fs/cgroup/coredeck-cthos/2-1");
    for (var above : List.of(group, group.resolveSibling(""))) {
      if (Files.exists(old)) {
        Files.writeString(above.resolve("cpu.shares"), "262144");
      } else {
        Files.writeString(above.resolve("cpu.weight"), "10000");
      }
    }
    Lab.await("it is throttled", () -> throttled(group) > 0);
    lab.containers.remove("2-1");
  }

  private static long throttled(Path group) {
    try (var lines = Files.lines(group.resolve("cpu.stat"))) {
      return lines
          .filter(line -> line.startsWith("nr_throttled "))
          .mapToLong(line -> Long.parseLong(line.split(" ", 2)[1]))
          .sum();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
