package io.coredeck.dashboard.account;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.dialog.Dialog;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.textfield.TextArea;
import io.coredeck.dashboard.signin.PersonSession;
import io.coredeck.dashboard.signin.SignInPage;
import io.coredeck.dashboard.text.Texts;
import io.coredeck.sdk.GridException;

/// Asks for the password and for the words of a key that the person has, and has the account sign
/// with it. All sessions end, so the sign-in page follows.
final class BringKeyDialog {

  private static final Texts TEXTS = Texts.of(BringKeyDialog.class);
  private static final int LONGEST = 400;
  private static final int NO_WORDS = 400;
  private static final int NOT_POSSIBLE = 409;

  private final PersonSession session;
  private final Dialog dialog = new Dialog();
  private final ProvenField password = new ProvenField();
  private final TextArea words = new TextArea(TEXTS.get("key.words"));
  private final Button bring = new Button(TEXTS.get("key.bring-do"), _ -> bring());

  BringKeyDialog(PersonSession session) {
    this.session = session;
    dialog.setHeaderTitle(TEXTS.get("key.bring-title"));
    dialog.setWidth("min(520px, calc(100vw - 24px))");
    words.setHelperText(TEXTS.get("key.words.what"));
    words.setMaxLength(LONGEST);
    words.setManualValidation(true);
    words.setWidthFull();
    words.getElement().setAttribute("autocomplete", "off");
    words.getElement().setAttribute("spellcheck", "false");
    var form = new Div(new Paragraph(TEXTS.get("key.bring-what")), password, words);
    form.addClassName("form");
    dialog.add(form);
    bring.addThemeVariants(ButtonVariant.LUMO_PRIMARY);
    bring.setDisableOnClick(true);
    dialog.getFooter().add(new Button(TEXTS.get("cancel"), _ -> dialog.close()), bring);
  }

  void open() {
    dialog.open();
  }

  private void bring() {
    bring.setEnabled(true);
    words.setInvalid(false);
    password.use(typed -> {
      try {
        session.accounts().bringKey(typed, words.getValue());
        dialog.getUI().orElseThrow().getPage().setLocation(SignInPage.PATH);
        PersonSession.end();
      } catch (GridException e) {
        if (e.status() != NO_WORDS && e.status() != NOT_POSSIBLE) {
          throw e;
        }
        words.setErrorMessage(e.status() == NO_WORDS ? wrong(e) : impossible(e));
        words.setInvalid(true);
        words.focus();
      }
    });
  }

  private static String wrong(GridException refused) {
    var said = refused.serverMessage();
    var place = said.replaceFirst("(?s)^words: word (\\d{1,2}) .*", "$1");
    if (place.matches("\\d{1,2}")) {
      return TEXTS.get("key.wrong-word", Integer.parseInt(place));
    }
    return TEXTS.get(said.contains("do not belong") ? "key.wrong-sum" : "key.wrong-count");
  }

  private static String impossible(GridException refused) {
    var said = refused.serverMessage();
    if (said.contains("has reservations")) {
      return TEXTS.get("key.used");
    }
    if (said.contains("another account")) {
      return TEXTS.get("key.taken");
    }
    return said.contains("nothing to do") ? TEXTS.get("key.same") : said;
  }
}
