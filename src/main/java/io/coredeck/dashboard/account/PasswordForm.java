package io.coredeck.dashboard.account;

import com.vaadin.flow.component.Composite;
import com.vaadin.flow.component.Key;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.textfield.Autocomplete;
import com.vaadin.flow.component.textfield.PasswordField;
import io.coredeck.dashboard.signin.PersonSession;
import io.coredeck.dashboard.text.Texts;
import io.coredeck.dashboard.widget.errand.Errand;
import io.coredeck.sdk.GridException;
import java.util.Locale;

/// The old password, the new one, the new one again. What is wrong is said beside the field before
/// anything is asked for.
final class PasswordForm extends Composite<Div> {

  private static final Texts TEXTS = Texts.of(PasswordForm.class);

  /// As the explorer has it.
  private static final int SHORTEST = 12;

  private static final int LONGEST = 256;
  private static final int LEAST_BESIDE_NAME = 6;
  private static final int LEAST_DIFFERENT = 5;

  private static final int WRONG = 403;
  private static final int TOO_OFTEN = 429;

  private final PersonSession session = PersonSession.required();
  private final PasswordField before = field("password.old", Autocomplete.CURRENT_PASSWORD);
  private final PasswordField after = field("password.new", Autocomplete.NEW_PASSWORD);
  private final PasswordField again = field("password.again", Autocomplete.NEW_PASSWORD);
  private final Button change = new Button(TEXTS.get("password.change"), _ -> change());
  private final Runnable done;

  /// @param done called once the password is changed
  PasswordForm(Runnable done) {
    this.done = done;
    after.setHelperText(TEXTS.get("password.rule", SHORTEST));
    after.addValueChangeListener(_ -> check(after, whatIsWrongWithNew()));
    again.addValueChangeListener(_ -> check(again, whatIsWrongWithAgain()));
    change.addThemeVariants(ButtonVariant.LUMO_PRIMARY);
    change.addClickShortcut(Key.ENTER).listenOn(this);
    change.setDisableOnClick(true);
    var row = new Div(change);
    row.addClassName("actions");
    getContent().addClassName("form");
    getContent().add(before, after, again, row);
  }

  private static PasswordField field(String key, Autocomplete autocomplete) {
    var field = new PasswordField(TEXTS.get(key));
    field.setAutocomplete(autocomplete);
    field.setMaxLength(LONGEST);
    field.setManualValidation(true);
    field.setWidthFull();
    return field;
  }

  private String whatIsWrongWithNew() {
    var wanted = after.getValue();
    if (wanted.length() < SHORTEST) {
      return TEXTS.get("password.short", wanted.length(), SHORTEST);
    }
    var name = session.person().name();
    if (wanted.toLowerCase(Locale.ROOT).replace(name, "").length() < LEAST_BESIDE_NAME) {
      return TEXTS.get("password.name");
    }
    if (wanted.chars().distinct().count() < LEAST_DIFFERENT) {
      return TEXTS.get("password.few");
    }
    return wanted.equals(before.getValue()) ? TEXTS.get("password.same") : "";
  }

  private String whatIsWrongWithAgain() {
    return again.getValue().equals(after.getValue()) ? "" : TEXTS.get("password.differs");
  }

  private static boolean check(PasswordField field, String wrong) {
    field.setErrorMessage(wrong);
    field.setInvalid(!wrong.isEmpty());
    return wrong.isEmpty();
  }

  private void change() {
    change.setEnabled(true);
    var isOld = check(before, before.isEmpty() ? TEXTS.get("password.old-missing") : "");
    var isNew = check(after, whatIsWrongWithNew());
    var isAgain = check(again, whatIsWrongWithAgain());
    if (!isOld || !isNew || !isAgain) {
      (isOld ? isNew ? again : after : before).focus();
      return;
    }
    try {
      session.changePassword(before.getValue(), after.getValue());
      before.clear();
      after.clear();
      again.clear();
      check(after, "");
      check(again, "");
      done.run();
    } catch (GridException e) {
      check(before, why(e));
      before.focus();
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
      check(before, TEXTS.get("stopping"));
    }
  }

  private static String why(GridException refused) {
    return switch (refused.status()) {
      case WRONG -> TEXTS.get("password.wrong");
      case TOO_OFTEN -> TEXTS.get("password.too-often");
      default -> Errand.reason(refused);
    };
  }
}
