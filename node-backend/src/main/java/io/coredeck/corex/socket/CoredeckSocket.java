package io.coredeck.corex.socket;

import io.coredeck.corex.audience.Arrival;
import io.coredeck.corex.output.Attachment;
import io.coredeck.corex.process.ManagedProcess;
import io.coredeck.corex.wire.ClientMessage;
import io.coredeck.corex.wire.ServerMessage;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.eclipse.jetty.websocket.core.CloseStatus;
import org.jspecify.annotations.Nullable;

/// A client that speaks `coredeck.v1`: screens, numbered output, acknowledgements, people.
///
/// What is not output goes first, and what the client says is taken at once, whatever waits in the
/// other direction: so Ctrl-C works during a flood.
public final class CoredeckSocket extends TerminalSocket {

  /// Bytes of input that wait because the process reads nothing, before the line is closed.
  private static final long WAITING_INPUT_LIMIT = 1 << 20;

  /// How often it is looked whether a viewer takes of its screen.
  static final Duration SCREEN_STALL = Duration.ofSeconds(5);

  private static final long LEAST_WINDOW = 32_768;
  private static final long MOST_WINDOW = 4 << 20;

  /// Messages that wait for a client that takes nothing, before it is closed.
  private static final int CONTROL_LIMIT = 256;

  private final Gathering gathering;
  private final ScheduledExecutorService clock;
  private final Queue<ServerMessage> control = new ConcurrentLinkedQueue<>();
  private final AtomicInteger waitingControl = new AtomicInteger();
  private final AtomicBoolean peopleOwed = new AtomicBoolean();
  private final AtomicBoolean refusalOwed = new AtomicBoolean();
  private final AtomicInteger pastesTaken = new AtomicInteger();
  private final AtomicLong waitingInput = new AtomicLong();
  private final AtomicBoolean greeted = new AtomicBoolean();
  private volatile long seat;

  // Flow of output. Only the sending side writes sent.
  private volatile long window = Long.MAX_VALUE;
  private volatile long acknowledged;
  private long sent;

  // Only the sending side.
  private final ScreenSending screen = new ScreenSending(this::screenSent);
  private boolean endTold;

  /// @param gathering the people at this terminal
  public CoredeckSocket(
      ManagedProcess process,
      Gathering gathering,
      Settings settings,
      Client client,
      ScheduledExecutorService clock) {
    super(process, settings, client, clock);
    this.clock = clock;
    this.gathering = gathering;
  }

  @Override
  void welcome() {
    say(new ServerMessage.Title(title()));
    say(new ServerMessage.Reconnect(settings.reconnectSeconds()));
    say(new ServerMessage.Preferences());
  }

  /// Only the first hello counts.
  @Override
  void hello(ClientMessage.Hello hello) {
    if (!greeted.compareAndSet(false, true)) {
      return;
    }
    hello.window().ifPresent(wanted -> window = Math.clamp(wanted, LEAST_WINDOW, MOST_WINDOW));
    var watches = hello.watches() || isReadOnly();
    seat =
        gathering.join(
            new Arrival(
                hello.name(),
                hello.person(),
                watches,
                false,
                watches ? Optional.empty() : hello.size()));
    gathering.tell(this);
    attach(beginning(hello)).goLive();
    if (isClosed()) {
      gathering.leave(this, seat);
    }
  }

  /// A client that was at a process of another CoreX, which had the same number, goes on with
  /// nothing.
  private Attachment.Beginning beginning(ClientMessage.Hello hello) {
    var isOfThis = hello.stream().filter(stream -> !stream.equals(process.stream())).isEmpty();
    return isOfThis && hello.position().isPresent()
        ? new Attachment.Beginning.GoOn(hello.position().getAsLong())
        : new Attachment.Beginning.WithScreen();
  }

  @Override
  void message(ClientMessage message, Runnable goOn) {
    switch (message) {
      case ClientMessage.Input(var bytes) -> type(bytes, () -> {});
      case ClientMessage.Paste(var bytes) -> type(bytes, this::pasted);
      case ClientMessage.Resize(var size) -> {
        if (!isReadOnly()) {
          gathering.resize(seat, size);
        }
      }
      case ClientMessage.Acknowledged(var bytes) -> {
        acknowledged = Math.max(acknowledged, bytes);
        later(this::wake);
      }
      case ClientMessage.Probe(var text) -> {
        say(new ServerMessage.Probe(text));
        wake();
      }
      case ClientMessage.Wish(var wanted) -> {
        if (!isReadOnly()) {
          gathering.wish(seat, wanted);
        }
      }
      case ClientMessage.Hello _, ClientMessage.Nonsense _ -> {}
    }
    goOn.run();
  }

