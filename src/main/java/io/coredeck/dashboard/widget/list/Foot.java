package io.coredeck.dashboard.widget.list;

import com.vaadin.flow.component.html.Footer;
import com.vaadin.flow.component.html.Span;
import io.coredeck.dashboard.frame.State;
import io.coredeck.dashboard.grid.GridView;
import io.coredeck.dashboard.text.Texts;
import io.coredeck.dashboard.text.Times;

/// The status bar: whether what is shown is live, and how much there is.
final class Foot extends Footer {

  private static final Texts TEXTS = Texts.of(Foot.class);

  private final State line = new State(State.Kind.BUSY, TEXTS.get("asking")).ofLine();
  private final Span count = new Span();
  private final Span hint = new Span(TEXTS.get("lazy"));

  Foot() {
    addClassName("status-bar");
    hint.addClassName("hint");
    add(line, count, hint);
  }

  void show(GridView view, String counted) {
    if (!view.trouble().isEmpty()) {
      line.show(
          State.Kind.WARN,
          view.isKnown() ? TEXTS.get("lost", Times.clock(view.at())) : TEXTS.get("silent"));
    } else if (view.isKnown()) {
      line.show(State.Kind.OK, TEXTS.get("live"));
    }
    count.setText(counted);
  }
}
