package io.coredeck.dashboard.account;

import com.vaadin.flow.component.AttachEvent;
import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.Composite;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.dialog.Dialog;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.ListItem;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.html.UnorderedList;
import io.coredeck.dashboard.frame.Card;
import io.coredeck.dashboard.frame.Toasts;
import io.coredeck.dashboard.grid.GridWatch;
import io.coredeck.dashboard.signin.PersonSession;
import io.coredeck.dashboard.text.Texts;
import io.coredeck.dashboard.text.Times;
import io.coredeck.dashboard.widget.errand.Asking;
import io.coredeck.dashboard.widget.errand.Errand;
import io.coredeck.model.registry.ApiToken;
import io.coredeck.sdk.GridException;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/// The person's tokens: what they may, until when, when they were last used.
final class TokensCard extends Composite<Card> {

  private static final Texts TEXTS = Texts.of(TokensCard.class);
  private static final Duration SOON = Duration.ofDays(7);

  private final PersonSession session;
  private final UnorderedList list = new UnorderedList();
  private final Paragraph none = new Paragraph();
  private final Asking<List<ApiToken>> asking;
  private boolean isKnown;

  TokensCard(PersonSession session) {
    this.session = session;
    asking =
        new Asking<>(
            "tokens",
            () -> session.accounts().tokens(session.person().name()),
            this::show,
            this::refuse);
    GridWatch.current().follow(this, asking::look);
    list.addClassName("tokens");
    none.addClassName("none");
    var what = new Paragraph(TEXTS.get("tokens.what"));
    what.addClassName("text");
    var create =
        new Button(TEXTS.get("tokens.new"), _ -> new TokenDialog(session, asking::ask).open());
    var row = new Div(create);
    row.addClassName("actions");
    getContent().setContent(what, list, none, row);
  }

  @Override
  protected Card initContent() {
    return new Card(TEXTS.get("tokens"));
  }

  @Override
  protected void onAttach(AttachEvent event) {
    asking.ask();
  }

  /// What was known before stays.
  private void refuse(IOException why) {
    if (!isKnown) {
      none.setText(Errand.reason(why));
      none.setVisible(true);
    }
  }

  private void show(List<ApiToken> tokens) {
    isKnown = true;
    list.removeAll();
    tokens.forEach(token -> list.add(row(token)));
    list.setVisible(!tokens.isEmpty());
    none.setVisible(tokens.isEmpty());
    none.setText(TEXTS.get("tokens.none"));
    getContent().setAside(tokens.isEmpty() ? "" : TEXTS.get("tokens.count", tokens.size()));
  }

  private ListItem row(ApiToken token) {
    var name = new Span(token.name());
    name.addClassName("name");
    name.setTitle(token.name());
    var scope = new Span(TEXTS.get("tokens.scope." + token.scope().word()));
    scope.addClassName("chip");
    var first = new Div(name, scope);
    first.addClassName("first");
    var second = new Div(expiry(token), used(token));
    second.addClassName("below");
    var words = new Div(first, second);
    words.addClassName("words");
    var revoke = new Button(TEXTS.get("tokens.revoke"), _ -> ask(token));
    revoke.addThemeVariants(ButtonVariant.LUMO_ERROR, ButtonVariant.LUMO_SMALL);
    revoke.setAriaLabel(TEXTS.get("tokens.revoke-one", token.name()));
    return new ListItem(words, revoke);
  }

  private static Component expiry(ApiToken token) {
    var left = Duration.between(Instant.now(), Instant.ofEpochSecond(token.expires()));
    var text =
        left.isNegative()
            ? TEXTS.get("tokens.expired")
            : TEXTS.get("tokens.expires", Times.age(left));
    var expiry = new Span(text);
    expiry.setTitle(Times.exact(Instant.ofEpochSecond(token.expires())));
    if (left.compareTo(SOON) < 0) {
      expiry.addClassName(left.isNegative() ? "ended" : "soon");
    }
    return expiry;
  }

  private static Component used(ApiToken token) {
    if (token.lastUsed() == 0) {
      return new Span(TEXTS.get("tokens.never"));
    }
    var time = Instant.ofEpochSecond(token.lastUsed());
    var used = new Span(TEXTS.get("tokens.used", Times.ago(time)));
    used.setTitle(Times.exact(time));
    return used;
  }

  private void ask(ApiToken token) {
    var dialog = new Dialog();
    dialog.setHeaderTitle(TEXTS.get("tokens.revoke-ask", token.name()));
    dialog.setWidth("min(460px, calc(100vw - 24px))");
    dialog.add(new Paragraph(TEXTS.get("tokens.revoke-what")));
    var keep = new Button(TEXTS.get("keep-it"), _ -> dialog.close());
    keep.setAutofocus(true);
    var revoke = new Button(TEXTS.get("tokens.revoke-do"));
    revoke.addThemeVariants(ButtonVariant.LUMO_PRIMARY, ButtonVariant.LUMO_ERROR);
    revoke.setDisableOnClick(true);
    revoke.addClickListener(_ -> {
      dialog.close();
      revoke(token);
    });
    dialog.getFooter().add(keep, revoke);
    dialog.open();
  }

  private void revoke(ApiToken token) {
    try {
      session.accounts().revokeToken(session.person().name(), token.id());
    } catch (GridException e) {
      fail(token, Errand.reason(e));
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
      fail(token, TEXTS.get("stopping"));
    }
    asking.ask();
  }

  private static void fail(ApiToken token, String why) {
    Toasts.say(Toasts.failed(TEXTS.get("tokens.not-revoked", token.name())).with(why));
  }
}
