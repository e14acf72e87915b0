package io.coredeck.corex.linux.spawn;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_INT;

import io.coredeck.corex.linux.system.Libc;
import io.coredeck.corex.run.ExecFailedException;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.List;

/// Starts a program on three pipes with posix_spawn(3): in a session of its own, with no other
/// descriptor of ours, and with no signal blocked or ignored.
public final class PipeSpawn {

  // Larger than the structures of any glibc.
  private static final int ATTRIBUTES_BYTES = 1024;
  private static final int ACTIONS_BYTES = 512;
  private static final int SIGNAL_SET_BYTES = 128;

  private static final int SET_SIGNAL_DEFAULT = 0x04;
  private static final int SET_SIGNAL_MASK = 0x08;
  private static final int SET_SESSION = 0x80;
  private static final int STREAMS = 3;

  private static final Libc.Function SPAWN = Libc.function("posix_spawn");
  private static final Libc.Function INIT_ACTIONS = Libc.function("posix_spawn_file_actions_init");
  private static final Libc.Function ADD_DUP = Libc.function("posix_spawn_file_actions_adddup2");
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

  private final Arena arena;
  private final MemorySegment actions;
  private final MemorySegment attributes;
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

  private PipeSpawn(Arena arena) {
    this.arena = arena;
    this.actions = arena.allocate(ACTIONS_BYTES, Long.BYTES);
    this.attributes = arena.allocate(ATTRIBUTES_BYTES, Long.BYTES);
  }

  /// @param variables `NAME=value`
  /// @throws ExecFailedException with the system's words
  public static Spawned spawn(Executable executable, List<String> variables, String directory)
      throws IOException {
    try (var arena = Arena.ofConfined()) {
      return new PipeSpawn(arena).run(executable, variables, directory);
    }
  }

  private Spawned run(Executable executable, List<String> variables, String directory)
      throws ExecFailedException {
    checked(INIT_ACTIONS.call(actions.address(), 0, 0, 0, 0, 0));
    var started = false;
    try {
      openPipes();
      setActions(directory);
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
      started = true;
      return new Spawned(pid.get(JAVA_INT, 0), ours[0], ours[1], ours[2]);
    } finally {
      DESTROY_ACTIONS.call(actions.address(), 0, 0, 0, 0, 0);
      close(theirs);
      if (!started) {
        close(ours);
      }
    }
  }

  private void openPipes() throws ExecFailedException {
    for (var stream = 0; stream < STREAMS; stream++) {
      var ends = arena.allocate(JAVA_INT, 2);
      checked(-Libc.pipe(ends));
      var theirEnd = stream == 0 ? 0 : 1;
      theirs[stream] = ends.getAtIndex(JAVA_INT, theirEnd);
      ours[stream] = ends.getAtIndex(JAVA_INT, 1 - theirEnd);
      Libc.setNonBlocking(ours[stream]);
    }
  }

  private void setActions(String directory) throws ExecFailedException {
    for (var stream = 0; stream < STREAMS; stream++) {
      checked(ADD_DUP.call(actions.address(), theirs[stream], stream, 0, 0, 0));
    }
    checked(ADD_CLOSE_FROM.call(actions.address(), STREAMS, 0, 0, 0, 0));
    var path = arena.allocateFrom(directory).address();
    checked(ADD_DIRECTORY.call(actions.address(), path, 0, 0, 0, 0));
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

  private static void close(int[] descriptors) {
    for (var fd : descriptors) {
      if (fd >= 0) {
        Libc.close(fd);
      }
    }
  }

  /// @param result an error number; 0 for none
  private static void checked(long result) throws ExecFailedException {
    if ((int) result != 0) {
      throw new ExecFailedException(Libc.message((int) result));
    }
  }
}
