package io.coredeck.dashboard.live.corex;

import io.coredeck.dashboard.live.corex.door.Door;
import io.coredeck.wire.Json;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.util.IteratingCallback;
import org.eclipse.jetty.websocket.core.CloseStatus;
import org.eclipse.jetty.websocket.core.Frame;
import org.eclipse.jetty.websocket.core.OpCode;

/// Who has which terminals open, and who types. Known are those who come through this dashboard.
final class People {

  /// Somebody who goes on typing is told so often.
  private static final long TYPING_NANOS = TimeUnit.SECONDS.toNanos(1);

  private final Map<String, Console> consoles = new ConcurrentHashMap<>();

  /// One terminal of one person.
  final class Seat {
    private final String gwid;
    private final long process;
    private final Door.Open door;
    private volatile long typedAt;
    private volatile boolean hasTyped;

    private Seat(String gwid, long process, Door.Open door) {
      this.gwid = gwid;
      this.process = process;
      this.door = door;
    }

    void typed() {
      var now = System.nanoTime();
      if (!hasTyped || now - typedAt > TYPING_NANOS) {
        typedAt = now;
        hasTyped = true;
        changed(gwid);
      }
    }

    void leave() {
      consoles.computeIfPresent(gwid, (_, console) -> console.without(this));
      changed(gwid);
    }
  }

  private static final class Console {
    final Set<Seat> seats = ConcurrentHashMap.newKeySet();
    final Set<Listener> listeners = ConcurrentHashMap.newKeySet();

    /// @return null if nobody is left, so that the map forgets it
    @SuppressWarnings("NullAway")
    Console without(Object gone) {
      seats.remove(gone);
      listeners.remove(gone);
      return seats.isEmpty() && listeners.isEmpty() ? null : this;
    }
  }

  /// Somebody opens a terminal.
  Seat sit(String gwid, long process, Door.Open door) {
    var seat = new Seat(gwid, process, door);
    consoles.compute(
        gwid,
        (_, known) -> {
          var console = known == null ? new Console() : known;
          console.seats.add(seat);
          return console;
        });
    changed(gwid);
    return seat;
  }

  /// @param ended run when the socket is over
  Listener listen(String gwid, Door.Open door, Runnable ended) {
    return new Listener(gwid, door, ended);
  }

  private void changed(String gwid) {
    var console = consoles.get(gwid);
    if (console != null) {
      console.listeners.forEach(Listener::wake);
    }
  }

  /// @param reader to whom it is told
  private String here(String gwid, Door.Open reader) {
    var console = consoles.get(gwid);
    var here = new ArrayList<Map<String, Object>>();
    if (console != null) {
      for (var seat : console.seats) {
        here.add(told(seat, reader));
      }
    }
    var message = new LinkedHashMap<String, Object>();
    message.put("event", "people");
    message.put("write", reader.mayChange());
    message.put("credential", reader.lock().key().isPresent());
    message.put("here", here);
    return Json.writeTree(message);
  }

  private static Map<String, Object> told(Seat seat, Door.Open reader) {
    var told = new LinkedHashMap<String, Object>();
    told.put("name", seat.door.person());
    told.put("you", seat.door.person().equals(reader.person()));
    told.put("process", seat.process);
    told.put("watches", !seat.door.mayChange());
    if (seat.hasTyped) {
      told.put("typed", TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - seat.typedAt));
    }
    return told;
  }

  /// The socket of a page that shows who is here. Only the newest state waits for it.
  final class Listener implements Half.Owner, Sockets.Member {
    private final String gwid;
    private final Door.Open door;
    private final Runnable ended;
    private final Half browser = new Half(this);
    private final AtomicBoolean isNew = new AtomicBoolean(true);
    private final AtomicBoolean isOver = new AtomicBoolean();
    private final Sender sender = new Sender();
    private volatile int code = CloseStatus.SHUTDOWN;

    private Listener(String gwid, Door.Open door, Runnable ended) {
      this.gwid = gwid;
      this.door = door;
      this.ended = ended;
    }

    Half browser() {
      return browser;
    }

    private void wake() {
      isNew.set(true);
      sender.iterate();
    }

    private final class Sender extends IteratingCallback {
      @Override
      protected Action process() {
        if (isOver.get() || !isNew.getAndSet(false)) {
          return Action.IDLE;
        }
        var text = here(gwid, door).getBytes(StandardCharsets.UTF_8);
        browser.send(new Frame(OpCode.TEXT, ByteBuffer.wrap(text)), this);
        return Action.SCHEDULED;
      }
    }

    @Override
    public void opened(Half half) {
      if (isOver.get()) {
        half.close(code, "");
        return;
      }
      consoles.compute(
          gwid,
          (_, known) -> {
            var console = known == null ? new Console() : known;
            console.listeners.add(this);
            return console;
          });
      wake();
      half.read();
    }

    @Override
    public void came(Half from, Frame frame, Callback whenSent) {
      whenSent.succeeded(); // there is nothing to say to us
    }

    @Override
    public void closed(Half half, int code) {
      end();
    }

    private void end() {
      if (isOver.compareAndSet(false, true)) {
        consoles.computeIfPresent(gwid, (_, console) -> console.without(this));
        ended.run();
      }
    }

    @Override
    public Door.Open door() {
      return door;
    }

    @Override
    public void ping() {
      browser.ping();
    }

    @Override
    public long silentSeconds() {
      return browser.silentSeconds();
    }

    @Override
    public boolean isOver() {
      return isOver.get();
    }

    @Override
    public void close(int with, String reason) {
      code = with;
      end();
      browser.close(with, reason);
    }

    @Override
    public void abort() {
      browser.abort();
    }
  }
}
