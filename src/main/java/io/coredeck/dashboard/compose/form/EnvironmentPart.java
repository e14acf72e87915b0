package io.coredeck.dashboard.compose.form;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.textfield.PasswordField;
import com.vaadin.flow.component.textfield.TextField;
import io.coredeck.dashboard.compose.check.Part;
import io.coredeck.dashboard.compose.check.Problem;
import io.coredeck.dashboard.compose.draft.Draft;
import io.coredeck.dashboard.compose.model.DraftModel;
import io.coredeck.dashboard.frame.Icon;
import io.coredeck.dashboard.text.Texts;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Variables and secrets. A secret can be set and replaced; it is never shown.
public final class EnvironmentPart extends FormPart {

  private static final Texts TEXTS = Texts.of(EnvironmentPart.class);

  private final Div rows = new Div();
  private final List<Variable> variables = new ArrayList<>();
  private final List<Secret> secrets = new ArrayList<>();

  public EnvironmentPart(DraftModel model) {
    super(Part.ENVIRONMENT, TEXTS.get("environment"), model);
    var paste =
        new Button(
            TEXTS.get("paste"), new Icon("clipboard-paste"), _ -> new PasteDialog(model).open());
    paste.addThemeVariants(ButtonVariant.LUMO_TERTIARY);
    addToHead(paste);
    rows.addClassName("rows");
    var hint = new Span(TEXTS.get("secrets-hint"));
    hint.addClassName("hint");
    var buttons =
        new Div(
            new Button(TEXTS.get("variable"), new Icon("plus"), _ -> add(new Variable("", ""))),
            new Button(TEXTS.get("secret"), new Icon("lock"), _ -> add(new Secret(""))),
            hint);
    buttons.addClassName("buttons");
    add(rows, buttons);
  }

  private void add(Variable row) {
    variables.add(row);
    lay();
    row.name.focus();
  }

  private void add(Secret row) {
    secrets.add(row);
    lay();
    row.name.focus();
  }

  private void lay() {
    var all = new ArrayList<Component>(variables);
    all.addAll(secrets);
    rows.removeAll();
    rows.add(all);
  }

  @Override
  public void show() {
    var environment = model.draft().environment();
    if (!environment.equals(typedVariables())) {
      variables.removeIf(row -> !row.name.getValue().isEmpty());
      var known = new ArrayList<Variable>();
      environment.forEach((name, value) -> known.add(new Variable(name, value)));
      variables.addAll(0, known);
      lay();
    }
    var names = model.draft().secretNames();
    if (!names.equals(
        secrets.stream().map(Secret::shownName).filter(name -> !name.isEmpty()).toList())) {
      secrets.removeIf(row -> !row.shownName().isEmpty());
      secrets.addAll(0, names.stream().map(Secret::new).toList());
      lay();
    }
    variables.forEach(Variable::show);
    secrets.forEach(Secret::show);
  }

  private Map<String, String> typedVariables() {
    var typed = new LinkedHashMap<String, String>();
    variables.stream()
        .filter(row -> !row.name.getValue().isEmpty())
        .forEach(row -> typed.put(row.name.getValue(), row.value.getValue()));
    return typed;
  }

  private static TextField cell(String label, String value) {
    var field = text("");
    field.setAriaLabel(label);
    field.setPlaceholder(label);
    field.addClassName("mono-field");
    field.setValue(value);
    return field;
  }

  private static Button remove(String what, Runnable action) {
    var button = new Button(new Icon("x"), _ -> action.run());
    button.addThemeVariants(ButtonVariant.LUMO_TERTIARY, ButtonVariant.LUMO_ICON);
    button.setAriaLabel(what);
    button.setTooltipText(what);
    return button;
  }

  /// A name and its value.
  private final class Variable extends Div {
    private final TextField name;
    private final TextField value;

    Variable(String name, String value) {
      addClassName("row");
      this.name = cell(TEXTS.get("variable-name"), name);
      this.value = cell(TEXTS.get("value"), value);
      for (var field : List.of(this.name, this.value)) {
        field.addValueChangeListener(event -> {
          if (event.isFromClient()) {
            model.change(one -> one.withEnvironment(typedVariables()));
          }
        });
      }
      add(this.name, this.value, EnvironmentPart.remove(TEXTS.get("remove-variable"), this::drop));
    }

    private void drop() {
      variables.remove(this);
      lay();
      model.change(one -> one.withEnvironment(typedVariables()));
    }

    void show() {
      mark(name, model.told(Draft.variablePointer(name.getValue())));
    }
  }

  /// A name, and whether its value is set.
  private final class Secret extends Div {
    private final TextField name;
    private final PasswordField value = new PasswordField();
    private final Div hidden = new Div();
    private final Span hiddenWord = new Span();
    private final Fixes offers = new Fixes();
    private String shown;
    private boolean replacing;

    Secret(String name) {
      shown = name;
      addClassName("row");
      this.name = cell(TEXTS.get("variable-name"), name);
      this.name.setPrefixComponent(new Icon("lock"));
      this.name.addValueChangeListener(event -> {
        if (event.isFromClient()) {
          rename(event.getValue());
        }
      });
      value.setAriaLabel(TEXTS.get("secret-value"));
      value.setPlaceholder(TEXTS.get("value"));
      value.setRevealButtonVisible(false);
      value.setWidthFull();
      value.setManualValidation(true);
      value.getElement().setAttribute("autocomplete", "off");
      value.addValueChangeListener(event -> {
        if (event.isFromClient()) {
          replacing = false;
          set(event.getValue());
        }
      });
      hidden.addClassName("hidden-value");
      hidden.add(hiddenWord, link(TEXTS.get("replace"), this::replace));
      add(
          this.name,
          value,
          hidden,
          EnvironmentPart.remove(TEXTS.get("remove-secret"), this::drop),
          offers);
    }

    String shownName() {
      return shown;
    }

    private void rename(String fresh) {
      var old = shown;
      var typed = value.getValue();
      shown = fresh;
      model.change(one -> {
        if (old.isEmpty()) {
          return fresh.isEmpty() ? one : one.withSecret(fresh, typed);
        }
        return fresh.isEmpty() ? one.withoutSecret(old) : one.renamedSecret(old, fresh);
      });
    }

    private void set(String typed) {
      if (!shown.isEmpty()) {
        model.change(one -> one.withSecret(shown, typed));
        value.clear();
        show();
      }
    }

    private void replace() {
      replacing = true;
      show();
      value.focus();
    }

    private void drop() {
      secrets.remove(this);
      lay();
      if (!shown.isEmpty()) {
        model.change(one -> one.withoutSecret(shown));
      }
    }

    void show() {
      var isSealed = model.draft().sealed(shown).isPresent();
      var isSet = (isSealed || model.draft().secret(shown).isPresent()) && !replacing;
      hiddenWord.setText(TEXTS.get(isSealed ? "kept-hidden" : "set-hidden"));
      value.setVisible(!isSet);
      hidden.setVisible(isSet);
      var problem =
          shown.isEmpty()
              ? java.util.Optional.<Problem>empty()
              : model.told(Draft.secretPointer(shown));
      mark(isSet ? name : value, problem);
      mark(isSet ? value : name, java.util.Optional.empty());
      offers.show(problem);
    }
  }
}
