package io.coredeck.dashboard.overview;

import com.vaadin.flow.component.Composite;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Paragraph;
import io.coredeck.dashboard.frame.Card;
import io.coredeck.dashboard.frame.Spark;
import io.coredeck.dashboard.grid.GridView;
import io.coredeck.dashboard.live.nodes.NodeLoad;
import io.coredeck.dashboard.live.nodes.NodeLoad.Busy;
import io.coredeck.dashboard.live.nodes.NodeLoads;
import io.coredeck.dashboard.overview.findings.Containers;
import io.coredeck.dashboard.text.Texts;
import io.coredeck.dashboard.usage.Named;
import io.coredeck.model.Container;
import io.coredeck.model.Reservation;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/// The containers that use most CPU, with the line of their last two minutes.
final class BusiestCard extends Composite<Card> {

  private static final Texts TEXTS = Texts.of(BusiestCard.class);
  private static final int MOST_ROWS = 5;

  /// Below this share of a core nothing is called busy.
  private static final double IDLE = 0.005;

  /// Rows change places only so often: they must hold still to be read.
  private static final Duration SHORTEST_STAY = Duration.ofSeconds(10);

  private final NodeLoads loads = NodeLoads.current();
  private List<String> shown = List.of();
  private Instant laidOut = Instant.EPOCH;
  private boolean told;

  @Override
  protected Card initContent() {
    var card = new Card(TEXTS.get("busiest"));
    card.addClassName("busiest");
    card.setAside(TEXTS.get("busiest.what"));
    return card;
  }

  void show(GridView view, Instant now) {
    var visible = view.once(Containers.BY_GWID);
    var busiest =
        view.nodes().stream()
            .map(node -> loads.of(node.nodeId()))
            .flatMap(Optional::stream)
            .map(NodeLoad::busiest)
            .flatMap(List::stream)
            .filter(one -> one.cores() >= IDLE && visible.containsKey(one.gwid()))
            .sorted(Comparator.comparingDouble(Busy::cores).reversed())
            .limit(MOST_ROWS)
            .map(Busy::gwid)
            .toList();
    var isGone = shown.stream().anyMatch(gwid -> !visible.containsKey(gwid));
    var isDue = laidOut.plus(SHORTEST_STAY).isBefore(now) || isGone || shown.isEmpty();
    if (!told || (isDue && !busiest.equals(shown))) {
      layOut(busiest, visible);
      laidOut = now;
    }
  }

  private void layOut(List<String> busiest, Map<String, Reservation> visible) {
    told = true;
    shown = busiest;
    if (busiest.isEmpty()) {
      var none = new Paragraph(TEXTS.get("busiest.none"));
      none.addClassName("none");
      getContent().setContent(none);
    } else {
      getContent()
          .setContent(
              busiest.stream()
                  .map(visible::get)
                  .filter(Objects::nonNull)
                  .map(BusiestCard::row)
                  .toArray(Div[]::new));
    }
  }

  private static Div row(Reservation reservation) {
    var container = (Container) reservation.workload();
    var name =
        new Anchor("containers/%d/metrics".formatted(reservation.id()), Named.of(reservation));
    name.addClassName("name");
    var spark = new Spark(reservation.gwid(), Spark.Metric.CPU, container.capacity().cpu());
    var row = new Div(name, spark);
    row.addClassName("row");
    return row;
  }
}
