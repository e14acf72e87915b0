package io.coredeck.dashboard.overview;

import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Span;
import io.coredeck.dashboard.text.Numbers;
import io.coredeck.dashboard.text.Texts;
import java.util.OptionalDouble;

/// How much of one resource is there, reserved and used now: numbers above, bar below. Never the
/// bar alone.
final class CapacityBar extends Div {

  private static final Texts TEXTS = Texts.of(CapacityBar.class);
  private static final double AMBER = 0.88;
  private static final double RED = 0.97;
  private static final double WHOLE = 100;

  private final Span name = new Span();
  private final Span used = new Span();
  private final Span total = new Span();
  private final Span percent = new Span();
  private final Div reservedFill = new Div();
  private final Div usedFill = new Div();

  /// @param resource as people call it, with its unit
  CapacityBar(String resource) {
    addClassName("capacity");
    name.setText(resource);
    name.addClassName("label");
    used.addClassName("used");
    percent.addClassName("percent");
    reservedFill.addClassNames("fill", "reserved");
    usedFill.addClassName("fill");
    var numbers = new Span(used, total);
    numbers.addClassName("numbers");
    var track = new Div(reservedFill, usedFill);
    track.addClassName("track");
    track.getElement().setAttribute("aria-hidden", "true");
    add(name, numbers, percent, track);
  }

  /// @param inUse now; nothing if that is not known
  /// @param reserved in the unit of the resource, as all three
  /// @param all there is, 0 if the node has none of it
  void show(OptionalDouble inUse, double reserved, double all) {
    var share = all > 0 ? Math.min(1, reserved / all) : 0;
    setClassName("red", share >= RED);
    setClassName("amber", share >= AMBER && share < RED);
    if (all <= 0) {
      used.setText("");
      total.setText(TEXTS.get("capacity.none"));
      percent.setText("");
    } else {
      used.setText(inUse.isPresent() ? Numbers.decimal(inUse.getAsDouble(), 1) : "");
      total.setText(
          TEXTS.get(inUse.isPresent() ? "capacity.of" : "capacity.total", Numbers.decimal(all, 1)));
      percent.setText(Numbers.percent(share));
      percent.setTitle(TEXTS.get("capacity.reserved", Numbers.decimal(reserved, 1)));
    }
    reservedFill.setWidth(share * WHOLE + "%");
    usedFill.setWidth((all > 0 ? Math.min(1, inUse.orElse(0) / all) : 0) * WHOLE + "%");
  }
}
