package io.coredeck.dashboard.compose;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Span;
import io.coredeck.dashboard.compose.check.Amount;
import io.coredeck.dashboard.compose.check.Fix;
import io.coredeck.dashboard.compose.deploy.DeployFailure;
import io.coredeck.dashboard.compose.deploy.DeployStep;
import io.coredeck.dashboard.compose.deploy.DeployStep.State;
import io.coredeck.dashboard.frame.State.Kind;
import io.coredeck.dashboard.text.Texts;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Consumer;

/// One step of a deployment; the one that failed says why and what would help.
final class StepRow extends Div {

  private static final Texts TEXTS = Texts.of(StepRow.class);
  private static final long SHORT_MS = 10_000;
  private static final double SECOND_MS = 1000;

  private final Span name = new Span();
  private final Span detail = new Span();
  private final Span took = new Span();
  private final Div text = new Div(name, detail);
  private final io.coredeck.dashboard.frame.State mark =
      new io.coredeck.dashboard.frame.State(Kind.IDLE, "");
  private boolean isExplained;

  StepRow() {
    addClassName("step");
    mark.getElement().setAttribute("shape", true);
    name.addClassName("name");
    detail.addClassName("hint");
    took.addClassName("took");
    add(mark, text, took);
  }

  /// @param isOver whether the deployment has ended
  void show(DeployStep step, boolean isOver) {
    mark.show(kind(step.state()), step.stateWord());
    if (!isExplained) {
      name.setText(step.title());
    }
    detail.setText(step.detail());
    detail.setVisible(!step.detail().isEmpty());
    took.setText(tookWords(step, isOver));
    setClassName("waiting", step.state() == State.WAITING);
  }

  private static String tookWords(DeployStep step, boolean isOver) {
    if (step.state() == State.WAITING) {
      return isOver ? TEXTS.get("step-not-started") : "";
    }
    return step.took().isZero() ? "" : time(step.took());
  }

  private static Kind kind(State state) {
    return switch (state) {
      case WAITING -> Kind.IDLE;
      case RUNNING -> Kind.BUSY;
      case DONE -> Kind.DONE;
      case FAILED -> Kind.FAIL;
    };
  }

  /// Says once why it failed.
  ///
  /// @param again told which fix to deploy with
  /// @param back brings the old container back, if that is to be offered
  /// @param leave goes back to the form
  void explain(
      DeployFailure failure, Consumer<Fix> again, Optional<Runnable> back, Runnable leave) {
    if (isExplained) {
      return;
    }
    isExplained = true;
    name.setText(failure.title());
    var reason = new Span(failure.reason());
    reason.getElement().setAttribute("role", "alert");
    var buttons = new Div();
    buttons.addClassName("buttons");
    failure.fixes().forEach(fix -> buttons.add(new Button(fix.label(), _ -> again.accept(fix))));
    back.ifPresent(bring -> buttons.add(new Button(TEXTS.get("bring-old-back"), _ -> bring.run())));
    if (failure.needsPool()) {
      var pools = new Anchor("pools", TEXTS.get("open-pools"));
      pools.addClassName("button");
      buttons.add(pools);
    }
    var form = new Button(TEXTS.get("back-to-form"), _ -> leave.run());
    form.addThemeVariants(ButtonVariant.LUMO_TERTIARY);
    buttons.add(form);
    buttons
        .getChildren()
        .findFirst()
        .filter(Button.class::isInstance)
        .map(Button.class::cast)
        .ifPresent(first -> {
          first.removeThemeVariants(ButtonVariant.LUMO_TERTIARY);
          first.addThemeVariants(ButtonVariant.LUMO_PRIMARY);
        });
    var box = new Div(reason);
    if (back.isPresent()) {
      box.add(new Span(TEXTS.get("old-is-gone")));
    }
    box.add(buttons);
    box.addClassName("failure");
    text.add(box);
  }

  /// @return e.g. `61 ms`, `12.5 s`
  static String time(Duration took) {
    return took.toMillis() < SHORT_MS
        ? TEXTS.get("milliseconds", took.toMillis())
        : TEXTS.get("seconds", Amount.number(took.toMillis() / SECOND_MS));
  }
}
