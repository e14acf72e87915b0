package io.coredeck.cli.screen;

import java.util.Map;

/// How words look: coloured on terminals, as they are everywhere else.
///
/// Sequences: ECMA-48, select graphic rendition.
///
/// @param isColoured whether colours are used
public record Style(boolean isColoured) {

  /// Without colours.
  public static final Style PLAIN = new Style(false);

  private static final String END = "\033[0m";

  /// What words can look like.
  public enum Look {
    BOLD(1),
    GREY(90),
    RED(31),
    GREEN(32),
    YELLOW(33),
    BLUE(34),
    MAGENTA(35),
    CYAN(36),
    BRIGHT_GREEN(92),
    BRIGHT_YELLOW(93),
    BRIGHT_BLUE(94),
    BRIGHT_MAGENTA(95),
    BRIGHT_CYAN(96);

    private final int code;

    Look(int code) {
      this.code = code;
    }
  }

  private static final Map<String, Look> STATES =
      Map.ofEntries(
          Map.entry("running", Look.GREEN),
          Map.entry("up", Look.GREEN),
          Map.entry("ok", Look.GREEN),
          Map.entry("active", Look.GREEN),
          Map.entry("deploying", Look.YELLOW),
          Map.entry("deleting", Look.YELLOW),
          Map.entry("new password", Look.YELLOW),
          Map.entry("failed", Look.RED),
          Map.entry("refused", Look.RED),
          Map.entry("error", Look.RED),
          Map.entry("down", Look.RED),
          Map.entry("disabled", Look.RED),
          Map.entry("expired", Look.RED),
          Map.entry("deleted", Look.GREY),
          Map.entry("exited", Look.GREY));

  /// @return the text in that look
  public String paint(Look look, String text) {
    return isColoured ? "\033[" + look.code + "m" + text + END : text;
  }

  /// @param word of a state, as tables show it
  /// @return the word in the colour it has; one that has none, as it is
  public String state(String word) {
    var look = STATES.get(word);
    return look == null ? word : paint(look, word);
  }

  /// @param number of a container among those that are shown, from 0
  /// @param text its name
  /// @return the text in a colour of its own, as far as there are colours
  public String one(int number, String text) {
    var all = Look.values();
    var first = Look.GREEN.ordinal();
    return paint(all[first + number % (all.length - first)], text);
  }
}
