package io.coredeck.corex.socket;

import io.coredeck.corex.audience.Arrival;
import io.coredeck.corex.audience.Audience;
import io.coredeck.corex.audience.SizePolicy;
import io.coredeck.corex.output.WindowSize;
import io.coredeck.corex.process.ManagedProcess;
import io.coredeck.corex.wire.ClientMessage;
import io.coredeck.corex.wire.JsonObject;
import io.coredeck.corex.wire.ServerMessage;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/// The people at the terminal of one process, with their sockets: gives the terminal the size they
/// agree on and tells them about each other. Safe for use by several threads.
public final class Gathering {
  private final ManagedProcess process;
  private final ScheduledExecutorService clock;
  private final InstantSource time = InstantSource.system();
  private final Audience audience = new Audience(time);
  private final List<CoredeckSocket> sockets = new CopyOnWriteArrayList<>();

  /// @param clock runs what has to happen later
  public Gathering(ManagedProcess process, ScheduledExecutorService clock) {
    this.process = process;
    this.clock = clock;
  }

  /// @return the number of the seat
  long join(Arrival arrival) {
    var seat = audience.join(arrival);
    changed();
    return seat;
  }

  /// From now on this client is told who is here; it has joined before.
  void tell(CoredeckSocket socket) {
    sockets.add(socket);
    socket.peopleChanged();
  }

  void leave(long seat) {
    if (audience.leave(seat)) {
      changed();
    }
  }

  void leave(CoredeckSocket socket, long seat) {
    sockets.remove(socket);
    leave(seat);
  }

  /// @return whether what is typed shall arrive
  boolean type(long seat) {
    var typed = audience.type(seat);
    if (typed == Audience.Typed.ACCEPTED_AND_DRIVES) {
      changed();
    }
    return typed.isAccepted();
  }

  void resize(long seat, WindowSize size) {
    if (audience.resize(seat, size)) {
      changed();
    }
  }

  /// Does what a client wants, if it may; what means nothing is ignored.
  void wish(long seat, JsonObject wanted) {
    var done =
        switch (wanted.text("do").orElse("")) {
          case "take" -> audience.take(seat);
          case "ask" -> audience.ask(seat);
          case "give" -> audience.give(seat, wanted.integer("to").orElse(0));
          case "keep" -> audience.keep(seat);
          case "watch" -> audience.watch(seat, wanted.flag("on"));
          case "typing" -> audience.letAllType(seat, wanted.flag("all"));
          case "size" -> sizeBy(seat, wanted);
          default -> false;
        };
    if (done) {
      changed();
    }
  }

  private boolean sizeBy(long seat, JsonObject wanted) {
    return wanted
        .text("policy")
        .flatMap(SizePolicy::of)
        .map(policy -> new SizePolicy.Wish(policy, ClientMessage.size(wanted)))
        .map(wish -> audience.sizeBy(seat, wish))
        .orElse(false);
  }

  /// @return who is here, for the one in this seat
  ServerMessage told(long seat) {
    return new ServerMessage.People(audience.view(), seat, audience.answering().orElse(0) == seat);
  }

  private void changed() {
    applySize();
    sockets.forEach(CoredeckSocket::peopleChanged);
    audience
        .nextExpiry()
        .ifPresent(at -> {
          var pause = Duration.between(time.instant(), at).toMillis() + 1;
          var _ = clock.schedule(this::expire, Math.max(1, pause), TimeUnit.MILLISECONDS);
        });
  }

  private void expire() {
    if (audience.expire()) {
      changed();
    }
  }

  /// One thread at a time, so that the last size agreed on is the last one set.
  private synchronized void applySize() {
    Optional<WindowSize> wanted = audience.size();
    if (wanted.isPresent() && !wanted.get().equals(process.size())) {
      process.resize(wanted.get());
    }
  }
}
