package io.coredeck.dashboard.admin;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.dialog.Dialog;
import com.vaadin.flow.component.html.Paragraph;
import io.coredeck.dashboard.admin.Acting.Act;
import io.coredeck.dashboard.text.Texts;
import io.coredeck.dashboard.widget.TypedWord;
import java.util.Optional;
import java.util.function.Consumer;

/// Says what something leads to, and does it when the person wants it. What is refused is said in
/// the dialog, which stays.
final class AskDialog<T> {

  private static final Texts TEXTS = Texts.of(AskDialog.class);

  private final Dialog dialog = new Dialog();
  private final Paragraph trouble = new Paragraph();
  private final Button keep = new Button(TEXTS.get("keep"), _ -> dialog.close());
  private final Button act;
  private Optional<TypedWord> typed = Optional.empty();
  private Runnable refused = () -> {};

  /// @param title a question
  /// @param verb with its object
  AskDialog(String title, String verb) {
    dialog.setHeaderTitle(title);
    dialog.setWidth("min(480px, calc(100vw - 24px))");
    trouble.addClassName("trouble");
    trouble.getElement().setAttribute("role", "alert");
    trouble.setVisible(false);
    act = new Button(verb);
    act.addThemeVariants(ButtonVariant.LUMO_PRIMARY);
    act.setDisableOnClick(true);
    keep.setAutofocus(true);
    dialog.getFooter().add(keep, act);
  }

  AskDialog<T> saying(String... consequences) {
    for (var consequence : consequences) {
      dialog.add(new Paragraph(consequence));
    }
    return this;
  }

  AskDialog<T> with(Component component) {
    dialog.add(component);
    return this;
  }

  AskDialog<T> asDangerous() {
    act.addThemeVariants(ButtonVariant.LUMO_ERROR);
    return this;
  }

  /// Something that is made has nothing to keep.
  AskDialog<T> asMaking() {
    keep.setText(TEXTS.get("cancel"));
    keep.setAutofocus(false);
    return this;
  }

  /// @param told when the explorer refuses it
  AskDialog<T> onRefusal(Runnable told) {
    refused = told;
    return this;
  }

  /// @param word must be typed before it can be done
  AskDialog<T> typed(String word) {
    var field = new TypedWord(TEXTS.get("type", word), word, act);
    typed = Optional.of(field);
    dialog.add(field);
    return this;
  }

  /// @param wish what to ask the explorer for
  /// @param done told what came of it, the dialog closed
  void open(Act<T> wish, Consumer<T> done) {
    dialog.add(trouble);
    act.addClickListener(_ -> {
      if (!typed.map(TypedWord::check).orElse(true)) {
        return;
      }
      var outcome = Acting.of(wish);
      act.setEnabled(true);
      trouble.setText(outcome.why());
      trouble.setVisible(outcome.value().isEmpty());
      if (outcome.value().isEmpty()) {
        refused.run();
      }
      outcome
          .value()
          .ifPresent(value -> {
            dialog.close();
            done.accept(value);
          });
    });
    dialog.open();
  }
}
