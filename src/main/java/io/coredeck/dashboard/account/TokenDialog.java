package io.coredeck.dashboard.account;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.dialog.Dialog;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Pre;
import com.vaadin.flow.component.radiobutton.RadioButtonGroup;
import com.vaadin.flow.component.radiobutton.RadioGroupVariant;
import com.vaadin.flow.component.textfield.TextField;
import com.vaadin.flow.dom.Element;
import io.coredeck.dashboard.signin.PersonSession;
import io.coredeck.dashboard.text.Texts;
import io.coredeck.dashboard.widget.errand.Errand;
import io.coredeck.model.registry.ApiToken;
import io.coredeck.model.registry.ApiToken.Scope;
import io.coredeck.sdk.GridException;
import io.coredeck.wire.account.TokenMessages.Wish;

/// Asks what a new token is for, makes it, and shows it this once.
final class TokenDialog {

  private static final Texts TEXTS = Texts.of(TokenDialog.class);
  private static final Integer[] DAYS = {7, 30, 90, 365};
  private static final int USUAL_DAYS = 30;
  private static final int TAKEN = 409;

  private final PersonSession session;
  private final Runnable done;
  private final Dialog dialog = new Dialog();
  private final TextField name = new TextField(TEXTS.get("token.name"));
  private final RadioButtonGroup<Scope> scope = new RadioButtonGroup<>(TEXTS.get("token.scope"));
  private final RadioButtonGroup<Integer> days = new RadioButtonGroup<>(TEXTS.get("token.days"));
  private final Button create = new Button(TEXTS.get("token.create"), _ -> create());

  /// @param done called once there is a new one
  TokenDialog(PersonSession session, Runnable done) {
    this.session = session;
    this.done = done;
    dialog.setHeaderTitle(TEXTS.get("tokens.new"));
    dialog.setWidth("min(520px, calc(100vw - 24px))");
    name.setHelperText(TEXTS.get("token.name.what"));
    name.setMaxLength(ApiToken.LONGEST_NAME);
    name.setManualValidation(true);
    name.setAutofocus(true);
    name.setWidthFull();
    scope.setItems(Scope.values());
    scope.setItemLabelGenerator(one -> TEXTS.get("token.scope." + one.word()));
    scope.setValue(Scope.READ);
    scope.setHelperText(TEXTS.get("token.scope.what"));
    scope.addThemeVariants(RadioGroupVariant.LUMO_VERTICAL);
    days.setItems(DAYS);
    days.setItemLabelGenerator(one -> TEXTS.get("token.days.count", one));
    days.setValue(USUAL_DAYS);
    var form = new Div(name, scope, days);
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
    create.setEnabled(true);
    if (name.getValue().isBlank()) {
      refuse(TEXTS.get("token.name.missing"));
      return;
    }
    try {
      var wish = new Wish(name.getValue().strip(), scope.getValue(), days.getValue());
      var made = session.accounts().createToken(session.person().name(), wish);
      done.run();
      show(made.text());
    } catch (GridException e) {
      refuse(e.status() == TAKEN ? TEXTS.get("token.taken") : Errand.reason(e));
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
      refuse(TEXTS.get("stopping"));
    }
  }

  private void refuse(String why) {
    name.setErrorMessage(why);
    name.setInvalid(true);
    name.focus();
  }

  /// Closes by its button only: a click beside it would lose the token.
  private void show(String token) {
    dialog.removeAll();
    dialog.getFooter().removeAll();
    dialog.setCloseOnEsc(false);
    dialog.setCloseOnOutsideClick(false);
    dialog.setHeaderTitle(TEXTS.get("token.made", name.getValue().strip()));
    var text = new TextField(TEXTS.get("token.text"));
    text.setValue(token);
    text.setReadOnly(true);
    text.addClassName("secret");
    text.setWidthFull();
    var copy = new Element("coredeck-copy");
    copy.setAttribute("text", token);
    var line = new Div(text);
    line.addClassName("once");
    line.getElement().appendChild(copy);
    var use =
        new Pre(
            "export COREDECK_EXPLORER=%s\nexport COREDECK_TOKEN=…\n./coredeck list"
                .formatted(TEXTS.get("token.explorer")));
    dialog.add(
        new Paragraph(TEXTS.get("token.once")), line, new Paragraph(TEXTS.get("token.use")), use);
    var close = new Button(TEXTS.get("token.kept"), _ -> dialog.close());
    close.addThemeVariants(ButtonVariant.LUMO_PRIMARY);
    dialog.getFooter().add(close);
    close.focus();
  }
}
