package io.coredeck.dashboard.admin.audit;

import com.vaadin.flow.component.AttachEvent;
import com.vaadin.flow.component.DetachEvent;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Footer;
import com.vaadin.flow.component.html.Main;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.router.BeforeEnterEvent;
import com.vaadin.flow.router.BeforeEnterObserver;
import com.vaadin.flow.router.HasDynamicTitle;
import com.vaadin.flow.router.Route;
import io.coredeck.dashboard.frame.Frame;
import io.coredeck.dashboard.frame.State;
import io.coredeck.dashboard.signin.PersonSession;
import io.coredeck.dashboard.text.Texts;
import io.coredeck.sdk.account.AuditClient.Filter;
import io.coredeck.wire.account.AuditLines;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// Who did what. Admins and operators see everything, others what they did themselves. What is
/// looked at stands in the address.
@Route(value = "audit", layout = Frame.class)
public final class AuditPage extends Main
    implements Frame.Titled, HasDynamicTitle, BeforeEnterObserver {

  private static final Texts TEXTS = Texts.of(AuditPage.class);

  private final PersonSession session = PersonSession.required();
  private final Head head;
  private final Table table;
  private final State line = new State(State.Kind.OK, TEXTS.get("live")).ofLine();
  private final Span count = new Span();
  private final Button news = new Button("", _ -> showNews());
  private volatile Filter filter = Filter.ALL;
  private Choice choice = Choice.ALL;
  private int waiting;
  private @Nullable Following following;

  public AuditPage() {
    addClassNames("tool-page", "audit-page");
    var export = new Export(session.audit(), () -> filter);
    head =
        new Head(
            this::choose,
            new Anchor(export.as(AuditLines.CSV), TEXTS.get("export.csv")),
            new Anchor(export.as(AuditLines.JSONL), TEXTS.get("export.json")));
    table = new Table(session.audit(), this::counted, this::troubled);
    news.addThemeVariants(ButtonVariant.LUMO_SMALL, ButtonVariant.LUMO_PRIMARY);
    news.addClassName("news");
    news.setVisible(false);
    var foot = new Footer(line, count);
    foot.addClassName("status-bar");
    if (!session.person().role().seesAll()) {
      var own = new Paragraph(TEXTS.get("only-own"));
      own.addClassName("own");
      head.add(own);
    }
    add(head, table, foot, news);
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

  @Override
  public void beforeEnter(BeforeEnterEvent event) {
    choice = Choice.of(event.getLocation().getQueryParameters());
    head.show(choice);
    look();
  }

  private void choose(Choice other) {
    choice = other;
    var history = getUI().orElseThrow().getPage().getHistory();
    history.replaceState(null, "audit" + other.query());
    look();
  }

  private void look() {
    filter = choice.filter(Instant.now());
    forgetNews();
    table.show(filter, choice.isFiltered());
  }

  private void counted(long total) {
    count.setText(TEXTS.get(choice.isFiltered() ? "count.matching" : "count", total));
  }

  private void troubled(String why) {
    if (why.isEmpty()) {
      line.show(State.Kind.OK, TEXTS.get("live"));
    } else {
      line.show(State.Kind.WARN, why);
    }
  }

  @Override
  protected void onAttach(AttachEvent event) {
    following = Following.start(session.audit(), () -> filter, event.getUI(), this::heard);
  }

  @Override
  protected void onDetach(DetachEvent event) {
    if (following != null) {
      following.close();
      following = null;
    }
  }

  private void heard(int number) {
    waiting += number;
    table.news(
        this::forgetNews,
        () -> {
          news.setText(TEXTS.get("news", waiting));
          news.setVisible(waiting > 0);
        });
  }

  private void showNews() {
    forgetNews();
    table.refresh();
    table.toTop();
  }

  private void forgetNews() {
    waiting = 0;
    news.setVisible(false);
  }
}
