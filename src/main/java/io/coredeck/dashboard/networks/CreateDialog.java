package io.coredeck.dashboard.networks;

import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.combobox.ComboBox;
import com.vaadin.flow.component.dialog.Dialog;
import com.vaadin.flow.component.formlayout.FormLayout;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.textfield.TextField;
import com.vaadin.flow.data.value.ValueChangeMode;
import io.coredeck.dashboard.grid.GridView;
import io.coredeck.dashboard.signin.PersonSession;
import io.coredeck.dashboard.text.Language;
import io.coredeck.dashboard.text.Texts;
import io.coredeck.dashboard.usage.Named;
import io.coredeck.dashboard.usage.Ranges;
import io.coredeck.dashboard.widget.Toast;
import io.coredeck.dashboard.widget.errand.Errand;
import io.coredeck.model.Reservation;
import io.coredeck.model.registry.Node;
import io.coredeck.model.rule.Ipv4Range;
import java.util.Optional;

/// Asks for a new network on one node and waits until it is there.
final class CreateDialog {

  private static final Texts TEXTS = Texts.of(CreateDialog.class);
  private static final int TYPING_MS = 300;

  private final NewNetwork network;
  private final Dialog dialog = new Dialog();
  private final TextField name = new TextField(TEXTS.get("name"));
  private final ComboBox<Node> node = new ComboBox<>(TEXTS.get("node"));
  private final TextField whole = new TextField(TEXTS.get("range"));
  private final TextField part = new TextField(TEXTS.get("parts"));
  private final Paragraph trouble = new Paragraph();
  private final Button create = new Button(TEXTS.get("create"), _ -> create());

  private CreateDialog(PersonSession session, GridView view) {
    this.network =
        new NewNetwork(session.grid(), view.of(session.person().tid()), Language.current());
    dialog.setHeaderTitle(TEXTS.get("new"));
    dialog.setWidth("min(520px, calc(100vw - 24px))");
    dialog.addClassName("form-dialog");
    fields(view);
    suggest();
    trouble.addClassName("trouble");
    trouble.getElement().setAttribute("role", "alert");
    trouble.setVisible(false);
    create.addThemeVariants(ButtonVariant.LUMO_PRIMARY);
    dialog.add(new FormLayout(name, node, whole, part), trouble);
    dialog.getFooter().add(new Button(TEXTS.get("cancel"), _ -> dialog.close()), create);
  }

  static void open(PersonSession session, GridView view) {
    new CreateDialog(session, view).dialog.open();
  }

  private void fields(GridView view) {
    name.setAutofocus(true);
    name.setMaxLength(NewNetwork.LONGEST_NAME);
    node.setItems(view.nodes());
    node.setItemLabelGenerator(Named::of);
    view.nodes().stream().findFirst().ifPresent(node::setValue);
    whole.addClassName("mono-field");
    // Before all is checked.
    whole.addValueChangeListener(event -> {
      if (event.isFromClient()) {
        Ipv4Range.parse(event.getValue().strip())
            .filter(Ranges::isWhole)
            .ifPresent(range -> part.setValue(Ranges.part(range).toString()));
      }
    });
    for (var field : new TextField[] {name, whole, part}) {
      field.setManualValidation(true);
      field.setValueChangeMode(ValueChangeMode.LAZY);
      field.setValueChangeTimeout(TYPING_MS);
      field.addValueChangeListener(event -> {
        if (event.isFromClient()) {
          check();
        }
      });
    }
    part.addClassName("mono-field");
    part.setHelperText(TEXTS.get("parts.help"));
  }

  private void suggest() {
    network
        .freeRange()
        .ifPresent(range -> {
          whole.setValue(range.toString());
          part.setValue(Ranges.part(range).toString());
          whole.setHelperText(TEXTS.get("range.help"));
        });
  }

  /// @return whether all fields are right; those that are not say why
  private boolean check() {
    var wrongName = network.wrongName(name.getValue().strip());
    var wrongWhole = network.wrongRange(whole.getValue().strip());
    var wrongPart = network.wrongPart(whole.getValue().strip(), part.getValue().strip());
    mark(name, wrongName);
    mark(whole, wrongWhole);
    mark(part, wrongPart);
    return wrongName.isEmpty() && wrongWhole.isEmpty() && wrongPart.isEmpty();
  }

  private static void mark(TextField field, Optional<String> wrong) {
    field.setErrorMessage(wrong.orElse(""));
    field.setInvalid(wrong.isPresent());
  }

  private void create() {
    var where = Optional.ofNullable(node.getValue());
    if (!check() || where.isEmpty()) {
      return;
    }
    trouble.setVisible(false);
    create.setEnabled(false);
    create.setText(TEXTS.get("creating"));
    var called = name.getValue().strip();
    var range = whole.getValue().strip();
    var subnet = part.getValue().strip();
    new Errand<Reservation>(UI.getCurrent(), this::created, this::refuse)
        .run("create-network", () -> network.create(where.get(), called, range, subnet));
  }

  private void created(Reservation made) {
    dialog.close();
    Toast.good(TEXTS.get("created", Named.of(made)));
  }

  private void refuse(String why) {
    create.setEnabled(true);
    create.setText(TEXTS.get("create"));
    trouble.setText(TEXTS.get("not-created", why));
    trouble.setVisible(true);
  }
}
