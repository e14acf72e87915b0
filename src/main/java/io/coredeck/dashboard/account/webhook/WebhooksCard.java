package io.coredeck.dashboard.account.webhook;

import com.vaadin.flow.component.AttachEvent;
import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.Composite;
import com.vaadin.flow.component.UI;
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
import io.coredeck.dashboard.text.NodeReason;
import io.coredeck.dashboard.text.Texts;
import io.coredeck.dashboard.text.Times;
import io.coredeck.dashboard.widget.errand.Asking;
import io.coredeck.dashboard.widget.errand.Errand;
import io.coredeck.model.hook.Webhook;
import io.coredeck.wire.hook.HookMessages.Pinged;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/// The person's webhooks: where they go, whether they arrive, and a test.
public final class WebhooksCard extends Composite<Card> {

  private static final Texts TEXTS = Texts.of(WebhooksCard.class);

  private final PersonSession session;
  private final UnorderedList list = new UnorderedList();
  private final Paragraph none = new Paragraph();
  private final Asking<List<Webhook>> asking;
  private boolean isKnown;

  public WebhooksCard(PersonSession session) {
    this.session = session;
    asking = new Asking<>("webhooks", () -> session.webhooks().list(), this::show, this::refuse);
    GridWatch.current().follow(this, asking::look);
    list.addClassNames("tokens", "webhooks");
    none.addClassName("none");
    var what = new Paragraph(TEXTS.get("webhooks.what"));
    what.addClassName("text");
    var create =
        new Button(TEXTS.get("webhooks.new"), _ -> new WebhookDialog(session, asking::ask).open());
    var row = new Div(create);
    row.addClassName("actions");
    getContent().setContent(what, list, none, row);
  }

  @Override
  protected Card initContent() {
    return new Card(TEXTS.get("webhooks"));
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

  private void show(List<Webhook> hooks) {
    isKnown = true;
    list.removeAll();
    hooks.forEach(hook -> list.add(row(hook)));
    list.setVisible(!hooks.isEmpty());
    none.setVisible(hooks.isEmpty());
    none.setText(TEXTS.get("webhooks.none"));
    getContent().setAside(hooks.isEmpty() ? "" : TEXTS.get("webhooks.count", hooks.size()));
  }

  private ListItem row(Webhook hook) {
    var name = new Span(hook.target().url());
    name.addClassName("name");
    name.setTitle(hook.target().url());
    var state = new Span(TEXTS.get("webhooks." + state(hook)));
    state.addClassName("chip");
    var first = new Div(name, state);
    first.addClassName("first");
    var second = new Div(last(hook));
    second.addClassName("below");
    trouble(hook, second);
    var words = new Div(first, second);
    words.addClassName("words");
    var test = new Button(TEXTS.get("webhooks.test"));
    test.addThemeVariants(ButtonVariant.LUMO_SMALL);
    test.setAriaLabel(TEXTS.get("webhooks.test-one", hook.target().url()));
    test.setEnabled(!hook.standing().isBlocked());
    test.setDisableOnClick(true);
    test.addClickListener(_ -> test(hook, test));
    var delete = new Button(TEXTS.get("webhooks.delete"), _ -> ask(hook));
    delete.addThemeVariants(ButtonVariant.LUMO_ERROR, ButtonVariant.LUMO_SMALL);
    delete.setAriaLabel(TEXTS.get("webhooks.delete-one", hook.target().url()));
    return new ListItem(words, test, delete);
  }

  private static String state(Webhook hook) {
    if (hook.standing().isBlocked()) {
      return "stopped";
    }
    if (!hook.target().enabled()) {
      return "disabled";
    }
    return hook.standing().failures() > 0 ? "failing" : "enabled";
  }

  private static Component last(Webhook hook) {
    if (hook.standing().lastSuccess() == 0) {
      return new Span(TEXTS.get("webhooks.never"));
    }
    var time = Instant.ofEpochSecond(hook.standing().lastSuccess());
    var last = new Span(TEXTS.get("webhooks.last", Times.ago(time)));
    last.setTitle(Times.exact(time));
    return last;
  }

  private static void trouble(Webhook hook, Div below) {
    var standing = hook.standing();
    if (standing.failures() > 0 && hook.isActive()) {
      var since = Instant.ofEpochSecond(standing.failingSince());
      var failing =
          new Span(
              TEXTS.get("webhooks.failing-for", Times.age(Duration.between(since, Instant.now()))));
      failing.setTitle(Times.exact(since));
      failing.addClassName("soon");
      below.add(failing);
    }
    if (hook.waiting() > 0) {
      below.add(new Span(TEXTS.get("webhooks.waiting", hook.waiting())));
    }
    if (!standing.reason().isEmpty()) {
      var reason = new Span(standing.reason());
      reason.addClassName("ended");
      below.add(reason);
    }
  }

  private void test(Webhook hook, Button test) {
    new Errand<Pinged>(
            UI.getCurrent(),
            pinged -> {
              test.setEnabled(true);
              tell(hook, pinged);
            },
            why -> {
              test.setEnabled(true);
              fail("webhooks.not-tested", hook, why);
            })
        .run("webhook-test", () -> session.webhooks().ping(hook.id()));
  }

  private static void tell(Webhook hook, Pinged pinged) {
    var tried = pinged.tried();
    if (pinged.isDelivered()) {
      Toasts.say(
          Toasts.done(
              TEXTS.get("webhooks.tested", hook.target().url(), tried.status(), tried.millis())));
    } else {
      var said = tried.answer().isEmpty() ? "" : ": " + tried.answer();
      fail("webhooks.not-taken", hook, NodeReason.sentence(tried.error() + said));
    }
  }

  private void ask(Webhook hook) {
    var dialog = new Dialog();
    dialog.setHeaderTitle(TEXTS.get("webhooks.delete-ask"));
    dialog.setWidth("min(460px, calc(100vw - 24px))");
    dialog.add(new Paragraph(TEXTS.get("webhooks.delete-what", hook.target().url())));
    var keep = new Button(TEXTS.get("keep-it"), _ -> dialog.close());
    keep.setAutofocus(true);
    var delete = new Button(TEXTS.get("webhooks.delete-do"));
    delete.addThemeVariants(ButtonVariant.LUMO_PRIMARY, ButtonVariant.LUMO_ERROR);
    delete.setDisableOnClick(true);
    delete.addClickListener(_ -> {
      dialog.close();
      delete(hook);
    });
    dialog.getFooter().add(keep, delete);
    dialog.open();
  }

  private void delete(Webhook hook) {
    new Errand<Boolean>(
            UI.getCurrent(),
            _ -> asking.ask(),
            why -> {
              fail("webhooks.not-deleted", hook, why);
              asking.ask();
            })
        .run(
            "webhook-delete",
            () -> {
              session.webhooks().delete(hook.id());
              return true;
            });
  }

  private static void fail(String key, Webhook hook, String why) {
    Toasts.say(Toasts.failed(TEXTS.get(key, hook.target().url())).with(why));
  }
}
