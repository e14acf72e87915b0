package io.coredeck.corex.linux.system;

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

/// The calls of Linux that the JDK does not offer. What fails answers minus the error number.
///
/// All of them go through syscall(2), in two forms only: each form costs Java 15 ms and memory for
/// code it makes at run time, in every container. The only class of CoreX that calls native code
/// itself, hence the only one allowed restricted methods.
@SuppressWarnings("restricted")
public final class Libc {
  public static final int ESRCH = 3;
  public static final int EINTR = 4;
  public static final int EAGAIN = 11;

  private static final Linker LINKER = Linker.nativeLinker();
  private static final StructLayout STATE = Linker.Option.captureStateLayout();
  private static final VarHandle ERRNO =
      STATE.varHandle(MemoryLayout.PathElement.groupElement("errno"));

  /// Where a failed call leaves its error number; one per thread.
  private static final ThreadLocal<MemorySegment> ERROR =
      ThreadLocal.withInitial(() -> Arena.ofAuto().allocate(STATE));

  private static final FunctionDescriptor NUMBERS =
      FunctionDescriptor.of(
          JAVA_LONG, JAVA_LONG, JAVA_LONG, JAVA_LONG, JAVA_LONG, JAVA_LONG, JAVA_LONG, JAVA_LONG);

  /// Anything that may take time.
  private static final MethodHandle SYSCALL =
      LINKER.downcallHandle(address("syscall"), NUMBERS, Linker.Option.captureCallState("errno"));

  /// For calls that return at once; they work on Java arrays.
  private static final MethodHandle TRANSFER =
      LINKER.downcallHandle(
          address("syscall"),
          FunctionDescriptor.of(JAVA_LONG, JAVA_LONG, JAVA_LONG, ADDRESS, JAVA_LONG),
          Linker.Option.captureCallState("errno"),
          Linker.Option.critical(true));

  private static final Function MALLOC_TRIM = function("malloc_trim");

  private static final int WNOHANG = 1;
  private static final int WEXITED = 4;
  private static final int WNOWAIT = 0x1000000;
  private static final int SIGNAL_INFO_BYTES = 128;
  private static final int F_GETFL = 3;
  private static final int F_SETFL = 4;
  private static final int O_NONBLOCK = 0x800;
  private static final int EFD_NONBLOCK_CLOEXEC = 0x80800;
  private static final int EPOLL_CLOEXEC = 0x80000;
  private static final int O_CLOEXEC = 0x80000;
  private static final int CURRENT_DIRECTORY = -100;
  private static final int MESSAGE_BYTES = 1024;

  /// Stands for a number that shall stay what it is.
  private static final long KEEP = -1;

  private static final int SIG_SETMASK = 2;
  private static final int SIGNAL_SET_BYTES = 8;
  private static final int SET_DUMPABLE = 4;

  /// The numbers of the calls, by architecture.
  enum Call {
    READ(0, 63),
    WRITE(1, 64),
    CLOSE(3, 57),
    SIGPROCMASK(14, 135),
    IOCTL(16, 29),
    WAIT4(61, 260),
    KILL(62, 129),
    FCNTL(72, 25),
    CHDIR(80, 49),
    GETGROUPS(115, 158),
    SETGROUPS(116, 159),
    SETRESUID(117, 147),
    GETRESUID(118, 148),
    SETRESGID(119, 149),
    GETRESGID(120, 150),
    GETSID(124, 156),
    PRCTL(157, 167),
    CHROOT(161, 51),
    EPOLL_CTL(233, 21),
    WAITID(247, 95),
    FCHOWNAT(260, 54),
    UNSHARE(272, 97),
    EVENTFD(290, 19),
    EPOLL_CREATE(291, 20),
    PIPE2(293, 59),
    PIDFD_OPEN(434, 434),
    EPOLL_PWAIT2(441, 441);

    private final long number;

    Call(long amd64, long aarch64) {
      number = System.getProperty("os.arch").equals("amd64") ? amd64 : aarch64;
    }
  }

  private Libc() {}

  /// @param fd must not block
  public static long read(int fd, byte[] into, int offset) {
    return read(fd, into, offset, into.length);
  }

  /// @param fd must not block
  /// @param end nothing is read into the array from here on
  public static long read(int fd, byte[] into, int offset, int end) {
    return transfer(Call.READ, fd, MemorySegment.ofArray(into).asSlice(offset, end - offset));
  }

  /// @param fd must not block
  public static long write(int fd, byte[] from, int offset) {
    return transfer(Call.WRITE, fd, MemorySegment.ofArray(from).asSlice(offset));
  }

  public static void close(int fd) {
    call(Call.CLOSE, fd, 0, 0, 0);
  }

  public static void setNonBlocking(int fd) {
    var flags = call(Call.FCNTL, fd, F_GETFL, 0, 0);
    call(Call.FCNTL, fd, F_SETFL, flags | O_NONBLOCK, 0);
  }

  public static int eventFd() {
    return (int) call(Call.EVENTFD, 0, EFD_NONBLOCK_CLOEXEC, 0, 0);
  }

  public static int epollCreate() {
    return (int) call(Call.EPOLL_CREATE, EPOLL_CLOEXEC, 0, 0, 0);
  }

