package io.coredeck.dashboard.widget;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.textfield.Autocapitalize;
import com.vaadin.flow.component.textfield.TextField;
import com.vaadin.flow.data.value.ValueChangeMode;
import io.coredeck.dashboard.text.Texts;

/// A word that has to be typed before a button does anything. Until then the button can be reached
/// but is said to be disabled; why stands beside it, below the field.
public final class TypedWord extends TextField {

  private static final Texts TEXTS = Texts.of(TypedWord.class);

  private final String word;
  private final Button button;

  /// @param button is disabled while it is clicked, but only with the word typed
  public TypedWord(String label, String word, Button button) {
    super(label);
    this.word = word;
    this.button = button;
    setHelperText(TEXTS.get("typed.first", button.getText()));
    setWidthFull();
    setAutocapitalize(Autocapitalize.NONE);
    setManualValidation(true);
    setErrorMessage(TEXTS.get("typed.exactly", word));
    setValueChangeMode(ValueChangeMode.EAGER);
    addValueChangeListener(_ -> {
      setInvalid(false);
      show();
    });
    show();
  }

  private boolean isTyped() {
    return getValue().strip().equals(word);
  }

  private void show() {
    button.setDisableOnClick(isTyped());
    // The element itself takes the attribute away when it is first drawn.
    var _ =
        button
            .getElement()
            .executeJs(
                "this.updateComplete.then(() => this.setAttribute('aria-disabled', $0))",
                isTyped() ? "false" : "true");
  }

  /// @return whether the word is typed; if not, the field says so and has the focus
  public boolean check() {
    if (!isTyped()) {
      setInvalid(true);
      focus();
    }
    return isTyped();
  }
}
