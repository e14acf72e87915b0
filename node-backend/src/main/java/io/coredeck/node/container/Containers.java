package io.coredeck.node.container;

import io.coredeck.model.StatsSample;
import io.coredeck.node.container.ContainerState.Running;
import io.coredeck.node.host.DirectoryTree;
import io.coredeck.node.host.Host;
import java.io.IOException;
import java.lang.System.Logger.Level;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/// The containers of one node.
///
/// They run on when this program ends, in whatever way; {@link #open} on the same directory finds
/// them again. Safe for use by several threads; two calls for the same container wait for each
/// other.
public final class Containers implements AutoCloseable {
  private static final System.Logger LOG = System.getLogger(Containers.class.getName());

  private final Path dir;
  private final Launcher launcher;
  private final Map<String, Slot> slots = new ConcurrentHashMap<>();
  private @Nullable ExitWatch watch;

  private Containers(Path dir, Launcher launcher) {
    this.dir = dir;
    this.launcher = launcher;
  }

  /// Chooses the runtime and finds the containers of an earlier run again. What an earlier run did
  /// not finish starting is cleared away.
  ///
  /// @param dir where everything about the containers is kept; made if absent
  /// @param instance 1 to 6 small letters or digits, which no other instance on this machine has
  /// @param corexBundle CoreX, for interactive containers; need not exist before the first one
  /// @throws IOException if this machine cannot run containers; the message says why
  public static Containers open(Path dir, String instance, Path corexBundle, Host host)
      throws IOException, InterruptedException {
    if (!instance.matches("[a-z0-9]{1,6}")) {
      throw new IllegalArgumentException(
          "instance is '" + instance + "'; it must be 1 to 6 small letters or digits");
    }
    var base = Files.createDirectories(dir).toRealPath();
    for (var part : List.of("bundles", "exits", "runtime")) {
      Files.createDirectories(base.resolve(part));
    }
    var corex = corexBundle.toAbsolutePath();
    var containers =
        new Containers(base, Launcher.prepare(base, "/coredeck-" + instance, corex, host));
    containers.findAgain();
    return containers;
  }

  private void findAgain() throws IOException, InterruptedException {
    try (var directories = Files.newDirectoryStream(bundles())) {
      for (var directory : directories) {
        var slot = slots.computeIfAbsent(bundles().relativize(directory).toString(), this::slot);
        try {
          findAgain(slot);
        } catch (IOException e) { // one container in trouble must not keep the node from working
          LOG.log(Level.WARNING, slot.bundle.gwid() + ": cannot be cleared away", e);
        }
      }
    }
  }

  private void findAgain(Slot slot) throws IOException, InterruptedException {
    var life = slot.bundle.life();
    if (life.isPresent() && slot.bundle.spec().isPresent()) {
      slot.begin(life.get());
      launcher.adopt(life.get());
    } else {
      LOG.log(Level.INFO, "{0}: was not started to the end; removed", slot.bundle.gwid());
      clear(slot);
    }
  }

  private Path bundles() {
    return dir.resolve("bundles");
  }

  private Slot slot(String gwid) {
    return new Slot(bundle(gwid), launcher);
  }

  private Bundle bundle(String gwid) {
    return new Bundle(gwid, bundles().resolve(gwid));
  }

  /// Begins to tell of containers that end without being asked to, each end once; those that ended
  /// before are told first. To be called once.
  ///
  /// @param listener gets the gwid and how it ended; on one thread, so it should return soon
  public synchronized void watch(BiConsumer<String, ContainerState> listener) throws IOException {
    if (watch != null) {
      throw new IllegalStateException("the containers are watched already");
    }
    watch =
        ExitWatch.start(
            dir.resolve("exits"),
            name -> {
              var changed = name.map(slots::get).map(List::of);
              for (var slot :
                  changed.orElse(name.isEmpty() ? List.copyOf(slots.values()) : List.of())) {
                slot.news().ifPresent(state -> listener.accept(slot.bundle.gwid(), state));
              }
            });
  }

  /// Starts a container. One that runs already under this gwid stays as it is; one that has ended
  /// is started anew.
  ///
  /// @throws StartFailedException with a reason for the user; of a first start that failed nothing
  ///   is left, of a later one the container as lost
  public Running start(ContainerSpec spec) throws StartFailedException, InterruptedException {
    try (var held = hold(spec.gwid(), true).orElseThrow()) {
      return held.slot().state().orElse(null) instanceof Running running
          ? running
          : launch(held.slot(), spec);
    }
  }

  /// Starts a container anew as it was asked for, after stopping it if it runs. Its log goes on.
  ///
  /// @throws StartFailedException with a reason for the user; the container then stays, as lost
  /// @throws IllegalArgumentException if there is no such container
  public Running restart(String gwid) throws StartFailedException, InterruptedException {
    var known = hold(gwid, false);
    if (known.isEmpty()) {
      throw new IllegalArgumentException("there is no container " + gwid + " on this node");
    }
    try (var held = known.get()) {
      end(held.slot());
      var spec = held.slot().bundle.spec();
      if (spec.isEmpty()) {
        throw new IOException("what " + gwid + " was asked to be is not known any more");
      }
      return launch(held.slot(), spec.get());
    } catch (StartFailedException e) {
      throw e;
    } catch (IOException e) {
      throw new StartFailedException(e);
    }
  }

