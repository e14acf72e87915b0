package io.coredeck.dashboard.admin;

import com.vaadin.flow.component.AttachEvent;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Footer;
import com.vaadin.flow.component.html.H1;
import com.vaadin.flow.component.html.Header;
import com.vaadin.flow.component.html.Main;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.textfield.TextField;
import com.vaadin.flow.component.textfield.TextFieldVariant;
import com.vaadin.flow.data.value.ValueChangeMode;
import com.vaadin.flow.router.BeforeEnterEvent;
import com.vaadin.flow.router.BeforeEnterObserver;
import com.vaadin.flow.router.HasDynamicTitle;
import com.vaadin.flow.router.QueryParameters;
import com.vaadin.flow.router.Route;
import io.coredeck.dashboard.admission.AskingStrip;
import io.coredeck.dashboard.admission.AskingStrip.Asker;
import io.coredeck.dashboard.frame.Frame;
import io.coredeck.dashboard.frame.Icon;
import io.coredeck.dashboard.frame.Keys;
import io.coredeck.dashboard.grid.GridView;
import io.coredeck.dashboard.grid.GridWatch;
import io.coredeck.dashboard.signin.PersonSession;
import io.coredeck.dashboard.text.Texts;
import io.coredeck.dashboard.widget.errand.Asking;
import io.coredeck.dashboard.widget.errand.Errand;
import io.coredeck.model.registry.Account;
import io.coredeck.model.registry.Role;
import io.coredeck.sdk.account.AccountClient;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/// Who may sign in. Admins only; others read who can.
@Route(value = "users", layout = Frame.class)
public final class UsersPage extends Main
    implements Frame.Titled, HasDynamicTitle, BeforeEnterObserver {

  private static final Texts TEXTS = Texts.of(UsersPage.class);
  private static final String SEARCH = "q";
  private static final int LONGEST_SEARCH = 64;

  /// Nobody tells when another admin has changed something.
  private static final Duration FRESH = Duration.ofSeconds(30);

  private static final Duration TYPING = Duration.ofMillis(150);

  private final PersonSession session = PersonSession.required();
  private final boolean isAdmin = session.person().role() == Role.ADMIN;
  private final Asking<List<Account>> asking =
      new Asking<>("accounts", session.accounts()::list, this::know, this::refuse);
  private final Deeds deeds = new Deeds(session.accounts(), asking::ask);
  private final UsersTable table = new UsersTable(deeds);
  private final TextField search = new TextField();
  private final Span count = new Span();

  private final AskingStrip newcomers =
      new AskingStrip(
          AskingStrip.Kind.USERS,
          newcomers(session.accounts()),
          (tid, isAdmitted) -> session.accounts().admit(Long.parseLong(tid), isAdmitted),
          () -> {});

  private List<Account> accounts = List.of();
  private Map<Long, Owned> owned = Map.of();
  private boolean isShown;
  private Instant known = Instant.EPOCH;
  private List<Row> shown = List.of();

  public UsersPage() {
    if (!isAdmin) {
      addClassName("reading-page");
      add(new H1(TEXTS.get("title")), new Paragraph(TEXTS.get("only-admins")));
      return;
    }
    addClassNames("tool-page", "users-page");
    var foot = new Footer(count);
    foot.addClassName("status-bar");
    add(head(), table, foot);
    GridWatch.current().follow(this, this::show);
  }

  @Override
  public String title() {
    return TEXTS.get("title");
  }

  @Override
  public String getPageTitle() {
    return TEXTS.get("title") + " · Coredeck";
  }

  @Override
  public boolean offersNewContainer() {
    return false;
  }

  private static Errand.Work<List<Asker>> newcomers(AccountClient accounts) {
    return () ->
        accounts.usersAsking().stream()
            .map(user ->
                new Asker(
                    Long.toString(user.id()),
                    user.name(),
                    TEXTS.get("newcomer", Long.toString(user.id()), user.pubkey())))
            .toList();
  }

  private Header head() {
    var create = new Button(TEXTS.get("create"), new Icon("plus"), _ -> deeds.create());
    create.addThemeVariants(ButtonVariant.LUMO_PRIMARY);
    create.addClassName("end");
    var line = new Div(new H1(TEXTS.get("title")), create);
    line.addClassName("line");
    search.setPlaceholder(TEXTS.get("search"));
    search.setAriaLabel(TEXTS.get("search"));
    search.setPrefixComponent(new Icon("search"));
    search.setClearButtonVisible(true);
    search.setMaxLength(LONGEST_SEARCH);
    search.setValueChangeMode(ValueChangeMode.TIMEOUT);
    search.setValueChangeTimeout((int) TYPING.toMillis());
    search.addThemeVariants(TextFieldVariant.LUMO_SMALL);
    Keys.mark(search, "/", TEXTS.get("search"));
    search.addValueChangeListener(event -> {
      if (event.isFromClient()) {
        choose(event.getValue());
      }
    });
    var filters = new Div(search);
    filters.addClassName("filters");
    var head = new Header(line, newcomers, filters);
    head.addClassName("list-head");
    return head;
  }

  @Override
  public void beforeEnter(BeforeEnterEvent event) {
    var wanted = event.getLocation().getQueryParameters().getSingleParameter(SEARCH).orElse("");
    search.setValue(wanted.substring(0, Math.min(wanted.length(), LONGEST_SEARCH)));
  }

  @Override
  protected void onAttach(AttachEvent event) {
    if (isAdmin) {
      asking.ask();
    }
  }

  private void choose(String wanted) {
    var query = wanted.isBlank() ? "" : "?" + QueryParameters.of(SEARCH, wanted).getQueryString();
    getUI().orElseThrow().getPage().getHistory().replaceState(null, "users" + query);
    show();
  }

  private void know(List<Account> all) {
    accounts = all;
    known = Instant.now();
    show();
  }

  /// What was known before stays.
  private void refuse(IOException why) {
    if (!isShown) {
      table.tell(Acting.why(why));
    }
  }

  private void show(GridView view) {
    asking.look(view);
    newcomers.look(view);
    if (isShown && view.trouble().isEmpty() && known.plus(FRESH).isBefore(Instant.now())) {
      known = Instant.now();
      asking.ask();
    }
    if (view.isKnown()) {
      owned = Owned.of(view.live());
      show();
    }
  }

  private void show() {
    if (known.equals(Instant.EPOCH)) {
      return;
    }
    var all =
        accounts.stream()
            .map(account ->
                new Row(
                    account,
                    owned.getOrDefault(account.tid(), Owned.NOTHING),
                    account.tid() == session.person().tid()))
            .toList();
    var fitting = all.stream().filter(row -> row.matches(search.getValue())).toList();
    count.setText(TEXTS.get("count", fitting.size(), all.size()));
    if (!isShown || !fitting.equals(shown)) {
      isShown = true;
      shown = fitting;
      table.show(fitting, !search.getValue().isBlank());
    }
  }
}
