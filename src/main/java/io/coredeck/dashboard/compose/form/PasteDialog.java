package io.coredeck.dashboard.compose.form;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.dialog.Dialog;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.textfield.TextArea;
import com.vaadin.flow.data.value.ValueChangeMode;
import io.coredeck.dashboard.compose.draft.DotEnv;
import io.coredeck.dashboard.compose.draft.Draft;
import io.coredeck.dashboard.compose.model.DraftModel;
import io.coredeck.dashboard.text.Texts;
import java.util.LinkedHashMap;

/// Takes the variables of a `.env` file, as variables or as secrets.
final class PasteDialog extends Dialog {

  private static final Texts TEXTS = Texts.of(PasteDialog.class);

  private static final int LONGEST_TEXT = 100_000;

  private final DraftModel model;
  private final TextArea text = new TextArea(TEXTS.get("env-lines"));
  private final Div found = new Div();

  PasteDialog(DraftModel model) {
    this.model = model;
    setHeaderTitle(TEXTS.get("paste"));
    text.setWidthFull();
    text.setMaxLength(LONGEST_TEXT);
    text.setMinHeight("180px");
    text.setMaxHeight("50vh");
    text.addClassName("mono-field");
    text.setValueChangeMode(ValueChangeMode.LAZY);
    text.setValueChangeTimeout(FormPart.PAUSE_MS);
    text.addValueChangeListener(_ -> check());
    found.addClassName("found");
    found.getElement().setAttribute("role", "status");
    add(text, found);
    setWidth("520px");
    var variables = new Button(TEXTS.get("add-variables"), _ -> take(false));
    variables.addThemeVariants(ButtonVariant.LUMO_PRIMARY);
    getFooter()
        .add(
            new Button(TEXTS.get("cancel"), _ -> close()),
            new Button(TEXTS.get("add-secrets"), _ -> take(true)),
            variables);
  }

  private void check() {
    var env = DotEnv.parse(text.getValue());
    found.removeAll();
    found.add(new Paragraph(TEXTS.get("variables-found", env.variables().size())));
    for (var fault : env.faults()) {
      var line = new Paragraph(TEXTS.get("line", fault.line(), fault.message()));
      line.addClassName("trouble");
      found.add(line);
    }
  }

  private void take(boolean secret) {
    var env = DotEnv.parse(text.getValue());
    if (env.variables().isEmpty()) {
      check();
      return;
    }
    model.change(draft -> secret ? secrets(draft, env) : variables(draft, env));
    text.clear();
    close();
  }

  private static Draft variables(Draft draft, DotEnv env) {
    var all = new LinkedHashMap<>(draft.environment());
    env.variables().forEach(one -> all.put(one.name(), one.value()));
    return draft.withEnvironment(all);
  }

  private static Draft secrets(Draft draft, DotEnv env) {
    var changed = draft;
    for (var one : env.variables()) {
      changed = changed.withSecret(one.name(), one.value());
    }
    return changed;
  }
}
