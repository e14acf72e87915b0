package io.coredeck.dashboard.images;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.dialog.Dialog;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.textfield.TextField;
import io.coredeck.dashboard.signin.Person;
import io.coredeck.dashboard.text.Language;
import io.coredeck.dashboard.text.Texts;
import io.coredeck.dashboard.usage.ComposeLink;
import io.coredeck.dashboard.widget.Confirm;
import io.coredeck.dashboard.widget.Toast;
import io.coredeck.dashboard.widget.errand.Errand;
import io.coredeck.sdk.hub.HubClient;
import io.coredeck.sdk.hub.HubImage;
import java.io.IOException;
import java.util.ArrayList;
import java.util.function.Supplier;

/// What can be done with an image. Images belong to nobody, so only those who see everything may
/// rename and delete them.
///
/// The dashboard is the gate: the hub knows only the dashboard's token, so the person's role is
/// looked at again at every act, however long the page was open.
final class ImageActions {

  private static final Texts TEXTS = Texts.of(ImageActions.class);
  private static final String NAME = "[A-Za-z0-9][A-Za-z0-9._-]{0,121}";

  private final Supplier<Person> person;
  private final Shelf shelf;
  private final HubImage image;
  private final Language language = Language.current();

  /// @param person who acts, with the role of that moment
  ImageActions(Supplier<Person> person, Shelf shelf, HubImage image) {
    this.person = person;
    this.shelf = shelf;
    this.image = image;
  }

  /// What is to be done under a name.
  private interface Naming {
    void with(String name) throws IOException, InterruptedException;
  }

  Component[] all() {
    var all = new ArrayList<Component>();
    var role = person.get().role();
    if (role.mayChange()) {
      var deploy = new Anchor(ComposeLink.withImage(image.url().toString()), TEXTS.get("deploy"));
      deploy.addClassNames("button", "primary");
      if (role.seesAll() && shelf.hub().mayChange()) {
        all.add(new Button(TEXTS.get("copy"), _ -> copy()));
        if (image.isOwn()) {
          all.add(new Button(TEXTS.get("rename"), _ -> rename()));
          var delete = new Button(TEXTS.get("delete"), _ -> delete());
          delete.addThemeVariants(ButtonVariant.LUMO_ERROR);
          all.add(delete);
        }
      }
      all.add(deploy);
    }
    return all.toArray(Component[]::new);
  }

  /// @return for one change
  /// @throws IOException if the person may not change images any more
  HubClient hub() throws IOException {
    if (!person.get().role().seesAll()) {
      throw new IOException(TEXTS.in(language, "forbidden"));
    }
    return shelf.hub();
  }

  private void rename() {
    name(
        TEXTS.get("rename.title", image.title()),
        TEXTS.get("rename.words"),
        TEXTS.get("rename"),
        name -> hub().rename(image.name(), name));
  }

  private void copy() {
    name(
        TEXTS.get("copy.title", image.title()),
        TEXTS.get("copy.words"),
        TEXTS.get("copy"),
        name -> hub().copy(image.repository(), image.name(), name));
  }

  private void name(String title, String words, String verb, Naming naming) {
    var dialog = new Dialog();
    dialog.setHeaderTitle(title);
    dialog.setWidth("min(460px, calc(100vw - 24px))");
    dialog.addClassName("form-dialog");
    var field = new TextField(TEXTS.get("new-name"));
    field.setValue(image.shortName());
    field.setWidthFull();
    field.setAutofocus(true);
    field.setAutoselect(true);
    field.setManualValidation(true);
    var act = new Button(verb);
    act.addThemeVariants(ButtonVariant.LUMO_PRIMARY);
    act.addClickListener(_ -> {
      var name = field.getValue().strip();
      if (!name.matches(NAME)) {
        wrong(field, TEXTS.get("new-name.wrong"));
        return;
      }
      new Errand<String>(
              UI.getCurrent(),
              done -> {
                dialog.close();
                shelf.forget();
                Toast.good(TEXTS.get("named", done));
                UI.getCurrent().navigate("images");
              },
              why -> wrong(field, why))
          .run(
              "name-image",
              () -> {
                naming.with(name);
                return name;
              });
    });
    dialog.add(new Paragraph(words), field);
    dialog.getFooter().add(new Button(TEXTS.get("cancel"), _ -> dialog.close()), act);
    dialog.open();
  }

  private static void wrong(TextField field, String why) {
    field.setErrorMessage(why);
    field.setInvalid(true);
  }

  private void delete() {
    new Confirm(TEXTS.get("delete.title", image.title()), TEXTS.get("delete"))
        .losing(TEXTS.get("delete.lost", image.title()))
        .keeping(TEXTS.get("delete.stays"))
        .typing(image.shortName())
        .ask(this::deleteNow);
  }

  private void deleteNow() {
    new Errand<HubImage>(
            UI.getCurrent(),
            gone -> {
              shelf.forget();
              Toast.good(TEXTS.get("deleted", gone.title()));
              UI.getCurrent().navigate("images");
            },
            why -> Toast.bad(TEXTS.get("not-deleted", image.title()), why))
        .run(
            "delete-image",
            () -> {
              hub().delete(image.name());
              return image;
            });
  }
}
