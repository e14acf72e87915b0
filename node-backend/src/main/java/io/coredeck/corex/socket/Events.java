package io.coredeck.corex.socket;

import io.coredeck.corex.process.ManagedProcess;
import io.coredeck.corex.process.Processes;
import io.coredeck.corex.process.UsageMeter;
import io.coredeck.corex.wire.JsonWriter;
import io.coredeck.corex.wire.ProcessJson;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// Tells everybody who listens what happens to the processes and what they use.
///
/// Usage is read only while somebody listens. Safe for use by several threads.
public final class Events implements Processes.Listener {
  private static final Duration SWEEP = Duration.ofSeconds(2);

  private final Processes processes;
  private final About about;
  private final UsageSweep usage;
  private final List<EventSocket> listeners = new CopyOnWriteArrayList<>();

  // Guarded by this.
  private @Nullable Future<?> sweeps;

  /// What clients are told about this CoreX.
  ///
  /// @param host name of the machine
  /// @param version of CoreX
  /// @param maxUpload bytes of the largest file that is taken in
  /// @param maxDownload bytes of the largest file or directory that is given out
  public record About(String host, String version, long maxUpload, long maxDownload) {}

  public Events(Processes processes, UsageMeter meter, About about) {
    this.processes = processes;
    this.about = about;
    this.usage = new UsageSweep(processes, meter);
  }

  /// Begins to listen to the processes.
  public void start() {
    processes.addListener(this);
  }

  @Override
  public void changed(ManagedProcess process) {
    listeners.forEach(listener -> listener.changed(process.id()));
  }

  @Override
  public void removed(Collection<Long> ids) {
    listeners.forEach(listener -> listener.removed(ids));
  }

  /// @param readOnly whether who is told may only look
  /// @return all processes and what is known of this CoreX, as JSON
  public String snapshot(boolean readOnly) {
    return snapshot(readOnly, Map.of());
  }

  /// @param readOnly whether who is told may only look
  /// @return the same, and what each process that runs has used
  public String snapshotWithUsage(boolean readOnly) {
    return snapshot(readOnly, usage.now());
  }

  /// @return one process as it stands in {@link #snapshotWithUsage}
  public String processWithUsage(ManagedProcess process) {
    return ProcessJson.full(process.info(), Optional.ofNullable(usage.now().get(process.id())));
  }

  private String snapshot(boolean readOnly, Map<Long, UsageMeter.Usage> used) {
    var all = processes.list().stream().map(ManagedProcess::info).toList();
    return new JsonWriter()
        .member("event", "snapshot")
        .member("host", about.host())
        .member("version", about.version())
        .member("readonly", readOnly)
        .member("max_upload", about.maxUpload())
        .member("max_download", about.maxDownload())
        .json(
            "processes",
            JsonWriter.array(
                all,
                process -> ProcessJson.full(process, Optional.ofNullable(used.get(process.id())))))
        .json("problems", JsonWriter.array(processes.problems(), JsonWriter::quoted))
        .end();
  }

  /// @return the message about one process, unless it was forgotten
  Optional<String> process(long id) {
    return processes
        .find(id)
        .map(process -> ProcessJson.full(process.info()))
        .map(json -> new JsonWriter().member("event", "process").json("process", json).end());
  }

  void add(EventSocket socket) {
    if (!listeners.contains(socket)) {
      listeners.add(socket);
    }
    synchronized (this) {
      if (sweeps == null) {
        usage.begin();
        sweeps =
            processes
                .clock()
                .scheduleWithFixedDelay(
                    this::sweep, SWEEP.toMillis(), SWEEP.toMillis(), TimeUnit.MILLISECONDS);
      }
    }
  }

  void remove(EventSocket socket) {
    listeners.remove(socket);
    synchronized (this) {
      if (listeners.isEmpty() && sweeps != null) {
        sweeps.cancel(false);
        sweeps = null;
      }
    }
  }

  private void sweep() {
    var message = usage.read();
    listeners.forEach(listener -> listener.usage(message));
  }
}
