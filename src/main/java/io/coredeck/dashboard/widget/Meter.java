package io.coredeck.dashboard.widget;

import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Span;

/// How much of one resource is reserved and used: numbers above, bar below. Never the bar alone.
public final class Meter extends Div {

  private final Span numbers = new Span();
  private final Span percent = new Span();
  private final Div reserved = new Div();
  private final NodeUse use = new NodeUse();

  /// @param label what it is
  public Meter(String label) {
    var name = new Span(label);
    name.addClassName("label");
    numbers.addClassName("numbers");
    percent.addClassName("percent");
    reserved.addClassName("reserved");
    var used = new Div();
    used.addClassName("used");
    use.addClassName("use");
    var track = new Div(reserved, used);
    track.addClassName("track");
    track.getElement().setAttribute("aria-hidden", "true");
    add(name, numbers, percent, track, use);
  }

  public void show(Level level) {
    setClassName("meter " + level.tone());
    numbers.setText(level.numbers());
    percent.setText(level.percent());
    reserved.getStyle().set("inline-size", level.reservedWidth());
    use.show(level);
  }
}