  private Running launch(Slot slot, ContainerSpec spec)
      throws StartFailedException, InterruptedException {
    slot.silence();
    try {
      if (slot.state().isPresent() || Files.exists(slot.bundle.directory())) {
        launcher.wipe(slot.bundle); // its state was looked at before, so it stays what it was
      }
      var life = launcher.launch(spec, slot.bundle);
      slot.begin(life);
      launcher.announce(slot.bundle); // it may have ended before it was known
      return new Running(life.init().pid());
    } catch (IOException | IllegalArgumentException e) {
      undo(slot, e);
      throw new StartFailedException(e);
    } catch (InterruptedException e) {
      undo(slot, e);
      throw e;
    }
  }

  private void undo(Slot slot, Exception reason) throws InterruptedException {
    try {
      if (slot.life().isPresent()) {
        slot.lose();
        launcher.wipe(slot.bundle);
      } else {
        clear(slot);
      }
    } catch (IOException e) {
      reason.addSuppressed(e);
    }
  }

  /// Asks a container to end with SIGTERM, up to three times in as many seconds, then ends all its
  /// processes. Nobody is told of this end. One that does not run, or is unknown, is fine.
  public void stop(String gwid) throws IOException {
    try (var held = hold(gwid, false).orElse(null)) {
      if (held != null) {
        end(held.slot());
      }
    }
  }

  private void end(Slot slot) throws IOException {
    slot.silence();
    var life = slot.life();
    if (life.isPresent()) {
      launcher.stop(slot.bundle, life.get());
    }
  }

  /// Removes a container: its processes, at once if it runs, its conmon, its control groups, its
  /// files and its log. An unknown one is fine.
  public void remove(String gwid) throws IOException, InterruptedException {
    try (var held = hold(gwid, false).orElse(null)) {
      if (held != null) {
        held.slot().silence();
        clear(held.slot());
      }
    }
  }

  private void clear(Slot slot) throws IOException, InterruptedException {
    launcher.wipe(slot.bundle);
    DirectoryTree.delete(slot.bundle.directory());
    slot.forget();
    slots.remove(slot.bundle.gwid(), slot);
  }

  /// @return every container by gwid, whether it runs or not
  public Map<String, ContainerState> list() {
    var all = new TreeMap<String, ContainerState>();
    slots.forEach((gwid, slot) -> slot.state().ifPresent(state -> all.put(gwid, state)));
    return all;
  }

  /// @param timestamp seconds since 1970, passed on
  /// @return what the container uses now; empty if it does not run
  public Optional<StatsSample> usage(String gwid, long timestamp) {
    return Optional.ofNullable(slots.get(gwid))
        .filter(slot -> slot.state().orElse(null) instanceof Running)
        .flatMap(slot -> slot.usage.sample(timestamp));
  }

  /// @return the file that conmon writes to, in the format of Kubernetes' logs, in a directory of
  ///   its own; it goes with the container
  public Path logFile(String gwid) {
    return bundle(gwid).log();
  }

  /// Lets conmon open the log anew by its name, after it was renamed. Does nothing for a container
  /// that does not run: nothing more is written then.
  public void reopenLog(String gwid) throws IOException {
    try (var held = hold(gwid, false).orElse(null)) {
      if (held != null && held.slot().state().orElse(null) instanceof Running) {
        Conmon.reopenLog(held.slot().bundle);
      }
    }
  }

  /// @param make whether an unknown container becomes a known one
  private Optional<Slot.Held> hold(String gwid, boolean make) {
    while (true) {
      var slot = make ? slots.computeIfAbsent(gwid, this::slot) : slots.get(gwid);
      if (slot == null) {
        return Optional.empty();
      }
      var held = slot.hold();
      if (slots.get(gwid) == slot) {
        return Optional.of(held);
      }
      held.close(); // it was removed meanwhile
    }
  }

  /// Closes; then removes every container, all control groups above them, and the directory.
  ///
  /// @throws IOException if a container cannot be removed; all others are
  public void destroy() throws IOException, InterruptedException {
    close();
    var failures = new ArrayList<IOException>();
    for (var gwid : List.copyOf(slots.keySet())) {
      try {
        remove(gwid);
      } catch (IOException e) {
        failures.add(e);
      }
    }
    if (!failures.isEmpty()) {
      var all = new IOException(failures.size() + " containers cannot be removed");
      failures.forEach(all::addSuppressed);
      throw all;
    }
    launcher.removeGroups();
    DirectoryTree.delete(dir);
  }

  /// Stops watching. The containers run on. Calling it again does nothing.
  @Override
  public synchronized void close() {
    if (watch != null) {
      watch.close();
    }
    slots.values().forEach(slot -> slot.usage.close());
  }
}
