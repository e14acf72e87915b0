package io.coredeck.dashboard.live.stats;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import java.util.function.Predicate;
import org.eclipse.jetty.websocket.api.Callback;
import org.eclipse.jetty.websocket.api.Session;
import org.jspecify.annotations.Nullable;

/// The web socket of one page: reads what it asks, sends what the viewer has for it.
public final class StatsSocket implements Session.Listener.AutoDemanding, Viewer.Outlet {

  /// The page went away, or takes nothing in.
  static final int GONE = 1001;

  /// The page sent something that is no request.
  static final int WRONG = 1008;

  /// Too many pages are open.
  static final int FULL = 1013;

  /// The page's session has ended.
  static final int SIGNED_OUT = 4401;

  /// Longest message of a page, bytes: {@value Ask#MOST_NAMED} names.
  static final int LONGEST_MESSAGE = 64 << 10;

  /// Neither side says anything for so long: the connection is dead. Servers speak every few
  /// seconds.
  static final Duration LONGEST_SILENCE = Duration.ofSeconds(60);

  private static final Duration LONGEST_SEND = Duration.ofSeconds(20);
  private static final int LONGEST_REASON = 100;

  private final Viewer viewer;
  private final AtomicInteger open;
  private volatile @Nullable Session session;

  /// @param maySee whether the page may see a container
  /// @param mayStay false once the page's session has ended
  /// @param open counts the open sockets
  StatsSocket(StatsHub hub, Predicate<String> maySee, BooleanSupplier mayStay, AtomicInteger open) {
    this.viewer = new Viewer(hub, this, maySee, mayStay);
    this.open = open;
  }

  @Override
  public void onWebSocketOpen(Session opened) {
    session = opened;
    opened.setMaxTextMessageSize(LONGEST_MESSAGE);
    opened.setIdleTimeout(LONGEST_SILENCE);
    if (open.incrementAndGet() > StatsRoutes.MOST_PAGES) {
      close(FULL, "too many pages are open; close some");
    } else {
      viewer.start();
    }
  }

  @Override
  public void onWebSocketText(String message) {
    try {
      if (!viewer.ask(Ask.of(message))) {
        throw new IllegalArgumentException("too many requests wait for their answer");
      }
    } catch (IllegalArgumentException e) {
      close(WRONG, String.valueOf(e.getMessage()));
    }
  }

  @Override
  public void onWebSocketClose(int code, @Nullable String reason, Callback callback) {
    open.decrementAndGet();
    viewer.end();
    callback.succeed();
  }

  @Override
  public void onWebSocketError(Throwable cause) {
    // A close follows and ends the viewer; a page that goes away is nothing to tell anybody.
  }

  @Override
  public void send(String frame) throws IOException {
    var to = session;
    if (to == null) {
      throw new IOException("the page's socket is not open");
    }
    var sent = new Callback.Completable();
    to.sendText(frame, sent);
    try {
      sent.get(LONGEST_SEND.toSeconds(), TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted while sending to a page", e);
    } catch (ExecutionException | TimeoutException e) {
      throw new IOException("a page takes nothing in", e);
    }
  }

  @Override
  public void close(int code, String reason) {
    var known = session;
    if (known != null) {
      var end = Math.min(reason.length(), LONGEST_REASON);
      known.close(code, reason.substring(0, end), Callback.NOOP);
    }
  }
}
