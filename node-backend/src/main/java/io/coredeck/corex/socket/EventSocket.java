package io.coredeck.corex.socket;

import io.coredeck.corex.wire.ClientMessage;
import io.coredeck.corex.wire.JsonWriter;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ScheduledExecutorService;
import org.eclipse.jetty.websocket.core.OpCode;
import org.jspecify.annotations.Nullable;

/// One client that is told what happens to all processes.
///
/// What waits to be sent is not messages but the names of what changed, so a slow client gets the
/// newest state and never more than one message per process is owed to it.
public final class EventSocket extends Socket {
  private final Events events;
  private final Object lock = new Object();

  // Guarded by lock.
  private final LinkedHashSet<Long> changed = new LinkedHashSet<>();
  private final Set<Long> removed = new TreeSet<>();
  private Optional<String> usage = Optional.empty();
  private boolean snapshotOwed;

  public EventSocket(Events events, Client client, ScheduledExecutorService clock) {
    super(client, clock, OpCode.TEXT);
    this.events = events;
  }

  @Override
  void welcome() {
    // Nothing comes before the hello.
  }

  @Override
  void hello(ClientMessage.Hello hello) {
    synchronized (lock) {
      snapshotOwed = true;
    }
    events.add(this);
    if (isClosed()) {
      events.remove(this);
    }
  }

  @Override
  void message(ClientMessage message, Runnable goOn) {
    goOn.run();
  }

  @Override
  void gone() {
    events.remove(this);
  }

  void changed(long id) {
    synchronized (lock) {
      changed.add(id);
    }
    wake();
  }

  void removed(Collection<Long> ids) {
    synchronized (lock) {
      changed.removeAll(ids);
      removed.addAll(ids);
    }
    wake();
  }

  void usage(String json) {
    synchronized (lock) {
      usage = Optional.of(json);
    }
    wake();
  }

  @Override
  @Nullable ByteBuffer next() {
    while (true) {
      Optional<String> message;
      synchronized (lock) {
        if (!snapshotOwed && removed.isEmpty() && changed.isEmpty() && usage.isEmpty()) {
          return null;
        }
        message = nextOwed();
      }
      if (message.isPresent()) {
        return ByteBuffer.wrap(message.get().getBytes(StandardCharsets.UTF_8));
      }
    }
  }

  /// Called with the lock held.
  private Optional<String> nextOwed() {
    if (snapshotOwed) {
      snapshotOwed = false;
      changed.clear();
      removed.clear();
      return Optional.of(events.snapshot(isReadOnly()));
    }
    if (!removed.isEmpty()) {
      var ids = JsonWriter.array(removed, String::valueOf);
      removed.clear();
      return Optional.of(new JsonWriter().member("event", "removed").json("ids", ids).end());
    }
    if (!changed.isEmpty()) {
      return events.process(changed.removeFirst());
    }
    var message = usage;
    usage = Optional.empty();
    return message;
  }
}
