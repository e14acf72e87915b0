package io.coredeck.corex.linux.spawn;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_INT;

import io.coredeck.corex.linux.system.Libc;
import io.coredeck.corex.run.ExecFailedException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.List;

/// One use of posix_spawn(3): the program runs in a session of its own, with no other descriptor of
/// ours than the three it is given, and with every signal as it is for a new program.
///
/// The C library lends our memory to the new process until it is the program, instead of copying it
/// as fork(2) does, and answers only then: what the system refuses is known at once, and a signal
/// can reach nobody but the program.
final class PosixSpawn implements AutoCloseable {
  static final int STREAMS = 3;

  // Larger than the structures of any glibc.
  private static final int ATTRIBUTES_BYTES = 1024;
  private static final int ACTIONS_BYTES = 512;
  private static final int SIGNAL_SET_BYTES = 128;

  private static final int SET_SIGNAL_DEFAULT = 0x04;
  private static final int SET_SIGNAL_MASK = 0x08;
  private static final int SET_SESSION = 0x80;
  private static final int O_RDWR = 2;

  private static final Libc.Function SPAWN = Libc.function("posix_spawn");
  private static final Libc.Function INIT_ACTIONS = Libc.function("posix_spawn_file_actions_init");
  private static final Libc.Function ADD_DUP = Libc.function("posix_spawn_file_actions_adddup2");
  private static final Libc.Function ADD_OPEN = Libc.function("posix_spawn_file_actions_addopen");
  private static final Libc.Function ADD_CLOSE_FROM =
      Libc.function("posix_spawn_file_actions_addclosefrom_np");
  private static final Libc.Function ADD_DIRECTORY =
      Libc.function("posix_spawn_file_actions_addchdir_np");
  private static final Libc.Function DESTROY_ACTIONS =
      Libc.function("posix_spawn_file_actions_destroy");
  private static final Libc.Function INIT_ATTRIBUTES = Libc.function("posix_spawnattr_init");
  private static final Libc.Function SET_FLAGS = Libc.function("posix_spawnattr_setflags");
  private static final Libc.Function SET_DEFAULT = Libc.function("posix_spawnattr_setsigdefault");
  private static final Libc.Function SET_MASK = Libc.function("posix_spawnattr_setsigmask");
  private static final Libc.Function FILL_SET = Libc.function("sigfillset");

  private final Arena arena = Arena.ofConfined();
  private final MemorySegment actions = arena.allocate(ACTIONS_BYTES, Long.BYTES);
  private final MemorySegment attributes = arena.allocate(ATTRIBUTES_BYTES, Long.BYTES);

  PosixSpawn() {
    INIT_ACTIONS.call(actions.address(), 0, 0, 0, 0, 0);
  }

  /// Looks up the functions, so that the first program starts as fast as the others.
  static void load() {
    // To be called is enough: they are looked up with the class.
  }

  /// Gives the program a descriptor of ours as one of its streams.
  void give(int descriptor, int stream) throws ExecFailedException {
    checked(ADD_DUP.call(actions.address(), descriptor, stream, 0, 0, 0));
  }

  /// Lets the program open a file to read and write as one of its streams; a terminal that nobody
  /// has becomes the one of its session.
  void open(String path, int stream) throws ExecFailedException {
    var address = arena.allocateFrom(path).address();
    checked(ADD_OPEN.call(actions.address(), stream, address, O_RDWR, 0, 0));
  }

  /// @param variables `NAME=value`
  /// @return the process, which is the program
  /// @throws ExecFailedException with the system's words
  int start(Executable executable, List<String> variables, String directory)
      throws ExecFailedException {
    checked(ADD_CLOSE_FROM.call(actions.address(), STREAMS, 0, 0, 0, 0));
    var path = arena.allocateFrom(directory).address();
    checked(ADD_DIRECTORY.call(actions.address(), path, 0, 0, 0, 0));
    setAttributes();
    var pid = arena.allocate(JAVA_INT);
    checked(
        SPAWN.call(
            pid.address(),
            arena.allocateFrom(executable.program()).address(),
            actions.address(),
            attributes.address(),
            texts(executable.argv()),
            texts(variables)));
    return pid.get(JAVA_INT, 0);
  }

  private void setAttributes() throws ExecFailedException {
    var flags = SET_SIGNAL_DEFAULT | SET_SIGNAL_MASK | SET_SESSION;
    var all = arena.allocate(SIGNAL_SET_BYTES, Long.BYTES);
    var none = arena.allocate(SIGNAL_SET_BYTES, Long.BYTES);
    FILL_SET.call(all.address(), 0, 0, 0, 0, 0);
    checked(INIT_ATTRIBUTES.call(attributes.address(), 0, 0, 0, 0, 0));
    checked(SET_FLAGS.call(attributes.address(), flags, 0, 0, 0, 0));
    checked(SET_DEFAULT.call(attributes.address(), all.address(), 0, 0, 0, 0));
    checked(SET_MASK.call(attributes.address(), none.address(), 0, 0, 0, 0));
  }

  /// @return address of addresses of texts, the last of them NULL
  private long texts(List<String> texts) {
    var list = arena.allocate(ADDRESS, texts.size() + 1L);
    for (var i = 0; i < texts.size(); i++) {
      list.setAtIndex(ADDRESS, i, arena.allocateFrom(texts.get(i)));
    }
    return list.address();
  }

  /// @param result an error number; 0 for none
  static void checked(long result) throws ExecFailedException {
    if ((int) result != 0) {
      throw new ExecFailedException(Libc.message((int) result));
    }
  }

  @Override
  public void close() {
    DESTROY_ACTIONS.call(actions.address(), 0, 0, 0, 0, 0);
    arena.close();
  }
}
