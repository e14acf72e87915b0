package io.coredeck.dashboard.compose.place;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Span;
import io.coredeck.dashboard.compose.check.NodeFit;
import io.coredeck.dashboard.compose.model.DraftModel;
import io.coredeck.dashboard.text.Texts;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// All nodes, those that fit first. A row stays the same as long as its node is there, and where it
/// is while it has the focus: the others move around it.
public final class NodeList extends Div {

  private static final Texts TEXTS = Texts.of(NodeList.class);

  private final DraftModel model;
  private final Span fitting = new Span();
  private final Div list = new Div();
  private final Map<String, NodeRow> rows = new HashMap<>();
  private List<String> order = List.of();
  private Optional<NodeRow> focused = Optional.empty();

  public NodeList(DraftModel model) {
    this.model = model;
    addClassName("nodes");
    var label = new Span(TEXTS.get("node"));
    label.addClassName("label");
    fitting.addClassName("hint");
    var head = new Div(label, fitting);
    head.addClassName("node-head");
    list.addClassName("node-list");
    list.getElement().setAttribute("role", "radiogroup");
    list.getElement().setAttribute("aria-label", TEXTS.get("node"));
    add(head, list);
  }

  /// Shows the model as it is now.
  public void show() {
    var fits = NodeFit.all(model.draft(), model.facts());
    fitting.setText(
        TEXTS.get("nodes-fit", fits.stream().filter(NodeFit::fits).count(), fits.size()));
    var ids = fits.stream().map(fit -> fit.node().nodeId()).toList();
    rows.keySet().retainAll(ids);
    fits.forEach(fit -> rows.computeIfAbsent(fit.node().nodeId(), this::row).show(fit));
    if (!ids.equals(order)) {
      order = ids;
      Placing.of(list, ids.stream().map(rows::get).toList(), focused.map(Component.class::cast));
    }
  }

  private NodeRow row(String id) {
    var row = new NodeRow(model, id);
    row.getElement().addEventListener("focusin", _ -> focused = Optional.of(row));
    row.getElement()
        .addEventListener("focusout", _ -> focused = focused.filter(one -> !one.equals(row)));
    return row;
  }
}
