package io.coredeck.corex.socket;

import io.coredeck.corex.process.Attachment;
import io.coredeck.corex.process.ManagedProcess;
import io.coredeck.corex.wire.ClientMessage;
import io.coredeck.corex.wire.ServerMessage;
import java.nio.ByteBuffer;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ScheduledExecutorService;
import org.eclipse.jetty.websocket.core.CloseStatus;
import org.eclipse.jetty.websocket.core.OpCode;
import org.jspecify.annotations.Nullable;

/// One client looking at the terminal of one process, in the protocol `tty` or `coredeck.v1`.
public final class TerminalSocket extends Socket implements Attachment.Viewer {

  /// Resets a terminal; tells a compatible client that what follows replaces what it has.
  private static final byte[] RESET = {0, 0x1b, 'c'};

  private final ManagedProcess process;
  private final Settings settings;
  private final boolean compatible;
  private final Queue<ServerMessage> greeting = new ConcurrentLinkedQueue<>();
  private volatile @Nullable Attachment attachment;
  private volatile boolean endTold;

  /// What is the same for all terminals.
  ///
  /// @param host name of this machine, shown in titles
  /// @param reconnectSeconds what clients wait before they connect again
  /// @param readOnly whether input and sizes from clients are ignored
  public record Settings(String host, int reconnectSeconds, boolean readOnly) {}

  /// @param compatible whether the client speaks `tty`
  public TerminalSocket(
      ManagedProcess process,
      Settings settings,
      boolean compatible,
      Client client,
      ScheduledExecutorService clock) {
    super(client, clock, OpCode.BINARY);
    this.process = process;
    this.settings = settings;
    this.compatible = compatible;
  }

  @Override
  void welcome() {
    greeting.add(
        new ServerMessage.Title("%s (%s)".formatted(process.info().command(), settings.host())));
    greeting.add(new ServerMessage.Reconnect(settings.reconnectSeconds()));
    greeting.add(new ServerMessage.Preferences());
    if (compatible) {
      attach(ManagedProcess.REPLAY, OptionalLong.empty());
    }
  }

  @Override
  void hello(ClientMessage.Hello hello) {
    if (!settings.readOnly()) {
      hello.size().ifPresent(process::resize);
    }
    var current = attachment;
    if (current == null) {
      current = attach(ManagedProcess.KEPT, hello.position());
    }
    current.goLive();
  }

  private Attachment attach(int replay, OptionalLong position) {
    var added = process.attach(this, replay, position);
    attachment = added;
    if (isClosed()) {
      process.detach(added);
    }
    return added;
  }

  @Override
  void message(ClientMessage message, Runnable goOn) {
    if (settings.readOnly()) {
      goOn.run();
      return;
    }
    switch (message) {
      case ClientMessage.Input(var bytes) -> process.write(bytes, goOn);
      case ClientMessage.Resize(var size) -> {
        process.resize(size);
        goOn.run();
      }
      case ClientMessage.Hello _, ClientMessage.Nonsense _ -> goOn.run();
    }
  }

  @Override
  @Nullable ByteBuffer next() {
    var greets = greeting.poll();
    if (greets != null) {
      return ServerMessage.bytes(greets);
    }
    if (endTold) {
      close(CloseStatus.NORMAL, "process ended");
      return null;
    }
    var current = attachment;
    while (current != null) {
      var step = current.next(ServerMessage.Output.ROOM);
      if (step instanceof Attachment.Nothing) {
        return null;
      }
      var message = messageFor(step);
      if (message.isPresent()) {
        endTold = message.get() instanceof ServerMessage.Ended;
        return ServerMessage.bytes(message.get());
      }
    }
    return null;
  }

  private Optional<ServerMessage> messageFor(Attachment.Step step) {
    return switch (step) {
      case Attachment.Nothing() -> Optional.empty();
      case Attachment.Output(var bytes) -> Optional.of(new ServerMessage.Output(bytes));
      case Attachment.Jump(var position, var skipped) ->
          compatible
              ? resetIf(skipped > 0)
              : Optional.of(new ServerMessage.Replay(position, skipped));
      case Attachment.Resized(var size) ->
          compatible ? Optional.empty() : Optional.of(new ServerMessage.Size(size));
      case Attachment.Ended() ->
          compatible ? Optional.empty() : Optional.of(new ServerMessage.Ended(process.info()));
    };
  }

  private static Optional<ServerMessage> resetIf(boolean wanted) {
    return wanted ? Optional.of(new ServerMessage.Output(RESET.clone())) : Optional.empty();
  }

  @Override
  void gone() {
    var current = attachment;
    if (current != null) {
      process.detach(current);
    }
  }
}
