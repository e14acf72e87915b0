package io.coredeck.node.telemetry.log;

/// Which of its two outputs a container wrote a line to.
public enum LogStream {
  STDOUT("stdout"),
  STDERR("stderr");

  private final String text;

  LogStream(String text) {
    this.text = text;
  }

  /// @return the name conmon and the wire use
  public String text() {
    return text;
  }
}
