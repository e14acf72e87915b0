package io.coredeck.dashboard.live.log;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import org.eclipse.jetty.websocket.api.Callback;
import org.eclipse.jetty.websocket.api.Session;
import org.jspecify.annotations.Nullable;

/// The web socket of one page: reads what it asks, sends what the viewer has for it.
public final class LogSocket implements Session.Listener.AutoDemanding, Viewer.Outlet {

  /// The page went away, or takes nothing in.
  static final int GONE = 1001;

  /// The page sent something that is no request.
  static final int WRONG = 1008;

  /// Too many logs or pages are open, of all people together.
  static final int FULL = 1013;

  /// Too many logs are open in the pages of this session.
  static final int FULL_OF_YOURS = 4429;

  /// The page's session has ended.
  static final int SIGNED_OUT = 4401;

  /// The page may not see one of the containers.
  static final int FORBIDDEN = 4403;

  /// Longest message of a page, bytes.
  static final int LONGEST_MESSAGE = 16 << 10;

  /// A page that says nothing for so long is gone; pages answer every frame.
  static final Duration LONGEST_SILENCE = Duration.ofSeconds(60);

  private static final Duration LONGEST_SEND = Duration.ofSeconds(20);
  private static final int LONGEST_REASON = 100;

  private final LogFeeds feeds;
  private final String owner;
  private final List<String> containers;
  private final boolean maySee;
  private final BooleanSupplier mayStay;
  private final AtomicInteger open;
  private @Nullable Viewer viewer;
  private volatile @Nullable Session session;

  /// @param owner of the page: the session it came with
  /// @param containers to show
  /// @param maySee whether the page may see them all
  /// @param mayStay false once the page's session has ended
  /// @param open counts the open sockets
  LogSocket(
      LogFeeds feeds,
      String owner,
      List<String> containers,
      boolean maySee,
      BooleanSupplier mayStay,
      AtomicInteger open) {
    this.feeds = feeds;
    this.owner = owner;
    this.containers = containers;
    this.maySee = maySee;
    this.mayStay = mayStay;
    this.open = open;
  }

  @Override
  public void onWebSocketOpen(Session opened) {
    session = opened;
    opened.setMaxTextMessageSize(LONGEST_MESSAGE);
    opened.setIdleTimeout(LONGEST_SILENCE);
    if (open.incrementAndGet() > LogRoutes.MOST_PAGES) {
      close(FULL, "too many pages are open; close some");
    } else if (!maySee) {
      close(FORBIDDEN, "you may not see this container");
    }
  }

  @Override
  public void onWebSocketText(String message) {
    try {
      take(Ask.of(message));
    } catch (IllegalArgumentException e) {
      close(WRONG, String.valueOf(e.getMessage()));
    }
  }

  private void take(Ask ask) {
    var known = viewer;
    if (!maySee) {
      return; // it is being closed
    }
    if (ask instanceof Ask.Begin begin) {
      if (known != null) {
        throw new IllegalArgumentException("begin must come once");
      }
      viewer = new Viewer(feeds, owner, this, mayStay);
      viewer.begin(containers, begin);
    } else if (known == null) {
      throw new IllegalArgumentException("begin must come first");
    } else if (ask instanceof Ask.Taken(var sequence)) {
      known.taken(sequence);
    } else if (!known.request(ask)) {
      throw new IllegalArgumentException("too many requests wait for their answer");
    }
  }

  @Override
  public void onWebSocketClose(int code, @Nullable String reason, Callback callback) {
    open.decrementAndGet();
    var known = viewer;
    if (known != null) {
      known.end();
    }
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
