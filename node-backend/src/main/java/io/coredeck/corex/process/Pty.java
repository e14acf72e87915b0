package io.coredeck.corex.process;

import io.coredeck.corex.output.WindowSize;
import java.util.List;

/// A program running on a pseudo terminal of its own: the border to the operating system.
///
/// Safe for use by several threads; no method blocks.
public interface Pty {

  /// @return the program's process id
  long pid();

  /// Hands input to the program.
  ///
  /// @param input not changed by the caller afterwards
  /// @param accepted run once there is room for more input: at once as long as the program reads,
  ///   later if much is waiting, and also if the program has ended
  void write(byte[] input, Runnable accepted);

  /// Sets the size of the terminal; the program is told by SIGWINCH.
  void resize(WindowSize size);

  /// Sends a signal to the program, unless it has ended.
  ///
  /// @param number 0 to 64
  void signal(int number);

  /// Goes on after {@link Events#output} answered `false`.
  void resume();

  /// Starts programs on terminals.
  interface Starter extends AutoCloseable {

    /// @param argv the program, looked up as execvp(3) does, and its arguments
    /// @param events told from another thread, possibly before this method returns
    /// @throws ExecFailedException if the program cannot be executed
    Pty start(List<String> argv, WindowSize size, Events events) throws ExecFailedException;

    /// Lets go of all terminals; nothing is told any more.
    @Override
    void close();
  }

  /// What becomes of a program.
  interface Events {

    /// Bytes told at once, at most.
    int PIECE = 32_768;

    /// The program printed something.
    ///
    /// @param buffer only valid during the call
    /// @param length how many bytes of it, from its start on; at most {@link #PIECE}
    /// @return whether more is wanted; after `false` nothing comes until {@link Pty#resume}
    boolean output(byte[] buffer, int length);

    /// The program has ended, all it printed was told. The last call.
    void ended(ExitStatus exit);
  }
}
