package io.coredeck.corex.recording;

import io.coredeck.corex.output.Attachment;
import io.coredeck.corex.output.WindowSize;
import io.coredeck.corex.process.ManagedProcess;
import io.coredeck.corex.process.ProcessInfo;
import io.coredeck.corex.run.ExitStatus;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// One recording: it takes the output of its process as a viewer does and nobody waits for it. If
/// it cannot follow it goes on with the screen as it is then.
final class Recording implements Attachment.Viewer {

  /// Bytes of one, compressed.
  static final long MOST_BYTES = 8 << 20;

  /// Pieces of output taken before another recording has its turn.
  private static final int PIECES = 16;

  /// How often it is told that it grows.
  private static final Duration PROGRESS = Duration.ofSeconds(1);

  /// As terminals understand it: begin anew.
  private static final String RESET = "\u001bc";

  private static final int KILLED = 128;

  private final ManagedProcess process;
  private final Executor worker;
  private final Consumer<Recording> over;
  private final long mostBytes;
  private final Instant since = Instant.now();
  private final long sinceNanos = System.nanoTime();
  private final AtomicBoolean queued = new AtomicBoolean();
  private volatile ProcessInfo.Recording state;
  private volatile boolean forgotten;

  // Guarded by this.
  private final Tape tape = new Tape(this::micros);
  private final Characters characters = new Characters();
  private @Nullable Attachment attachment;
  private WindowSize firstSize;
  private WindowSize size;
  private boolean begun;
  private boolean ended;
  private long toldNanos = sinceNanos;

  /// @param worker runs the recording
  /// @param over told once when it has stopped
  Recording(ManagedProcess process, Executor worker, long mostBytes, Consumer<Recording> over) {
    this.process = process;
    this.worker = worker;
    this.mostBytes = mostBytes;
    this.over = over;
    this.firstSize = process.size();
    this.size = firstSize;
    this.state = new ProcessInfo.Recording(since, 0, Optional.empty(), false);
  }

  private long micros() {
    return TimeUnit.NANOSECONDS.toMicros(System.nanoTime() - sinceNanos);
  }

  /// Takes the screen, and goes on by itself.
  void begin() {
    var added = process.attach(this, new Attachment.Beginning.Recorded());
    synchronized (this) {
      attachment = added;
      take(added.next(0));
      update();
    }
    tell();
    added.goLive();
  }

  ManagedProcess process() {
    return process;
  }

  ProcessInfo.Recording state() {
    return state;
  }

  boolean isRunning() {
    return state.stopped().isEmpty();
  }

  @Override
  public void wake() {
    if (isRunning() && queued.compareAndSet(false, true)) {
      worker.execute(this::run);
    }
  }

  private void run() {
    queued.set(false);
    if (takeAll(PIECES)) {
      wake();
    }
    if (isAtItsEnd()) {
      var _ = stop();
    } else if (owesProgress()) {
      tell();
    }
  }

  private synchronized boolean owesProgress() {
    var now = System.nanoTime();
    if (now - toldNanos < PROGRESS.toNanos()) {
      return false;
    }
    toldNanos = now;
    return true;
  }

  private synchronized boolean isAtItsEnd() {
    return isRunning() && (ended || tape.size() >= mostBytes);
  }

  /// @return whether there may be more
  private synchronized boolean takeAll(int pieces) {
    var from = attachment;
    if (from == null || !isRunning()) {
      return false;
    }
    for (var i = 0; i < pieces; i++) {
      if (ended || tape.size() >= mostBytes || !take(from.next(0))) {
        update();
        return false;
      }
    }
    update();
    return true;
  }

  private void update() {
    state = new ProcessInfo.Recording(since, tape.size(), Optional.empty(), false);
  }

  /// @return false if there was nothing
  private boolean take(Attachment.Step step) {
    switch (step) {
      case Attachment.Output(var bytes) -> output(characters.text(bytes));
      case Attachment.Screenful screenful -> screen(screenful);
      case Attachment.Resized(var now) -> resized(now);
      case Attachment.Ended() -> {
        output(characters.end());
        ended = true;
        tape.add(Asciicast.EXIT, Integer.toString(status(process.info().exit())));
      }
      case Attachment.Nothing() -> {
        return false;
      }
      case Attachment.Jump _ -> {} // only for the compatible protocol
    }
    return true;
  }

  private static int status(ExitStatus exit) {
    return exit.signal() > 0 ? KILLED + exit.signal() : exit.status();
  }

  private void output(String text) {
    if (!text.isEmpty()) {
      tape.add(Asciicast.OUTPUT, text);
    }
  }

  private void screen(Attachment.Screenful screenful) {
    var text = new String(screenful.bytes(), StandardCharsets.UTF_8);
    if (!begun) {
      begun = true;
      firstSize = screenful.size();
      size = firstSize;
      output(text);
      return;
    }
    var _ = characters.end();
    resized(screenful.size());
    output(RESET + text);
  }

  private void resized(WindowSize now) {
    if (!now.equals(size)) {
      size = now;
      tape.add(Asciicast.RESIZE, now.columns() + "x" + now.rows());
    }
  }

  /// Ends it after what was printed until now.
  ///
  /// @return false if it has ended before
  boolean stop() {
    Attachment from;
    var _ = takeAll(PIECES);
    synchronized (this) {
      if (!isRunning()) {
        return false;
      }
      from = attachment;
      var full = !ended && tape.size() >= mostBytes;
      tape.close();
      state = new ProcessInfo.Recording(since, tape.size(), Optional.of(Instant.now()), full);
    }
    if (from != null) {
      process.detach(from);
    }
    tell();
    over.accept(this);
    return true;
  }

  /// It is as if it never was.
  void forget() {
    forgotten = true;
    tell();
  }

  private void tell() {
    process.recorded(() -> forgotten ? Optional.empty() : Optional.of(state));
  }

  /// @return all that was printed until now, to be written to a client
  synchronized Asciicast asciicast() {
    var _ = takeAll(PIECES);
    return new Asciicast(process.info().command(), since, firstSize, tape.playback());
  }
}
