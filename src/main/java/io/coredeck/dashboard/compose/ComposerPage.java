package io.coredeck.dashboard.compose;

import com.vaadin.flow.component.AttachEvent;
import com.vaadin.flow.component.Key;
import com.vaadin.flow.component.KeyModifier;
import com.vaadin.flow.component.Shortcuts;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H1;
import com.vaadin.flow.component.html.Main;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.router.BeforeEnterEvent;
import com.vaadin.flow.router.BeforeEnterObserver;
import com.vaadin.flow.router.HasDynamicTitle;
import com.vaadin.flow.router.Route;
import io.coredeck.dashboard.compose.SessionRuns.Entry;
import io.coredeck.dashboard.compose.check.Fix;
import io.coredeck.dashboard.compose.check.Part;
import io.coredeck.dashboard.compose.code.CodePane;
import io.coredeck.dashboard.compose.code.CopyMenu;
import io.coredeck.dashboard.compose.deploy.DeployRun;
import io.coredeck.dashboard.compose.deploy.Replacement;
import io.coredeck.dashboard.compose.draft.Draft;
import io.coredeck.dashboard.compose.form.Choice;
import io.coredeck.dashboard.compose.model.DraftModel;
import io.coredeck.dashboard.compose.start.Beginning;
import io.coredeck.dashboard.compose.start.BrowserDraft;
import io.coredeck.dashboard.compose.start.KeptDraft;
import io.coredeck.dashboard.compose.start.OpenFile;
import io.coredeck.dashboard.compose.start.Origin;
import io.coredeck.dashboard.compose.start.SaveTemplateDialog;
import io.coredeck.dashboard.compose.start.Templates;
import io.coredeck.dashboard.compose.start.TemplatesDialog;
import io.coredeck.dashboard.frame.Frame;
import io.coredeck.dashboard.frame.Icon;
import io.coredeck.dashboard.grid.GridWatch;
import io.coredeck.dashboard.signin.PersonSession;
import io.coredeck.dashboard.text.Language;
import io.coredeck.dashboard.text.Texts;
import java.util.Optional;

