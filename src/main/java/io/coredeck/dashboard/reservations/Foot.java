package io.coredeck.dashboard.reservations;

import com.vaadin.flow.component.Html;
import com.vaadin.flow.component.html.Footer;
import com.vaadin.flow.component.html.Span;
import io.coredeck.dashboard.frame.State;
import io.coredeck.dashboard.grid.GridView;
import io.coredeck.dashboard.reservations.rows.Row.Kind;
import io.coredeck.dashboard.text.Texts;
import io.coredeck.dashboard.text.Times;

/// The status bar: whether what is shown is live, and how much there is.
final class Foot extends Footer {

  private static final Texts TEXTS = Texts.of(Foot.class);

  private final State line = new State(State.Kind.BUSY, TEXTS.get("asking")).ofLine();
  private final Span count = new Span();

  Foot() {
    addClassName("status-bar");
    var keys = new Span();
    keys.addClassNames("hint", "keys");
    keys.add(
        key("J"),
        key("K"),
        new Span(TEXTS.get("key-move")),
        key("X"),
        new Span(TEXTS.get("key-select")),
        key("Enter"),
        new Span(TEXTS.get("key-open")));
    add(line, count, keys);
  }

  private static Html key(String name) {
    return new Html("<kbd>" + name + "</kbd>");
  }

  void show(GridView view, int number, Kind kind) {
    if (!view.trouble().isEmpty()) {
      line.show(
          State.Kind.WARN,
          view.isKnown() ? TEXTS.get("lost", Times.clock(view.at())) : TEXTS.get("no-answer"));
    } else if (view.isKnown()) {
      line.show(State.Kind.OK, TEXTS.get("live"));
    }
    count.setText(TEXTS.get("count-" + kind.path(), number));
  }
}
