package io.coredeck.dashboard.compose.check;

import io.coredeck.dashboard.text.Texts;
import java.util.Locale;

/// A part of the form.
public enum Part {
  IMAGE,
  RUN,
  ENVIRONMENT,
  VOLUMES,
  RESOURCES,
  NETWORK,
  TELEMETRY;

  private static final Texts TEXTS = Texts.of(Part.class);

  /// @return what the list of parts calls it
  public String title() {
    return TEXTS.get("part-" + name().toLowerCase(Locale.ROOT));
  }
}