/// Composes a container, new or in the place of another. Form and code are two views of one draft,
/// which the session keeps, and without its secrets the browser.
@Route(value = Origin.PATH, layout = Frame.class)
public final class ComposerPage extends Main
    implements Frame.Titled, HasDynamicTitle, BeforeEnterObserver {

  private static final Texts TEXTS = Texts.of(ComposerPage.class);

  private final PersonSession session = PersonSession.required();
  private final String tab = KeptDraft.tab();
  private final KeptDraft kept = KeptDraft.of(tab);
  private final DraftModel model = kept.model();
  private final transient Origin origin = new Origin(kept.replacing());
  private final transient KnownGrid known = new KnownGrid(session);
  private final transient BrowserDraft browser = new BrowserDraft(this, session.person().tid());
  private final transient Templates templates = new Templates(this, session);
  private final transient Deploying deploying = new Deploying(tab, new Touched());
  private final ComposerForm form = new ComposerForm(model, session, deploying.notice());
  private final transient OtherDrafts others =
      new OtherDrafts(model, origin, browser, form, this::know);
  private final PartList list = new PartList(model);
  private final CodePane code;
  private final boolean mayDeploy = session.person().role().mayChange();
  private final DeployBar bar =
      new DeployBar(model, mayDeploy, this::deploy, this::saveTemplate, this::goTo);
  private final H1 heading = new H1();
  private final Span saved = new Span(TEXTS.get("draft-kept"));
  private final Choice<String> views = new Choice<>(TEXTS.get("view"), this::turn);

  public ComposerPage() {
    addClassName("composer");
    var copy = new CopyMenu(model, GridWatch.current().explorer(), session.person().tid());
    code = new CodePane(model, copy);
    saved.addClassName("hint");
    views.with("form", TEXTS.get("form"), "").with("code", TEXTS.get("code"), "");
    views.addClassName("views");
    var template =
        new Button(TEXTS.get("start-template"), new Icon("layers"), _ -> chooseTemplate());
    template.addClassName("from-template");
    var head = new Div(heading, saved, views, template, new OpenFile(model));
    head.addClassName("composer-head");
    var middle = new Div(list, form, code);
    middle.addClassName("composer-body");
    add(head, middle, bar, deploying.dialog());
    turn("form");
    model.onChange(this::show);
    var keys = Shortcuts.addShortcutListener(this, this::deploy, Key.ENTER, KeyModifier.CONTROL);
    keys.resetFocusOnActiveElement();
    GridWatch.current().follow(this, _ -> hear());
  }

  @Override
  public void beforeEnter(BeforeEnterEvent event) {
    var asked = event.getLocation().getQueryParameters();
    var wasAsked = origin.isAskedAgain(asked);
    deploying.leave(model.draft(), origin.replacing()).ifPresent(others::hasRun);
    if (origin.isAskedAgain(asked)) {
      return;
    }
    if (wasAsked && origin.replacing().isPresent()) {
      others.showAddress(); // another container is in the place of the one that was asked for
      return;
    }
    var beginning = Beginning.of(asked);
    if (beginning.isPresent()) {
      begin(beginning.get());
    } else if (origin.replacing().isPresent()) {
      origin.replace(Optional.empty());
      model.replace(Draft.empty());
    }
  }

  private void begin(Beginning beginning) {
    form.tell(beginning.trouble());
    if (beginning.draft().isPresent()) {
      others.putAside(origin.replacing().isEmpty() ? model.draft() : Draft.empty());
    }
    origin.begin(beginning);
    beginning.draft().ifPresent(model::replace);
  }

  @Override
  public String title() {
    return origin
        .nameOfReplaced()
        .map(name -> TEXTS.get("edit-title", name))
        .orElseGet(() -> TEXTS.get("new-title"));
  }

  @Override
  public String getPageTitle() {
    return title() + " · Coredeck";
  }

  @Override
  public boolean offersNewContainer() {
    return false;
  }

  @Override
  protected void onAttach(AttachEvent event) {
    known.begin(event.getUI(), this::hear);
    if (origin.replacing().isEmpty() && origin.isFromAddress()) {
      event.getUI().getPage().getHistory().replaceState(null, Origin.PATH);
    }
    deploying
        .takeUp(model.draft(), origin.replacing())
        .filter(one ->
            !origin.isFromAddress() || !one.isOf(model.draft())) // it may be asked for once more
        .ifPresent(this::hasRun);
    others.look();
    know();
  }

  private void chooseTemplate() {
    new TemplatesDialog(templates, GridWatch.current().hub(), others::take).open();
  }

  private void saveTemplate() {
    new SaveTemplateDialog(templates, model.draft()).open();
  }

  /// The grid has changed. Behind the dialog of a deployment, which changes it itself, the form
  /// waits until it can be seen again: to draw it takes time from what is waited for.
  private void hear() {
    if (deploying.isCovering()) {
      bar.show(origin.replacing().isPresent(), deploying.isUnder());
    } else {
      know();
    }
  }

  private void know() {
    var facts = known.facts();
    if (!facts.isKnown() || deploying.isUnder()) {
      show(); // what is being deployed has its own address already
      return;
    }
    var mine = origin.replacing().map(facts::without).orElse(facts);
    if (!mine.isSame(model.facts())) {
      model.know(mine);
      model.chooseForThem();
    }
    show();
  }

  private void goTo(Part part) {
    turn("form");
    form.goTo(part);
  }

  private void turn(String view) {
    getElement().setAttribute("data-view", view);
    views.show(view);
  }

  private void show() {
    heading.setText(title());
    form.tellReplacing(
        origin
            .nameOfReplaced()
            .filter(_ -> origin.replacing().filter(deploying::isGone).isEmpty()));
    KeptDraft.keep(tab, model, origin.replacing());
    if (isAttached()) {
      browser.keep(
          origin.isWorthKeeping(model.draft()) ? model.draft() : Draft.empty(),
          origin.replaced(),
          done -> saved.setText(TEXTS.get(done ? "draft-kept" : "draft-not-kept")));
    }
    form.show(known.trouble());
    list.show();
    code.show();
    bar.show(origin.replacing().isPresent(), deploying.isUnder());
  }

  private void deploy() {
    if (!mayDeploy || deploying.isCovering()) {
      return; // the keys of Deploy reach the page from the dialog too
    }
    if (deploying.isUnder()) {
      deploying.open();
      return;
    }
    model.begin();
    if (!bar.isReady()) {
      known.look(); // what was wrong may be right by now
      know();
    }
    if (!bar.isReady()) {
      bar.goToProblem();
      return;
    }
    var old = origin.replacing();
    if (old.isPresent() && !deploying.isGone(old.get())) {
      var isFirst = new Replacement(old.get()).isFirst(model.draft(), known.facts());
      new ReplaceDialog(model.draft(), old.get(), isFirst, session, this::run).open();
    } else {
      run();
    }
  }

  private void run() {
    var order =
        new DeployRun.Order(
            session.grid(),
            model.draft(),
            known.facts(),
            origin.replacing().map(Replacement::new),
            Language.current());
    deploying.begin(order);
  }

  /// What a deployment does to the page.
  private final class Touched implements Deploying.Composer {

    @Override
    public void again(DeployRun failed, Fix fix) {
      take(failed);
      model.change(fix.change());
      deploy();
    }

    @Override
    public void mend(DeployRun failed, Part part) {
      take(failed);
      goTo(part);
    }

    private void take(DeployRun failed) {
      if (!failed.draft().equals(model.draft())) {
        others.take(failed.draft(), failed.replaced());
      }
    }

    @Override
    public void changed() {
      hear();
    }

    @Override
    public void runs(Entry entry) {
      var isShown = entry.isOf(model.draft());
      hasRun(entry);
      know();
      if (isShown && entry.run().replaced().isPresent()) {
        getUI().ifPresent(ui -> ui.navigate("containers/" + entry.id()));
      }
    }
  }

  private void hasRun(Entry entry) {
    if (others.hasRun(entry)) {
      others.showAddress();
    }
  }
}
