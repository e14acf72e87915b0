package io.coredeck.corex.service;

import io.coredeck.corex.plan.Order;
import io.coredeck.corex.plan.Plan;
import io.coredeck.corex.process.ManagedProcess;
import io.coredeck.corex.process.Processes;
import io.coredeck.corex.process.Processes.TooManyException;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;
import java.util.stream.Collectors;

/// The defined processes, and groups of processes. Safe for use by several threads.
///
/// Who waits for others is looked at again whenever something has changed, on the thread that
/// starts things later.
public final class Services implements Processes.Listener {
  private static final System.Logger LOG = System.getLogger(Services.class.getName());

  /// A process that does not even end by SIGKILL holds up its group so long after its grace.
  private static final Duration STUCK_LIMIT = Duration.ofSeconds(5);

  private final Processes processes;
  private final DefinitionSource source;
  private final AtomicBoolean looks = new AtomicBoolean();
  private volatile boolean waits;

  // Guarded by this.
  private final Map<String, Entry> entries = new LinkedHashMap<>();

  private record Entry(Definition definition, ManagedProcess process) {}

  /// What reading the definitions again has changed.
  ///
  /// @param added names of new ones
  /// @param changed names of those that are others from their next start on
  /// @param removed names of those that are not defined any more
  /// @param problems what is wrong, one sentence each
  public record Changes(
      List<String> added, List<String> changed, List<String> removed, List<String> problems) {}

  public Services(Processes processes, DefinitionSource source) {
    this.processes = processes;
    this.source = source;
    processes.addListener(this);
  }

  /// Reads the definitions and starts what is to be started with CoreX; soon, on another thread.
  public void start() {
    if (source.isEmpty()) {
      return;
    }
    processes
        .later()
        .execute(() -> {
          var changes = reload();
          changes.problems().forEach(problem -> LOG.log(Level.WARNING, problem));
        });
  }

