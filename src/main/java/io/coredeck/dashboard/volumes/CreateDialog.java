package io.coredeck.dashboard.volumes;

import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.combobox.ComboBox;
import com.vaadin.flow.component.dialog.Dialog;
import com.vaadin.flow.component.formlayout.FormLayout;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.radiobutton.RadioButtonGroup;
import com.vaadin.flow.component.textfield.IntegerField;
import com.vaadin.flow.component.textfield.TextField;
import io.coredeck.dashboard.grid.GridView;
import io.coredeck.dashboard.text.Language;
import io.coredeck.dashboard.text.Texts;
import io.coredeck.dashboard.usage.Named;
import io.coredeck.dashboard.usage.Wish;
import io.coredeck.dashboard.widget.Amounts;
import io.coredeck.dashboard.widget.Toast;
import io.coredeck.dashboard.widget.errand.Errand;
import io.coredeck.model.Bytes;
import io.coredeck.model.DiskType;
import io.coredeck.model.Reservation;
import io.coredeck.model.Volume;
import io.coredeck.model.registry.Node;
import io.coredeck.sdk.GridClient;
import java.io.IOException;
import java.util.Optional;

/// Asks for a new volume on one node and waits until it is there.
final class CreateDialog {

  private static final Texts TEXTS = Texts.of(CreateDialog.class);
  private static final int LONGEST_NAME = 64;
  private static final int USUAL = 10;
  private static final int MOST = 1 << 20;

  private final GridClient grid;
  private final Language language = Language.current();
  private final Dialog dialog = new Dialog();
  private final TextField name = new TextField(TEXTS.get("name"));
  private final ComboBox<Node> node = new ComboBox<>(TEXTS.get("node"));
  private final IntegerField size = new IntegerField(TEXTS.get("size.head"));
  private final RadioButtonGroup<DiskType> type = new RadioButtonGroup<>(TEXTS.get("type"));
  private final Paragraph trouble = new Paragraph();
  private final Button create = new Button(TEXTS.get("create"), _ -> create());

  /// No pool of the person may be used on the node.
  private static final class NoPoolException extends IOException {
    private static final long serialVersionUID = 1L;

    NoPoolException(String message) {
      super(message);
    }
  }

  private CreateDialog(GridClient grid, GridView view) {
    this.grid = grid;
    dialog.setHeaderTitle(TEXTS.get("new"));
    dialog.setWidth("min(520px, calc(100vw - 24px))");
    dialog.addClassName("form-dialog");
    name.setAutofocus(true);
    name.setMaxLength(LONGEST_NAME);
    name.setManualValidation(true);
    node.setItems(view.nodes());
    node.setItemLabelGenerator(Named::of);
    size.setMin(1);
    size.setMax(MOST);
    size.setValue(USUAL);
    var unit = new Div("GiB");
    size.setSuffixComponent(unit);
    type.setItems(DiskType.SSD, DiskType.HDD);
    type.setItemLabelGenerator(one -> one == DiskType.SSD ? "SSD" : "HDD");
    type.setValue(DiskType.SSD);
    node.addValueChangeListener(_ -> showFree());
    type.addValueChangeListener(_ -> showFree());
    view.nodes().stream().findFirst().ifPresent(this::first);
    trouble.addClassName("trouble");
    trouble.getElement().setAttribute("role", "alert");
    trouble.setVisible(false);
    create.addThemeVariants(ButtonVariant.LUMO_PRIMARY);
    dialog.add(new FormLayout(name, node, size, type), trouble);
    dialog.getFooter().add(new Button(TEXTS.get("cancel"), _ -> dialog.close()), create);
  }

  static void open(GridClient grid, GridView view) {
    new CreateDialog(grid, view).dialog.open();
  }

  /// Takes the kind of disk the node has more of.
  private void first(Node one) {
    node.setValue(one);
    type.setValue(free(one, DiskType.SSD) >= free(one, DiskType.HDD) ? DiskType.SSD : DiskType.HDD);
    showFree();
  }

  private static double free(Node one, DiskType type) {
    var all = one.totalResources();
    var taken = one.reservedResources();
    var free = type == DiskType.SSD ? all.sru() - taken.sru() : all.hru() - taken.hru();
    return Math.max(0, free);
  }

  private void showFree() {
    size.setHelperText(
        Optional.ofNullable(node.getValue())
            .map(one ->
                TEXTS.get(
                    "size.free",
                    Amounts.gibibytes(free(one, type.getValue())),
                    type.getValue() == DiskType.SSD ? "SSD" : "HDD",
                    Named.of(one)))
            .orElse(""));
  }

  private void create() {
    var where = Optional.ofNullable(node.getValue());
    var called = name.getValue().strip();
    name.setErrorMessage(TEXTS.get("no-name"));
    name.setInvalid(called.isEmpty());
    var gibibytes = size.getValue();
    if (called.isEmpty()) {
      return;
    }
    if (where.isEmpty()) {
      refuse(TEXTS.get("no-node"));
      return;
    }
    if (gibibytes == null || size.isInvalid()) {
      refuse(TEXTS.get("no-size", MOST));
      return;
    }
    var kind = type.getValue();
    if (gibibytes > free(where.get(), kind)) {
      refuse(
          TEXTS.get(
              "too-large", Amounts.gibibytes(free(where.get(), kind)), Named.of(where.get())));
      return;
    }
    trouble.setVisible(false);
    create.setEnabled(false);
    create.setText(TEXTS.get("creating"));
    var volume = new Volume(Bytes.ofGiB(gibibytes), kind);
    new Errand<Reservation>(UI.getCurrent(), this::created, this::refuse)
        .run("create-volume", () -> ask(where.get(), called, volume));
  }

  private Reservation ask(Node where, String called, Volume volume)
      throws IOException, InterruptedException {
    var pool = Wish.poolFor(grid.pools(), where.nodeId());
    if (pool == 0) {
      throw new NoPoolException(TEXTS.in(language, "no-pool"));
    }
    return new Wish(grid, language).grant(where.nodeId(), pool, called, volume);
  }

  private void created(Reservation made) {
    dialog.close();
    Toast.good(TEXTS.get("created", Named.of(made), made.gwid()));
  }

  private void refuse(String why) {
    create.setEnabled(true);
    create.setText(TEXTS.get("create"));
    trouble.setText(TEXTS.get("not-created", why));
    trouble.setVisible(true);
  }
}
