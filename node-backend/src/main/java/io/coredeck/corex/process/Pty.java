package io.coredeck.corex.process;

import io.coredeck.corex.output.Broadcast;
import io.coredeck.corex.output.WindowSize;
import io.coredeck.corex.plan.Launch;
import io.coredeck.corex.run.ExecFailedException;
import io.coredeck.corex.run.ExitStatus;
import io.coredeck.corex.run.Program;
import java.time.Duration;

/// A program running on a pseudo terminal or three pipes of its own: the border to the operating
/// system.
///
/// Safe for use by several threads; no method blocks.
public interface Pty extends Program {

  /// Hands input to the program.
  ///
  /// @param input not changed by the caller afterwards
  /// @param accepted run once there is room for more input: at once as long as the program reads,
  ///   later if much is waiting, and also if the program has ended
  void write(byte[] input, Runnable accepted);

  /// Lets the program see the end of its input once it has read what was written. Only pipes have
  /// one; a second call does nothing.
  void closeInput();

  /// Sets the size of the terminal; the program is told by SIGWINCH. Nothing on pipes.
  void resize(WindowSize size);

  /// Goes on after {@link Events#output} answered `false`.
  void resume();

  /// Starts programs.
  interface Starter extends AutoCloseable {

    /// @param size of the terminal
    /// @param events told from another thread, possibly before this method returns
    /// @throws ExecFailedException if the program cannot be executed
    Pty start(Launch launch, WindowSize size, Events events) throws ExecFailedException;

    /// Looks whether there is such a directory and such a user, and whether we may be that user.
    ///
    /// @throws IllegalArgumentException if not, as one sentence
    void check(Launch launch);

    /// Ends what programs have started and left behind, as far as it has come to us: with SIGTERM,
    /// and with SIGKILL what is there when the time is nearly over. Called when they have ended.
    void endRest(Duration limit);

    /// Lets go of all terminals; nothing is told any more.
    @Override
    void close();
  }

  /// What becomes of a program.
  interface Events {

    /// Bytes told at once, at most.
    int PIECE = Broadcast.APPEND_LIMIT;

    /// The program printed something.
    ///
    /// @param buffer only valid during the call
    /// @param length how many bytes of it, from its start on; at most {@link #PIECE}
    /// @return whether more is wanted; after `false` nothing comes until {@link Pty#resume}
    boolean output(byte[] buffer, int length);

    /// The program printed something on its standard error, as far as that is kept apart.
    ///
    /// @return as for {@link #output}
    default boolean errorOutput(byte[] buffer, int length) {
      return output(buffer, length);
    }

    /// The program has ended, all it printed was told. The last call.
    void ended(ExitStatus exit);
  }
}
