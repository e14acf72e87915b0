package io.coredeck.corex.process;

import io.coredeck.corex.output.Attachment;
import io.coredeck.corex.output.Broadcast;
import io.coredeck.corex.output.Memory;
import io.coredeck.corex.output.WindowSize;
import io.coredeck.corex.plan.Plan;
import io.coredeck.corex.plan.Signals;
import io.coredeck.corex.run.ExitStatus;
import io.coredeck.corex.run.Life;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;

/// One process: how it is started, told things, watched, and what became of it.
///
/// Its output is taken whether or not anybody is attached. Safe for use by several threads; no
/// method waits for the process.
public final class ManagedProcess {

  /// Bytes of output that are given as log, if nothing else is asked for.
  public static final int REPLAY = Broadcast.REPLAY;

  /// Bytes of output that may be asked for as log; of a process on pipes so many of each of its
  /// streams are kept too.
  public static final int KEPT = 65_536;

  private final long id;
  private final Instant created = Instant.now();
  private final Surroundings.Owner owner;
  private final Life life;
  private final Memory.History history;
  private final Broadcast broadcast;
  private final Printed printed;
  private final ProgramRuns runs;
  private final AtomicReference<List<String>> waitsFor = new AtomicReference<>(List.of());
  private volatile boolean kept;
  private volatile Supplier<Optional<ProcessInfo.Recording>> recording = Optional::empty;

  ManagedProcess(long id, Plan plan, WindowSize size, Surroundings all) {
    this.id = id;
    this.owner = all.owner();
    var wanted = plan.scrollback();
    this.history = wanted.isPresent() ? Memory.History.of(wanted.getAsInt()) : all.history();
    this.runs = new ProgramRuns(this, all, size, history);
    this.broadcast = runs.broadcast();
    this.printed = runs.printed();
    this.life = new Life(plan, runs, all.clock(), all.later());
  }

  /// @return 1 or more; never used twice
  public long id() {
    return id;
  }

  /// Starts the process if it does not run; also at once if that would happen in a moment anyway.
  /// That it cannot be executed shows in its state.
  ///
  /// @return false if it runs
  /// @throws Processes.TooManyException if no more fit
  public boolean start() throws Processes.TooManyException {
    return life.start(this::admit);
  }

  private void admit() throws Processes.TooManyException {
    owner.admit();
    waitsFor.set(List.of());
  }

  /// Ends the program if there is one, and starts it.
  ///
  /// @throws Processes.TooManyException if no more fit
  public void restart() throws Processes.TooManyException {
    if (!life.restart()) {
      start();
    }
  }

  /// Asks the program to end with SIGTERM, as the original does. It is not started again.
  ///
  /// @return false if it has ended or was already asked to
  public boolean stop() {
    return stop(false);
  }

  /// Ends the program and all it has started, with its stop signal and after a while with SIGKILL.
  /// It is not started again.
  ///
  /// @return false if it has ended or was already asked to
  public boolean stopAll() {
    return stop(true);
  }

  private boolean stop(boolean whole) {
    return stillWaits(List.of()) || life.stop(whole);
  }

  /// Sends a signal; one that usually ends a process makes it stopping.
  ///
  /// @return false if the process has ended
  /// @throws IllegalArgumentException if there is no such signal
  public boolean kill(int signal) {
    return life.signal(Signals.checked(signal), false);
  }

  /// Sends a signal to the group of the process, SIGKILL to all in its session. SIGKILL and its
  /// stop signal make it stopping.
  ///
  /// @return false if the process has ended
  /// @throws IllegalArgumentException if there is no such signal
  public boolean killAll(int signal) {
    return life.signal(Signals.checked(signal), true);
  }

  /// Types into the terminal.
  ///
  /// @param input not changed by the caller afterwards
  /// @param accepted run once there is room for more; at once if the process has ended
  public void write(byte[] input, Runnable accepted) {
    runs.write(input, accepted);
  }

  /// Ends the input of a process on pipes.
  ///
  /// @return false if it has a terminal or does not run
  public boolean closeInput() {
    return runs.closeInput();
  }

  /// Sets the size of the terminal.
  public void resize(WindowSize size) {
    if (runs.resize(size, life.state())) {
      broadcast.resize(size);
      owner.changed(this);
    }
  }

