package io.coredeck.dashboard.overview;

import com.vaadin.flow.component.Composite;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Paragraph;
import io.coredeck.dashboard.frame.Card;
import io.coredeck.dashboard.frame.LiveNumbers;
import io.coredeck.dashboard.grid.GridView;
import io.coredeck.dashboard.text.Numbers;
import io.coredeck.dashboard.text.Texts;
import io.coredeck.dashboard.usage.Named;
import io.coredeck.model.registry.Node;
import java.time.Instant;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;

/// The nodes and how much of them is reserved and used. Of many those that are fullest.
final class NodesCard extends Composite<Card> {

  private static final Texts TEXTS = Texts.of(NodesCard.class);
  private static final int MOST_ROWS = 8;

  private final boolean isLive = LiveNumbers.current().areServed();
  private final LinkedHashMap<String, NodeRow> rows = new LinkedHashMap<>();
  private boolean isEmpty;

  @Override
  protected Card initContent() {
    var card = new Card(TEXTS.get("nodes"));
    card.addClassName("nodes");
    return card;
  }

  void show(GridView view, Instant now) {
    var nodes = chosen(view.nodes());
    var ids = nodes.stream().map(Node::nodeId).toList();
    if (!ids.equals(List.copyOf(rows.keySet())) || (ids.isEmpty() && !isEmpty)) {
      layOut(ids, view.nodes().size());
    }
    for (var node : nodes) {
      var row = rows.computeIfAbsent(node.nodeId(), _ -> new NodeRow());
      row.show(node, isLive, now);
    }
    getContent().setAside(nodes.isEmpty() ? "" : sum(view.nodes()));
  }

  /// Always in the same order, so that rows stay where they are.
  private static List<Node> chosen(List<Node> all) {
    return all.stream()
        .sorted(Comparator.comparingDouble(NodesCard::fullness).reversed())
        .limit(MOST_ROWS)
        .sorted(Comparator.<Node, String>comparing(Named::of).thenComparing(Node::nodeId))
        .toList();
  }

  private static double fullness(Node node) {
    var total = node.totalResources();
    var taken = node.reservedResources();
    var memory = total.mru() > 0 ? taken.mru() / total.mru() : 0;
    var disk = total.sru() > 0 ? taken.sru() / total.sru() : 0;
    return Math.max(memory, disk);
  }

  private void layOut(List<String> ids, int all) {
    rows.clear();
    isEmpty = ids.isEmpty();
    if (isEmpty) {
      var none = new Paragraph(TEXTS.get("nodes.none"));
      none.addClassName("none");
      getContent().setContent(none);
      return;
    }
    ids.forEach(id -> rows.put(id, new NodeRow()));
    getContent().setContent(rows.values().toArray(NodeRow[]::new));
    if (all > ids.size()) {
      var more = new Anchor("nodes", TEXTS.get("nodes.all", all));
      more.addClassName("more");
      getContent().addContent(more);
    }
  }

  private static String sum(List<Node> nodes) {
    var cores = nodes.stream().mapToLong(node -> node.totalResources().cru()).sum();
    var memory = nodes.stream().mapToDouble(node -> node.totalResources().mru()).sum();
    return TEXTS.get("nodes.sum", Numbers.count(cores), Numbers.decimal(memory, 1));
  }
}
