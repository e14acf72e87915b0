package io.coredeck.dashboard.widget;

import io.coredeck.dashboard.text.Texts;
import java.util.Locale;

/// How full something is.
///
/// @param node the key of the node whose it is; empty where nothing tells what is used
/// @param resource which of it
/// @param reserved of all
/// @param total all there is
/// @param unit of both, e.g. `GiB`
public record Level(String node, Resource resource, double reserved, double total, String unit) {

  private static final Texts TEXTS = Texts.of(Level.class);
  private static final double AMBER = 0.88;
  private static final double RED = 0.97;
  private static final double WHOLE = 100;

  /// What of a node is reserved and used.
  public enum Resource {
    CPU,
    MEMORY,
    DISK,
    /// Of which no node tells how much is used.
    OTHER;

    /// @return for the element that shows it
    public String word() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

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

  public String percent() {
    return total > 0 ? TEXTS.get("level.percent", Math.round(share() * WHOLE)) : "";
  }

  /// @return for CSS
  public String reservedWidth() {
    return String.format(Locale.ROOT, "%.2f%%", share() * WHOLE);
  }
}
