package io.coredeck.node.container;

import io.coredeck.node.container.Bundle.Life;
import io.coredeck.node.container.cgroup.Cgroups;
import io.coredeck.node.container.cgroup.ProcessBudget;
import io.coredeck.node.container.oci.AppArmor;
import io.coredeck.node.container.oci.OciConfig.Machine;
import io.coredeck.node.container.oci.OciRuntime;
import io.coredeck.node.host.DirectoryTree;
import io.coredeck.node.host.Host;
import io.coredeck.node.host.Host.Signal;
import io.coredeck.node.host.ProcessKey;
import java.io.IOException;
import java.lang.System.Logger.Level;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;

/// Starts, stops and clears away one container at a time; keeps nothing in memory.
///
/// @param host the operating system
/// @param conmon what watches each container
/// @param runtime what makes them
/// @param cgroups where their limits are
/// @param groups the control group above all of ours
/// @param assembly what each container is put together from
/// @param boot which start of the machine this is
record Launcher(
    Host host,
    Conmon conmon,
    OciRuntime runtime,
    Cgroups cgroups,
    String groups,
    Assembly assembly,
    String boot) {
  private static final System.Logger LOG = System.getLogger(Launcher.class.getName());

  private static final Path BOOT_ID = Path.of("/proc/sys/kernel/random/boot_id");
  private static final int TERMINATIONS = 3;
  private static final Duration TERMINATION_PAUSE = Duration.ofSeconds(1);
  private static final Duration END_LIMIT = Duration.ofSeconds(5);
  private static final Duration END_POLL = Duration.ofMillis(2);

  /// Chooses the runtime.
  ///
  /// @param dir where everything about the containers is kept
  /// @param groups the control group above all of ours
  /// @param corex CoreX and the command line that starts it
  /// @throws IOException if this machine cannot run containers; the message says why
  static Launcher prepare(Path dir, String groups, Path corex, Host host)
      throws IOException, InterruptedException {
    var conmon = OciRuntime.installed("conmon");
    if (conmon.isEmpty() || !Files.isExecutable(Assembly.INIT)) {
      var missing = conmon.isEmpty() ? "conmon" : Assembly.INIT.toString();
      throw new IOException(missing + " is not installed; install the packages conmon and tini");
    }
    var cgroups = Cgroups.find(host);
    LOG.log(Level.INFO, "control groups: {0}", cgroups.describe());
    var budget = ProcessBudget.read();
    cgroups.limitProcesses(groups, budget.all());
    var machine = Machine.of(host, cgroups.limitsSwap(), budget.perGib(), AppArmor.load(host));
    var watcher = new Conmon(host, conmon.get(), dir.resolve("exits"));
    try {
      return prepare(dir, groups, corex, watcher, cgroups, machine);
    } catch (IOException e) {
      if (machine.profile().isEmpty()) {
        throw e;
      }
      var unconfined = prepare(dir, groups, corex, watcher, cgroups, machine.unconfined());
      try { // the machine may just have been out of something
        return prepare(dir, groups, corex, watcher, cgroups, machine);
      } catch (IOException again) {
        again.addSuppressed(e);
        LOG.log(Level.WARNING, "containers run without AppArmor: none starts with it", again);
        return unconfined;
      }
    }
  }

  private static Launcher prepare(
      Path dir, String groups, Path corex, Conmon conmon, Cgroups cgroups, Machine machine)
      throws IOException, InterruptedException {
    var host = conmon.host();
    var name = "probe" + groups.replace('/', '-');
    var probe = dir.resolve("probe");
    var trial = Assembly.trial(probe.resolve("root"), groups + "-probe", machine);
    try {
      return new Launcher(
          host,
          conmon,
          OciRuntime.choose(host, dir.resolve("runtime"), name, probe, trial),
          cgroups,
          groups,
          new Assembly(corex, machine),
          Files.readString(BOOT_ID).strip());
    } finally {
      cgroups.remove(trial.cgroup());
    }
  }

  /// @return the control group of what watches containers: beside theirs, whose limits are for what
  ///   tenants start
  private String watchers() {
    return groups + "-conmon";
  }

  /// @return the control group of a container
  String group(String gwid) {
    return groups + "/" + gwid;
  }

  /// @throws IOException or IllegalArgumentException with the reason; the caller then clears away
  Life launch(ContainerSpec spec, Bundle bundle) throws IOException, InterruptedException {
    bundle.create();
    bundle.keep(spec);
    bundle.write("config.json", assembly.assemble(spec, bundle, group(bundle.gwid())).json());
    var pid = conmon.create(bundle, runtime);
    var init = host.process(pid);
    var watcher = conmon.find(bundle);
    if (init.isEmpty() || watcher.isEmpty()) {
      throw new IOException("it was ended while it was made");
    }
    runtime.start(bundle.gwid());
    var life = new Life(runtime.program(), boot, init.get(), watcher.get());
    bundle.keep(life);
    adopt(life);
    return life;
  }

  /// Moves a container's conmon out of this program's control group, where it would be counted and
  /// perhaps ended with it.
  void adopt(Life life) {
    try {
      cgroups.move(life.conmon().pid(), watchers());
    } catch (
        IOException e) { // it has ended already, or stays with us: the container runs either way
      LOG.log(Level.DEBUG, "conmon " + life.conmon().pid() + " stays in our control group", e);
    }
  }

  /// Asks the first process to end, up to three times, then ends all of them. CoreX is asked once:
  /// it would take the second time for the wish to end at once. Returns when conmon has written
  /// down the end, after at most some 13 seconds.
  void stop(Bundle bundle, Life life) throws IOException {
    var isAskedOnce = bundle.spec().filter(ContainerSpec::interactive).isPresent();
    for (int i = 0; i < TERMINATIONS && isNow(life) && isAlive(life.init()); i++) {
      if (i == 0 || !isAskedOnce) {
        var _ = host.signal(life.init(), Signal.TERMINATE);
      }
      awaitEnd(life.init(), TERMINATION_PAUSE);
    }
    end(bundle, life);
  }

  /// Ends all processes of a container at once, and its conmon when it has written that down.
  private void end(Bundle bundle, Life life) throws IOException {
    if (isNow(life)) {
      var _ = host.signal(life.init(), Signal.KILL);
    }
    endAll(bundle);
  }

  private void endAll(Bundle bundle) throws IOException {
    cgroups.kill(group(bundle.gwid()));
    var watcher = conmon.find(bundle);
    if (watcher.isPresent()) {
      awaitEnd(watcher.get(), END_LIMIT);
      var _ = host.signal(watcher.get(), Signal.KILL);
    }
  }

  /// Ends a container, if it is there at all, and removes every trace of its run; what it was asked
  /// to be and its log stay in the bundle.
  void wipe(Bundle bundle) throws IOException, InterruptedException {
    var life = bundle.life();
    if (life.isPresent()) {
      end(bundle, life.get());
    } else {
      endAll(bundle);
    }
    if (life.isPresent() && !isNow(life.get())) {
      DirectoryTree.delete(runtime.state().resolve(bundle.gwid())); // its process numbers are void
    }
    var maker = life.map(Life::runtime).filter(Files::isExecutable).orElse(runtime.program());
    new OciRuntime(host, maker, runtime.state()).delete(bundle.gwid());
    cgroups.remove(group(bundle.gwid()));
    Files.deleteIfExists(conmon.exitFile(bundle.gwid()));
    bundle.clean();
  }

  /// Removes the control groups above all containers, which must be gone.
  void removeGroups() throws IOException {
    cgroups.kill(watchers()); // ends a conmon that outlived its bundle
    cgroups.remove(watchers());
    cgroups.kill(groups + "/conmon"); // where earlier versions had them
    cgroups.remove(groups);
  }

  /// @return whether this run's conmon is there
  boolean isWatched(Life life) {
    return isNow(life) && isAlive(life.conmon());
  }

  /// @return how the container ended, if conmon has written that down
  Optional<ContainerState> exit(Bundle bundle) {
    var file = conmon.exitFile(bundle.gwid());
    try {
      var code = Integer.parseInt(Files.readString(file).strip());
      var oom =
          code != 0 && (bundle.sawOutOfMemory() || cgroups.oomKills(group(bundle.gwid())) > 0);
      return Optional.of(new ContainerState.Exited(code, oom));
    } catch (NoSuchFileException _) {
      return Optional.empty();
    } catch (IOException | NumberFormatException e) {
      LOG.log(Level.WARNING, file + ": cannot be read; the container's end is unknown", e);
      return Optional.of(new ContainerState.Lost());
    }
  }

  /// Lets the watch over exit files look at this one again, if it is there.
  void announce(Bundle bundle) throws IOException {
    var file = conmon.exitFile(bundle.gwid());
    if (Files.exists(file)) {
      Files.setLastModifiedTime(file, FileTime.from(Instant.now()));
    }
  }

  /// Process numbers of an earlier start of the machine belong to somebody else now.
  private boolean isNow(Life life) {
    return life.boot().equals(boot);
  }

  private boolean isAlive(ProcessKey process) {
    return host.process(process.pid()).filter(process::equals).isPresent();
  }

  private void awaitEnd(ProcessKey process, Duration limit) {
    var deadline = System.nanoTime() + limit.toNanos();
    while (isAlive(process) && System.nanoTime() < deadline) {
      LockSupport.parkNanos(END_POLL.toNanos());
    }
  }
}
