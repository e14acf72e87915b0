package io.coredeck.corex.socket;

import io.coredeck.corex.audience.Arrival;
import io.coredeck.corex.output.Attachment;
import io.coredeck.corex.output.Broadcast;
import io.coredeck.corex.process.ManagedProcess;
import io.coredeck.corex.wire.ClientMessage;
import io.coredeck.corex.wire.ServerMessage;
import java.nio.ByteBuffer;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ScheduledExecutorService;
import org.eclipse.jetty.websocket.core.CloseStatus;
import org.jspecify.annotations.Nullable;

/// A client that speaks `tty`, the protocol of the original Core X.
public final class CompatibleSocket extends TerminalSocket {

  /// Resets a terminal; tells the client that what follows replaces what it has.
  private static final byte[] RESET = {0, 0x1b, 'c'};

  private final Gathering gathering;
  private final Queue<ServerMessage> greeting = new ConcurrentLinkedQueue<>();
  private volatile long seat;

  /// @param gathering the people at this terminal
  public CompatibleSocket(
      ManagedProcess process,
      Gathering gathering,
      Settings settings,
      Client client,
      ScheduledExecutorService clock) {
    super(process, settings, client, clock);
    this.gathering = gathering;
  }

  @Override
  void welcome() {
    greeting.add(new ServerMessage.Title(title()));
    greeting.add(new ServerMessage.Reconnect(settings.reconnectSeconds()));
    greeting.add(new ServerMessage.Preferences());
    attach(new Attachment.Beginning.Replay(Broadcast.REPLAY));
    seat = gathering.join(Arrival.compatible(isReadOnly()));
    if (isClosed()) {
      gathering.leave(seat);
    }
  }

  @Override
  void hello(ClientMessage.Hello hello) {
    if (!isReadOnly()) {
      hello.size().ifPresent(size -> gathering.resize(seat, size));
    }
    var current = attachment();
    if (current != null) {
      current.goLive();
    }
  }

  @Override
  void message(ClientMessage message, Runnable goOn) {
    if (isReadOnly()) {
      goOn.run();
      return;
    }
    switch (message) {
      case ClientMessage.Input(var bytes) -> process.write(bytes, goOn);
      case ClientMessage.Resize(var size) -> {
        gathering.resize(seat, size);
        goOn.run();
      }
      default -> goOn.run();
    }
  }

  @Override
  @Nullable ByteBuffer next() {
    var greets = greeting.poll();
    if (greets != null) {
      return ServerMessage.bytes(greets);
    }
    var current = attachment();
    while (current != null) {
      switch (current.next(ServerMessage.Output.ROOM)) {
        case Attachment.Nothing() -> {
          return null;
        }
        case Attachment.Output(var bytes) -> {
          return ServerMessage.bytes(new ServerMessage.Output(bytes));
        }
        case Attachment.Jump(_, var skipped) when skipped > 0 -> {
          return ServerMessage.bytes(new ServerMessage.Output(RESET.clone()));
        }
        case Attachment.Ended() -> {
          close(CloseStatus.NORMAL, "process ended");
          return null;
        }
        case Attachment.Jump _, Attachment.Resized _, Attachment.Screenful _ -> {}
      }
    }
    return null;
  }

  @Override
  void gone() {
    super.gone();
    gathering.leave(seat);
  }
}
