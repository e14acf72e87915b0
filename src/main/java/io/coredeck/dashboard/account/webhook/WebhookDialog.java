package io.coredeck.dashboard.account.webhook;

import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.dialog.Dialog;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.radiobutton.RadioButtonGroup;
import com.vaadin.flow.component.radiobutton.RadioGroupVariant;
import com.vaadin.flow.component.textfield.TextField;
import com.vaadin.flow.dom.Element;
import io.coredeck.dashboard.signin.PersonSession;
import io.coredeck.dashboard.text.Texts;
import io.coredeck.dashboard.widget.errand.Errand;
import io.coredeck.model.hook.HookEvent;
import io.coredeck.model.hook.HookTarget;
import io.coredeck.wire.hook.HookMessages.Made;
import java.util.List;
import java.util.Locale;

/// Asks where a new webhook goes and what it tells of, makes it, and shows its secret this once.
final class WebhookDialog {

  private static final Texts TEXTS = Texts.of(WebhookDialog.class);

  /// What one is told of; more can be said on the command line.
  private enum Choice {
    ALL,
    TROUBLE;

    List<HookEvent> events() {
      return this == ALL ? List.of() : List.of(HookEvent.ERROR, HookEvent.EXPIRED);
    }
  }

  private final PersonSession session;
  private final Runnable done;
  private final Dialog dialog = new Dialog();
  private final TextField url = new TextField(TEXTS.get("webhook.url"));
  private final RadioButtonGroup<Choice> events =
      new RadioButtonGroup<>(TEXTS.get("webhook.events"));
  private final Button create = new Button(TEXTS.get("webhook.create"), _ -> create());

  /// @param done called once there is a new one
  WebhookDialog(PersonSession session, Runnable done) {
    this.session = session;
    this.done = done;
    dialog.setHeaderTitle(TEXTS.get("webhooks.new"));
    dialog.setWidth("min(520px, calc(100vw - 24px))");
    url.setHelperText(TEXTS.get("webhook.url.what"));
    url.setPlaceholder("https://example.org/hook");
    url.setMaxLength(HookTarget.LONGEST_URL);
    url.setManualValidation(true);
    url.setAutofocus(true);
    url.setWidthFull();
    events.setItems(Choice.values());
    events.setItemLabelGenerator(
        one -> TEXTS.get("webhook.events." + one.name().toLowerCase(Locale.ROOT)));
    events.setValue(Choice.ALL);
    events.setHelperText(TEXTS.get("webhook.events.what"));
    events.addThemeVariants(RadioGroupVariant.LUMO_VERTICAL);
    var form = new Div(url, events);
    form.addClassName("form");
    dialog.add(form);
    create.addThemeVariants(ButtonVariant.LUMO_PRIMARY);
    create.setDisableOnClick(true);
    dialog.getFooter().add(new Button(TEXTS.get("cancel"), _ -> dialog.close()), create);
  }

  void open() {
    dialog.open();
  }

  private void create() {
    if (url.getValue().isBlank()) {
      refuse(TEXTS.get("webhook.url.missing"));
      return;
    }
    var target =
        new HookTarget(
            url.getValue().strip(),
            "",
            true,
            events.getValue().events(),
            List.of(),
            List.of(),
            List.of(),
            false);
    new Errand<Made>(
            UI.getCurrent(),
            made -> {
              done.run();
              show(made.secret());
            },
            this::refuse)
        .run("webhook-create", () -> session.webhooks().create(target));
  }

  private void refuse(String why) {
    create.setEnabled(true);
    url.setErrorMessage(why);
    url.setInvalid(true);
    url.focus();
  }

  /// Closes by its button only: a click beside it would lose the secret.
  private void show(String secret) {
    dialog.removeAll();
    dialog.getFooter().removeAll();
    dialog.setCloseOnEsc(false);
    dialog.setCloseOnOutsideClick(false);
    dialog.setHeaderTitle(TEXTS.get("webhook.made"));
    var text = new TextField(TEXTS.get("webhook.secret"));
    text.setValue(secret);
    text.setReadOnly(true);
    text.addClassName("secret");
    text.setWidthFull();
    var copy = new Element("coredeck-copy");
    copy.setAttribute("text", secret);
    var line = new Div(text);
    line.addClassName("once");
    line.getElement().appendChild(copy);
    dialog.add(new Paragraph(TEXTS.get("webhook.once")), line);
    var close = new Button(TEXTS.get("webhook.kept"), _ -> dialog.close());
    close.addThemeVariants(ButtonVariant.LUMO_PRIMARY);
    dialog.getFooter().add(close);
    close.focus();
  }
}
