package io.coredeck.dashboard.compose;

import com.vaadin.flow.component.AttachEvent;
import com.vaadin.flow.component.DetachEvent;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.dialog.Dialog;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H2;
import com.vaadin.flow.component.html.NativeDetails;
import com.vaadin.flow.component.html.Pre;
import com.vaadin.flow.component.html.Span;
import io.coredeck.dashboard.compose.check.Fix;
import io.coredeck.dashboard.compose.deploy.DeployFailure;
import io.coredeck.dashboard.compose.deploy.DeployRun;
import io.coredeck.dashboard.compose.deploy.DeployStep;
import io.coredeck.dashboard.compose.deploy.DeployStep.State;
import io.coredeck.dashboard.compose.deploy.DeployView;
import io.coredeck.dashboard.compose.deploy.DeployView.End;
import io.coredeck.dashboard.frame.State.Kind;
import java.time.Duration;
import java.util.function.Consumer;

/// A deployment, step by step. It may be closed; the deployment goes on.
final class DeployDialog extends Dialog {

  private static final int LOOK_MS = 250;
  private final DeployRun run;
  private final transient Consumer<Fix> retry;
  private final boolean console;
  private final H2 title = new H2();
  private final Span below = new Span();
  private final io.coredeck.dashboard.frame.State pill =
      new io.coredeck.dashboard.frame.State(Kind.BUSY, "Starting").asPill();
  private final Div bar = new Div();
  private final Div steps = new Div();
  private final Button close = new Button("Close", _ -> close());
  private boolean ended;

  /// @param console whether there will be one
  /// @param retry told the fix with which to deploy again
  DeployDialog(DeployRun run, boolean console, Consumer<Fix> retry) {
    this.run = run;
    this.console = console;
    this.retry = retry;
    addClassName("deploy-dialog");
    setWidth("580px");
    setCloseOnOutsideClick(false);
    var words = new Div(title, below);
    below.addClassName("hint");
    var head = new Div(words, pill);
    head.addClassName("deploy-head");
    head.getElement().setAttribute("role", "status");
    bar.addClassName("deploy-progress");
    bar.add(new Div());
    steps.addClassName("steps");
    add(head, bar, steps);
    getFooter().add(close);
  }

  @Override
  protected void onAttach(AttachEvent event) {
    super.onAttach(event);
    event.getUI().setPollInterval(LOOK_MS);
    var polls = event.getUI().addPollListener(_ -> show(run.view()));
    addDetachListener(_ -> polls.remove());
    show(run.view());
  }

  @Override
  protected void onDetach(DetachEvent event) {
    event.getUI().setPollInterval(-1);
    super.onDetach(event);
  }

  private void show(DeployView view) {
    if (ended) {
      return;
    }
    title.setText(
        view.end()
            .map(end ->
                end.failure().isPresent()
                    ? view.name() + " was not started"
                    : view.name() + " is running")
            .orElse("Deploying " + view.name()));
    below.setText(view.end().map(end -> words(view, end)).orElse(progress(view)));
    var done = view.steps().stream().filter(step -> step.state() == State.DONE).count();
    bar.getChildren()
        .findFirst()
        .ifPresent(fill ->
            fill.getElement()
                .getStyle()
                .set("inline-size", 100 * done / view.steps().size() + "%"));
    steps.removeAll();
    view.steps().forEach(step -> steps.add(row(step, view)));
    view.end().ifPresent(this::end);
  }

  private static Kind kind(State state) {
    return switch (state) {
      case WAITING -> Kind.IDLE;
      case RUNNING -> Kind.BUSY;
      case DONE -> Kind.DONE;
      case FAILED -> Kind.FAIL;
    };
  }

  private static String progress(DeployView view) {
    return view.steps().stream().anyMatch(step -> step.state() == State.FAILED)
        ? "It failed. What was made for it is taken down again."
        : "Step %d of %d, %s"
            .formatted(Math.max(1, view.reached()), view.steps().size(), time(view.took()));
  }

  private static String words(DeployView view, End end) {
    if (end.failure().isEmpty()) {
      return "On %s at %s, %s after you pressed Deploy"
          .formatted(end.node(), end.address(), time(view.took()));
    }
    var left =
        end.leftBehind().isEmpty()
            ? "Nothing was left behind."
            : "Still being taken down: %s.".formatted(String.join(", ", end.leftBehind()));
    return "Stopped at step %d of %d after %s. %s"
        .formatted(view.reached(), view.steps().size(), time(view.took()), left);
  }

  private Div row(DeployStep step, DeployView view) {
    var mark =
        new io.coredeck.dashboard.frame.State(
            kind(step.state()), step.state().name().toLowerCase(java.util.Locale.ROOT));
    mark.getElement().setAttribute("shape", true);
    var name = new Span(step.title());
    name.addClassName("name");
    var text = new Div(name);
    if (!step.detail().isEmpty()) {
      var detail = new Span(step.detail());
      detail.addClassName("hint");
      text.add(detail);
    }
    if (step.state() == State.FAILED) {
      view.end().flatMap(End::failure).ifPresent(failure -> text.add(failure(failure)));
    }
    var took =
        new Span(
            step.state() == State.WAITING
                ? (view.end().isPresent() ? "not started" : "")
                : time(step.took()));
    took.addClassName("took");
    var row = new Div(mark, text, took);
    row.addClassName("step");
    row.setClassName("waiting", step.state() == State.WAITING);
    return row;
  }

  private Div failure(DeployFailure failure) {
    var reason = new Span(failure.reason());
    reason.getElement().setAttribute("role", "alert");
    var buttons = new Div();
    buttons.addClassName("buttons");
    failure
        .fixes()
        .forEach(fix -> {
          var button = new Button(fix.label(), _ -> again(fix));
          if (buttons.getComponentCount() == 0) {
            button.addThemeVariants(ButtonVariant.LUMO_PRIMARY);
          }
          buttons.add(button);
        });
    var back = new Button("Back to the form", _ -> close());
    back.addThemeVariants(
        failure.fixes().isEmpty() ? ButtonVariant.LUMO_PRIMARY : ButtonVariant.LUMO_TERTIARY);
    buttons.add(back);
    var box = new Div(reason, buttons);
    box.addClassName("failure");
    return box;
  }

  private void again(Fix fix) {
    close();
    retry.accept(fix);
  }

  private void end(End end) {
    ended = true;
    getUI().ifPresent(ui -> ui.setPollInterval(-1));
    if (end.failure().isPresent()) {
      bar.addClassName("failed");
      pill.show(Kind.FAIL, "Failed");
      if (!end.technical().isEmpty()) {
        var details = new NativeDetails("Technical details", new Pre(end.technical()));
        getFooter().addComponentAsFirst(details);
      }
      return;
    }
    bar.addClassName("done");
    pill.show(Kind.OK, "Running");
    if (console) {
      var open = new Anchor("http://%s:7681/".formatted(end.address()), "Open console");
      open.addClassNames("button", "primary");
      open.setTarget("_blank");
      getFooter().add(open);
    }
  }

  private static String time(Duration took) {
    return took.toMillis() < 10_000
        ? took.toMillis() + " ms"
        : "%d.%d s".formatted(took.toSeconds(), took.toMillisPart() / 100);
  }
}
