package io.coredeck.sdk.corex;

import io.coredeck.sdk.corex.TerminalEvent.Ended;
import io.coredeck.sdk.corex.TerminalEvent.Output;
import io.coredeck.sdk.corex.TerminalEvent.Screen;
import io.coredeck.sdk.corex.TerminalOptions.Place;
import io.coredeck.wire.Json;
import java.io.IOException;
import java.io.OutputStream;
import java.net.http.WebSocket;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/// A terminal on a process: what it prints comes out, what is typed goes in, until the process has
/// ended or {@link #close} is called. The process does not mind either.
///
/// {@snippet file="io/coredeck/sdk/corex/CorexExamplesTest.java" region="terminal"}
///
/// One thread reads; others may write and resize meanwhile. Who reads slowly holds up nobody: no
/// more than the window of {@link TerminalOptions} is kept here, and the process goes on; what is
/// missed then is made good by the screen as it is. Who writes faster than the process reads waits.
public final class Terminal implements AutoCloseable {

  /// Bytes of one message of input.
  private static final int PIECE = 16 << 10;

  private static final Duration SEND_LIMIT = Duration.ofSeconds(30);
  private static final Duration CLOSE_LIMIT = Duration.ofSeconds(1);
  private static final Duration NO_LIMIT = Duration.ofNanos(-1);

  /// Shown bytes are told when so much of the window was read.
  private static final int WINDOW_PARTS = 4;

  /// Resets a terminal: RIS of ECMA-48.
  private static final byte[] RESET = {0x1b, 'c'};

  private final WebSocket socket;
  private final TerminalLine line;
  private final int tellAfter;
  private final Semaphore sending = new Semaphore(1);
  private long shown;
  private long told;
  private int inHand;
  private volatile Optional<Place> place;

  private Terminal(WebSocket socket, TerminalLine line, TerminalOptions options) {
    this.socket = socket;
    this.line = line;
    this.tellAfter = options.window() / WINDOW_PARTS;
    this.place = options.from();
  }

  static Terminal open(CorexCalls calls, long id, TerminalOptions options)
      throws CorexException, InterruptedException {
    var line = new TerminalLine(options, System::nanoTime);
    var terminal = new Terminal(calls.socket("/ws/" + id, line), line, options);
    try {
      terminal.send(options.hello(calls.access().token()).getBytes(StandardCharsets.UTF_8));
    } catch (CorexException | InterruptedException e) {
      terminal.socket.abort();
      throw e;
    }
    return terminal;
  }

  /// Waits for what comes next. What came before counts as shown.
  ///
  /// @return the end again and again once the process has ended
  /// @throws CorexException if the terminal is lost or closed
  public TerminalEvent next() throws CorexException, InterruptedException {
    return next(NO_LIMIT).orElseThrow();
  }

  /// @param limit how long to wait
  /// @return what comes next; empty if nothing comes in time
  /// @throws CorexException if the terminal is lost or closed
  public Optional<TerminalEvent> next(Duration limit) throws CorexException, InterruptedException {
    tellShown();
    var entry = line.next(socket, limit);
    entry.ifPresent(one -> {
      inHand = one.shown();
      place = one.place();
    });
    return entry.map(TerminalLine.Entry::event);
  }

  private void tellShown() throws InterruptedException {
    shown += inHand;
    inHand = 0;
    if (shown - told < tellAfter || !line.isOpen()) {
      return;
    }
    told = shown;
    try {
      send(('2' + Long.toString(shown)).getBytes(StandardCharsets.US_ASCII));
    } catch (CorexException e) {
      line.lose(String.valueOf(e.getMessage()), e); // told after what has come before
    }
  }

  /// Copies all it prints until the process has ended. Where something was missed, a reset of the
  /// terminal (`ESC c`) and the screen as it is take its place.
  ///
  /// @param out flushed after each piece, not closed
  /// @return the process as it ended
  /// @throws IOException also if the bytes cannot be written
  public CorexProcess copyTo(OutputStream out) throws IOException, InterruptedException {
    var isFirst = true;
    while (true) {
      switch (next()) {
        case Output(var bytes) -> out.write(bytes);
        case Screen _ -> {
          out.write(RESET, 0, isFirst ? 0 : RESET.length);
          isFirst = false;
        }
        case Ended(var process) -> {
          return process;
        }
        case TerminalEvent.Resized _, TerminalEvent.Refused _, TerminalEvent.People _ -> {}
      }
      out.flush();
    }
  }

  /// @return where the output goes on after what was read; empty if that is not known, as in the
  ///   midst of a screen
  public Optional<Place> place() {
    return place;
  }

  /// @return the process as it ended, known once its end has come over the line: that takes
  ///   somebody who reads. Fails with {@link CorexException} if the terminal is lost or closed
  public CompletableFuture<CorexProcess> ended() {
    return line.ended().copy();
  }

  /// Types a text.
  public void write(String text) throws CorexException, InterruptedException {
    write(text.getBytes(StandardCharsets.UTF_8));
  }

  /// Types bytes. Waits while the process has no room for more than 128 KiB.
  ///
  /// @throws CorexException if the process has ended, or the terminal is lost or closed
  public void write(byte[] bytes) throws CorexException, InterruptedException {
    for (var from = 0; from < bytes.length; from += PIECE) {
      var count = Math.min(PIECE, bytes.length - from);
      var message = ByteBuffer.allocate(count + 1).put((byte) '4').put(bytes, from, count);
      line.awaitRoom();
      send(message.array());
    }
  }

  /// Tells the size of one's window; whether the terminal takes it is a question of whose size
  /// counts.
  ///
  /// @param columns 1 to 10 000
  /// @param rows 1 to 10 000
  public void resize(int columns, int rows) throws CorexException, InterruptedException {
    var size = new LinkedHashMap<String, Object>();
    size.put("columns", columns);
    size.put("rows", rows);
    send(('1' + Json.writeTree(size)).getBytes(StandardCharsets.US_ASCII));
  }

  /// Becomes the one who types, unless somebody else does. Who types first becomes it anyway.
  public void take() throws CorexException, InterruptedException {
    wish("take");
  }

  /// Asks who types to hand over; one who does not answer for 15 seconds does.
  public void ask() throws CorexException, InterruptedException {
    wish("ask");
  }

  private void wish(String what) throws CorexException, InterruptedException {
    send(('3' + Json.writeTree(Map.of("do", what))).getBytes(StandardCharsets.US_ASCII));
  }

  /// The JDK sends one message at a time; one whose caller was interrupted is still on its way.
  private void send(byte[] message) throws CorexException, InterruptedException {
    if (!sending.tryAcquire(SEND_LIMIT.toSeconds(), TimeUnit.SECONDS)) {
      throw new CorexException("CoreX takes nothing; is it still there?", null);
    }
    var sent =
        socket.sendBinary(ByteBuffer.wrap(message), true).whenComplete((_, _) -> sending.release());
    try {
      sent.get(SEND_LIMIT.toSeconds(), TimeUnit.SECONDS);
    } catch (ExecutionException e) {
      throw line.notSent(e.getCause());
    } catch (TimeoutException e) {
      throw new CorexException("CoreX takes nothing; is it still there?", e);
    }
  }

  /// Leaves; the process goes on. Ends within a second.
  @Override
  public void close() {
    line.lose("the terminal is closed", null);
    try {
      socket
          .sendClose(WebSocket.NORMAL_CLOSURE, "")
          .get(CLOSE_LIMIT.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    } catch (ExecutionException | TimeoutException _) {
      // it is closed without a good-bye then
    }
    socket.abort();
  }
}
