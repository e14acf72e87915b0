package io.coredeck.cli.corex;

import io.coredeck.cli.setup.ExitCode;
import io.coredeck.cli.setup.Session;
import io.coredeck.posix.Signals;
import io.coredeck.posix.Tty;
import io.coredeck.sdk.corex.CorexClient;
import io.coredeck.sdk.corex.CorexException;
import io.coredeck.sdk.corex.Terminal;
import io.coredeck.sdk.corex.TerminalEvent;
import io.coredeck.sdk.corex.TerminalOptions;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.regex.Pattern;

/// A person at the terminal of a process: what is typed goes there byte for byte, what it prints
/// comes here, until the process ends, the person leaves, or the line is lost. Then this terminal
/// is as it was. For one process.
final class Attachment {

  private static final int PIECE = 8 << 10;

  /// Before the screen of the process is drawn: soft reset, home, clear. DECSTR, ECMA-48.
  private static final byte[] CLEAR = bytes("\033[!p\033[H\033[2J");

  /// Takes back what programs leave set: alternate screen, mouse, pasting, key and cursor modes.
  private static final byte[] TAKE_BACK =
      bytes(
          "\033[?1049l\033[?1000l\033[?1002l\033[?1003l\033[?1006l\033[?1004l\033[?2004l"
              + "\033[?1047l\033[<u\033[>4;0m\033[!p\033[?25h\033[0m\r\n");

  /// What a terminal answers to a program's question, in what is typed: device attributes, status,
  /// place of the cursor, modes, strings. Where somebody else's terminal answers, ours must not.
  private static final Pattern ANSWER =
      Pattern.compile(
          "\033\\[[?>=]?[0-9;]*[cnR]|\033\\[\\??[0-9;]*\\$y|\033\\[\\?[0-9;]*u"
              + "|\033[P_][^\033]*\033\\\\|\033\\][0-9]+;[^\007\033]*(?:\007|\033\\\\)");

  private final Session session;
  private final int detachKey;
  private final boolean isTerminal;
  private final boolean isSeen;
  private final Typing typing = new Typing();
  private final AtomicBoolean hasLeft = new AtomicBoolean();
  private final AtomicBoolean isTakenBack = new AtomicBoolean(true); // until there is something
  private volatile boolean answers = true;

  /// @param detachKey the byte that leaves
  Attachment(Session session, int detachKey) {
    this.session = session;
    this.detachKey = detachKey;
    this.isTerminal = session.around().terminal().isIn();
    this.isSeen = isTerminal && session.around().terminal().isOut();
  }

  /// @return the status with which the process ended; 0 if the person left
  int run(CorexClient corex, long id) throws IOException, InterruptedException {
    var size = Window.size(session.around().terminal());
    var options = TerminalOptions.USUAL.sized(size.columns(), size.rows());
    if (!isTerminal) {
      try (var terminal = corex.attach(id, options)) {
        return talk(terminal);
      }
    }
    var atEnd = Thread.ofPlatform().name("attachment-end").unstarted(this::takeBack);
    try (var tty = Tty.of(0);
        var terminal = corex.attach(id, options)) {
      Runtime.getRuntime().addShutdownHook(atEnd);
      tty.setRaw();
      isTakenBack.set(!isSeen);
      watchWindow(terminal);
      return talk(terminal);
    } finally {
      takeBack();
    }
  }

  private int talk(Terminal terminal) throws IOException, InterruptedException {
    var reader = Thread.currentThread();
    Thread.ofPlatform().name("keys").daemon().start(() -> type(terminal, reader));
    Thread.ofPlatform().name("typing").daemon().start(() -> send(terminal));
    try {
      while (true) {
        switch (terminal.next()) {
          case TerminalEvent.Output(var bytes) -> show(bytes);
          case TerminalEvent.Screen _ -> show(isSeen ? CLEAR : new byte[0]);
          case TerminalEvent.Ended(var process) -> {
            return process.exitCode();
          }
          case TerminalEvent.People people -> answers = people.answers();
          case TerminalEvent.Refused _ -> show(isSeen ? new byte[] {7} : new byte[0]);
          case TerminalEvent.Resized _ -> {}
        }
      }
    } catch (CorexException | InterruptedException e) {
      if (hasLeft.get()) {
        return ExitCode.DONE;
      }
      throw e;
    }
  }

  private void show(byte[] bytes) {
    session.out().write(bytes, 0, bytes.length);
    session.out().flush();
  }

  /// Runs until the input ends or the person leaves. Sends nothing itself, so that the key is heard
  /// also where nothing can be sent.
  ///
  /// @param reader who reads the terminal
  private void type(Terminal terminal, Thread reader) {
    var buffer = new byte[PIECE];
    try {
      for (var count = session.in().read(buffer); count >= 0; count = session.in().read(buffer)) {
        var typed = Arrays.copyOf(buffer, count);
        var key = isTerminal ? DetachKey.place(typed, detachKey) : -1;
        if (!typing.put(key < 0 ? typed : Arrays.copyOf(typed, key), isTerminal)) {
          show(isSeen ? new byte[] {7} : new byte[0]);
        }
        if (key >= 0) {
          typing.end();
          typing.awaitSent();
          hasLeft.set(true);
          terminal.close();
          reader.interrupt(); // it may be telling what was shown, where nobody takes that
          return;
        }
      }
      typing.end();
    } catch (IOException _) {
      typing.end(); // the terminal is gone, and so is who types
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  /// Runs until the process takes nothing more, or there is nothing more.
  private void send(Terminal terminal) {
    try {
      for (var typed = typing.take(); typed.length > 0; typed = typing.take()) {
        send(terminal, typed);
      }
    } catch (IOException _) {
      // the process has ended or the line is lost: who reads the terminal is told
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    } finally {
      typing.over();
    }
  }

  private void send(Terminal terminal, byte[] typed) throws IOException, InterruptedException {
    var meant = typed;
    if (!answers && isTerminal) {
      var text = new String(typed, StandardCharsets.ISO_8859_1);
      meant = ANSWER.matcher(text).replaceAll("").getBytes(StandardCharsets.ISO_8859_1);
    }
    if (meant.length > 0) {
      terminal.write(meant);
    }
  }

  private void watchWindow(Terminal terminal) {
    try {
      Signals.watch(List.of("WINCH"), _ -> resized(terminal));
    } catch (ReflectiveOperationException e) {
      session.say("coredeck: the window's size is not followed: " + e.getMessage());
    }
  }

  private void resized(Terminal terminal) {
    var size = Window.size(session.around().terminal());
    try {
      terminal.resize(size.columns(), size.rows());
    } catch (CorexException _) {
      // the line is lost: who reads the terminal is told
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  private void takeBack() {
    if (isTakenBack.compareAndSet(false, true)) {
      show(TAKE_BACK);
    }
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }
}