  /// Reads the definitions again. What runs goes on; what is defined no more and does not run is
  /// forgotten, unless something is wrong where it stood.
  public Changes reload() {
    var changes =
        new Changes(new ArrayList<>(), new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
    var begin = new ArrayList<ManagedProcess>();
    synchronized (this) {
      var loaded = source.load();
      var names = loaded.definitions().stream().map(Definition::name).collect(Collectors.toSet());
      for (var entry : List.copyOf(entries.values())) {
        var isGone = !names.contains(entry.definition.name());
        if (isGone && !loaded.broken().contains(entry.definition.source())) {
          remove(entry);
          changes.removed.add(entry.definition.name());
        }
      }
      changes.problems.addAll(loaded.problems());
      loaded.definitions().forEach(definition -> take(definition, changes, begin));
      processes.tellProblems(loaded.problems());
    }
    begin(begin);
    return changes;
  }

  private void remove(Entry entry) {
    entries.remove(entry.definition.name());
    entry.process.keep(false);
    processes.forget(entry.process);
  }

  private void take(Definition definition, Changes changes, List<ManagedProcess> begin) {
    var entry = entries.get(definition.name());
    if (entry != null) {
      if (!entry.definition.plan().equals(definition.plan())) {
        entry.process.plan(definition.plan());
        changes.changed.add(definition.name());
      }
      entries.put(definition.name(), new Entry(definition, entry.process));
      return;
    }
    try {
      var process = processes.add(definition.plan(), definition.size());
      process.keep(true);
      entries.put(definition.name(), new Entry(definition, process));
      changes.added.add(definition.name());
      if (definition.autostart()) {
        begin.add(process);
      }
    } catch (TooManyException e) {
      changes.problems.add("%s: %s".formatted(definition.name(), e.getMessage()));
    }
  }

  /// @return all processes of a group, newest first
  public List<ManagedProcess> group(String name) {
    return processes.list().stream()
        .filter(process -> process.plan().group().equals(name))
        .toList();
  }

  /// Starts those that do not run, each after what it is to come after.
  public void start(Collection<ManagedProcess> members) {
    processes.later().execute(() -> begin(members));
  }

  /// Stops all, in the reverse of the order in which they are started.
  ///
  /// @return completed when they have ended
  public CompletableFuture<Void> stop(Collection<ManagedProcess> members) {
    var order = new Order(processes.list().stream().map(ManagedProcess::plan).toList());
    return stopLast(new ArrayList<>(order.levels(members, ManagedProcess::plan)));
  }

  /// Stops all and starts all.
  public void restart(Collection<ManagedProcess> members) {
    var _ = stop(members).thenRunAsync(() -> begin(members), processes.later());
  }

  private CompletableFuture<Void> stopLast(List<List<ManagedProcess>> levels) {
    if (levels.isEmpty()) {
      return CompletableFuture.completedFuture(null);
    }
    var level = levels.removeLast();
    level.forEach(ManagedProcess::stopAll);
    var grace =
        level.stream()
            .map(process -> process.plan().stop().grace())
            .max(Duration::compareTo)
            .orElse(Duration.ZERO);
    var over = new CompletableFuture<Void>();
    var _ =
        processes
            .clock()
            .schedule(
                () -> over.complete(null),
                grace.plus(STUCK_LIMIT).toMillis(),
                TimeUnit.MILLISECONDS);
    var ends = level.stream().map(ManagedProcess::end).toArray(CompletableFuture[]::new);
    var _ = CompletableFuture.allOf(ends).thenRun(() -> over.complete(null));
    return over.thenComposeAsync(_ -> stopLast(levels), processes.later());
  }

  private void begin(Collection<ManagedProcess> wanted) {
    var order = new Order(wanted.stream().map(ManagedProcess::plan).toList());
    var resting =
        order.levels(wanted, ManagedProcess::plan).stream()
            .flatMap(List::stream)
            .filter(process -> !process.info().state().isActive())
            .toList();
    waits = true;
    resting.forEach(process -> process.waitFor(process.plan().after()));
    for (var process : resting) {
      if (process.plan().after().isEmpty()) {
        var _ = start(process);
      }
    }
    look();
  }

  /// @return false if no more fit
  private static boolean start(ManagedProcess process) {
    try {
      process.start();
      return true;
    } catch (TooManyException e) {
      LOG.log(Level.WARNING, "{0}: {1}", process.plan().shown(), e.getMessage());
      return false;
    }
  }

  @Override
  public void changed(ManagedProcess process) {
    if (waits && looks.compareAndSet(false, true)) {
      processes
          .later()
          .execute(() -> {
            looks.set(false);
            look();
          });
    }
  }

  @Override
  public void removed(Collection<Long> ids) {
    // Who waits for one that is gone waits until it is there again.
  }

  /// Starts those that need not wait any longer.
  private synchronized void look() {
    var waiting =
        processes.list().stream()
            .filter(process -> !process.info().runs().waitsFor().isEmpty())
            .toList();
    waits = !waiting.isEmpty();
    if (waiting.isEmpty()) {
      return;
    }
    var named =
        processes.list().stream()
            .filter(process -> !process.plan().name().isEmpty())
            .collect(
                Collectors.toMap(
                    process -> process.plan().name(), Function.identity(), (newer, _) -> newer));
    for (var process : waiting) {
      var missing = missing(process.plan(), named);
      if (!missing.isEmpty()) {
        var _ = process.stillWaits(missing);
      } else if (process.claim() && !start(process)) {
        process.unclaim();
      }
    }
  }

  private static List<String> missing(Plan plan, Map<String, ManagedProcess> named) {
    return plan.after().stream()
        .filter(name ->
            Optional.ofNullable(named.get(name))
                .filter(other -> isSatisfied(other, plan.afterEnd().contains(name)))
                .isEmpty())
        .toList();
  }

  private static boolean isSatisfied(ManagedProcess other, boolean afterEnd) {
    var info = other.info();
    if (info.pid() == 0 || !info.runs().waitsFor().isEmpty()) {
      return false;
    }
    return !afterEnd || info.endedWell();
  }
}
