package io.coredeck.dashboard.admin.audit;

import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.UIDetachedException;
import io.coredeck.sdk.GridException;
import io.coredeck.sdk.account.AuditClient;
import io.coredeck.sdk.account.AuditClient.Filter;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/// Tells an open page of each new entry, as long as it is open.
final class Following implements AutoCloseable {

  private static final System.Logger LOG = System.getLogger(Following.class.getName());
  private static final Duration WAIT = Duration.ofSeconds(25);
  private static final Duration PAUSE = Duration.ofSeconds(3);

  private final AuditClient audit;
  private final Supplier<Filter> filter;
  private final UI page;
  private final Listener listener;
  private final CountDownLatch ended = new CountDownLatch(1);
  private final Thread thread = Thread.ofVirtual().name("audit-page").unstarted(this::run);

  /// Called with the lock of the page's session held.
  interface Listener {
    /// @param number how many new ones fit
    void news(int number);
  }

  private Following(AuditClient audit, Supplier<Filter> filter, UI page, Listener listener) {
    this.audit = audit;
    this.filter = filter;
    this.page = page;
    this.listener = listener;
  }

  static Following start(AuditClient audit, Supplier<Filter> filter, UI page, Listener listener) {
    var following = new Following(audit, filter, page, listener);
    following.thread.start();
    return following;
  }

  private void run() {
    try {
      var last = -1L;
      while (ended.getCount() > 0) {
        last = step(last);
      }
    } catch (InterruptedException _) {
      LOG.log(Level.DEBUG, "a page no longer follows what people do");
    } catch (UIDetachedException _) {
      LOG.log(Level.DEBUG, "a page that follows what people do was closed");
    }
  }

  /// @param last number of the newest known entry; below 0 if none is known yet
  private long step(long last) throws InterruptedException {
    try {
      if (last < 0) {
        var newest = audit.newest(Filter.ALL, 0, 1).entries();
        return newest.isEmpty() ? 0 : newest.getFirst().id();
      }
      var asked = System.nanoTime();
      var entries = audit.after(filter.get(), last, WAIT).entries();
      if (entries.isEmpty()) {
        if (System.nanoTime() - asked < PAUSE.toNanos()) {
          pause(); // the explorer had no place to wait, or what came does not fit the filter
        }
        return last;
      }
      var _ = page.access(() -> listener.news(entries.size()));
      return entries.getLast().id();
    } catch (GridException e) {
      LOG.log(Level.DEBUG, "what people do cannot be followed now: {0}", e.getMessage());
      pause();
      return last;
    }
  }

  private void pause() throws InterruptedException {
    var _ = ended.await(PAUSE.toMillis(), TimeUnit.MILLISECONDS);
  }

  /// Ends it without waiting. Calling it again does nothing.
  @Override
  public void close() {
    ended.countDown();
    thread.interrupt();
  }
}
