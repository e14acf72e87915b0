package io.coredeck.dashboard.overview;

import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Span;
import io.coredeck.dashboard.text.Numbers;
import io.coredeck.dashboard.text.Texts;
import io.coredeck.dashboard.widget.Level;
import io.coredeck.dashboard.widget.NodeUse;

/// How much of one resource is there, reserved and used now: numbers above, bar below. Never the
/// bar alone.
final class CapacityBar extends Div {

  private static final Texts TEXTS = Texts.of(CapacityBar.class);

  private final Span name = new Span();
  private final Span none = new Span(TEXTS.get("capacity.none"));
  private final NodeUse use = new NodeUse().asNumber();
  private final Span percent = new Span();
  private final Div reservedFill = new Div();

  /// @param resource as people call it, with its unit
  CapacityBar(String resource) {
    addClassName("capacity");
    name.setText(resource);
    name.addClassName("label");
    percent.addClassName("percent");
    reservedFill.addClassNames("fill", "reserved");
    var usedFill = new Div();
    usedFill.addClassNames("fill", "used");
    var numbers = new Span(use, none);
    numbers.addClassName("numbers");
    var track = new Div(reservedFill, usedFill);
    track.addClassName("track");
    track.getElement().setAttribute("aria-hidden", "true");
    add(name, numbers, percent, track);
  }

  /// @param level its total is 0 if the node has none of it
  void show(Level level) {
    var isThere = level.total() > 0;
    setClassName("red", level.tone().equals("red"));
    setClassName("amber", level.tone().equals("amber"));
    none.setVisible(!isThere);
    use.show(level);
    percent.setText(level.percent());
    if (isThere) {
      percent.setTitle(TEXTS.get("capacity.reserved", Numbers.decimal(level.reserved(), 1)));
    }
    reservedFill.setWidth(level.reservedWidth());
  }
}
