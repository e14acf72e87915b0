package io.coredeck.dashboard.grid;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.UIDetachedException;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

/// The open pages that show the grid. A change is shown at once; changes that follow closely are
/// shown together, so that a page is drawn at most four times a second. A page that takes long does
/// not keep the others from being drawn.
final class Watchers implements AutoCloseable {

  private static final Duration SHORTEST_PAUSE = Duration.ofMillis(250);

  /// Pages drawn at the same time; each holds the lock of its session meanwhile.
  private static final int DRAWN_AT_ONCE = 4;

  private final Set<Watcher> watchers = ConcurrentHashMap.newKeySet();
  private final ScheduledThreadPoolExecutor drawing =
      new ScheduledThreadPoolExecutor(
          DRAWN_AT_ONCE, Thread.ofPlatform().daemon().name("grid-pages-", 0).factory());

  Watchers() {
    drawing.setRemoveOnCancelPolicy(true);
  }

  /// @param page attached or yet to be attached; while it is not, nothing is shown in it
  /// @param show called with the lock of the page's session held
  void add(Component page, Runnable show) {
    page.getUI().ifPresent(ui -> begin(page, ui, show));
    page.addAttachListener(event -> begin(page, event.getUI(), show));
  }

  private void begin(Component page, UI ui, Runnable show) {
    var watcher = new Watcher(ui, show);
    watchers.add(watcher);
    page.addDetachListener(event -> {
      watchers.remove(watcher);
      event.unregisterListener();
    });
    show.run();
  }

  boolean isEmpty() {
    return watchers.isEmpty();
  }

  /// Something is not as it was.
  void changed() {
    watchers.forEach(Watcher::changed);
  }

  /// Something will not be as it was by then, if nothing else happens.
  ///
  /// @return to be called if it did not come to that
  Runnable changedIn(Duration time) {
    try {
      var planned = drawing.schedule(this::changed, time.toMillis(), TimeUnit.MILLISECONDS);
      return () -> planned.cancel(false);
    } catch (RejectedExecutionException _) {
      return () -> {}; // the server stops
    }
  }

  private final class Watcher {

    private final UI ui;
    private final Runnable show;
    private final AtomicBoolean isPlanned = new AtomicBoolean();
    private volatile long notBefore = System.nanoTime();

    Watcher(UI ui, Runnable show) {
      this.ui = ui;
      this.show = show;
    }

    void changed() {
      if (!isPlanned.getAndSet(true)) {
        var pause = Math.max(0, notBefore - System.nanoTime());
        try {
          var _ = drawing.schedule(this::access, pause, TimeUnit.NANOSECONDS);
        } catch (RejectedExecutionException _) {
          watchers.remove(this); // the server stops
        }
      }
    }

    private void access() {
      try {
        var _ = ui.access(this::draw);
      } catch (UIDetachedException _) {
        watchers.remove(this);
      }
    }

    private void draw() {
      isPlanned.set(false);
      notBefore = System.nanoTime() + SHORTEST_PAUSE.toNanos();
      if (watchers.contains(this)) {
        show.run();
      }
    }
  }

  @Override
  public void close() {
    drawing.shutdownNow();
    watchers.clear();
  }
}
