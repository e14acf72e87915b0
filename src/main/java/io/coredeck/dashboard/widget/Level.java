package io.coredeck.dashboard.widget;

import io.coredeck.dashboard.text.Texts;
import java.util.Locale;
import java.util.OptionalDouble;

/// How full something is.
///
/// @param used now; empty if it is not known
/// @param reserved of all
/// @param total all there is
/// @param unit of all three, e.g. `GiB`
public record Level(OptionalDouble used, double reserved, double total, String unit) {

  private static final Texts TEXTS = Texts.of(Level.class);
  private static final double AMBER = 0.88;
  private static final double RED = 0.97;
  private static final double WHOLE = 100;

  /// @return from 0 to 1
  public double share() {
    return total > 0 ? Math.clamp(reserved / total, 0, 1) : 0;
  }

  /// @return what is not reserved
  public double free() {
    return Math.max(0, total - reserved);
  }

  /// @return a class name: empty, `amber` or `red`
  public String tone() {
    return share() >= RED ? "red" : share() >= AMBER ? "amber" : "calm";
  }

  public String numbers() {
    return total > 0
        ? TEXTS.get("level.numbers", Amounts.number(reserved), Amounts.number(total), unit)
        : TEXTS.get("level.none");
  }

  /// @return how much is used now, in words; empty if there is nothing to use
  public String use() {
    if (total <= 0) {
      return "";
    }
    return used.isPresent()
        ? TEXTS.get("level.used", Amounts.number(used.getAsDouble()), unit)
        : TEXTS.get("level.unknown");
  }

  public String percent() {
    return total > 0 ? TEXTS.get("level.percent", Math.round(share() * WHOLE)) : "";
  }

  /// @return for CSS
  public String reservedWidth() {
    return width(share());
  }

  /// @return for CSS
  public String usedWidth() {
    return width(total > 0 ? Math.clamp(used.orElse(0) / total, 0, 1) : 0);
  }

  private static String width(double share) {
    return String.format(Locale.ROOT, "%.2f%%", share * WHOLE);
  }
}
