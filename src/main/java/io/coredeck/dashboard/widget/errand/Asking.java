package io.coredeck.dashboard.widget.errand;

import com.vaadin.flow.component.UI;
import io.coredeck.dashboard.grid.GridView;
import java.io.IOException;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Consumer;

/// What a page asks the explorer for beside what it follows. What was asked for in vain is asked
/// for again by itself: as soon as the explorer is back, else ever more seldom.
///
/// @param <T> what is asked for
public final class Asking<T> {

  private final String name;
  private final Errand.Work<T> work;
  private final Consumer<T> done;
  private final Consumer<IOException> failed;
  private final Retry retry = new Retry();
  private boolean isUnderWay;
  private boolean isWantedAgain;

  /// @param name of the thread
  /// @param done told in the page
  /// @param failed told in the page, at each failure
  public Asking(String name, Errand.Work<T> work, Consumer<T> done, Consumer<IOException> failed) {
    this.name = name;
    this.work = work;
    this.done = done;
    this.failed = failed;
  }

  private record Answer<T>(Optional<T> value, Optional<IOException> trouble) {}

  /// Asks now, or as soon as the last answer is there; in a call of the page or in `ui.access`.
  public void ask() {
    if (isUnderWay) {
      isWantedAgain = true;
      return;
    }
    isUnderWay = true;
    isWantedAgain = false;
    new Errand<Answer<T>>(
            UI.getCurrent(),
            this::take,
            why -> take(new Answer<>(Optional.empty(), Optional.of(new IOException(why)))))
        .run(name, this::answer);
  }

  private Answer<T> answer() throws InterruptedException {
    try {
      return new Answer<>(Optional.of(work.get()), Optional.empty());
    } catch (IOException e) {
      return new Answer<>(Optional.empty(), Optional.of(e));
    }
  }

  private void take(Answer<T> answer) {
    isUnderWay = false;
    if (answer.trouble().isPresent()) {
      retry.failed(Instant.now());
      failed.accept(answer.trouble().get());
    } else {
      retry.worked();
      answer.value().ifPresent(done);
    }
    if (isWantedAgain) {
      ask();
    }
  }

  /// @param view the grid as it is now: whether the explorer answers
  public void look(GridView view) {
    if (retry.isDue(Instant.now(), view.trouble().isEmpty()) && !isUnderWay) {
      ask();
    }
  }
}