  private void type(byte[] bytes, Runnable taken) {
    if (!gathering.type(seat)) {
      refusalOwed.set(true);
      wake();
      return;
    }
    if (waitingInput.addAndGet(bytes.length) > WAITING_INPUT_LIMIT) {
      close(CloseStatus.POLICY_VIOLATION, "more than 1 MiB of input waits for the process");
      return;
    }
    process.write(
        bytes,
        () -> {
          waitingInput.addAndGet(-bytes.length);
          taken.run();
        });
  }

  private void pasted() {
    pastesTaken.incrementAndGet();
    wake();
  }

  /// The people at this terminal, or what they may, have changed.
  void peopleChanged() {
    peopleOwed.set(true);
    wake();
  }

  private void say(ServerMessage message) {
    if (waitingControl.incrementAndGet() > CONTROL_LIMIT) {
      close(CloseStatus.POLICY_VIOLATION, "too much is asked and nothing read");
      return;
    }
    control.add(message);
  }

  @Override
  @Nullable ByteBuffer next() {
    var first = nextControl();
    if (first != null) {
      return ServerMessage.bytes(first);
    }
    if (endTold) {
      close(CloseStatus.NORMAL, "process ended");
      return null;
    }
    if (sent - acknowledged >= window) {
      return null;
    }
    var piece = screen.next();
    if (piece.isPresent()) {
      sent += piece.get().count();
      return ServerMessage.bytes(piece.get());
    }
    if (screen.isToBeginAnew()) {
      attach(new Attachment.Beginning.WithScreen()).goLive();
    }
    var current = attachment();
    return current == null ? null : nextOutput(current);
  }

  private @Nullable ServerMessage nextControl() {
    var message = control.poll();
    if (message != null) {
      waitingControl.decrementAndGet();
      return message;
    }
    if (peopleOwed.getAndSet(false)) {
      return gathering.told(seat);
    }
    var taken = pastesTaken.getAndSet(0);
    if (taken > 0) {
      return new ServerMessage.Taken(taken);
    }
    return refusalOwed.getAndSet(false) ? new ServerMessage.Refused() : null;
  }

  private void screenSent() {
    Optional.ofNullable(attachment()).ifPresent(Attachment::sent);
  }

  private void watchScreen(int number) {
    var _ =
        clock.schedule(() -> lookAtScreen(number), SCREEN_STALL.toMillis(), TimeUnit.MILLISECONDS);
  }

  private void lookAtScreen(int number) {
    var current = attachment(); // before: the sending side may have made another afterwards
    switch (screen.letGo(number)) {
      case AGAIN -> watchScreen(number);
      case LOST -> Optional.ofNullable(current).ifPresent(process::detach);
      case DONE -> {}
    }
  }

  private @Nullable ByteBuffer nextOutput(Attachment current) {
    while (true) {
      switch (current.next(ServerMessage.Output.ROOM)) {
        case Attachment.Nothing() -> {
          return null;
        }
        case Attachment.Output(var bytes) -> {
          sent += bytes.length - ServerMessage.Output.ROOM;
          return ServerMessage.bytes(new ServerMessage.Output(bytes));
        }
        case Attachment.Screenful screenful -> {
          return ServerMessage.bytes(begin(screenful));
        }
        case Attachment.Resized(var size) -> {
          return ServerMessage.bytes(new ServerMessage.Size(size));
        }
        case Attachment.Ended() -> {
          endTold = true;
          return ServerMessage.bytes(new ServerMessage.Ended(process.info()));
        }
        case Attachment.Jump _ -> {} // only for the compatible protocol
      }
    }
  }

  private ServerMessage begin(Attachment.Screenful screenful) {
    var missed = screen.missed(screenful.position());
    screen.begin(screenful.bytes(), screenful.position()).ifPresent(this::watchScreen);
    return new ServerMessage.Screen(
        process.stream(),
        screenful.position(),
        screenful.skipped() + missed,
        screenful.whole(),
        screenful.size(),
        screenful.bytes().length);
  }

  @Override
  void gone() {
    super.gone();
    gathering.leave(this, seat);
  }
}
