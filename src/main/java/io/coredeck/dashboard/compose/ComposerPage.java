package io.coredeck.dashboard.compose;

import com.vaadin.flow.component.AttachEvent;
import com.vaadin.flow.component.Key;
import com.vaadin.flow.component.KeyModifier;
import com.vaadin.flow.component.Shortcuts;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H1;
import com.vaadin.flow.component.html.Main;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.router.BeforeEnterEvent;
import com.vaadin.flow.router.BeforeEnterObserver;
import com.vaadin.flow.router.HasDynamicTitle;
import com.vaadin.flow.router.Route;
import io.coredeck.dashboard.compose.check.Fix;
import io.coredeck.dashboard.compose.code.CodePane;
import io.coredeck.dashboard.compose.code.CopyMenu;
import io.coredeck.dashboard.compose.deploy.DeployRun;
import io.coredeck.dashboard.compose.deploy.Replacement;
import io.coredeck.dashboard.compose.draft.Draft;
import io.coredeck.dashboard.compose.form.Choice;
import io.coredeck.dashboard.compose.model.DraftModel;
import io.coredeck.dashboard.compose.start.Beginning;
import io.coredeck.dashboard.compose.start.BrowserDraft;
import io.coredeck.dashboard.compose.start.OpenFile;
import io.coredeck.dashboard.compose.start.SaveTemplateDialog;
import io.coredeck.dashboard.compose.start.Templates;
import io.coredeck.dashboard.compose.start.TemplatesDialog;
import io.coredeck.dashboard.frame.Frame;
import io.coredeck.dashboard.frame.Icon;
import io.coredeck.dashboard.frame.Toasts;
import io.coredeck.dashboard.grid.GridWatch;
import io.coredeck.dashboard.signin.PersonSession;
import io.coredeck.dashboard.text.Language;
import io.coredeck.dashboard.text.Texts;
import io.coredeck.model.Reservation;
import io.coredeck.sdk.workload.WorkloadName;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Optional;

