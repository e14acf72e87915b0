package io.coredeck.dashboard.account;

import com.vaadin.flow.component.AttachEvent;
import com.vaadin.flow.component.Composite;
import com.vaadin.flow.component.checkbox.Checkbox;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.radiobutton.RadioButtonGroup;
import io.coredeck.dashboard.frame.Card;
import io.coredeck.dashboard.text.Language;
import io.coredeck.dashboard.text.Texts;
import java.util.List;

/// How the pages look and what the keys do, in this browser: it keeps the choices.
final class LookCard extends Composite<Card> {

  private static final Texts TEXTS = Texts.of(LookCard.class);
  private static final List<String> MODES = List.of("system", "light", "dark");

  private final RadioButtonGroup<String> mode = new RadioButtonGroup<>(TEXTS.get("look.mode"));
  private final RadioButtonGroup<Language> language =
      new RadioButtonGroup<>(TEXTS.get("look.language"));
  private final Checkbox keys = new Checkbox(TEXTS.get("look.keys"));

  LookCard() {
    mode.setItems(MODES);
    mode.setItemLabelGenerator(one -> TEXTS.get("look.mode." + one));
    mode.addValueChangeListener(event -> {
      if (event.isFromClient()) {
        chooseMode(event.getValue());
      }
    });
    language.setItems(Language.values());
    language.setItemLabelGenerator(Language::ownName);
    language.setValue(Language.current());
    language.addValueChangeListener(event -> event.getValue().choose());
    keys.setHelperText(TEXTS.get("look.keys.what"));
    keys.addValueChangeListener(event -> {
      if (event.isFromClient()) {
        chooseKeys(event.getValue());
      }
    });
    var form = new Div(mode, language, keys);
    form.addClassName("form");
    getContent().setContent(form);
  }

  @Override
  protected Card initContent() {
    return new Card(TEXTS.get("look"));
  }

  @Override
  protected void onAttach(AttachEvent event) {
    getElement()
        .executeJs("return localStorage.getItem('coredeck.mode') ?? 'system'")
        .then(String.class, now -> mode.setValue(MODES.contains(now) ? now : "system"));
    getElement()
        .executeJs("return localStorage.getItem('coredeck.keys') !== 'off'")
        .then(Boolean.class, keys::setValue);
  }

  private void chooseMode(String wanted) {
    getElement()
        .executeJs(
            """
            const theme = await import(new URL('webjars/coredeck/theme.js', document.baseURI).href);
            theme.chooseMode($0);
            """,
            wanted);
  }

  private void chooseKeys(boolean isOn) {
    getElement()
        .executeJs(
            """
            if ($0) { localStorage.removeItem('coredeck.keys'); }
            else { localStorage.setItem('coredeck.keys', 'off'); }
            """,
            isOn);
  }
}
