package io.coredeck.corex.socket;

import io.coredeck.corex.access.Guard;
import io.coredeck.corex.access.Rights;
import io.coredeck.corex.socket.frame.Flood;
import io.coredeck.corex.socket.frame.Pongs;
import io.coredeck.corex.socket.frame.Sender;
import io.coredeck.corex.wire.ClientMessage;
import java.io.ByteArrayOutputStream;
import java.lang.System.Logger.Level;
import java.nio.ByteBuffer;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.eclipse.jetty.util.BufferUtil;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.websocket.core.CloseStatus;
import org.eclipse.jetty.websocket.core.CoreSession;
import org.eclipse.jetty.websocket.core.Frame;
import org.eclipse.jetty.websocket.core.FrameHandler;
import org.eclipse.jetty.websocket.core.OpCode;
import org.jspecify.annotations.Nullable;

/// What all our websockets do: join messages, check who it is, answer pings, send as fast as taken.
/// Nothing is queued for sending: {@link #next} is asked when the line is free, so a slow client
/// holds memory for one message.
public abstract sealed class Socket implements FrameHandler
    permits AbsentSocket, EventSocket, TerminalSocket {

  /// Bytes of one message from the client.
  static final int MESSAGE_LIMIT = 1 << 20;

  /// Bytes of the message in which a client says who it is.
  static final int HELLO_LIMIT = 8192;

  /// How long a client may take to say who it is, if a credential is asked for.
  private static final int HELLO_LIMIT_SECONDS = 10;

  private static final int PING_SECONDS = 30;

  private static final System.Logger LOG = System.getLogger(Socket.class.getName());

  private final Client client;
  private final ScheduledExecutorService clock;
  private final byte opCode;
  private final ByteArrayOutputStream partial = new ByteArrayOutputStream();
  private final Pongs pongs = new Pongs();
  private final Flood flood = new Flood(System::nanoTime);
  private volatile @Nullable Rights rights;
  private volatile boolean closed;
  private volatile @Nullable CoreSession session;
  private volatile @Nullable Sender sender;
  private volatile @Nullable Future<?> pings;

  /// Who the client is.
  ///
  /// @param guard knows what it must show, if anything
  /// @param rights what it may do by what its request has shown; empty if it has shown nothing yet
  /// @param address it calls from
  /// @param open the sockets that are open; this one is among them as long as it is
  public record Client(Guard guard, Optional<Rights> rights, String address, Set<Socket> open) {}

  /// @param clock runs what has to happen later
  /// @param opCode of the messages we send
  Socket(Client client, ScheduledExecutorService clock, byte opCode) {
    this.client = client;
    this.rights = client.rights().orElse(null);
    this.clock = clock;
    this.opCode = opCode;
  }

  /// The client may be told things. Called once.
  abstract void welcome();

  /// The client has said hello, and is welcome.
  abstract void hello(ClientMessage.Hello hello);

  /// The client, which is welcome, has said something else.
  ///
  /// @param goOn to be run when the next message may come
  abstract void message(ClientMessage message, Runnable goOn);

  /// @return the next message to send, or null if there is none now
  abstract @Nullable ByteBuffer next();

  /// The connection is gone. Called once.
  abstract void gone();

  /// There is something to send. May be called by any thread.
  public final void wake() {
    var current = sender;
    if (current != null && !closed) {
      current.iterate();
    }
  }

  /// @return whether the client has shown that it may be told things
  public final boolean isTrusted() {
    return rights != null;
  }

  /// @return whether the client may only look
  final boolean isReadOnly() {
    return rights != Rights.CHANGE;
  }

  final boolean isClosed() {
    return closed;
  }

  /// CoreX stops.
  ///
  /// @return completed once the client was told, or cannot be
  public final CompletableFuture<Void> stop() {
    var current = session;
    var told = new Callback.Completable();
    if (current == null) {
      told.succeeded();
    } else {
      current.close(CloseStatus.SHUTDOWN, "CoreX stops", told);
    }
    return told;
  }

  /// Closes in order.
  ///
  /// @param code as RFC 6455 has it
  final void close(int code, String reason) {
    var current = session;
    if (current != null) {
      current.close(code, reason, Callback.NOOP);
    }
  }

  @Override
  public final void onOpen(CoreSession opened, Callback callback) {
    session = opened;
    var made = new Sender(opened, opCode, () -> closed ? null : next());
    sender = made;
    client.open().add(this);
    pings = clock.scheduleAtFixedRate(made::ping, PING_SECONDS, PING_SECONDS, TimeUnit.SECONDS);
    callback.succeeded();
    if (isTrusted()) {
      welcome();
      wake();
    } else {
      var _ = clock.schedule(this::refuseSilence, HELLO_LIMIT_SECONDS, TimeUnit.SECONDS);
    }
    opened.demand();
  }

  @Override
  public final void onFrame(Frame frame, Callback callback) {
    var current = session;
    if (current == null) {
      callback.succeeded();
      return;
    }
    switch (frame.getOpCode()) {
      case OpCode.TEXT, OpCode.BINARY, OpCode.CONTINUATION -> data(current, frame, callback);
      case OpCode.CLOSE -> callback.succeeded();
      default -> control(current, frame, callback);
    }
  }

  private void control(CoreSession current, Frame frame, Callback callback) {
    if (flood.controlFrame()) {
      callback.succeeded();
      close(CloseStatus.POLICY_VIOLATION, Flood.TOO_MANY_PINGS);
      return;
    }
    if (frame.getOpCode() == OpCode.PING) {
      pongs.answer(current, BufferUtil.copy(frame.getPayload()));
    }
    callback.succeeded();
    goOn(current, 0);
  }

  private void data(CoreSession current, Frame frame, Callback callback) {
    if (flood.fragment(frame.isFin())) {
      callback.succeeded();
      close(CloseStatus.MESSAGE_TOO_LARGE, Flood.TOO_MANY_FRAGMENTS);
      return;
    }
    if (frame.hasPayload()) {
      var limit = isTrusted() ? MESSAGE_LIMIT : HELLO_LIMIT;
      if (partial.size() + frame.getPayloadLength() > limit) {
        callback.succeeded();
        close(CloseStatus.MESSAGE_TOO_LARGE, "a message is at most %d bytes".formatted(limit));
        return;
      }
      partial.writeBytes(BufferUtil.toArray(frame.getPayload()));
    }
    var length = frame.getPayloadLength();
    callback.succeeded();
    if (frame.isFin()) {
      var message = ClientMessage.parse(partial.toByteArray());
      partial.reset();
      received(message, () -> goOn(current, length));
    } else {
      goOn(current, length);
    }
  }

  private void received(ClientMessage message, Runnable goOn) {
    if (message instanceof ClientMessage.Hello hello) {
      var isNew = !isTrusted();
      if (isRefused(hello)) {
        close(CloseStatus.POLICY_VIOLATION, "not allowed");
        return;
      }
      later(() -> {
        if (isNew) {
          welcome();
        }
        hello(hello);
        wake();
        goOn.run();
      });
    } else if (isTrusted()) {
      message(message, goOn);
    } else {
      close(CloseStatus.POLICY_VIOLATION, "not allowed");
    }
  }

  /// What may take some milliseconds must not keep the thread that hears all clients.
  final void later(Runnable task) {
    var current = session;
    if (current != null) {
      current.getWebSocketComponents().getExecutor().execute(() -> run(task));
    }
  }

  private void run(Runnable task) {
    try {
      task.run();
    } catch (RuntimeException e) {
      LOG.log(Level.ERROR, "a websocket failed", e);
      close(CloseStatus.SERVER_ERROR, "CoreX failed");
    }
  }

  /// Lets the next frame come. Who sends without a pause must not keep the thread that hears all.
  private void goOn(CoreSession current, int bytes) {
    if (flood.endsTurn(bytes)) {
      later(current::demand);
    } else {
      current.demand();
    }
  }

  /// A token that is there must be right; one that is absent will do if the request had
  /// credentials.
  private boolean isRefused(ClientMessage.Hello hello) {
    if (client.guard().isOpen() || hello.token().isEmpty()) {
      return !isTrusted();
    }
    var entry = client.guard().token(hello.token().get(), client.address());
    if (entry instanceof Guard.Entry.Open(var shown) && !isTrusted()) {
      rights = shown;
    }
    return !(entry instanceof Guard.Entry.Open);
  }

  private void refuseSilence() {
    if (!isTrusted()) {
      close(CloseStatus.POLICY_VIOLATION, "not allowed");
    }
  }

  @Override
  public final void onError(Throwable cause, Callback callback) {
    LOG.log(Level.DEBUG, "websocket failed", cause);
    callback.succeeded();
  }

  @Override
  public final void onClosed(CloseStatus status, Callback callback) {
    closed = true;
    client.open().remove(this);
    var running = pings;
    if (running != null) {
      running.cancel(false);
    }
    var sending = sender;
    if (sending != null) {
      sending.abort(new IllegalStateException("the websocket is closed"));
    }
    gone();
    callback.succeeded();
  }
}
