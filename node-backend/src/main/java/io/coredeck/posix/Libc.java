package io.coredeck.posix;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout.PathElement;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SegmentAllocator;
import java.lang.foreign.StructLayout;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.VarHandle;

/// The way into the kernel.
///
/// The only class here that calls native code, hence the only one allowed restricted methods.
@SuppressWarnings("restricted")
final class Libc {
  /// Stands for the current directory in place of an open one; paths are absolute then.
  static final int NO_DIRECTORY = -100;

  private static final int MESSAGE_LIMIT_BYTES = 256;
  private static final boolean ARM = "aarch64".equals(System.getProperty("os.arch"));

  /// Flags of openat(2); two of them depend on the processor.
  static final int O_WRONLY = 01;

  static final int O_CREAT = 0100;
  static final int O_EXCL = 0200;
  static final int O_NONBLOCK = 04000;
  static final int O_CLOEXEC = 02000000;
  static final int O_DIRECTORY = ARM ? 040000 : 0200000;
  static final int O_NOFOLLOW = ARM ? 0100000 : 0400000;

  private static final Linker LINKER = Linker.nativeLinker();
  private static final StructLayout STATE = Linker.Option.captureStateLayout();
  private static final VarHandle ERRNO = STATE.varHandle(PathElement.groupElement("errno"));
  private static final MethodHandle SYSCALL =
      LINKER.downcallHandle(
          LINKER.defaultLookup().findOrThrow("syscall"),
          FunctionDescriptor.of(
              JAVA_LONG, JAVA_LONG, JAVA_LONG, JAVA_LONG, JAVA_LONG, JAVA_LONG, JAVA_LONG),
          Linker.Option.captureCallState("errno"),
          Linker.Option.firstVariadicArg(1));
  private static final MethodHandle STRERROR =
      LINKER.downcallHandle(
          LINKER.defaultLookup().findOrThrow("strerror"), FunctionDescriptor.of(ADDRESS, JAVA_INT));

  private Libc() {}

  /// Numbers of the calls on x86-64 and on 64-bit ARM; asm/unistd_64.h and asm-generic/unistd.h.
  enum Call {
    CLOSE(3, 57),
    IOCTL(16, 29),
    GETDENTS64(217, 61),
    OPENAT(257, 56),
    MKDIRAT(258, 34),
    MKNODAT(259, 33),
    FCHOWNAT(260, 54),
    UNLINKAT(263, 35),
    LINKAT(265, 37),
    SYMLINKAT(266, 36),
    READLINKAT(267, 78),
    FCHMODAT(268, 53),
    UTIMENSAT(280, 88),
    STATX(332, 291);

    private final long number;

    Call(long x86, long arm) {
      this.number = ARM ? arm : x86;
    }
  }

  /// @param arguments at most five numbers and addresses
  /// @return 0 or more, or the negative error number
  static long call(Call call, long... arguments) {
    try (var arena = Arena.ofConfined()) {
      var state = arena.allocate(STATE);
      var a = java.util.Arrays.copyOf(arguments, 5);
      var result = (long) SYSCALL.invokeExact(state, call.number, a[0], a[1], a[2], a[3], a[4]);
      return result < 0 ? -(int) ERRNO.get(state, 0L) : result;
    } catch (Throwable e) {
      throw impossible(call.name(), e);
    }
  }

  /// @return the address of a copy that ends with a NUL
  static long text(SegmentAllocator memory, RawPath path) {
    var bytes = path.bytes();
    var copy = memory.allocate(bytes.length + 1L);
    MemorySegment.copy(bytes, 0, copy, JAVA_BYTE, 0, bytes.length);
    return copy.address();
  }

  /// @param what what was tried, on what
  /// @param result of a call that failed
  static PosixException failed(String what, long result) {
    var error = (int) -result;
    return new PosixException(what, error, words(error));
  }

  private static String words(int error) {
    try {
      var text = (MemorySegment) STRERROR.invokeExact(error);
      return text.reinterpret(MESSAGE_LIMIT_BYTES).getString(0);
    } catch (Throwable e) {
      throw impossible("strerror", e);
    }
  }

  /// The handles throw nothing of their own; what comes is an error of the JVM.
  private static AssertionError impossible(String what, Throwable cause) {
    if (cause instanceof Error error) {
      throw error;
    }
    return new AssertionError("calling " + what, cause);
  }
}
