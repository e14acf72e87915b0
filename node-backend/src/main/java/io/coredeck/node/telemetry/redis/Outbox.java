package io.coredeck.node.telemetry.redis;

import io.coredeck.node.telemetry.redis.Request.Receipt;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;

/// Single commands for one server that should arrive even if it is down at the moment.
///
/// They are sent in the order they came; one without an answer is sent again, so it may be done
/// twice. At most {@value #LIMIT} wait, in memory; then the oldest is given up. What cleans up
/// waits in the same order and makes no place for others: {@value #MOST_LASTING} of it.
public final class Outbox {
  private static final Logger LOG = System.getLogger(Outbox.class.getName());

  /// How many commands wait at most.
  public static final int LIMIT = 1000;

  /// How many that clean up wait at most.
  static final int MOST_LASTING = 10_000;

  private static final int AT_ONCE = 64;

  private final Link link;
  private final Deque<Waiting> waiting = new ArrayDeque<>();
  private final Deque<Waiting> underWay = new ArrayDeque<>();
  private int lasting;
  private int unanswered;
  private boolean full;

  private static final class Waiting {
    private final byte[] words;

    /// Whether it is not given up for others.
    private final boolean isLasting;

    Waiting(byte[] words, boolean isLasting) {
      this.words = words;
      this.isLasting = isLasting;
    }
  }

  /// @param link where the commands go
  public Outbox(Link link) {
    this.link = link;
  }

  /// @param words a whole command
  public synchronized void add(byte[] words) {
    add(new Waiting(words, false), LIMIT);
  }

  /// Adds one that cleans up: what it should delete would stay for good without it.
  ///
  /// @param words a whole command
  public synchronized void addLasting(byte[] words) {
    add(new Waiting(words, true), MOST_LASTING);
  }

  private void add(Waiting one, int most) {
    waiting.addLast(one);
    lasting += one.isLasting ? 1 : 0;
    var alike = one.isLasting ? lasting : waiting.size() - lasting;
    if (alike > most) {
      giveUpOldest(one.isLasting);
      if (!full) {
        LOG.log(Level.WARNING, "{0}: more than {1} commands wait; old ones are lost", link, most);
      }
      full = true;
    }
  }

  private void giveUpOldest(boolean isLasting) {
    for (var oldest = waiting.iterator(); oldest.hasNext(); ) {
      if (oldest.next().isLasting == isLasting) {
        oldest.remove();
        lasting -= isLasting ? 1 : 0;
        return;
      }
    }
  }

  /// @return whether everything has been sent and answered, or cannot be at the moment
  public synchronized boolean isDoneOrStuck() {
    return !link.isUp() || (waiting.isEmpty() && underWay.isEmpty());
  }

  /// Sends what waits, if the link is up and nothing is on its way.
  public void tend() {
    var requests = new ArrayList<Request>();
    synchronized (this) {
      if (!underWay.isEmpty() || waiting.isEmpty() || !link.isUp()) {
        return;
      }
      full = false;
      while (!waiting.isEmpty() && requests.size() < AT_ONCE) {
        var first = waiting.removeFirst();
        lasting -= first.isLasting ? 1 : 0;
        underWay.addLast(first);
        requests.add(Request.of(first.words, new Sent()));
      }
    }
    link.send(requests);
  }

  private synchronized void answered() {
    underWay.removeFirst();
  }

  /// On one connection nothing is answered after the first that is not.
  private synchronized void unanswered() {
    unanswered++;
    if (unanswered == underWay.size()) {
      unanswered = 0;
      while (!underWay.isEmpty()) {
        var last = underWay.removeLast();
        lasting += last.isLasting ? 1 : 0;
        waiting.addFirst(last);
      }
    }
  }

  private final class Sent implements Receipt {
    @Override
    public void onAccepted() {
      answered();
    }

    @Override
    public void onRefused(String error) {
      LOG.log(Level.WARNING, "{0}: an event was refused: {1}", link, error);
      answered();
    }

    @Override
    public void onLost(String reason) {
      unanswered();
    }
  }
}
