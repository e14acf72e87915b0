package io.coredeck.dashboard.compose;

import com.vaadin.flow.component.AttachEvent;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.UIDetachedException;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Span;
import io.coredeck.dashboard.compose.SessionRuns.Entry;
import io.coredeck.dashboard.compose.deploy.DeployView.End;
import io.coredeck.dashboard.text.Texts;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Consumer;

/// Says in the composer that something is being deployed, or that it has failed and the old one is
/// gone, after the dialog was closed.
final class RunNotice extends Div {

  private static final Texts TEXTS = Texts.of(RunNotice.class);
  private static final Duration LONG = Duration.ofMinutes(1);

  private final Span words = new Span();
  private final Button back;
  private final Button dismiss;
  private final transient Consumer<Entry> ended;
  private transient Optional<Entry> entry = Optional.empty();
  private transient Optional<Thread> watching = Optional.empty();

  /// @param show told that the person wants to see more
  /// @param bringBack told that the person wants the old one back
  /// @param dismissed told that the person knows
  /// @param ended told that the one shown has ended
  RunNotice(
      Consumer<Entry> show,
      Consumer<Entry> bringBack,
      Consumer<Entry> dismissed,
      Consumer<Entry> ended) {
    this.ended = ended;
    addClassNames("notice", "run-notice");
    getElement().setAttribute("role", "status");
    back = button("bring-old-back", bringBack);
    dismiss = button("dismiss", dismissed);
    add(words, button("show-deployment", show), back, dismiss);
    setVisible(false);
  }

  private Button button(String key, Consumer<Entry> pressed) {
    var button = new Button(TEXTS.get(key), _ -> entry.ifPresent(pressed));
    button.addThemeVariants(ButtonVariant.LUMO_TERTIARY_INLINE);
    return button;
  }

  /// @param one to be shown from now on; empty for none
  void show(Optional<Entry> one) {
    watching.ifPresent(Thread::interrupt);
    watching = Optional.empty();
    entry = one;
    setVisible(one.isPresent());
    one.ifPresent(this::draw);
    if (isAttached()) {
      watch(UI.getCurrent());
    }
  }

  @Override
  protected void onAttach(AttachEvent event) {
    super.onAttach(event);
    watch(event.getUI());
    addDetachListener(detached -> {
      watching.ifPresent(Thread::interrupt);
      detached.unregisterListener();
    });
  }

  private void watch(UI ui) {
    watching =
        entry
            .filter(Entry::isUnder)
            .map(one -> Thread.ofVirtual().name("deploy-notice").start(() -> follow(one, ui)));
  }

  private void follow(Entry one, UI ui) {
    try {
      var known = 0L;
      while (one.isUnder()) {
        known = one.run().awaitChange(known, LONG);
        var _ = ui.access(() -> drawStill(one));
      }
      var _ =
          ui.access(() -> {
            if (entry.filter(one::equals).isPresent()) {
              ended.accept(one);
            }
          });
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    } catch (UIDetachedException _) {
      // Nobody looks any more.
    }
  }

  private void drawStill(Entry one) {
    if (entry.filter(one::equals).isPresent()) {
      draw(one);
    }
  }

  private void draw(Entry one) {
    var view = one.run().view();
    words.setText(
        view.end()
            .map(end -> endWords(view.name(), end))
            .orElseGet(() ->
                TEXTS.get("being-deployed", view.name(), view.reached(), view.steps().size())));
    back.setVisible(view.end().filter(End::oldIsGone).isPresent());
    dismiss.setVisible(view.end().isPresent());
  }

  private static String endWords(String name, End end) {
    if (end.failure().isEmpty()) {
      return end.oldLeft().isEmpty()
          ? TEXTS.get("is-running", name)
          : TEXTS.get("running-old-left", name, end.oldLeft());
    }
    var failed = TEXTS.get("not-started", name);
    return end.oldIsGone()
        ? TEXTS.get("failed-old-is-gone", failed)
        : TEXTS.get("failed-so", failed);
  }
}
