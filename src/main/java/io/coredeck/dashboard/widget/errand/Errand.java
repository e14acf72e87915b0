package io.coredeck.dashboard.widget.errand;

import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.UIDetachedException;
import io.coredeck.dashboard.text.NodeReason;
import io.coredeck.dashboard.text.Refusal;
import io.coredeck.dashboard.text.Texts;
import io.coredeck.sdk.GridException;
import io.coredeck.sdk.hub.HubException;
import java.io.IOException;
import java.lang.System.Logger.Level;
import java.util.Objects;
import java.util.function.Consumer;

/// Work that takes longer than a click: done on a thread of its own, told in the page that asked.
///
/// @param <T> what comes of it
/// @param ui of the page; nothing is told if it is gone by then
/// @param done told in the page
/// @param failed told in the page why it did not work, in a sentence
public record Errand<T>(UI ui, Consumer<T> done, Consumer<String> failed) {

  private static final System.Logger LOG = System.getLogger(Errand.class.getName());
  private static final Texts TEXTS = Texts.of(Errand.class);

  /// The work.
  @FunctionalInterface
  public interface Work<T> {
    T get() throws IOException, InterruptedException;
  }

  /// @param name of the thread
  public void run(String name, Work<T> work) {
    Thread.ofVirtual().name(name).start(() -> run(work));
  }

  private void run(Work<T> work) {
    try {
      var result = work.get();
      tell(() -> done.accept(result));
    } catch (IOException e) {
      tell(() -> failed.accept(reason(e)));
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    } catch (RuntimeException e) {
      LOG.log(Level.ERROR, "work for a page failed", e);
      tell(() -> failed.accept(TEXTS.get("failed.here")));
    }
  }

  private void tell(Runnable words) {
    try {
      var _ = ui.access(words::run);
    } catch (UIDetachedException _) {
      LOG.log(Level.DEBUG, "a page is gone before its work was done");
    }
  }

  /// @return why, in the language of the current page
  public static String reason(IOException e) {
    return switch (e) {
      case GridException refused -> Refusal.logged(refused).text();
      case HubException refused -> Refusal.logged(refused).text();
      default -> said(Objects.requireNonNullElse(e.getMessage(), ""));
    };
  }

  private static String said(String text) {
    return text.isBlank() ? TEXTS.get("failed.unsaid") : NodeReason.sentence(text);
  }
}
