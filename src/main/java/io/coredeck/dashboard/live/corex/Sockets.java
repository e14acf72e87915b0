package io.coredeck.dashboard.live.corex;

import io.coredeck.dashboard.live.corex.door.Door;
import io.coredeck.dashboard.live.corex.door.Shares;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.eclipse.jetty.util.component.AbstractLifeCycle;
import org.eclipse.jetty.util.thread.ScheduledExecutorScheduler;
import org.eclipse.jetty.util.thread.Scheduler;
import org.eclipse.jetty.websocket.core.CloseStatus;

/// All open sockets of consoles: how many there may be, who may still be there, who has gone.
final class Sockets extends AbstractLifeCycle {

  /// Open at the same time; of one person.
  static final int MOST = 1024;

  static final int MOST_OF_ONE = 80;

  /// How soon a person whose session has ended is out.
  static final Duration SWEEP = Duration.ofSeconds(2);

  /// Every so many sweeps both sides are asked whether they are there.
  private static final int SWEEPS_A_PING = 10;

  /// A side that does not answer for so long is gone.
  private static final long LONGEST_SILENCE_SECONDS = 60;

  /// How long the other side may take to agree to a close.
  private static final int SWEEPS_TO_AGREE = 3;

  private final Shares shares = new Shares(MOST, MOST_OF_ONE);
  private final Set<Entry> open = ConcurrentHashMap.newKeySet();
  private final Scheduler clock = new ScheduledExecutorScheduler("corex-sockets", true);
  private int sweeps; // of the clock's thread

  /// What is asked of every socket.
  interface Member {
    Door.Open door();

    void ping();

    /// @return seconds since something came that was waited for
    long silentSeconds();

    boolean isOver();

    void close(int code, String reason);

    /// Closes now, agreed or not.
    void abort();
  }

  private static final class Entry {
    final Member member;
    int sweepsOver; // of the clock's thread

    Entry(Member member) {
      this.member = member;
    }
  }

  /// Opens one if there is a place.
  ///
  /// @param create is given what to run when the socket is over
  /// @return it, or one that closes at once with {@link CloseStatus#TRY_AGAIN_LATER}
  <T extends Member> T add(Door.Open door, Function<Runnable, T> create) {
    var hasPlace = shares.take(door.person());
    var member =
        create.apply(() -> {
          if (hasPlace) {
            shares.give(door.person());
          }
        });
    open.add(new Entry(member));
    if (!hasPlace) {
      member.close(CloseStatus.TRY_AGAIN_LATER, "too many consoles are open; close some");
    }
    return member;
  }

  @Override
  protected void doStart() throws Exception {
    clock.start();
    later();
  }

  private void later() {
    clock.schedule(
        () -> {
          try {
            sweep();
          } finally {
            later();
          }
        },
        SWEEP.toMillis(),
        TimeUnit.MILLISECONDS);
  }

  private void sweep() {
    sweeps++;
    for (var entry : open) {
      if (entry.member.isOver()) {
        bury(entry);
      } else {
        look(entry.member);
      }
    }
  }

  private void bury(Entry entry) {
    if (++entry.sweepsOver > SWEEPS_TO_AGREE) {
      entry.member.abort();
      open.remove(entry);
    }
  }

  private void look(Member member) {
    var code = Codes.now(member.door());
    if (code != CloseStatus.NORMAL) {
      member.close(code, "");
    } else if (member.silentSeconds() > LONGEST_SILENCE_SECONDS) {
      member.close(CloseStatus.SHUTDOWN, "");
    } else if (sweeps % SWEEPS_A_PING == 0) {
      member.ping();
    }
  }

  @Override
  protected void doStop() throws Exception {
    clock.stop();
    open.forEach(entry -> entry.member.close(CloseStatus.SHUTDOWN, "the dashboard stops"));
  }
}
