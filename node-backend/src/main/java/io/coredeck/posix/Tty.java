package io.coredeck.posix;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_SHORT;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;

/// The terminal behind a descriptor: how large it is, and what it does with what is typed. What was
/// changed comes back at the end, also if the program is ended by a signal that it can see.
///
/// Source: ioctl_tty(2), termios(3); the structure is the kernel's own, `asm-generic/termbits.h`,
/// the same on x86-64 and 64-bit ARM.
public final class Tty implements AutoCloseable {
  private static final long TCGETS = 0x5401;
  private static final long TCSETSW = 0x5403;
  private static final long TIOCGWINSZ = 0x5413;

  private static final int TERMIOS_BYTES = 36;
  private static final int SIZE_BYTES = 8;

  private static final int INPUT = 0;
  private static final int OUTPUT = 4;
  private static final int CONTROL = 8;
  private static final int LOCAL = 12;
  private static final int TIME = 17 + 5;
  private static final int LEAST = 17 + 6;

  /// IGNBRK, BRKINT, PARMRK, ISTRIP, INLCR, IGNCR, ICRNL, IXON: what would change typed bytes.
  private static final int INPUT_COOKED = 01 | 02 | 010 | 040 | 0100 | 0200 | 0400 | 02000;

  private static final int OPOST = 01;
  private static final int CSIZE_AND_PARENB = 060 | 0400;
  private static final int CS8 = 060;
  private static final int ECHO = 010;

  /// ISIG, ICANON, ECHO, ECHONL, IEXTEN: what makes lines and signals of them.
  private static final int LOCAL_COOKED = 01 | 02 | ECHO | 0100 | 0100000;

  private final int descriptor;
  private final byte[] before;
  private final Thread atEnd;
  private boolean isChanged;

  private Tty(int descriptor, byte[] before) {
    this.descriptor = descriptor;
    this.before = before;
    this.atEnd = Thread.ofPlatform().name("tty-restore").unstarted(this::restore);
  }

  /// How large a terminal is, in cells; 0 if it does not know.
  public record Size(int columns, int rows) {}

  /// @param descriptor e.g. 0 for the input
  /// @throws PosixException if there is no terminal
  public static Tty of(int descriptor) throws PosixException {
    try (var arena = Arena.ofConfined()) {
      var settings = arena.allocate(TERMIOS_BYTES);
      call(descriptor, TCGETS, settings, "reading the settings of a terminal");
      return new Tty(descriptor, settings.toArray(JAVA_BYTE));
    }
  }

  /// @return how large it is now
  public Size size() throws PosixException {
    try (var arena = Arena.ofConfined()) {
      var size = arena.allocate(SIZE_BYTES);
      call(descriptor, TIOCGWINSZ, size, "reading the size of a terminal");
      return new Size(
          Short.toUnsignedInt(size.get(JAVA_SHORT, 2)),
          Short.toUnsignedInt(size.get(JAVA_SHORT, 0)));
    }
  }

  /// What is typed comes as it is, at once, and is not shown; Ctrl-C is a byte. What is printed is
  /// shown as it is. As cfmakeraw(3).
  public void setRaw() throws PosixException {
    change(settings -> {
      clear(settings, INPUT, INPUT_COOKED);
      clear(settings, OUTPUT, OPOST);
      clear(settings, LOCAL, LOCAL_COOKED);
      clear(settings, CONTROL, CSIZE_AND_PARENB);
      settings.set(JAVA_INT, CONTROL, settings.get(JAVA_INT, CONTROL) | CS8);
      settings.set(JAVA_BYTE, LEAST, (byte) 1);
      settings.set(JAVA_BYTE, TIME, (byte) 0);
    });
  }

  /// What is typed is not shown.
  public void setSilent() throws PosixException {
    change(settings -> clear(settings, LOCAL, ECHO));
  }

  private interface Change {
    void apply(MemorySegment settings);
  }

  private void change(Change change) throws PosixException {
    if (!isChanged) {
      Runtime.getRuntime().addShutdownHook(atEnd);
      isChanged = true;
    }
    try (var arena = Arena.ofConfined()) {
      var settings = arena.allocateFrom(JAVA_INT, new int[TERMIOS_BYTES / Integer.BYTES]);
      MemorySegment.copy(before, 0, settings, JAVA_BYTE, 0, TERMIOS_BYTES);
      change.apply(settings);
      call(descriptor, TCSETSW, settings, "changing the settings of a terminal");
    }
  }

  private static void clear(MemorySegment settings, int at, int bits) {
    settings.set(JAVA_INT, at, settings.get(JAVA_INT, at) & ~bits);
  }

  /// A terminal that is gone by now has nothing to be put back.
  private void restore() {
    try (var arena = Arena.ofConfined()) {
      var settings = arena.allocateFrom(JAVA_BYTE, before);
      Libc.call(Libc.Call.IOCTL, descriptor, TCSETSW, settings.address());
    }
  }

  private static void call(int descriptor, long request, MemorySegment data, String what)
      throws PosixException {
    var result = Libc.call(Libc.Call.IOCTL, descriptor, request, data.address());
    if (result < 0) {
      throw Libc.failed(what, result);
    }
  }

  /// Puts back how it was. Calling it again does nothing.
  @Override
  public void close() {
    if (!isChanged) {
      return;
    }
    isChanged = false;
    restore();
    try {
      Runtime.getRuntime().removeShutdownHook(atEnd);
    } catch (IllegalStateException _) {
      // the program is ending already, and the hook does the same once more
    }
  }
}
