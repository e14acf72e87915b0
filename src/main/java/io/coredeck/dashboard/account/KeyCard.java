package io.coredeck.dashboard.account;

import com.vaadin.flow.component.Composite;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Paragraph;
import io.coredeck.dashboard.frame.Card;
import io.coredeck.dashboard.signin.PersonSession;
import io.coredeck.dashboard.text.Texts;

/// The key that the person signs with, as words to take along or to bring.
final class KeyCard extends Composite<Card> {

  private static final Texts TEXTS = Texts.of(KeyCard.class);

  KeyCard(PersonSession session) {
    var what = new Paragraph(TEXTS.get("key.what"));
    what.addClassName("text");
    var show = new Button(TEXTS.get("key.show"), _ -> new ShowKeyDialog(session).open());
    var bring = new Button(TEXTS.get("key.bring"), _ -> new BringKeyDialog(session).open());
    var row = new Div(show, bring);
    row.addClassName("actions");
    getContent().setContent(what, row);
  }

  @Override
  protected Card initContent() {
    return new Card(TEXTS.get("key"));
  }
}