  public static int epollControl(int epoll, int operation, int fd, MemorySegment event) {
    return (int) call(Call.EPOLL_CTL, epoll, operation, fd, event.address());
  }

  /// @param timeout a timespec
  public static int epollWait(int epoll, MemorySegment events, int count, MemorySegment timeout) {
    return (int) call(Call.EPOLL_PWAIT2, epoll, events.address(), count, timeout.address());
  }

  public static int pidFdOpen(int pid) {
    return (int) call(Call.PIDFD_OPEN, pid, 0, 0, 0);
  }

  /// Takes the status of a child that has ended; does not wait.
  ///
  /// @param status an int, or NULL
  /// @return the pid if it has ended, 0 if not
  public static int waitForEnded(int pid, MemorySegment status) {
    return (int) call(Call.WAIT4, pid, status.address(), WNOHANG, 0);
  }

  public static int kill(int pid, int signal) {
    return (int) call(Call.KILL, pid, signal, 0, 0);
  }

  /// @return the session of a process, also of one that has ended and whose status was not taken
  public static int sessionOf(int pid) {
    return (int) call(Call.GETSID, pid, 0, 0, 0);
  }

  /// Lets this thread, and with it the programs it starts, get every signal.
  public static void unblockSignals() {
    try (var arena = Arena.ofConfined()) {
      var none = arena.allocate(SIGNAL_SET_BYTES);
      call(Call.SIGPROCMASK, SIG_SETMASK, none.address(), 0, SIGNAL_SET_BYTES);
    }
  }

  /// Makes a pipe; both ends are closed in programs that are started.
  ///
  /// @param ends two ints: the one to read, the one to write
  public static int pipe(MemorySegment ends) {
    return (int) call(Call.PIPE2, ends.address(), O_CLOEXEC, 0, 0);
  }

  /// @param path as the C library wants it
  /// @param owner number of a user
  public static int setOwner(MemorySegment path, long owner) {
    return (int) call(Call.FCHOWNAT, CURRENT_DIRECTORY, path.address(), owner, KEEP);
  }

  /// @return whether a child has ended whose status nobody has taken
  public static boolean isChildWaiting() {
    try (var arena = Arena.ofConfined()) {
      var info = arena.allocate(SIGNAL_INFO_BYTES, JAVA_LONG.byteAlignment());
      var result = call(Call.WAITID, 0, 0, info.address(), WEXITED | WNOHANG | WNOWAIT);
      return result == 0 && info.get(JAVA_INT, 0) != 0;
    }
  }

  /// From now on programs of the same user see neither memory nor environment of this one, unless
  /// they may look into every process. What it starts is as open as any program.
  public static void closeMemory() {
    control(SET_DUMPABLE, 0, 0);
  }

  /// prctl(2) with two arguments that are numbers or addresses.
  public static int control(int what, long value, long more) {
    return (int) call(Call.PRCTL, what, value, more, 0);
  }

  /// A function of the C library that takes numbers and addresses alone, six at most: more than it
  /// wants are not looked at.
  public static final class Function {
    private final MethodHandle handle;

    private Function(MemorySegment address) {
      this.handle =
          LINKER.downcallHandle(address, NUMBERS, Linker.Option.captureCallState("errno"));
    }

    /// @return what it returns; if that is an int only its lower half counts
    public long call(long first, long second, long third, long fourth, long fifth, long sixth) {
      try {
        return (long)
            handle.invokeExact(ERROR.get(), first, second, third, fourth, fifth, sixth, 0L);
      } catch (Throwable e) {
        throw new IllegalStateException("a function of the C library cannot be called", e);
      }
    }
  }

  /// @return the function of this name, of the same form as all others
  public static Function function(String name) {
    return new Function(address(name));
  }

  /// @return what an error number means, in the words of the C library
  public static String message(int error) {
    var text = function("strerror").call(error, 0, 0, 0, 0, 0);
    return MemorySegment.ofAddress(text).reinterpret(MESSAGE_BYTES).getString(0);
  }

  /// Gives back memory that the C library keeps for later.
  public static void trimHeap() {
    MALLOC_TRIM.call(0, 0, 0, 0, 0, 0);
  }

  private interface Native {
    long run(MemorySegment state) throws Throwable;
  }

  static long call(Call call, long first, long second, long third, long fourth) {
    return checked(state ->
        (long) SYSCALL.invokeExact(state, call.number, first, second, third, fourth, 0L, 0L));
  }

  private static long transfer(Call call, long fd, MemorySegment bytes) {
    return checked(
        state -> (long) TRANSFER.invokeExact(state, call.number, fd, bytes, bytes.byteSize()));
  }

  private static long checked(Native call) {
    var state = ERROR.get();
    try {
      var result = call.run(state);
      return result < 0 ? -(int) ERRNO.get(state, 0L) : result;
    } catch (Throwable e) {
      throw new IllegalStateException("a call of the system cannot be made", e);
    }
  }

  private static MemorySegment address(String name) {
    return LINKER
        .defaultLookup()
        .find(name)
        .orElseThrow(() ->
            new IllegalStateException(
                "the C library has no " + name + "; it must be glibc 2.34 or later"));
  }
}
