package io.coredeck.dashboard.widget;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.dialog.Dialog;
import com.vaadin.flow.component.html.ListItem;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.UnorderedList;
import com.vaadin.flow.component.textfield.TextField;
import com.vaadin.flow.data.value.ValueChangeMode;
import io.coredeck.dashboard.text.Texts;

/// Asks before something goes that does not come back. Keeping it has the focus.
public final class Confirm {

  private static final Texts TEXTS = Texts.of(Confirm.class);

  private Confirm() {}

  /// @param title e.g. `Delete shop-data?`
  /// @param loss what is lost and what stays
  /// @param word to be typed; empty if a click is enough
  /// @param action words of the button, e.g. `Delete volume`
  /// @param act called once, after the dialog is gone
  public static void ask(String title, String loss, String word, String action, Runnable act) {
    var dialog = new Dialog();
    dialog.setHeaderTitle(title);
    dialog.setWidth("min(460px, calc(100vw - 24px))");
    dialog.addClassName("confirm");
    dialog.add(new Paragraph(loss));
    var delete = new Button(action);
    delete.addThemeVariants(ButtonVariant.LUMO_PRIMARY, ButtonVariant.LUMO_ERROR);
    delete.addClickListener(_ -> {
      dialog.close();
      act.run();
    });
    if (!word.isEmpty()) {
      delete.setEnabled(false);
      var typed = new TextField(TEXTS.get("confirm.type", word));
      typed.setWidthFull();
      typed.setValueChangeMode(ValueChangeMode.EAGER);
      typed.addValueChangeListener(
          event -> delete.setEnabled(event.getValue().strip().equals(word)));
      dialog.add(typed);
    }
    var keep = new Button(TEXTS.get("confirm.keep"), _ -> dialog.close());
    keep.setAutofocus(true);
    dialog.getFooter().add(keep, delete);
    dialog.open();
  }

  /// Says why something cannot be deleted.
  ///
  /// @param users what uses it
  public static void refuse(String title, String why, Iterable<String> users) {
    var dialog = new Dialog();
    dialog.setHeaderTitle(title);
    dialog.setWidth("min(460px, calc(100vw - 24px))");
    dialog.add(new Paragraph(why));
    var list = new UnorderedList();
    users.forEach(user -> list.add(new ListItem(user)));
    dialog.add(list);
    var close = new Button(TEXTS.get("close"), _ -> dialog.close());
    close.setAutofocus(true);
    dialog.getFooter().add(close);
    dialog.open();
  }
}
