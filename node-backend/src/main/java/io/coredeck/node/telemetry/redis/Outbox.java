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
/// twice. At most {@value #LIMIT} wait, in memory; then the oldest is given up.
public final class Outbox {
  private static final Logger LOG = System.getLogger(Outbox.class.getName());

  /// How many commands wait at most.
  public static final int LIMIT = 1000;

  private static final int AT_ONCE = 64;

  private final Link link;
  private final Deque<byte[]> waiting = new ArrayDeque<>();
  private final Deque<byte[]> underWay = new ArrayDeque<>();
  private int unanswered;
  private boolean full;

  /// @param link where the commands go
  public Outbox(Link link) {
    this.link = link;
  }

  /// @param words a whole command
  public synchronized void add(byte[] words) {
    waiting.addLast(words);
    if (waiting.size() > LIMIT) {
      waiting.removeFirst();
      if (!full) {
        LOG.log(Level.WARNING, "{0}: more than {1} events wait; old ones are lost", link, LIMIT);
      }
      full = true;
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
        underWay.addLast(waiting.removeFirst());
        requests.add(Request.of(underWay.getLast(), new Sent()));
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
        waiting.addFirst(underWay.removeLast());
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
