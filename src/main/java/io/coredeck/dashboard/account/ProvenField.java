package io.coredeck.dashboard.account;

import com.vaadin.flow.component.textfield.Autocomplete;
import com.vaadin.flow.component.textfield.PasswordField;
import io.coredeck.dashboard.text.Texts;
import io.coredeck.dashboard.widget.errand.Errand;
import io.coredeck.sdk.GridException;

/// Where a person proves the password once more before something is done with it.
final class ProvenField extends PasswordField {

  private static final Texts TEXTS = Texts.of(ProvenField.class);

  private static final int WRONG = 403;
  private static final int TOO_OFTEN = 429;

  ProvenField() {
    super(TEXTS.get("password.present"));
    setAutocomplete(Autocomplete.CURRENT_PASSWORD);
    setManualValidation(true);
    setAutofocus(true);
    setWidthFull();
  }

  /// Something that is done with the password.
  interface Deed {
    void run(String password) throws GridException, InterruptedException;
  }

  /// Does it; what goes wrong is said beside the field.
  void use(Deed deed) {
    if (isEmpty()) {
      refuse(TEXTS.get("password.old-missing"));
      return;
    }
    try {
      setInvalid(false);
      deed.run(getValue());
    } catch (GridException e) {
      refuse(why(e));
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
      refuse(TEXTS.get("stopping"));
    }
  }

  private static String why(GridException refused) {
    return switch (refused.status()) {
      case WRONG -> TEXTS.get("password.not-it");
      case TOO_OFTEN -> TEXTS.get("password.too-often");
      default -> Errand.reason(refused);
    };
  }

  private void refuse(String why) {
    setErrorMessage(why);
    setInvalid(true);
    focus();
  }
}
