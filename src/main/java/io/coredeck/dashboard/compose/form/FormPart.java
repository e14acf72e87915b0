package io.coredeck.dashboard.compose.form;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.HasValidation;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H2;
import com.vaadin.flow.component.html.Section;
import com.vaadin.flow.component.textfield.TextField;
import com.vaadin.flow.data.value.ValueChangeMode;
import io.coredeck.dashboard.compose.check.Fix;
import io.coredeck.dashboard.compose.check.Part;
import io.coredeck.dashboard.compose.check.Problem;
import io.coredeck.dashboard.compose.model.DraftModel;
import java.util.List;
import java.util.Optional;

/// A part of the form: a title, fields, and what is wrong with them right below.
public abstract class FormPart extends Section {

  /// A field is checked when nothing was typed for so long.
  static final int PAUSE_MS = 300;

  private static final int MOST_FIXES = 2;

  final DraftModel model;
  private final Part part;
  private final Div head;

  FormPart(Part part, String title, DraftModel model) {
    this.part = part;
    this.model = model;
    addClassName("part");
    setId("part-" + part.name().toLowerCase(java.util.Locale.ROOT));
    head = new Div(new H2(title));
    head.addClassName("part-head");
    add(head);
    setAriaLabel(title);
  }

  /// @return which part it is
  public Part part() {
    return part;
  }

  void addToHead(Component... more) {
    head.add(more);
  }

  /// Brings it into sight, with the focus in what is wrong or else in its first field.
  public void goTo() {
    goTo("input:not([disabled]), button");
  }

  /// A turn later: what is above the form now closes first and gives its focus back.
  final void goTo(String field) {
    getElement()
        .executeJs(
            "setTimeout(() => { this.scrollIntoView({block: 'start'}); const first = selector =>"
                + " [...this.querySelectorAll(selector)].find(one => one.checkVisibility());"
                + " (first('[invalid] input') ?? first($0))?.focus({preventScroll: true}); });",
            field);
  }

  /// Shows the model as it is now.
  public abstract void show();

  /// A text of the draft.
  final class Text extends Div {
    private final TextField field;
    private final String pointer;
    private final Fixes fixes = new Fixes();

    Text(String label, String pointer) {
      this.pointer = pointer;
      field = text(label);
      field.addValueChangeListener(event -> {
        if (event.isFromClient()) {
          typed(event.getValue());
        }
      });
      addClassName("field");
      add(field, fixes);
    }

    void typed(String value) {
      model.set(pointer, value);
    }

    TextField field() {
      return field;
    }

    void show() {
      put(field, model.draft().text(pointer));
      var problem = model.told(pointer);
      mark(field, problem);
      fixes.show(problem);
    }
  }

  /// What would make something right, as links.
  final class Fixes extends Div {
    private List<String> shown = List.of();

    Fixes() {
      addClassName("fixes");
    }

    void show(Optional<Problem> problem) {
      var offers =
          problem.map(Problem::fixes).orElse(List.of()).stream().limit(MOST_FIXES).toList();
      setVisible(!offers.isEmpty());
      var labels = offers.stream().map(Fix::label).toList();
      if (labels.equals(shown)) {
        return;
      }
      shown = labels;
      removeAll();
      for (var label : labels) {
        add(link(label, () -> apply(label, problem.map(Problem::pointer).orElse(""))));
      }
    }

    /// By its name, as the problem may have been found anew since.
    private void apply(String label, String pointer) {
      model.problems().stream()
          .filter(problem -> problem.pointer().equals(pointer))
          .flatMap(problem -> problem.fixes().stream())
          .filter(fix -> fix.label().equals(label))
          .findFirst()
          .ifPresent(fix -> model.change(fix.change()));
    }
  }

  static TextField text(String label) {
    var field = new TextField(label);
    field.setValueChangeMode(ValueChangeMode.LAZY);
    field.setValueChangeTimeout(PAUSE_MS);
    field.setManualValidation(true);
    field.setWidthFull();
    return field;
  }

  static Button link(String label, Runnable action) {
    var button = new Button(label, _ -> action.run());
    button.addThemeVariants(ButtonVariant.LUMO_TERTIARY_INLINE, ButtonVariant.LUMO_SMALL);
    return button;
  }

  static void put(TextField field, String value) {
    if (!field.getValue().equals(value)) {
      field.setValue(value);
    }
  }

  static void mark(HasValidation field, Optional<Problem> problem) {
    var message = problem.map(Problem::message).orElse("");
    if (field.isInvalid() == problem.isPresent() && message.equals(field.getErrorMessage())) {
      return; // each time costs the browser a script
    }
    field.setInvalid(problem.isPresent());
    field.setErrorMessage(message);
  }

  static Div columns(Component... fields) {
    var columns = new Div(fields);
    columns.addClassName("form-columns");
    return columns;
  }
}
