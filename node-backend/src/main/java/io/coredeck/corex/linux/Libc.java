package io.coredeck.corex.linux;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.StructLayout;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.VarHandle;

/// The calls of the C library that the JDK does not offer. What fails answers minus the error
/// number.
///
/// The only class of CoreX that calls native code itself, hence the only one allowed restricted
/// methods.
@SuppressWarnings("restricted")
final class Libc {
  static final int EINTR = 4;
  static final int EAGAIN = 11;

  private static final Linker LINKER = Linker.nativeLinker();
  private static final StructLayout STATE = Linker.Option.captureStateLayout();
  private static final VarHandle ERRNO =
      STATE.varHandle(MemoryLayout.PathElement.groupElement("errno"));

  /// Where a failed call leaves its error number; one per thread.
  private static final ThreadLocal<MemorySegment> ERROR =
      ThreadLocal.withInitial(() -> Arena.ofAuto().allocate(STATE));

  private static final MethodHandle READ = fast("read", JAVA_LONG, JAVA_INT, ADDRESS, JAVA_LONG);
  private static final MethodHandle WRITE = fast("write", JAVA_LONG, JAVA_INT, ADDRESS, JAVA_LONG);
  private static final MethodHandle CLOSE = call("close", JAVA_INT, JAVA_INT);
  private static final MethodHandle FCNTL =
      variadic("fcntl", 2, JAVA_INT, JAVA_INT, JAVA_INT, JAVA_INT);
  private static final MethodHandle EVENTFD = call("eventfd", JAVA_INT, JAVA_INT, JAVA_INT);
  private static final MethodHandle EPOLL_CREATE = call("epoll_create1", JAVA_INT, JAVA_INT);
  private static final MethodHandle EPOLL_CTL =
      call("epoll_ctl", JAVA_INT, JAVA_INT, JAVA_INT, JAVA_INT, ADDRESS);
  private static final MethodHandle EPOLL_WAIT =
      call("epoll_pwait2", JAVA_INT, JAVA_INT, ADDRESS, JAVA_INT, ADDRESS, ADDRESS);
  private static final MethodHandle PIDFD_OPEN =
      variadic("syscall", 1, JAVA_LONG, JAVA_LONG, JAVA_INT, JAVA_INT);
  private static final MethodHandle WAITPID =
      call("waitpid", JAVA_INT, JAVA_INT, ADDRESS, JAVA_INT);
  private static final MethodHandle KILL = call("kill", JAVA_INT, JAVA_INT, JAVA_INT);
  private static final MethodHandle TCGETATTR = call("tcgetattr", JAVA_INT, JAVA_INT, ADDRESS);
  private static final MethodHandle TCSETATTR =
      call("tcsetattr", JAVA_INT, JAVA_INT, JAVA_INT, ADDRESS);
  private static final MethodHandle SIGMASK =
      call("pthread_sigmask", JAVA_INT, JAVA_INT, ADDRESS, ADDRESS);

  private static final long PIDFD_OPEN_NUMBER = 434;
  private static final int WNOHANG = 1;
  private static final int F_GETFL = 3;
  private static final int F_SETFL = 4;
  private static final int O_NONBLOCK = 0x800;
  private static final int EFD_NONBLOCK_CLOEXEC = 0x80800;
  private static final int EPOLL_CLOEXEC = 0x80000;
  private static final int SIG_SETMASK = 2;
  private static final int SIGNAL_SET_BYTES = 128;
  private static final int TERMIOS_BYTES = 64;
  private static final int IUTF8 = 0x4000;

  private Libc() {}

  /// @param fd must not block
  static long read(int fd, byte[] into, int offset) {
    var rest = MemorySegment.ofArray(into).asSlice(offset);
    return checked(state -> (long) READ.invokeExact(state, fd, rest, rest.byteSize()));
  }

  /// @param fd must not block
  static long write(int fd, byte[] from, int offset) {
    var rest = MemorySegment.ofArray(from).asSlice(offset);
    return checked(state -> (long) WRITE.invokeExact(state, fd, rest, rest.byteSize()));
  }

  static long close(int fd) {
    return checked(state -> (int) CLOSE.invokeExact(state, fd));
  }

