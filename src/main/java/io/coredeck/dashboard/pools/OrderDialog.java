package io.coredeck.dashboard.pools;

import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.combobox.MultiSelectComboBox;
import com.vaadin.flow.component.dialog.Dialog;
import com.vaadin.flow.component.formlayout.FormLayout;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.textfield.IntegerField;
import io.coredeck.dashboard.text.Texts;
import io.coredeck.dashboard.usage.Named;
import io.coredeck.dashboard.widget.Toast;
import io.coredeck.dashboard.widget.errand.Errand;
import io.coredeck.model.registry.Node;
import io.coredeck.model.registry.Pool;
import io.coredeck.sdk.GridClient;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/// Orders a new pool, or more for one.
final class OrderDialog {

  private static final Texts TEXTS = Texts.of(OrderDialog.class);
  private static final long HOUR = 3600;
  private static final int USUAL = 1000;
  private static final int MOST = 100_000_000;

  private final GridClient grid;
  private final Optional<Pool> pool;
  private final Runnable done;
  private final Dialog dialog = new Dialog();
  private final IntegerField compute = amount("compute.more", "compute.help");
  private final IntegerField storage = amount("storage.more", "storage.help");
  private final MultiSelectComboBox<Node> nodes = new MultiSelectComboBox<>(TEXTS.get("nodes"));
  private final Paragraph trouble = new Paragraph();
  private final Button order;

  /// @param pool empty for a new one
  /// @param all nodes to choose from
  /// @param done called when the explorer has taken the order
  OrderDialog(GridClient grid, Optional<Pool> pool, List<Node> all, Runnable done) {
    this.grid = grid;
    this.pool = pool;
    this.done = done;
    order = new Button(TEXTS.get(pool.isPresent() ? "top-up" : "create"), _ -> order());
    order.addThemeVariants(ButtonVariant.LUMO_PRIMARY);
    nodes.setItems(all);
    nodes.setItemLabelGenerator(Named::of);
    nodes.setHelperText(TEXTS.get("nodes.help"));
    nodes.setValue(all.size() == 1 ? List.of(all.getFirst()) : List.of());
    nodes.setVisible(pool.isEmpty());
    trouble.addClassName("trouble");
    trouble.getElement().setAttribute("role", "alert");
    trouble.setVisible(false);
    dialog.setHeaderTitle(
        pool.map(one -> TEXTS.get("top-up.title", Long.toString(one.poolId())))
            .orElseGet(() -> TEXTS.get("new.title")));
    dialog.setWidth("min(520px, calc(100vw - 24px))");
    dialog.addClassName("form-dialog");
    var form = new FormLayout(nodes, compute, storage);
    form.setColspan(nodes, 2);
    dialog.add(new Paragraph(TEXTS.get("order.words")), form, trouble);
    dialog.getFooter().add(new Button(TEXTS.get("cancel"), _ -> dialog.close()), order);
  }

  private static IntegerField amount(String label, String help) {
    var field = new IntegerField(TEXTS.get(label));
    field.setHelperText(TEXTS.get(help));
    field.setMin(0);
    field.setMax(MOST);
    field.setValue(USUAL);
    field.setStepButtonsVisible(false);
    return field;
  }

  void open() {
    dialog.open();
  }

  private void order() {
    var cus = value(compute);
    var sus = value(storage);
    var ids =
        pool.map(Pool::nodeIds)
            .orElseGet(() -> nodes.getValue().stream().map(Node::nodeId).toList());
    if (ids.isEmpty()) {
      refuse(TEXTS.get("no-nodes"));
      return;
    }
    if (compute.isInvalid() || storage.isInvalid() || cus + sus == 0) {
      refuse(TEXTS.get("no-amount"));
      return;
    }
    order.setEnabled(false);
    new Errand<Long>(UI.getCurrent(), this::ordered, this::refuse)
        .run("pool-order", () -> send(cus, sus, ids));
  }

  private static long value(IntegerField field) {
    return field.getValue() == null ? 0 : field.getValue();
  }

  private long send(long cus, long sus, List<String> ids) throws IOException, InterruptedException {
    var id = pool.map(Pool::poolId).orElse(0L);
    var answer = grid.orderPool(id, cus * HOUR, sus * HOUR, ids);
    return id == 0 ? answer : id;
  }

  private void ordered(long id) {
    dialog.close();
    Toast.good(TEXTS.get(pool.isPresent() ? "topped-up" : "created", Long.toString(id)));
    done.run();
  }

  private void refuse(String why) {
    order.setEnabled(true);
    trouble.setText(why);
    trouble.setVisible(true);
  }
}
