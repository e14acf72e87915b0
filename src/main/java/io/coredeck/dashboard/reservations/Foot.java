package io.coredeck.dashboard.reservations;

import com.vaadin.flow.component.html.Footer;
import com.vaadin.flow.component.html.Span;
import io.coredeck.dashboard.frame.State;
import io.coredeck.dashboard.grid.GridView;
import io.coredeck.dashboard.reservations.Row.Kind;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/// The status bar: whether what is shown is live, and how much there is.
final class Foot extends Footer {

  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("HH:mm:ss").withZone(ZoneId.systemDefault());

  private final State line = new State(State.Kind.BUSY, "Asking");
  private final Span count = new Span();
  private final Span keys = new Span("Rows load as you scroll");

  Foot() {
    addClassName("status-bar");
    keys.addClassName("hint");
    add(line, count, keys);
  }

  void show(GridView view, int number, Kind kind) {
    if (!view.trouble().isEmpty()) {
      line.show(
          State.Kind.WARN,
          view.isKnown()
              ? "What you see is from " + TIME.format(view.at()) + ". Trying again."
              : "The explorer does not answer. Trying again.");
    } else if (view.isKnown()) {
      line.show(State.Kind.OK, "Live");
    }
    count.setText(
        String.format(Locale.ROOT, "%,d %s", number, number == 1 ? kind.one() : kind.many()));
  }
}
