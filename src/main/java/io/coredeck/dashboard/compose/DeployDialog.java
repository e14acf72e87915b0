package io.coredeck.dashboard.compose;

import com.vaadin.flow.component.AttachEvent;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.UIDetachedException;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.dialog.Dialog;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H2;
import com.vaadin.flow.component.html.NativeDetails;
import com.vaadin.flow.component.html.Pre;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.router.RouteConfiguration;
import io.coredeck.dashboard.compose.check.Fix;
import io.coredeck.dashboard.compose.deploy.DeployException;
import io.coredeck.dashboard.compose.deploy.DeployFailure;
import io.coredeck.dashboard.compose.deploy.DeployRun;
import io.coredeck.dashboard.compose.deploy.DeployStep.State;
import io.coredeck.dashboard.compose.deploy.DeployView;
import io.coredeck.dashboard.compose.deploy.DeployView.End;
import io.coredeck.dashboard.frame.State.Kind;
import io.coredeck.dashboard.text.Texts;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/// A deployment, step by step, as it happens. It may be closed; the deployment goes on.
final class DeployDialog extends Dialog {

  private static final Texts TEXTS = Texts.of(DeployDialog.class);

  /// The clock of a step under way goes on at least so often.
  private static final Duration TICK = Duration.ofMillis(500);

  /// Steps that end sooner after one another are shown together: to draw each would take from the
  /// container, on a machine that has both, the time it starts in.
  private static final Duration GATHERED = Duration.ofMillis(300);

  /// The node may tell of its last step after its answer.
  private static final Duration LAST_WORDS = Duration.ofSeconds(3);

  private final transient DeployRun run;
  private final transient Consumer<Fix> retry;
  private final transient Runnable bringBack;
  private final H2 title = new H2();
  private final Span below = new Span();
  private final io.coredeck.dashboard.frame.State pill =
      new io.coredeck.dashboard.frame.State(Kind.BUSY, TEXTS.get("starting")).asPill();
  private final Div bar = new Div();
  private final Div fill = new Div();
  private final Div steps = new Div();
  private final List<StepRow> rows = new ArrayList<>();
  private final Button close = new Button(TEXTS.get("close"), _ -> close());
  private boolean ended;

  /// @param retry told the fix with which to deploy again
  /// @param bringBack brings the old container back
  DeployDialog(DeployRun run, Consumer<Fix> retry, Runnable bringBack) {
    this.run = run;
    this.retry = retry;
    this.bringBack = bringBack;
    addClassName("deploy-dialog");
    setWidth("580px");
    setCloseOnOutsideClick(false);
    var words = new Div(title, below);
    below.addClassName("hint");
    var head = new Div(words, pill);
    head.addClassName("deploy-head");
    head.getElement().setAttribute("role", "status");
    bar.addClassName("deploy-progress");
    bar.add(fill);
    steps.addClassName("steps");
    add(head, bar, steps);
    getFooter().add(close);
    show(run.view());
  }

  @Override
  protected void onAttach(AttachEvent event) {
    super.onAttach(event);
    var ui = event.getUI();
    var watching = Thread.ofVirtual().name("deploy-view").start(() -> watch(ui));
    addDetachListener(_ -> watching.interrupt());
  }

  private void watch(UI ui) {
    try {
      var known = 0L;
      var until = Long.MAX_VALUE;
      while (System.nanoTime() - until < 0 || until == Long.MAX_VALUE) {
        known = run.awaitChange(known, TICK);
        var view = run.view();
        var _ = ui.access(() -> show(view));
        run.awaitMore(GATHERED);
        if (view.end().isPresent() && until == Long.MAX_VALUE) {
          until = System.nanoTime() + LAST_WORDS.toNanos();
        }
      }
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    } catch (UIDetachedException _) {
      // Nobody looks any more.
    }
  }

  private void show(DeployView view) {
    title.setText(
        view.end()
            .map(end ->
                TEXTS.get(end.failure().isPresent() ? "not-started" : "is-running", view.name()))
            .orElseGet(() -> TEXTS.get("deploying", view.name())));
    setAriaLabel(title.getText());
    below.setText(view.end().map(end -> words(view, end)).orElseGet(() -> progress(view)));
    var done = view.steps().stream().filter(step -> step.state() == State.DONE).count();
    fill.getStyle().set("--done", Double.toString((double) done / view.steps().size()));
    showSteps(view);
    if (view.end().isPresent() && !ended) {
      ended = true;
      end(view.end().get());
    }
  }

  /// The rows stay, so that focus and pointer stay where they are.
  private void showSteps(DeployView view) {
    while (rows.size() < view.steps().size()) {
      rows.add(new StepRow());
      steps.add(rows.getLast());
    }
    var failure = view.end().flatMap(End::failure).map(this::explained);
    for (int i = 0; i < rows.size(); i++) {
      var step = view.steps().get(i);
      var row = rows.get(i);
      row.show(step, view.end().isPresent());
      if (step.state() == State.FAILED) {
        failure.ifPresent(why -> row.explain(why, this::again, offerBack(view), this::close));
      }
    }
  }

  private DeployFailure explained(DeployException failure) {
    return DeployFailure.of(failure, run.draft(), run.facts());
  }

  private Optional<Runnable> offerBack(DeployView view) {
    return view.end()
        .filter(End::oldIsGone)
        .map(_ ->
            () -> {
              close();
              bringBack.run();
            });
  }

  private static String progress(DeployView view) {
    return view.steps().stream().anyMatch(step -> step.state() == State.FAILED)
        ? TEXTS.get("taking-down")
        : TEXTS.get("step-of", view.reached(), view.steps().size(), StepRow.time(view.took()));
  }

  private static String words(DeployView view, End end) {
    var took = StepRow.time(view.took());
    if (end.failure().isEmpty()) {
      return TEXTS.get("running-at", end.node(), end.address(), took);
    }
    if (end.isUnsure()) {
      return TEXTS.get("stopped-unsure", view.reached(), view.steps().size(), took);
    }
    return end.leftBehind().isEmpty()
        ? TEXTS.get("stopped-clean", view.reached(), view.steps().size(), took)
        : TEXTS.get(
            "stopped-left",
            view.reached(),
            view.steps().size(),
            took,
            String.join(", ", end.leftBehind()));
  }

  private void again(Fix fix) {
    close();
    retry.accept(fix);
  }

  private void end(End end) {
    if (end.failure().isPresent()) {
      bar.addClassName("failed");
      pill.show(Kind.FAIL, TEXTS.get("failed"));
      var said = end.failure().get().said();
      if (!said.isEmpty()) {
        getFooter().addComponentAsFirst(new NativeDetails(TEXTS.get("technical"), new Pre(said)));
      }
      return;
    }
    bar.addClassName("done");
    pill.show(Kind.OK, TEXTS.get("running"));
    var path = "containers/" + end.id();
    var hasConsole =
        run.draft().flag("/interactive")
            && RouteConfiguration.forApplicationScope().getRoute(path + "/console").isPresent();
    var open =
        new Anchor(
            hasConsole ? path + "/console" : path,
            TEXTS.get(hasConsole ? "open-console" : "open-container"));
    open.addClassNames("button", "primary");
    open.getElement().addEventListener("click", _ -> close()); // the page changes below it
    getFooter().add(open);
    close.addThemeVariants(ButtonVariant.LUMO_TERTIARY);
  }
}
