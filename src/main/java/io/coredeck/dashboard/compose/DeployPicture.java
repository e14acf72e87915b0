package io.coredeck.dashboard.compose;

import com.vaadin.flow.router.RouteConfiguration;
import io.coredeck.dashboard.compose.check.Amount;
import io.coredeck.dashboard.compose.deploy.DeployFailure;
import io.coredeck.dashboard.compose.deploy.DeployRun;
import io.coredeck.dashboard.compose.deploy.DeployStep;
import io.coredeck.dashboard.compose.deploy.DeployStep.State;
import io.coredeck.dashboard.compose.deploy.DeployView;
import io.coredeck.dashboard.compose.deploy.DeployView.End;
import io.coredeck.dashboard.frame.State.Kind;
import io.coredeck.dashboard.text.Texts;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// What `<coredeck-deployment>` shows at one moment: `View` of its `view.ts`, in the language of
/// the person.
///
/// @param title what happens, or how it ended
/// @param below more of that
/// @param kind of the state, as `<coredeck-state>` names it
/// @param word for the state
/// @param done how much of it, 0 to 1
/// @param steps all of them, those to come too
/// @param failure why it failed
/// @param technical what the node or the explorer said; may be empty
/// @param link to the container that runs
record DeployPicture(
    String title,
    String below,
    String kind,
    String word,
    double done,
    List<Step> steps,
    Optional<Failure> failure,
    String technical,
    Optional<Link> link) {

  /// The name of the act that brings the old container back; fixes have their number, from 0.
  static final String BRING_BACK = "back";

  /// The name of the act that leads to the part of the form where it can be mended.
  static final String MEND = "mend";

  private static final Texts TEXTS = Texts.of(DeployPicture.class);
  private static final long SHORT_MS = 10_000;
  private static final double SECOND_MS = 1000;

  /// One step.
  record Step(String kind, String word, String title, String detail, String took) {}

  /// Why a step failed, and what would help.
  ///
  /// @param step its number, from 0
  /// @param note what else there is to know; may be empty
  /// @param link where it can be mended
  record Failure(int step, String reason, String note, List<Act> acts, Optional<Link> link) {}

  /// Something the server can do.
  record Act(String name, String label) {}

  /// A page, as an address beside the page's base.
  record Link(String href, String text) {}

  /// @param why it failed; empty if it has not
  static DeployPicture of(DeployRun run, DeployView view, Optional<DeployFailure> why) {
    var end = view.end();
    var failed = end.filter(one -> one.failure().isPresent());
    var ok = end.filter(one -> one.failure().isEmpty());
    var kind = end.isEmpty() ? Kind.BUSY : ok.isPresent() ? Kind.OK : Kind.FAIL;
    var word = end.isEmpty() ? "starting" : ok.isPresent() ? "running" : "failed";
    var title = end.isEmpty() ? "deploying" : ok.isPresent() ? "is-running" : "not-started";
    var done = view.steps().stream().filter(step -> step.state() == State.DONE).count();
    return new DeployPicture(
        TEXTS.get(title, view.name()),
        end.map(one -> words(view, one)).orElseGet(() -> progress(view)),
        kind.word(),
        TEXTS.get(word),
        (double) done / view.steps().size(),
        steps(view, why),
        why.flatMap(one -> failure(view, one)),
        failed.flatMap(End::failure).map(one -> one.said()).orElse(""),
        ok.map(one -> link(run, one)));
  }

  private static List<Step> steps(DeployView view, Optional<DeployFailure> why) {
    return view.steps().stream()
        .map(step ->
            new Step(
                kind(step.state()).word(),
                step.stateWord(),
                why.filter(_ -> step.state() == State.FAILED)
                    .map(DeployFailure::title)
                    .orElseGet(step::title),
                step.detail(),
                took(step, view.end().isPresent())))
        .toList();
  }

  private static String took(DeployStep step, boolean isOver) {
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

  private static Optional<Failure> failure(DeployView view, DeployFailure why) {
    var at = view.steps().stream().map(DeployStep::state).toList().indexOf(State.FAILED);
    if (at < 0) {
      return Optional.empty();
    }
    var acts = new ArrayList<Act>();
    for (int i = 0; i < why.fixes().size(); i++) {
      acts.add(new Act(Integer.toString(i), why.fixes().get(i).label()));
    }
    var oldIsGone = view.end().filter(End::oldIsGone).isPresent();
    if (oldIsGone) {
      acts.add(new Act(BRING_BACK, TEXTS.get("bring-old-back")));
    }
    why.mend().ifPresent(mend -> acts.add(new Act(MEND, mend.label())));
    var page =
        Optional.of(why.page())
            .filter(path -> !path.isEmpty())
            .map(path -> new Link(path, TEXTS.get("open-" + path)));
    var note = oldIsGone ? TEXTS.get("old-is-gone") : "";
    return Optional.of(new Failure(at, why.reason(), note, acts, page));
  }

  private static Link link(DeployRun run, End end) {
    var path = "containers/" + end.id();
    var hasConsole =
        run.draft().flag("/interactive")
            && RouteConfiguration.forApplicationScope().getRoute(path + "/console").isPresent();
    return hasConsole
        ? new Link(path + "/console", TEXTS.get("open-console"))
        : new Link(path, TEXTS.get("open-container"));
  }

  private static String progress(DeployView view) {
    return view.steps().stream().anyMatch(step -> step.state() == State.FAILED)
        ? TEXTS.get("taking-down")
        : TEXTS.get("step-of", view.reached(), view.steps().size(), time(view.took()));
  }

  private static String words(DeployView view, End end) {
    var took = time(view.took());
    if (end.failure().isEmpty()) {
      var place = TEXTS.get("running-at", end.node(), end.address(), took);
      return end.oldLeft().isEmpty()
          ? place
          : "%s. %s".formatted(place, TEXTS.get("old-left", end.oldLeft()));
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

  /// @return e.g. `61 ms`, `12.5 s`
  private static String time(Duration took) {
    return took.toMillis() < SHORT_MS
        ? TEXTS.get("milliseconds", took.toMillis())
        : TEXTS.get("seconds", Amount.number(took.toMillis() / SECOND_MS));
  }
}
