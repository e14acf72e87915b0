package io.coredeck.dashboard.find;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// How well a text answers what was typed.
///
/// @param score 1 to 100, more is better
/// @param hits begin and end of each part of the text that was typed
record Match(int score, List<Integer> hits) {

  private static final int WHOLE = 100;
  private static final int BEGIN = 90;
  private static final int WORD = 75;
  private static final int INSIDE = 60;
  private static final int SCATTERED = 40;
  private static final int MOST_GAPS = 30;
  private static final int LETTERS_OF_ONE_POINT = 8;
  private static final int MOST_FOR_LENGTH = 9;

  /// @param text in small letters
  /// @param typed one word in small letters, not empty
  /// @return empty if the text does not hold the word
  static Optional<Match> of(String text, String typed) {
    var at = text.indexOf(typed);
    if (at < 0) {
      return Optional.empty();
    }
    if (text.length() == typed.length()) {
      return Optional.of(new Match(WHOLE, List.of(0, at + typed.length())));
    }
    var word = at == 0 ? 0 : wordStart(text, typed, at);
    var best = word >= 0 ? word : at;
    var kind = best == 0 ? BEGIN : word > 0 ? WORD : INSIDE;
    return Optional.of(new Match(kind - longer(text, typed), List.of(best, best + typed.length())));
  }

  /// The same, and where the text does not hold the word, its letters one after the other: `pgm` in
  /// `postgres-main`.
  static Optional<Match> scattered(String text, String typed) {
    var whole = of(text, typed);
    if (whole.isPresent() || typed.length() < 2 || text.isEmpty()) {
      return whole;
    }
    var hits = new ArrayList<Integer>();
    var gaps = 0;
    var at = text.indexOf(typed.charAt(0));
    for (var i = 0; i < typed.length(); i++) {
      var next = i == 0 ? at : text.indexOf(typed.charAt(i), at);
      if (next < 0) {
        return Optional.empty();
      }
      if (i > 0 && next == at) {
        hits.set(hits.size() - 1, next + 1);
      } else {
        gaps += i == 0 || isWordStart(text, next) ? 0 : next - at;
        hits.add(next);
        hits.add(next + 1);
      }
      at = next + 1;
    }
    return gaps > MOST_GAPS || !isWordStart(text, hits.getFirst())
        ? Optional.empty()
        : Optional.of(new Match(SCATTERED - gaps, List.copyOf(hits)));
  }

  private static int longer(String text, String typed) {
    return Math.min(MOST_FOR_LENGTH, (text.length() - typed.length()) / LETTERS_OF_ONE_POINT);
  }

  private static int wordStart(String text, String typed, int from) {
    for (var at = from; at >= 0; at = text.indexOf(typed, at + 1)) {
      if (isWordStart(text, at)) {
        return at;
      }
    }
    return -1;
  }

  private static boolean isWordStart(String text, int at) {
    return at == 0 || !Character.isLetterOrDigit(text.charAt(at - 1));
  }
}
