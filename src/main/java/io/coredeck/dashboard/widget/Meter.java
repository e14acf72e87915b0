package io.coredeck.dashboard.widget;

import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Span;

/// How much of one resource is reserved and used: numbers above, bar below. Never the bar alone.
public final class Meter extends Div {

  /// @param label what it is
  public Meter(String label, Level level) {
    addClassNames("meter", level.tone());
    var name = new Span(label);
    name.addClassName("label");
    var numbers = new Span(level.numbers());
    numbers.addClassName("numbers");
    var percent = new Span(level.percent());
    percent.addClassName("percent");
    var reserved = new Div();
    reserved.addClassName("reserved");
    reserved.getStyle().set("inline-size", level.reservedWidth());
    var used = new Div();
    used.addClassName("used");
    used.getStyle().set("inline-size", level.usedWidth());
    var track = new Div(reserved, used);
    track.addClassName("track");
    track.getElement().setAttribute("aria-hidden", "true");
    add(name, numbers, percent, track);
  }
}
