package io.coredeck.corex.socket;

import io.coredeck.corex.wire.ClientMessage;
import java.nio.ByteBuffer;
import java.util.concurrent.ScheduledExecutorService;
import org.eclipse.jetty.websocket.core.CloseStatus;
import org.eclipse.jetty.websocket.core.OpCode;
import org.jspecify.annotations.Nullable;

/// A client that asks for a process that is not there, and has not yet shown that it may know.
public final class AbsentSocket extends Socket {

  public AbsentSocket(Client client, ScheduledExecutorService clock) {
    super(client, clock, OpCode.BINARY);
  }

  @Override
  void welcome() {
    close(CloseStatus.NORMAL, "there is no such process");
  }

  @Override
  void hello(ClientMessage.Hello hello) {
    // It was told all there is to tell.
  }

  @Override
  void message(ClientMessage message, Runnable goOn) {
    goOn.run();
  }

  @Override
  @Nullable ByteBuffer next() {
    return null;
  }

  @Override
  void gone() {
    // Nothing was held for it.
  }
}
