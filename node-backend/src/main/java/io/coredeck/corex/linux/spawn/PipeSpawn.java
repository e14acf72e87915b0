package io.coredeck.corex.linux.spawn;

import static java.lang.foreign.ValueLayout.JAVA_INT;

import io.coredeck.corex.linux.system.Libc;
import io.coredeck.corex.run.ExecFailedException;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.util.List;

/// Starts a program on three pipes.
public final class PipeSpawn {
  private final int[] ours = {-1, -1, -1};
  private final int[] theirs = {-1, -1, -1};

  /// A program on pipes.
  ///
  /// @param input a descriptor to write to; none of the three blocks
  /// @param output a descriptor to read from
  /// @param errors a descriptor to read from
  public record Spawned(int pid, int input, int output, int errors) {

    /// Lets go of all three.
    public void close() {
      Libc.close(input);
      Libc.close(output);
      Libc.close(errors);
    }
  }

  private PipeSpawn() {}

  /// @param variables `NAME=value`
  /// @throws ExecFailedException with the system's words
  public static Spawned spawn(Executable executable, List<String> variables, String directory)
      throws IOException {
    return new PipeSpawn().run(executable, variables, directory);
  }

  private Spawned run(Executable executable, List<String> variables, String directory)
      throws ExecFailedException {
    var started = false;
    try (var spawn = new PosixSpawn()) {
      openPipes();
      for (var stream = 0; stream < PosixSpawn.STREAMS; stream++) {
        spawn.give(theirs[stream], stream);
      }
      var pid = spawn.start(executable, variables, directory);
      started = true;
      return new Spawned(pid, ours[0], ours[1], ours[2]);
    } finally {
      close(theirs);
      if (!started) {
        close(ours);
      }
    }
  }

  private void openPipes() throws ExecFailedException {
    try (var arena = Arena.ofConfined()) {
      for (var stream = 0; stream < PosixSpawn.STREAMS; stream++) {
        var ends = arena.allocate(JAVA_INT, 2);
        PosixSpawn.checked(-Libc.pipe(ends));
        var theirEnd = stream == 0 ? 0 : 1;
        theirs[stream] = ends.getAtIndex(JAVA_INT, theirEnd);
        ours[stream] = ends.getAtIndex(JAVA_INT, 1 - theirEnd);
        Libc.setNonBlocking(ours[stream]);
      }
    }
  }

  private static void close(int[] descriptors) {
    for (var fd : descriptors) {
      if (fd >= 0) {
        Libc.close(fd);
      }
    }
  }
}
