package io.coredeck.dashboard.account;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.DescriptionList;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H1;
import com.vaadin.flow.component.html.Main;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.router.HasDynamicTitle;
import com.vaadin.flow.router.Route;
import io.coredeck.dashboard.account.webhook.WebhooksCard;
import io.coredeck.dashboard.frame.Card;
import io.coredeck.dashboard.frame.Frame;
import io.coredeck.dashboard.frame.Toasts;
import io.coredeck.dashboard.signin.PersonSession;
import io.coredeck.dashboard.signin.SignInPage;
import io.coredeck.dashboard.text.Texts;
import io.coredeck.dashboard.text.Times;
import io.coredeck.dashboard.widget.errand.Errand;
import io.coredeck.sdk.GridException;
import java.time.Instant;

/// The person's own account.
@Route(value = "account", layout = Frame.class)
public final class AccountPage extends Main implements Frame.Titled, HasDynamicTitle {

  private static final Texts TEXTS = Texts.of(AccountPage.class);

  private final PersonSession session = PersonSession.required();

  public AccountPage() {
    addClassNames("reading-page", "account-page");
    var head = new Div(new H1(TEXTS.get("title")));
    head.addClassName("page-head");
    var isProvided = session.account().standing().isProvided();
    var left =
        isProvided
            ? new Div(provided(), new TokensCard(session))
            : new Div(password(), new TokensCard(session), new KeyCard(session));
    if (session.account().role().mayChange()) {
      left.add(new WebhooksCard(session));
    }
    var right = new Div(facts(), new LookCard(), sessions());
    var columns = new Div(left, right);
    columns.addClassName("columns");
    add(head, columns);
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

  private Card facts() {
    var account = session.account();
    var list = new DescriptionList();
    fact(list, "name", account.name());
    fact(list, "role", TEXTS.get("role." + account.role().word()));
    fact(list, "user", Long.toString(account.tid()));
    fact(list, "since", Times.exact(Instant.ofEpochSecond(account.created())));
    var card = new Card(TEXTS.get("you"));
    var did = new Anchor("audit", TEXTS.get("what-you-did"));
    did.setRouterIgnore(false);
    var below = new Paragraph(did);
    below.addClassName("below-facts");
    card.setContent(list, below);
    return card;
  }

  private static void fact(DescriptionList list, String key, String value) {
    list.add(
        new DescriptionList.Term(TEXTS.get("fact." + key)),
        new DescriptionList.Description(new Span(value)));
  }

  /// There is no password here to change, or to prove who wants to see the key.
  private static Card provided() {
    var card = new Card(TEXTS.get("provided"));
    var what = new Paragraph(TEXTS.get("provided.what"));
    what.addClassName("text");
    card.setContent(what);
    return card;
  }

  private Card password() {
    var card = new Card(TEXTS.get("password"));
    var why = new Paragraph(TEXTS.get("password.ends"));
    why.addClassName("text");
    card.setContent(why, new PasswordForm(() -> tell(TEXTS.get("password.done"))));
    return card;
  }

  private Card sessions() {
    var card = new Card(TEXTS.get("sessions"));
    var what = new Paragraph(TEXTS.get("sessions.what"));
    what.addClassName("text");
    var out = new Button(TEXTS.get("sessions.out"), _ -> endEverywhere());
    out.setDisableOnClick(true);
    var row = new Div(out);
    row.addClassName("actions");
    card.setContent(what, row);
    return card;
  }

  private void endEverywhere() {
    try {
      session.endEverywhere();
      getUI().orElseThrow().getPage().setLocation(SignInPage.PATH);
    } catch (GridException e) {
      Toasts.say(Toasts.failed(Errand.reason(e)));
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
      Toasts.say(Toasts.failed(TEXTS.get("stopping")));
    }
  }

  private static void tell(String text) {
    Toasts.say(Toasts.done(text));
  }
}
