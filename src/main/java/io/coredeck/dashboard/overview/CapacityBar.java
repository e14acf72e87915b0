package io.coredeck.dashboard.overview;

import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Span;
import java.text.DecimalFormat;
import java.text.DecimalFormatSymbols;
import java.util.Locale;

/// How much of one resource is reserved: numbers above, bar below. Never the bar alone.
final class CapacityBar extends Div {

  private static final double AMBER = 0.88;
  private static final double RED = 0.97;
  private static final double WHOLE = 100;

  /// @param name of the resource
  /// @param taken and `total` in that unit
  CapacityBar(String name, double taken, double total, String unit) {
    addClassName("capacity");
    var share = total > 0 ? Math.min(1, taken / total) : 0;
    var label = new Span(name);
    label.addClassName("label");
    var numbers =
        new Span(total > 0 ? number(taken) + " of " + number(total) + " " + unit : "none");
    numbers.addClassName("numbers");
    var percent = new Span(total > 0 ? number(Math.rint(share * WHOLE)) + " %" : "");
    percent.addClassName("percent");
    var fill = new Div();
    fill.addClassName("fill");
    fill.setWidth(share * WHOLE + "%");
    var track = new Div(fill);
    track.addClassName("track");
    if (share >= RED) {
      addClassName("red");
    } else if (share >= AMBER) {
      addClassName("amber");
    }
    add(label, numbers, percent, track);
  }

  private static String number(double amount) {
    return new DecimalFormat("#,##0.#", DecimalFormatSymbols.getInstance(Locale.ENGLISH))
        .format(amount);
  }
}