  static long setNonBlocking(int fd) {
    var flags = (int) checked(state -> (int) FCNTL.invokeExact(state, fd, F_GETFL, 0));
    return flags < 0
        ? flags
        : checked(state -> (int) FCNTL.invokeExact(state, fd, F_SETFL, flags | O_NONBLOCK));
  }

  static int eventFd() {
    return (int) checked(state -> (int) EVENTFD.invokeExact(state, 0, EFD_NONBLOCK_CLOEXEC));
  }

  static int epollCreate() {
    return (int) checked(state -> (int) EPOLL_CREATE.invokeExact(state, EPOLL_CLOEXEC));
  }

  static long epollControl(int epoll, int operation, int fd, MemorySegment event) {
    return checked(state -> (int) EPOLL_CTL.invokeExact(state, epoll, operation, fd, event));
  }

  /// @param timeout a timespec, or NULL to wait for ever
  static int epollWait(int epoll, MemorySegment events, int count, MemorySegment timeout) {
    return (int)
        checked(state ->
            (int) EPOLL_WAIT.invokeExact(state, epoll, events, count, timeout, MemorySegment.NULL));
  }

  static int pidFdOpen(int pid) {
    return (int) checked(state -> (long) PIDFD_OPEN.invokeExact(state, PIDFD_OPEN_NUMBER, pid, 0));
  }

  /// Takes the status of a child that has ended; does not wait.
  ///
  /// @return the pid if it has ended, 0 if not
  static int waitForEnded(int pid, MemorySegment status) {
    return (int) checked(state -> (int) WAITPID.invokeExact(state, pid, status, WNOHANG));
  }

  static long kill(int pid, int signal) {
    return checked(state -> (int) KILL.invokeExact(state, pid, signal));
  }

  /// Tells a terminal that its input is UTF-8, so that erasing a character erases all its bytes.
  static long setUtf8(int terminal) {
    try (var arena = Arena.ofConfined()) {
      var settings = arena.allocate(TERMIOS_BYTES);
      var got = checked(state -> (int) TCGETATTR.invokeExact(state, terminal, settings));
      settings.set(JAVA_INT, 0, settings.get(JAVA_INT, 0) | IUTF8);
      return got < 0
          ? got
          : checked(state -> (int) TCSETATTR.invokeExact(state, terminal, 0, settings));
    }
  }

  /// Lets this thread, and with it the programs it starts, get every signal.
  static void unblockSignals() {
    try (var arena = Arena.ofConfined()) {
      var none = arena.allocate(SIGNAL_SET_BYTES);
      checked(state -> (int) SIGMASK.invokeExact(state, SIG_SETMASK, none, MemorySegment.NULL));
    }
  }

  private interface Call {
    long run(MemorySegment state) throws Throwable;
  }

  private static long checked(Call call) {
    var state = ERROR.get();
    try {
      var result = call.run(state);
      return result < 0 ? -(int) ERRNO.get(state, 0L) : result;
    } catch (Throwable e) {
      throw new IllegalStateException("a call of the C library cannot be made", e);
    }
  }

  private static MethodHandle call(String name, MemoryLayout result, MemoryLayout... arguments) {
    return handle(name, result, arguments, Linker.Option.captureCallState("errno"));
  }

  /// For calls that return at once; they may work on Java arrays.
  private static MethodHandle fast(String name, MemoryLayout result, MemoryLayout... arguments) {
    return handle(
        name,
        result,
        arguments,
        Linker.Option.captureCallState("errno"),
        Linker.Option.critical(true));
  }

  private static MethodHandle variadic(
      String name, int first, MemoryLayout result, MemoryLayout... arguments) {
    return handle(
        name,
        result,
        arguments,
        Linker.Option.captureCallState("errno"),
        Linker.Option.firstVariadicArg(first));
  }

  private static MethodHandle handle(
      String name, MemoryLayout result, MemoryLayout[] arguments, Linker.Option... options) {
    var address =
        LINKER
            .defaultLookup()
            .find(name)
            .orElseThrow(() ->
                new IllegalStateException(
                    "the C library has no %s; glibc 2.35 or later is needed".formatted(name)));
    return LINKER.downcallHandle(address, FunctionDescriptor.of(result, arguments), options);
  }
}