/// Composes a container, new or in the place of another. Form and code are two views of one draft,
/// which the session keeps, and without its secrets the browser.
@Route(value = "containers/new", layout = Frame.class)
public final class ComposerPage extends Main
    implements Frame.Titled, HasDynamicTitle, BeforeEnterObserver {

  private static final Texts TEXTS = Texts.of(ComposerPage.class);
  private static final Duration KEPT_EDITS = Duration.ofDays(1);
  private static final String PATH = "containers/new";

  private final PersonSession session = PersonSession.required();
  private final String tab = KeptDraft.tab();
  private final KeptDraft kept = KeptDraft.of(tab);
  private final DraftModel model = kept.model();
  private final transient KnownGrid known = new KnownGrid(session);
  private final transient BrowserDraft browser = new BrowserDraft(this, session.person().tid());
  private final transient Templates templates = new Templates(this, session.person().tid());
  private final transient Deploying deploying = new Deploying(tab, new Touched());
  private final ComposerForm form = new ComposerForm(model, session, deploying.notice());
  private final PartList list = new PartList(model);
  private final CodePane code;
  private final DeployBar bar = new DeployBar(model, this::deploy, this::saveTemplate);
  private final H1 heading = new H1();
  private final Span saved = new Span(TEXTS.get("draft-kept"));
  private final Choice<String> views = new Choice<>(TEXTS.get("view"), this::turn);
  private Optional<Reservation> replacing = kept.replacing();
  private Optional<Draft> before = Optional.empty();
  private Optional<Long> gone = Optional.empty();
  private Draft begun = Draft.empty();
  private boolean fromAddress;

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
    add(head, middle, bar);
    turn("form");
    model.onChange(this::show);
    var keys = Shortcuts.addShortcutListener(this, this::deploy, Key.ENTER, KeyModifier.CONTROL);
    keys.resetFocusOnActiveElement();
    GridWatch.current().follow(this, view -> know());
  }

  @Override
  public void beforeEnter(BeforeEnterEvent event) {
    var asked = event.getLocation().getQueryParameters();
    var isReload =
        replacing.isPresent()
            && asked
                .getSingleParameter(Beginning.REPLACE)
                .filter(id -> id.equals(String.valueOf(replacing.get().id())))
                .isPresent();
    if (isReload) {
      return;
    }
    var beginning = Beginning.of(asked);
    var had = model.draft();
    if (beginning.isPresent()) {
      begin(beginning.get(), had);
    } else if (replacing.isPresent()) {
      replacing = Optional.empty();
      model.replace(Draft.empty());
    }
  }

  private void begin(Beginning beginning, Draft had) {
    fromAddress = true;
    form.tell(beginning.trouble());
    beginning
        .draft()
        .ifPresent(draft -> {
          before =
              replacing.isEmpty() && KeptDraft.isWorth(had) ? Optional.of(had) : Optional.empty();
          replacing = beginning.replacing();
          gone = beginning.again();
          begun = replaced().isPresent() ? draft : Draft.empty();
          model.replace(draft);
        });
  }

  @Override
  public String title() {
    return replacing
        .map(old -> TEXTS.get("edit-title", nameOf(old)))
        .orElseGet(() -> TEXTS.get("new-title"));
  }

  @Override
  public String getPageTitle() {
    return title() + " · Coredeck";
  }

  private static String nameOf(Reservation old) {
    var name = WorkloadName.of(old);
    return name.isEmpty() ? old.gwid() : name;
  }

  @Override
  public boolean offersNewContainer() {
    return false;
  }

  @Override
  protected void onAttach(AttachEvent event) {
    heading.setText(title());
    known.begin(event.getUI(), this::know);
    if (replacing.isPresent()) {
      form.tellReplacing(nameOf(replacing.get()));
    } else if (fromAddress) {
      event.getUI().getPage().getHistory().replaceState(null, PATH);
    }
    if (deploying.takeUp(model.draft(), replacing) && !fromAddress) {
      clear();
    }
    if (fromAddress && replaced().isPresent()) {
      browser.find(replaced(), model.draft(), this::restoreEdits);
    } else if (before.isPresent()) {
      form.offerBefore(this::bringBackDraft);
    } else if (!fromAddress && !KeptDraft.isWorth(model.draft())) {
      browser.find(Optional.empty(), Draft.empty(), this::restore);
    }
    know();
  }

  /// @return the number of the container that is edited, even if it is gone
  private Optional<Long> replaced() {
    return replacing.map(Reservation::id).or(() -> gone);
  }

  private static Draft withSecretsOf(Draft before, Draft draft) {
    var known = new LinkedHashMap<String, String>();
    draft
        .secretNames()
        .forEach(name -> before.sealed(name).ifPresent(cipher -> known.put(name, cipher)));
    return known.isEmpty() ? draft : draft.withSealed(known, before.sealedFor());
  }

  private void restoreEdits(Draft draft, Instant at) {
    var plain = model.draft();
    var isNew = Duration.between(at, Instant.now()).compareTo(KEPT_EDITS) < 0;
    if (isNew && !draft.withoutValues().equals(plain.withoutValues())) {
      model.replace(withSecretsOf(plain, draft));
      know();
      form.offerWithoutEdits(at, () -> start(plain));
    }
  }

  private void restore(Draft draft, Instant at) {
    if (!KeptDraft.isWorth(draft) || KeptDraft.isWorth(model.draft())) {
      return;
    }
    model.replace(draft);
    know();
    form.offerEmpty(at, () -> start(Draft.empty()));
  }

  private void bringBackDraft() {
    before.ifPresent(draft -> {
      replacing = Optional.empty();
      heading.setText(title());
      start(draft);
      UI.getCurrent().getPage().getHistory().replaceState(null, PATH);
    });
    before = Optional.empty();
  }

  private void start(Draft draft) {
    form.quiet();
    model.replace(draft);
    know();
  }

  private void chooseTemplate() {
    new TemplatesDialog(
            templates,
            GridWatch.current().hub(),
            draft -> {
              var had = model.draft();
              start(draft);
              if (KeptDraft.isWorth(had)) {
                before = Optional.of(had);
                form.offerBefore(this::bringBackDraft);
              }
            })
        .open();
  }

  private void saveTemplate() {
    new SaveTemplateDialog(templates, model.draft(), ComposerPage::sayTemplateSaved).open();
  }

  private static void sayTemplateSaved() {
    Toasts.say(Toasts.done(TEXTS.get("template-saved")));
  }

  private void know() {
    var facts = known.facts();
    if (!facts.isKnown() || deploying.isUnder()) {
      show(); // what is being deployed has its own address already
      return;
    }
    var mine = replacing.map(facts::without).orElse(facts);
    if (!mine.isSame(model.facts())) {
      model.know(mine);
      model.chooseForThem();
    }
    show();
  }

  private boolean isWorthKeeping() {
    return KeptDraft.isWorth(model.draft())
        && !model.draft().withoutValues().equals(begun.withoutValues());
  }

  private void turn(String view) {
    getElement().setAttribute("data-view", view);
    views.show(view);
  }

  private void show() {
    KeptDraft.keep(tab, model, replacing);
    if (isAttached()) {
      browser.keep(
          isWorthKeeping() ? model.draft() : Draft.empty(),
          replaced(),
          done -> saved.setText(TEXTS.get(done ? "draft-kept" : "draft-not-kept")));
    }
    form.show(known.trouble());
    list.show();
    code.show();
    bar.show(replacing.isPresent(), deploying.isUnder());
  }

  private void deploy() {
    if (deploying.isUnder()) {
      deploying.open();
      return;
    }
    model.begin();
    known.look();
    know();
    if (!bar.isReady()) {
      bar.goToProblem();
      return;
    }
    if (replacing.isPresent() && !deploying.oldIsGone()) {
      var replacement = new Replacement(replacing.get());
      var isFirst = replacement.isFirst(model.draft(), known.facts());
      new ReplaceDialog(model.draft(), replacing.get(), isFirst, session, this::run).open();
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
            replacing.map(Replacement::new),
            Language.current());
    deploying.begin(order);
  }

  /// What a deployment does to the page.
  private final class Touched implements Deploying.Composer {

    @Override
    public void again(Draft draft, Fix fix) {
      if (!draft.equals(model.draft())) {
        model.replace(draft);
      }
      model.change(fix.change());
      deploy();
    }

    @Override
    public void changed() {
      know();
    }

    /// The next one begins empty.
    @Override
    public void runs(long id) {
      var wasReplacing = replacing.isPresent();
      clear();
      know();
      if (wasReplacing) {
        getUI().ifPresent(ui -> ui.navigate("containers/" + id));
      }
    }

    /// What it was to become is still in the form.
    @Override
    public void isBack(long id) {
      replacing = GridWatch.current().reservation(id);
      heading.setText(title());
      var path = replacing.map(old -> PATH + "?" + Beginning.REPLACE + "=" + old.id()).orElse(PATH);
      getUI().ifPresent(ui -> ui.getPage().getHistory().replaceState(null, path));
      know();
    }
  }

  private void clear() {
    browser.forget(replaced());
    replacing = Optional.empty();
    gone = Optional.empty();
    begun = Draft.empty();
    model.replace(Draft.empty());
    form.quiet();
    heading.setText(title());
  }
}
