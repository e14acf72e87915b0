package io.coredeck.dashboard.overview;

import com.vaadin.flow.component.Composite;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.dom.Element;
import io.coredeck.dashboard.frame.Card;
import io.coredeck.dashboard.frame.State;
import io.coredeck.dashboard.frame.State.Kind;
import io.coredeck.dashboard.grid.GridWatch;
import io.coredeck.dashboard.live.events.Happening;
import io.coredeck.dashboard.text.NodeReason;
import io.coredeck.dashboard.text.Texts;
import io.coredeck.dashboard.usage.Named;
import io.coredeck.model.Reservation;
import java.util.List;
import java.util.Map;

/// What lately happened to containers, newest first.
final class EventsCard extends Composite<Card> {

  /// Happenings shown.
  static final int MOST_ROWS = 12;

  private static final Texts TEXTS = Texts.of(EventsCard.class);

  /// Of a kind that is not among these nothing is known but its word.
  private static final Map<String, Kind> KINDS =
      Map.of(
          "started", Kind.OK,
          "restarted", Kind.WARN,
          "exited", Kind.IDLE,
          "deleted", Kind.DONE,
          "failed", Kind.FAIL,
          "log-lost", Kind.WARN,
          "endpoint-down", Kind.WARN,
          "endpoint-up", Kind.OK);

  private final GridWatch grid;
  private List<Happening> shown = List.of();
  private boolean told;

  EventsCard(GridWatch grid) {
    this.grid = grid;
  }

  @Override
  protected Card initContent() {
    var card = new Card(TEXTS.get("events"));
    card.addClassName("events");
    return card;
  }

  void show(List<Happening> newest) {
    if (told && newest.equals(shown)) {
      return;
    }
    told = true;
    shown = newest;
    if (newest.isEmpty()) {
      var none = new Paragraph(TEXTS.get("events.none"));
      none.addClassName("none");
      getContent().setContent(none);
    } else {
      getContent().setContent(newest.stream().map(this::row).toArray(Div[]::new));
    }
  }

  private Div row(Happening happening) {
    var time = new Element("coredeck-age");
    time.setAttribute("class", "time");
    time.setAttribute("ago", true);
    time.setAttribute("at", Long.toString(happening.at()));
    var kind = KINDS.get(happening.kind());
    var state =
        new State(
            kind == null ? Kind.IDLE : kind,
            kind == null ? happening.kind() : TEXTS.get("event." + happening.kind()));
    var reservation = grid.known(happening.gwid());
    var name =
        new Anchor(
            "containers/" + happening.gwid().replaceFirst("-.*", "") + "/events",
            reservation.map(Named::of).orElse(happening.gwid()));
    name.addClassName("name");
    var hasFailed = happening.kind().equals("failed");
    var text = new Span(hasFailed ? NodeReason.of(happening.text()) : happening.text());
    text.addClassName("what");
    var node = new Span(reservation.map(this::nodeOf).orElse(""));
    node.addClassName("id");
    var row = new Div(state, new Div(name, text), node);
    row.getElement().insertChild(0, time);
    row.addClassName("row");
    return row;
  }

  private String nodeOf(Reservation reservation) {
    return grid.look(java.time.Duration.ZERO).nodes().stream()
        .filter(node -> node.nodeId().equals(reservation.nodeId()))
        .map(Named::of)
        .findFirst()
        .orElse("");
  }
}
