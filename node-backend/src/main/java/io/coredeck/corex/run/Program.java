package io.coredeck.corex.run;

/// A program that was started. It leads a session of its own. Safe for use by several threads; no
/// method blocks.
public interface Program {

  /// @return its process id
  long pid();

  /// @return whether it is a shell that talks to a person at a terminal and so ignores SIGTERM: it
  ///   ends when its terminal is gone, SIGHUP. False for others that ignore it
  default boolean isShell() {
    return false;
  }

  /// Sends a signal to the program, unless it has ended.
  ///
  /// @param number 0 to 64
  void signal(int number);

  /// Sends a signal to the program and what it has not put into groups of their own, unless it has
  /// ended.
  ///
  /// @param number 0 to 64
  void signalGroup(int number);

  /// Sends a signal to everything in the program's session, also after the program has ended.
  ///
  /// @param number 0 to 64
  /// @return how many processes there were
  int signalSession(int number);
}
