package io.coredeck.dashboard.compose.start;

import com.vaadin.flow.component.Key;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.checkbox.Checkbox;
import com.vaadin.flow.component.dialog.Dialog;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.textfield.TextField;
import io.coredeck.dashboard.compose.draft.Draft;
import io.coredeck.dashboard.frame.Toasts;
import io.coredeck.dashboard.text.Texts;
import io.coredeck.model.draft.Template;
import java.util.List;

/// Names a template before it is kept.
public final class SaveTemplateDialog extends Dialog {

  private static final Texts TEXTS = Texts.of(SaveTemplateDialog.class);

  private final transient Templates templates;
  private final transient Draft draft;
  private final TextField name = new TextField(TEXTS.get("template-name"));
  private final Checkbox shared = new Checkbox(TEXTS.get("share-template"));

  public SaveTemplateDialog(Templates templates, Draft draft) {
    this.templates = templates;
    this.draft = draft;
    setHeaderTitle(TEXTS.get("save-template"));
    setWidth("440px");
    name.setWidthFull();
    name.setMaxLength(Template.LONGEST_NAME);
    name.setManualValidation(true);
    name.setValue(draft.text("/name"));
    name.setHelperText(TEXTS.get("same-name-replaces"));
    var where = new Paragraph(TEXTS.get("template-keeps"));
    where.addClassName("hint");
    add(name);
    if (templates.mayShare()) {
      add(shared);
    }
    add(where);
    var save = new Button(TEXTS.get("save-template"), _ -> save());
    save.addThemeVariants(ButtonVariant.LUMO_PRIMARY);
    save.addClickShortcut(Key.ENTER);
    getFooter().add(new Button(TEXTS.get("cancel"), _ -> close()), save);
  }

  @Override
  public void open() {
    super.open();
    name.focus();
  }

  private void save() {
    var typed = name.getValue().strip();
    if (typed.isEmpty()) {
      name.setInvalid(true);
      name.setErrorMessage(TEXTS.get("name-missing"));
      return;
    }
    templates.save(
        List.of(new Starter(typed, "", draft)),
        shared.getValue(),
        () -> {
          close();
          Toasts.say(Toasts.done(TEXTS.get("template-saved")));
        },
        why -> {
          name.setInvalid(true);
          name.setErrorMessage(why);
        });
  }
}
