package io.coredeck.node.host;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// What the grid asks of the operating system beyond what the JDK offers.
///
/// Safe for use by several threads.
public interface Host {

  /// Runs a program to its end.
  ///
  /// @return what it wrote to its standard output, as UTF-8
  /// @throws CommandFailedException if it cannot start, takes too long or ends with another status
  ///   than 0
  /// @throws InterruptedException if the caller is interrupted; the program is killed
  String run(Command command) throws IOException, InterruptedException;

  /// Starts a program that goes on by itself, in its own session, with its standard output and
  /// error appended to a file. The limit and the input of the command do not count.
  ///
  /// @param log created if absent
  /// @return the running program
  /// @throws CommandFailedException if it cannot start
  Process start(Command command, Path log) throws IOException;

  /// Writes what is below `/proc/sys/net` in a network namespace; namespaces(7).
  ///
  /// @param namespace a file of the namespace, e.g. `/run/netns/NAME`
  /// @param values by their paths there, e.g. `ipv4/ip_forward`
  /// @throws IOException with the system's reason; what was written before stays
  /// @throws InterruptedException if the caller is interrupted; they are written all the same
  void setInNetwork(Path namespace, Map<String, String> values)
      throws IOException, InterruptedException;

  /// Mounts a file system; mount(2).
  ///
  /// @param source device, directory or name, as the type asks for
  /// @param target an existing directory or file
  /// @param type e.g. `overlay`; empty for a bind mount
  /// @param flags none or more
  /// @param data options of the file system, e.g. `lowerdir=…`
  /// @throws IOException with the system's reason
  void mount(String source, Path target, String type, Set<MountFlag> flags, String data)
      throws IOException;

  /// Unmounts what is mounted on the target; nothing mounted there is fine. A busy file system is
  /// detached and goes when its last user goes.
  ///
  /// @throws IOException with the system's reason
  void unmount(Path target) throws IOException;

  /// @return where something is mounted, from `/proc/self/mountinfo`
  Set<Path> mountPoints() throws IOException;

  /// @param pid number of a process
  /// @return the process that has the number now; empty if none has, or it has ended and only waits
  ///   for its parent
  Optional<ProcessKey> process(long pid);

  /// Sends a signal to exactly this process, never to a later one with the same number.
  ///
  /// @return whether it was there to get it
  /// @throws IOException with the system's reason, if it is there and may not be signalled
  boolean signal(ProcessKey process, Signal signal) throws IOException;

  /// @return the most that this program may grant to the programs it starts; {@link Long#MAX_VALUE}
  ///   if that is not limited
  long hardLimit(Resource resource) throws IOException;

  /// Signals that end a process.
  enum Signal {
    TERMINATE(15),
    KILL(9);

    private final int number;

    Signal(int number) {
      this.number = number;
    }

    int number() {
      return number;
    }
  }

  /// What getrlimit(2) limits, as far as the grid sets it.
  enum Resource {
    OPEN_FILES("Max open files"),
    PROCESSES("Max processes"),
    CORE_SIZE("Max core file size"),
    LOCKED_MEMORY("Max locked memory"),
    QUEUE_BYTES("Max msgqueue size"),
    SIGNALS("Max pending signals");

    private final String label;

    Resource(String label) {
      this.label = label;
    }

    /// @return its name in `/proc/PID/limits`
    String label() {
      return label;
    }
  }

  /// Flags of mount(2).
  enum MountFlag {
    READ_ONLY,
    NO_SUID,
    NO_DEV,
    NO_EXEC,
    NO_ATIME,
    BIND,
    RECURSIVE,
    REMOUNT,
    PRIVATE
  }
}