  /// @return the present size of the terminal
  public WindowSize size() {
    return broadcast.size();
  }

  /// @return the last {@link Broadcast#REPLAY} bytes of output, from a whole character on, and up
  ///   to one while the process still prints
  public byte[] log() {
    return log(REPLAY);
  }

  /// @param count how many of the newest bytes are wanted, at most {@link #KEPT}
  public byte[] log(int count) {
    return broadcast.last(count);
  }

  /// @param error whether standard error is meant, not standard output
  /// @return the newest bytes of it as they came; empty if the process has a terminal
  public Optional<byte[]> log(boolean error, int count) {
    return printed.stream(error, count);
  }

  /// Adds a viewer. It gets what is kept at this moment, and once it is live what follows, without
  /// a gap and without repetition.
  ///
  /// @param beginning how it wants to begin
  public Attachment attach(Attachment.Viewer viewer, Attachment.Beginning beginning) {
    var attachment = broadcast.attach(viewer, beginning);
    owner.changed(this);
    return attachment;
  }

  /// @return what nobody else calls what this process prints: numbers of bytes mean something only
  ///   with it
  public String stream() {
    return printed.stream();
  }

  /// Removes a viewer; it gets nothing any more.
  public void detach(Attachment attachment) {
    attachment.close();
    owner.changed(this);
  }

  /// Something about the recording of this process has changed.
  ///
  /// @param now what there is to know about it; must not block
  public void recorded(Supplier<Optional<ProcessInfo.Recording>> now) {
    recording = now;
    owner.changed(this);
  }

  /// @return what is known now
  public ProcessInfo info() {
    var now = life.info();
    return new ProcessInfo(
        id,
        now.pid(),
        now.plan(),
        now.state(),
        now.outcome().exit(),
        now.outcome().error(),
        created,
        now.started().orElse(created),
        now.ended(),
        new ProcessInfo.Runs(now.restarts(), now.gaveUp(), now.restartAt(), waitsFor.get()),
        broadcast.size(),
        history.lines(),
        broadcast.viewers(),
        recording.get());
  }

  /// @return completed while there is no program and none is to come
  public CompletableFuture<ExitStatus> end() {
    return life.end();
  }

  /// @return what is wanted of it
  public Plan plan() {
    return life.plan();
  }

  /// @param wanted from the next start on
  public void plan(Plan wanted) {
    life.plan(wanted);
  }

  /// It is not to be started before others; shown to people.
  ///
  /// @param names of those; empty if it waits no longer
  public void waitFor(List<String> names) {
    if (!waitsFor.getAndSet(List.copyOf(names)).equals(names)) {
      owner.changed(this);
    }
  }

  /// As {@link #waitFor}, unless it has been told meanwhile not to wait.
  ///
  /// @return whether it has waited until now
  public boolean stillWaits(List<String> names) {
    var before = waitsFor.getAndUpdate(old -> old.isEmpty() ? old : List.copyOf(names));
    if (!before.isEmpty() && !before.equals(names)) {
      owner.changed(this);
    }
    return !before.isEmpty();
  }

  /// It is to be started now by whoever calls this, and by nobody else. Nobody is told: it will be
  /// seen to start.
  ///
  /// @return false if it waits for nothing
  public boolean claim() {
    return !waitsFor.getAndSet(List.of()).isEmpty();
  }

  /// It could not be started after {@link #claim}, and waits again.
  public void unclaim() {
    waitsFor.compareAndSet(List.of(), life.plan().after());
  }

  /// @param wanted whether it is not forgotten when it has ended
  public void keep(boolean wanted) {
    kept = wanted;
    owner.changed(this);
  }

  /// @return whether it can be forgotten now
  public boolean isForgettable() {
    return !kept && !isActive();
  }

  boolean isWatched() {
    return broadcast.viewers() > 0;
  }

  boolean hasEnded() {
    return life.state().hasEnded();
  }

  /// @return whether there is a program, or will be without anybody asking
  public boolean isActive() {
    return life.state().isActive();
  }

  /// @return whether it may be forgotten; if so nobody starts it any more
  boolean retireIfForgettable() {
    return isForgettable() && life.retireIfOver();
  }

  /// Nothing is started any more.
  void retire() {
    waitsFor.set(List.of());
    life.retire();
  }

  /// @return everything it printed
  Printed printed() {
    return printed;
  }
}
