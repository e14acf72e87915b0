package io.coredeck.node.host;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout.PathElement;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.StructLayout;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.VarHandle;

/// The few functions of the C library that the JDK does not offer.
///
/// The only class that calls native code, hence the only one allowed restricted methods. Each
/// function returns 0 or more, or the negative error number.
@SuppressWarnings("restricted")
final class Libc {
  /// Error numbers of Linux, the same on all its architectures that a JDK runs on.
  static final int ENOENT = 2;

  static final int ESRCH = 3;
  static final int EBUSY = 16;
  static final int EINVAL = 22;

  /// What a descriptor given to setns(2) must be of.
  static final int CLONE_NEWNET = 0x40000000;

  private static final int READ_ONLY = 0;
  private static final int CLOSE_ON_EXEC = 02000000;
  private static final int MESSAGE_LIMIT_BYTES = 256;
  private static final int PIDFD_SEND_SIGNAL = 424;
  private static final int PIDFD_OPEN = 434;

  private static final Linker LINKER = Linker.nativeLinker();
  private static final StructLayout STATE = Linker.Option.captureStateLayout();
  private static final VarHandle ERRNO = STATE.varHandle(PathElement.groupElement("errno"));

  private static final MethodHandle MOUNT =
      function(
          "mount", FunctionDescriptor.of(JAVA_INT, ADDRESS, ADDRESS, ADDRESS, JAVA_LONG, ADDRESS));
  private static final MethodHandle UMOUNT2 =
      function("umount2", FunctionDescriptor.of(JAVA_INT, ADDRESS, JAVA_INT));
  private static final MethodHandle OPEN =
      LINKER.downcallHandle(
          LINKER.defaultLookup().findOrThrow("open"),
          FunctionDescriptor.of(JAVA_INT, ADDRESS, JAVA_INT),
          Linker.Option.captureCallState("errno"),
          Linker.Option.firstVariadicArg(2));
  private static final MethodHandle SETNS =
      function("setns", FunctionDescriptor.of(JAVA_INT, JAVA_INT, JAVA_INT));
  private static final MethodHandle CLOSE =
      function("close", FunctionDescriptor.of(JAVA_INT, JAVA_INT));
  private static final MethodHandle SYSCALL =
      LINKER.downcallHandle(
          LINKER.defaultLookup().findOrThrow("syscall"),
          FunctionDescriptor.of(JAVA_LONG, JAVA_LONG, JAVA_LONG, JAVA_LONG, JAVA_LONG, JAVA_LONG),
          Linker.Option.captureCallState("errno"),
          Linker.Option.firstVariadicArg(1));
  private static final MethodHandle STRERROR =
      LINKER.downcallHandle(
          LINKER.defaultLookup().findOrThrow("strerror"), FunctionDescriptor.of(ADDRESS, JAVA_INT));

  private Libc() {}

  static int mount(String source, String target, String type, long flags, String data) {
    try (var arena = Arena.ofConfined()) {
      var state = arena.allocate(STATE);
      var result =
          (int)
              MOUNT.invokeExact(
                  state,
                  arena.allocateFrom(source),
                  arena.allocateFrom(target),
                  arena.allocateFrom(type),
                  flags,
                  arena.allocateFrom(data));
      return result(state, result);
    } catch (Throwable e) {
      throw impossible("mount", e);
    }
  }

  static int unmount(String target, int flags) {
    try (var arena = Arena.ofConfined()) {
      var state = arena.allocate(STATE);
      return result(state, (int) UMOUNT2.invokeExact(state, arena.allocateFrom(target), flags));
    } catch (Throwable e) {
      throw impossible("umount2", e);
    }
  }

  /// open(2), to be read and not to be inherited.
  ///
  /// @return a descriptor, to be closed
  static int open(String path) {
    try (var arena = Arena.ofConfined()) {
      var state = arena.allocate(STATE);
      var flags = READ_ONLY | CLOSE_ON_EXEC;
      return result(state, (int) OPEN.invokeExact(state, arena.allocateFrom(path), flags));
    } catch (Throwable e) {
      throw impossible("open", e);
    }
  }

  /// Puts the calling thread of the system into a namespace, and all threads and programs that it
  /// starts from then on; setns(2).
  static int enter(int namespace, int kind) {
    try (var arena = Arena.ofConfined()) {
      var state = arena.allocate(STATE);
      return result(state, (int) SETNS.invokeExact(state, namespace, kind));
    } catch (Throwable e) {
      throw impossible("setns", e);
    }
  }

  /// @return a descriptor of the process, to be closed; pidfd_open(2), Linux 5.3
  static int openProcess(long pid) {
    return call(PIDFD_OPEN, pid, 0, 0, 0);
  }

  /// pidfd_send_signal(2), Linux 5.1
  static int signal(int process, int signal) {
    return call(PIDFD_SEND_SIGNAL, process, signal, 0, 0);
  }

  static void close(int descriptor) {
    try (var arena = Arena.ofConfined()) {
      var _ = (int) CLOSE.invokeExact(arena.allocate(STATE), descriptor);
    } catch (Throwable e) {
      throw impossible("close", e);
    }
  }

  /// @param what what was tried, on what
  /// @param error the error number, positive
  /// @return both in words
  static IOException failed(String what, int error) {
    return new IOException("%s: %s (error %d)".formatted(what, words(error), error));
  }

  private static String words(int error) {
    try {
      var text = (MemorySegment) STRERROR.invokeExact(error);
      return text.reinterpret(MESSAGE_LIMIT_BYTES).getString(0);
    } catch (Throwable e) {
      throw impossible("strerror", e);
    }
  }

  private static int call(long number, long first, long second, long third, long fourth) {
    try (var arena = Arena.ofConfined()) {
      var state = arena.allocate(STATE);
      var result = (long) SYSCALL.invokeExact(state, number, first, second, third, fourth);
      return result(state, (int) result);
    } catch (Throwable e) {
      throw impossible("system call " + number, e);
    }
  }

  private static int result(MemorySegment state, int result) {
    return result < 0 ? -(int) ERRNO.get(state, 0L) : result;
  }

  private static MethodHandle function(String name, FunctionDescriptor descriptor) {
    return LINKER.downcallHandle(
        LINKER.defaultLookup().findOrThrow(name),
        descriptor,
        Linker.Option.captureCallState("errno"));
  }

  /// The handles throw nothing of their own; what comes is an error of the JVM.
  private static AssertionError impossible(String what, Throwable cause) {
    if (cause instanceof Error error) {
      throw error;
    }
    return new AssertionError("calling " + what + " of the C library", cause);
  }
}
