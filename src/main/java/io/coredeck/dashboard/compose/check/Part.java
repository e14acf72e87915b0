package io.coredeck.dashboard.compose.check;

/// A part of the form.
public enum Part {
  IMAGE("Image"),
  RUN("Run"),
  ENVIRONMENT("Environment"),
  VOLUMES("Volumes"),
  RESOURCES("Resources"),
  NETWORK("Network"),
  TELEMETRY("Telemetry");

  private final String title;

  Part(String title) {
    this.title = title;
  }

  /// @return what the list of parts calls it
  public String title() {
    return title;
  }
}
