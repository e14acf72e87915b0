package io.coredeck.dashboard.admin;

import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.radiobutton.RadioButtonGroup;
import com.vaadin.flow.component.radiobutton.RadioGroupVariant;
import com.vaadin.flow.component.textfield.TextField;
import io.coredeck.dashboard.frame.Toasts;
import io.coredeck.dashboard.text.Texts;
import io.coredeck.model.registry.Account;
import io.coredeck.model.registry.Role;
import io.coredeck.sdk.account.AccountClient;
import io.coredeck.wire.account.AccountMessages.Changed;
import java.util.Locale;

/// What an admin does to accounts, each with a dialog that says what it leads to.
final class Deeds {

  private static final Texts TEXTS = Texts.of(Deeds.class);

  private final AccountClient accounts;
  private final Runnable done;

  /// @param done called after each change
  Deeds(AccountClient accounts, Runnable done) {
    this.accounts = accounts;
    this.done = done;
  }

  private static RadioButtonGroup<Role> roles(Role now) {
    var roles = new RadioButtonGroup<Role>(TEXTS.get("role"));
    roles.setItems(Role.values());
    roles.setItemLabelGenerator(role -> TEXTS.get("role.what." + role.word()));
    roles.addThemeVariants(RadioGroupVariant.LUMO_VERTICAL);
    roles.setValue(now);
    return roles;
  }

  void create() {
    var name = new TextField(TEXTS.get("name"));
    name.setHelperText(TEXTS.get("name.rule"));
    name.setMaxLength(63);
    name.setAutofocus(true);
    name.setWidthFull();
    var roles = roles(Role.USER);
    var form = new Div(name, roles);
    form.addClassName("form");
    new AskDialog<Changed>(TEXTS.get("create"), TEXTS.get("create.do"))
        .asMaking()
        .with(form)
        .saying(TEXTS.get("create.what"))
        .open(
            () ->
                accounts.create(
                    name.getValue().strip().toLowerCase(Locale.ROOT), roles.getValue(), ""),
            this::show);
  }

  private void show(Changed changed) {
    done.run();
    PasswordDialog.show(changed);
  }

  /// What is refused may be so because somebody else has changed it: the list is asked for anew.
  private <T> AskDialog<T> ask(String title, String verb) {
    return new AskDialog<T>(title, verb).onRefusal(done);
  }

  private void tell(String text) {
    done.run();
    Acting.tell(text);
  }

  void changeRole(Account account) {
    var roles = roles(account.role());
    this.<Account>ask(TEXTS.get("role.ask", account.name()), TEXTS.get("role.do"))
        .saying(TEXTS.get("role.what"))
        .with(roles)
        .open(
            () -> accounts.setRole(account, roles.getValue()),
            changed ->
                tell(
                    TEXTS.get(
                        "role.done", changed.name(), TEXTS.get("role." + changed.role().word()))));
  }

  void resetPassword(Account account) {
    this.<Changed>ask(TEXTS.get("reset.ask", account.name()), TEXTS.get("reset.do"))
        .saying(TEXTS.get("reset.what", account.name()))
        .open(() -> accounts.resetPassword(account), this::show);
  }

  void disable(Account account, Owned owned) {
    this.<Account>ask(TEXTS.get("disable.ask", account.name()), TEXTS.get("disable.do"))
        .asDangerous()
        .saying(
            TEXTS.get("disable.what"),
            owned.isNothing()
                ? TEXTS.get("disable.nothing")
                : TEXTS.get("disable.runs", owned.containers()))
        .open(
            () -> accounts.setDisabled(account, true),
            changed -> tell(TEXTS.get("disable.done", changed.name())));
  }

  void enable(Account account) {
    var outcome = Acting.of(() -> accounts.setDisabled(account, false));
    if (outcome.value().isPresent()) {
      tell(TEXTS.get("enable.done", account.name()));
    } else {
      done.run();
      Toasts.say(Toasts.failed(outcome.why()));
    }
  }

  void delete(Account account) {
    this.<String>ask(TEXTS.get("delete.ask", account.name()), TEXTS.get("delete.do"))
        .asDangerous()
        .saying(TEXTS.get("delete.what"))
        .typed(account.name())
        .open(
            () -> {
              accounts.remove(account);
              return account.name();
            },
            name -> tell(TEXTS.get("delete.done", name)));
  }
}
