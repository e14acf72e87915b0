package io.coredeck.dashboard.overview;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.Composite;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Span;
import io.coredeck.dashboard.frame.Card;
import io.coredeck.dashboard.frame.State;
import io.coredeck.dashboard.frame.State.Kind;
import io.coredeck.dashboard.grid.GridView;
import io.coredeck.model.registry.Node;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;

/// The nodes and how much of them is reserved.
final class NodesCard extends Composite<Card> {

  /// A node gives a sign of life every minute or two; clients of the grid count it as gone after
  /// ten.
  private static final Duration LONGEST_SILENCE = Duration.ofMinutes(10);

  private static final int SHORT_ID = 12;

  private List<Node> shown = List.of();
  private boolean told;

  @Override
  protected Card initContent() {
    var card = new Card("Nodes");
    card.addClassName("nodes");
    return card;
  }

  void show(GridView view, Instant now) {
    if (told && view.nodes().equals(shown)) {
      return;
    }
    told = true;
    shown = view.nodes();
    getContent().setAside(shown.isEmpty() ? "" : "reserved of what is there");
    if (shown.isEmpty()) {
      var none = new Paragraph("No node has registered with the explorer yet.");
      none.addClassName("none");
      getContent().setContent(none);
    } else {
      getContent().setContent(shown.stream().map(node -> row(node, now)).toArray(Component[]::new));
    }
  }

  private static Component row(Node node, Instant now) {
    var name = new Span(nameOf(node));
    name.addClassName("name");
    var containers = new Span(containersOf(node));
    containers.addClassName("id");
    var title = new Div(name, state(node, now), containers);
    title.addClassName("title");
    var total = node.totalResources();
    var taken = node.reservedResources();
    var bars =
        new Div(
            new CapacityBar("CPU", taken.cru(), total.cru(), "vCPU"),
            new CapacityBar("Memory", taken.mru(), total.mru(), "GiB"),
            new CapacityBar("SSD", taken.sru(), total.sru(), "GiB"),
            new CapacityBar("HDD", taken.hru(), total.hru(), "GiB"));
    bars.addClassName("bars");
    var row = new Div(title, bars);
    row.addClassName("row");
    return row;
  }

  private static String nameOf(Node node) {
    if (!node.hostname().isBlank()) {
      return node.hostname();
    }
    var id = node.nodeId();
    return id.length() <= SHORT_ID ? id : id.substring(0, SHORT_ID) + "…";
  }

  private static State state(Node node, Instant now) {
    var silence = Duration.between(Instant.ofEpochSecond(node.updated()), now);
    return silence.compareTo(LONGEST_SILENCE) < 0
        ? new State(Kind.OK, "Ready")
        : new State(Kind.WARN, "No sign of life for " + silence.toMinutes() + " min");
  }

  private static String containersOf(Node node) {
    var count = node.workloads().containers();
    return String.format(Locale.ROOT, count == 1 ? "%d container" : "%d containers", count);
  }
}
