package io.coredeck.dashboard.account;

import com.vaadin.flow.component.Key;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.dialog.Dialog;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.ListItem;
import com.vaadin.flow.component.html.OrderedList;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.dom.Element;
import io.coredeck.dashboard.signin.PersonSession;
import io.coredeck.dashboard.text.Texts;
import java.time.Duration;

/// Asks for the password, then shows the words of the person's key.
final class ShowKeyDialog {

  private static final Texts TEXTS = Texts.of(ShowKeyDialog.class);

  /// Who leaves the page open leaves the words to nobody else.
  private static final Duration SHOWN = Duration.ofMinutes(2);

  private final PersonSession session;
  private final Dialog dialog = new Dialog();
  private final ProvenField password = new ProvenField();
  private final Button show = new Button(TEXTS.get("key.show-do"), _ -> show());

  ShowKeyDialog(PersonSession session) {
    this.session = session;
    dialog.setHeaderTitle(TEXTS.get("key.show-title"));
    dialog.setWidth("min(520px, calc(100vw - 24px))");
    var form = new Div(new Paragraph(TEXTS.get("key.show-what")), password);
    form.addClassName("form");
    dialog.add(form);
    show.addThemeVariants(ButtonVariant.LUMO_PRIMARY);
    show.addClickShortcut(Key.ENTER).listenOn(dialog);
    show.setDisableOnClick(true);
    dialog.getFooter().add(new Button(TEXTS.get("cancel"), _ -> dialog.close()), show);
  }

  void open() {
    dialog.open();
  }

  private void show() {
    show.setEnabled(true);
    password.use(typed -> show(session.accounts().keyWords(typed)));
  }

  private void show(String words) {
    dialog.removeAll();
    dialog.getFooter().removeAll();
    var list = new OrderedList();
    list.addClassName("key-words");
    for (var word : words.split(" ", -1)) {
      list.add(new ListItem(word));
    }
    var copy = new Element("coredeck-copy");
    copy.setAttribute("text", words);
    copy.setAttribute("word", TEXTS.get("key.copy"));
    var line = new Div(list);
    line.addClassName("key-once");
    line.getElement().appendChild(copy);
    dialog.add(line, new Paragraph(TEXTS.get("key.shown")));
    var close = new Button(TEXTS.get("key.close"), _ -> dialog.close());
    close.addThemeVariants(ButtonVariant.LUMO_PRIMARY);
    dialog.getFooter().add(close);
    close.focus();
    dialog
        .getElement()
        .executeJs("return new Promise(done => setTimeout(done, $0))", SHOWN.toMillis())
        .then(_ -> dialog.close());
  }
}
