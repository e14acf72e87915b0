package io.coredeck.dashboard.compose.place;

import com.vaadin.flow.component.combobox.ComboBox;
import com.vaadin.flow.component.html.Div;
import io.coredeck.dashboard.compose.check.GridFacts;
import io.coredeck.dashboard.compose.model.DraftModel;
import io.coredeck.dashboard.text.Texts;
import io.coredeck.model.registry.Pool;
import java.util.ArrayList;
import java.util.List;

/// Which pool pays. Asked only where there is a choice; pools that may not be used on the node are
/// told with the reason.
public final class PoolField extends Div {

  private static final Texts TEXTS = Texts.of(PoolField.class);

  private static final int MOST_TOLD = 3;
  private static final int MOST_NODES = 3;

  private final DraftModel model;
  private final ComboBox<Long> pool = new ComboBox<>(TEXTS.get("pool"));
  private final Div others = new Div();
  private List<Long> usable = List.of();

  public PoolField(DraftModel model) {
    this.model = model;
    addClassNames("field", "pools");
    pool.setItems(usable);
    pool.setManualValidation(true);
    pool.setWidthFull();
    pool.setItemLabelGenerator(id -> TEXTS.get("pool-label", String.valueOf(id)));
    pool.addValueChangeListener(event -> {
      if (event.isFromClient() && event.getValue() != null) {
        model.set("/pool_id", event.getValue());
      }
    });
    others.addClassName("hint");
    add(pool, others);
  }

  /// Shows the model as it is now.
  public void show() {
    var node = model.draft().text("/node_id");
    var facts = model.facts();
    var elsewhere = facts.node(node).isPresent() ? facts.poolsElsewhere(node) : List.<Pool>of();
    var here =
        facts.pools().stream()
            .filter(one -> one.nodeIds().contains(node))
            .map(Pool::poolId)
            .toList();
    if (!here.equals(usable)) {
      usable = here;
      pool.setItems(here);
    }
    facts
        .poolFor(node, model.draft().number("/pool_id"))
        .ifPresent(used -> pool.setValue(used.poolId()));
    pool.setVisible(facts.pools().size() > 1 && !here.isEmpty());
    tell(elsewhere, facts);
    setVisible(pool.isVisible() || !elsewhere.isEmpty());
  }

  private void tell(List<Pool> elsewhere, GridFacts facts) {
    var words =
        new ArrayList<>(elsewhere.stream().limit(MOST_TOLD).map(one -> why(one, facts)).toList());
    if (elsewhere.size() > MOST_TOLD) {
      words.add(TEXTS.get("more-pools", elsewhere.size() - MOST_TOLD));
    }
    pool.setHelperText(String.join(" ", words));
    others.setText(String.join(" ", words));
    others.setVisible(!pool.isVisible());
  }

  private static String why(Pool pool, GridFacts facts) {
    var id = String.valueOf(pool.poolId());
    var nodes =
        pool.nodeIds().stream()
            .filter(node -> facts.node(node).isPresent())
            .map(facts::nameOf)
            .toList();
    if (nodes.isEmpty()) {
      return TEXTS.get("pool-nowhere", id);
    }
    var named = String.join(", ", nodes.subList(0, Math.min(nodes.size(), MOST_NODES)));
    return nodes.size() > MOST_NODES
        ? TEXTS.get("pool-elsewhere-more", id, named, nodes.size() - MOST_NODES)
        : TEXTS.get("pool-elsewhere", id, named);
  }
}
