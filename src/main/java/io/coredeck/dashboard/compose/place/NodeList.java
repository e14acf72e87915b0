package io.coredeck.dashboard.compose.place;

import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Span;
import io.coredeck.dashboard.compose.check.NodeFit;
import io.coredeck.dashboard.compose.model.DraftModel;
import io.coredeck.dashboard.text.Texts;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// All nodes, those that fit first. A row stays the same as long as its node is there, and with it
/// the focus.
public final class NodeList extends Div {

  private static final Texts TEXTS = Texts.of(NodeList.class);

  private final DraftModel model;
  private final Span fitting = new Span();
  private final Div list = new Div();
  private final Map<String, NodeRow> rows = new HashMap<>();
  private List<String> order = List.of();

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
    fits.forEach(
        fit -> rows.computeIfAbsent(fit.node().nodeId(), id -> new NodeRow(model, id)).show(fit));
    if (!ids.equals(order)) {
      order = ids;
      list.removeAll();
      ids.forEach(id -> list.add(rows.get(id)));
    }
  }
}
