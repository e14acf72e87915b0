package io.coredeck.dashboard.compose;

import com.vaadin.flow.component.AttachEvent;
import com.vaadin.flow.component.DetachEvent;
import com.vaadin.flow.component.Key;
import com.vaadin.flow.component.KeyModifier;
import com.vaadin.flow.component.Shortcuts;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H1;
import com.vaadin.flow.component.html.Main;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.router.PageTitle;
import com.vaadin.flow.router.Route;
import com.vaadin.flow.server.VaadinService;
import com.vaadin.flow.server.VaadinSession;
import io.coredeck.dashboard.compose.check.Fix;
import io.coredeck.dashboard.compose.check.GridFacts;
import io.coredeck.dashboard.compose.deploy.DeployRun;
import io.coredeck.dashboard.compose.draft.Draft;
import io.coredeck.dashboard.compose.draft.DraftFormat;
import io.coredeck.dashboard.compose.form.Choice;
import io.coredeck.dashboard.compose.form.DraftModel;
import io.coredeck.dashboard.compose.form.EnvironmentPart;
import io.coredeck.dashboard.compose.form.FormPart;
import io.coredeck.dashboard.compose.form.ImagePart;
import io.coredeck.dashboard.compose.form.NetworkFormPart;
import io.coredeck.dashboard.compose.form.ResourcesPart;
import io.coredeck.dashboard.compose.form.RunPart;
import io.coredeck.dashboard.compose.form.TelemetryPart;
import io.coredeck.dashboard.compose.form.VolumesPart;
import io.coredeck.dashboard.compose.hub.HubImages;
import io.coredeck.dashboard.frame.Frame;
import io.coredeck.dashboard.grid.GridWatch;
import io.coredeck.dashboard.signin.PersonSession;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/// Composes a container. Form and code are two views of one draft, which the session keeps.
@Route(value = "containers/new", layout = Frame.class)
@PageTitle("New container · Coredeck")
public final class ComposerPage extends Main implements Frame.Titled {

  private static final Duration FIRST_LOOK = Duration.ofMillis(1500);
  private static final int LOOK_AGAIN_MS = 1000;

  private final PersonSession session = PersonSession.required();
  private final DraftModel model = kept();
  private final FactsWatch watch = new FactsWatch(session.grid());
  private final List<FormPart> parts;
  private final PartList list = new PartList(model);
  private final CodePane code;
  private final DeployBar bar = new DeployBar(model, this::deploy);
  private final Div notice = new Div();
  private final Choice<String> views = new Choice<>("View", this::turn);

  public ComposerPage() {
    addClassName("composer");
    var context = VaadinService.getCurrent().getContext();
    var hub = Objects.requireNonNull(context.getAttribute(HubImages.class));
    parts =
        List.of(
            new ImagePart(model, hub),
            new RunPart(model),
            new EnvironmentPart(model),
            new VolumesPart(model),
            new ResourcesPart(model),
            new NetworkFormPart(model),
            new TelemetryPart(model));
    var copy = new CopyMenu(model, GridWatch.current().explorer(), session.person().tid());
    code = new CodePane(model, copy);
    var hint = new Span("The draft is kept while you are signed in");
    hint.addClassName("hint");
    views.with("form", "Form", "").with("code", "Code", "");
    views.addClassName("views");
    var head = new Div(new H1("New container"), hint, views, new OpenFile(model));
    head.addClassName("composer-head");
    notice.addClassName("notice");
    notice.getElement().setAttribute("role", "alert");
    notice.setVisible(false);
    var form = new Div(notice);
    form.addClassName("form-pane");
    parts.forEach(form::add);
    var middle = new Div(list, form, code);
    middle.addClassName("composer-body");
    add(head, middle, bar);
    turn("form");
    model.onChange(this::show);
    var keys = Shortcuts.addShortcutListener(this, this::deploy, Key.ENTER, KeyModifier.CONTROL);
    keys.resetFocusOnActiveElement();
  }

  /// What this browser session has been composing.
  ///
  /// @param draft with the values of its secrets, in memory only
  private record Kept(Draft draft, DraftFormat format) {}

  private static DraftModel kept() {
    return Optional.ofNullable(VaadinSession.getCurrent().getAttribute(Kept.class))
        .map(kept -> new DraftModel(kept.draft(), kept.format()))
        .orElseGet(() -> new DraftModel(Draft.empty(), DraftFormat.JSON));
  }

  @Override
  public String title() {
    return "New container";
  }

  @Override
  public boolean offersNewContainer() {
    return false;
  }

  @Override
  protected void onAttach(AttachEvent event) {
    watch.ask();
    know(watch.facts(FIRST_LOOK));
    show();
    if (!model.facts().isKnown()) {
      lookAgain(event);
    }
  }

  private void lookAgain(AttachEvent event) {
    var ui = event.getUI();
    ui.setPollInterval(LOOK_AGAIN_MS);
    var polls =
        ui.addPollListener(_ -> {
          if (!model.facts().isKnown()) {
            know(watch.facts(Duration.ZERO));
            watch.ask();
            show();
          }
          if (model.facts().isKnown()) {
            ui.setPollInterval(-1);
          }
        });
    addDetachListener(_ -> polls.remove());
  }

  @Override
  protected void onDetach(DetachEvent event) {
    event.getUI().setPollInterval(-1);
  }

  private void know(GridFacts facts) {
    if (facts.isKnown()) {
      model.know(facts);
      model.chooseForThem();
    }
  }

  private void turn(String view) {
    getElement().setAttribute("data-view", view);
    views.show(view);
  }

  private void show() {
    VaadinSession.getCurrent().setAttribute(Kept.class, new Kept(model.draft(), model.format()));
    notice.setVisible(!watch.trouble().isEmpty());
    notice.setText(
        "The explorer does not answer. " + watch.trouble() + " It is asked again every second.");
    parts.forEach(FormPart::show);
    list.show();
    code.show();
    bar.show();
  }

  /// Looks at the grid once more, so that nothing is asked for that is gone meanwhile.
  private void deploy() {
    model.begin();
    watch.ask();
    know(watch.facts(FIRST_LOOK));
    if (!bar.isReady()) {
      show();
      return;
    }
    var run = DeployRun.start(session.grid(), model.draft(), model.facts());
    new DeployDialog(run, model.draft().flag("/interactive"), this::again).open();
  }

  private void again(Fix fix) {
    model.change(fix.change());
    deploy();
  }
}
