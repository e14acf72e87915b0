package io.coredeck.corex.process;

import io.coredeck.corex.output.Broadcast;
import io.coredeck.corex.run.ExitStatus;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// Everything one process printed, in all its runs: as viewers see it, and if the program has pipes
/// also stream by stream. Safe for use by several threads.
final class Printed {

  /// Leaves the alternate screen and all attributes: the program before can have ended anywhere.
  private static final String PLAIN = "\u001b[?1047l\u001b[!p";

  private static final String NOTE = PLAIN + "%s\u001b[2m[%s]\u001b[0m\r\n";

  private final Broadcast broadcast;
  private final String stream = HexFormat.of().toHexDigits(ThreadLocalRandom.current().nextLong());
  private volatile @Nullable Streams streams;

  // Only used by the thread that tells output, and between two runs.
  private volatile byte last = '\n';

  Printed(Broadcast broadcast) {
    this.broadcast = broadcast;
  }

  /// @return what no other process calls what it prints, also of another CoreX
  String stream() {
    return stream;
  }

  /// A run begins.
  ///
  /// @param apart whether its streams are kept apart
  void begin(boolean apart) {
    if (!apart) {
      streams = null;
    } else if (streams == null) {
      streams = new Streams();
    }
  }

  /// @return whether the streams of the newest run are kept apart
  boolean isApart() {
    return streams != null;
  }

  /// @param over told the end of the run
  /// @return what takes the output of one run
  Pty.Events events(Consumer<ExitStatus> over) {
    return new Pty.Events() {
      @Override
      public boolean output(byte[] buffer, int length) {
        return add(false, buffer, length);
      }

      @Override
      public boolean errorOutput(byte[] buffer, int length) {
        return add(true, buffer, length);
      }

      @Override
      public void ended(ExitStatus how) {
        over.accept(how);
      }
    };
  }

  private boolean add(boolean error, byte[] buffer, int length) {
    var apart = streams;
    if (apart == null) {
      last = buffer[length - 1];
      return broadcast.append(buffer, length);
    }
    apart.append(error, buffer, length);
    var shown = Streams.forTerminal(buffer, length, last == '\r');
    last = buffer[length - 1];
    return broadcast.append(shown, shown.length);
  }

  /// Adds a line of ours, dim; output comes again after it.
  void note(String text) {
    broadcast.reopen();
    var line = NOTE.formatted(last == '\n' ? "" : "\r\n", text).getBytes(StandardCharsets.UTF_8);
    last = '\n';
    broadcast.append(line, line.length);
  }

  /// Output comes again.
  void reopen() {
    broadcast.reopen();
  }

  /// No output comes any more.
  void end() {
    broadcast.end();
    trim(ManagedProcess.REPLAY);
  }

  /// @return the newest bytes of one stream; empty if they are not kept apart
  Optional<byte[]> stream(boolean error, int count) {
    return Optional.ofNullable(streams).map(apart -> apart.last(error, count));
  }

  int keptBytes() {
    var apart = streams;
    return broadcast.keptBytes() + (apart == null ? 0 : apart.keptBytes());
  }

  void forget() {
    broadcast.forget();
    trim(0);
  }

  private void trim(int count) {
    var apart = streams;
    if (apart != null) {
      apart.trim(count);
    }
  }
}
