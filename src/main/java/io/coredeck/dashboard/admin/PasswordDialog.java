package io.coredeck.dashboard.admin;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.dialog.Dialog;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.textfield.TextField;
import com.vaadin.flow.dom.Element;
import io.coredeck.dashboard.text.Texts;
import io.coredeck.wire.account.AccountMessages.Changed;

/// Shows a password that was made up, this once. Closes by its button only.
final class PasswordDialog {

  private static final Texts TEXTS = Texts.of(PasswordDialog.class);

  private PasswordDialog() {}

  static void show(Changed changed) {
    var dialog = new Dialog();
    dialog.setCloseOnEsc(false);
    dialog.setCloseOnOutsideClick(false);
    dialog.setWidth("min(480px, calc(100vw - 24px))");
    dialog.setHeaderTitle(TEXTS.get("password.of", changed.account().name()));
    var text = new TextField(TEXTS.get("password"));
    text.setValue(changed.password());
    text.setReadOnly(true);
    text.addClassName("secret");
    text.setWidthFull();
    var line = new Div(text);
    line.addClassName("once");
    var copy = new Element("coredeck-copy");
    copy.setAttribute("text", changed.password());
    line.getElement().appendChild(copy);
    dialog.add(new Paragraph(TEXTS.get("password.once")), line);
    var close = new Button(TEXTS.get("password.kept"), _ -> dialog.close());
    close.addThemeVariants(ButtonVariant.LUMO_PRIMARY);
    dialog.getFooter().add(close);
    dialog.open();
  }
}
