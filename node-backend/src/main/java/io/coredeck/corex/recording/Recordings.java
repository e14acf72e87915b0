package io.coredeck.corex.recording;

import io.coredeck.corex.process.ManagedProcess;
import io.coredeck.corex.process.ProcessInfo;
import io.coredeck.corex.process.Processes;
import java.time.Duration;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/// The recordings of all processes, one of each: the running one, or the one that was stopped last.
/// Safe for use by several threads.
public final class Recordings implements Processes.Listener, AutoCloseable {

  /// Recordings at the same time.
  public static final int RUNNING_LIMIT = 4;

  /// Bytes of all that were stopped; the oldest go first, the newest stays.
  private static final long STOPPED_BYTES = 8 << 20;

  /// How long the thread stays that records, with nothing to do.
  private static final Duration IDLE = Duration.ofSeconds(30);

  /// Each recording waits for its turn once at most.
  private static final int QUEUE = 64;

  private final Processes processes;
  private final long mostBytes;
  private final ThreadPoolExecutor worker;

  // Guarded by this.
  private final Map<Long, Recording> known = new LinkedHashMap<>();

  /// @param processes which it listens to from {@link #listen} on
  public Recordings(Processes processes) {
    this(processes, Recording.MOST_BYTES);
  }

  Recordings(Processes processes, long mostBytes) {
    this.processes = processes;
    this.mostBytes = mostBytes;
    this.worker =
        new ThreadPoolExecutor(
            1,
            1,
            IDLE.toSeconds(),
            TimeUnit.SECONDS,
            new LinkedBlockingQueue<>(QUEUE),
            Thread.ofPlatform().name("corex-recording").daemon().factory(),
            new ThreadPoolExecutor.DiscardPolicy());
    worker.allowCoreThreadTimeOut(true);
  }

  /// Begins to forget the recordings of processes that are forgotten.
  public void listen() {
    processes.addListener(this);
  }

  @Override
  public void changed(ManagedProcess process) {
    // A recording sees itself when its process ends.
  }

  @Override
  public synchronized void removed(Collection<Long> ids) {
    known.keySet().removeAll(ids);
  }

  /// Starts to record a process, in place of an older recording.
  public synchronized ProcessInfo.Recording start(ManagedProcess process)
      throws RecordingRefusedException {
    var before = known.get(process.id());
    if (process.info().state().hasEnded()) {
      throw conflict(process, "has ended");
    }
    if (before != null && before.isRunning()) {
      throw conflict(process, "is being recorded");
    }
    if (known.values().stream().filter(Recording::isRunning).count() >= RUNNING_LIMIT) {
      throw new RecordingRefusedException(
          RecordingRefusedException.TOO_MANY,
          "%d recordings run, no more fit; stop one".formatted(RUNNING_LIMIT));
    }
    var recording = new Recording(process, worker, mostBytes, this::stopped);
    known.remove(process.id());
    known.put(process.id(), recording);
    recording.begin();
    return recording.state();
  }

  /// Stops recording a process.
  public ProcessInfo.Recording stop(ManagedProcess process) throws RecordingRefusedException {
    var recording = find(process);
    if (!recording.stop()) {
      throw conflict(process, "is not being recorded any more");
    }
    return recording.state();
  }

  /// @return the running recording so far, or the one that was stopped last
  public Asciicast asciicast(ManagedProcess process) throws RecordingRefusedException {
    return find(process).asciicast();
  }

  private synchronized Recording find(ManagedProcess process) throws RecordingRefusedException {
    return Optional.ofNullable(known.get(process.id()))
        .orElseThrow(() ->
            new RecordingRefusedException(
                RecordingRefusedException.NOT_FOUND,
                "there is no recording of process " + process.id()));
  }

  private static RecordingRefusedException conflict(ManagedProcess process, String why) {
    return new RecordingRefusedException(
        RecordingRefusedException.CONFLICT, "process %d %s".formatted(process.id(), why));
  }

  /// Lets the oldest go of those that do not run.
  private synchronized void stopped(Recording newest) {
    var bytes = newest.state().bytes();
    var all = known.values().stream().filter(one -> !one.isRunning() && one != newest).toList();
    for (var recording : all.reversed()) {
      bytes += recording.state().bytes();
      if (bytes > STOPPED_BYTES) {
        known.remove(recording.process().id());
        recording.forget();
      }
    }
  }

  @Override
  public void close() {
    processes.removeListener(this);
    worker.shutdownNow();
  }
}
