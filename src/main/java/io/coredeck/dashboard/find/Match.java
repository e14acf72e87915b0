package io.coredeck.dashboard.find;

import java.util.ArrayList;
import java.util.List;

/// How well a text answers what was typed, 1 to 100, more is better; 0 if it does not. Texts are in
/// small letters. Scores of thousands of texts are asked for with each key, so nothing is made for
/// them; where a text matches is asked for afterwards, of the few that are shown.
final class Match {

  private static final int WHOLE = 100;
  private static final int BEGIN = 90;
  private static final int WORD = 75;
  private static final int INSIDE = 60;
  private static final int SCATTERED = 40;
  private static final int MOST_GAPS = 30;
  private static final int LETTERS_OF_ONE_POINT = 8;
  private static final int MOST_FOR_LENGTH = 9;

  private Match() {}

  /// @param typed one word, not empty
  /// @return 0 if the text does not hold the word
  static int score(String text, String typed) {
    var at = text.indexOf(typed);
    if (at < 0) {
      return 0;
    }
    if (text.length() == typed.length()) {
      return WHOLE;
    }
    var best = place(text, typed, at);
    var kind = best == 0 ? BEGIN : isWordStart(text, best) ? WORD : INSIDE;
    return kind
        - Math.min(MOST_FOR_LENGTH, (text.length() - typed.length()) / LETTERS_OF_ONE_POINT);
  }

  /// The same, and where the text does not hold the word, its letters one after the other, from the
  /// begin of a word on: `pgm` in `postgres-main`.
  static int loose(String text, String typed) {
    var whole = score(text, typed);
    if (whole > 0 || typed.length() < 2) {
      return whole;
    }
    var at = firstLetter(text, typed);
    var gaps = 0;
    for (var i = 1; i < typed.length() && at >= 0; i++) {
      var next = text.indexOf(typed.charAt(i), at + 1);
      gaps += next > at + 1 && !isWordStart(text, next) ? next - at : 0;
      at = next;
    }
    return at < 0 || gaps > MOST_GAPS ? 0 : SCATTERED - gaps;
  }

  /// @return begin and end of each part of the text that {@link #loose} has found
  static List<Integer> hits(String text, String typed) {
    var at = text.indexOf(typed);
    if (at >= 0) {
      var best = place(text, typed, at);
      return List.of(best, best + typed.length());
    }
    var hits = new ArrayList<Integer>();
    at = firstLetter(text, typed);
    for (var i = 1; at >= 0; i++) {
      if (!hits.isEmpty() && hits.getLast() == at) {
        hits.set(hits.size() - 1, at + 1);
      } else {
        hits.add(at);
        hits.add(at + 1);
      }
      at = i < typed.length() ? text.indexOf(typed.charAt(i), at + 1) : -1;
    }
    return List.copyOf(hits);
  }

  private static int firstLetter(String text, String typed) {
    var at = text.indexOf(typed.charAt(0));
    while (at > 0 && !isWordStart(text, at)) {
      at = text.indexOf(typed.charAt(0), at + 1);
    }
    return at;
  }

  /// Where a word begins counts more than where it is inside of one.
  private static int place(String text, String typed, int first) {
    for (var at = first; at >= 0; at = text.indexOf(typed, at + 1)) {
      if (isWordStart(text, at)) {
        return at;
      }
    }
    return first;
  }

  private static boolean isWordStart(String text, int at) {
    return at == 0 || !Character.isLetterOrDigit(text.charAt(at - 1));
  }
}
