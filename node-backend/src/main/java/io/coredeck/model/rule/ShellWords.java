package io.coredeck.model.rule;

import java.util.ArrayList;
import java.util.List;

/// Splits a line into words as a shell would, without expanding anything.
///
/// Words are separated by blanks. Single quotes keep everything, double quotes everything but a
/// backslash; a backslash keeps the next character, whatever it is. A word that begins with `#`
/// starts a comment to the end of the line. The rules are those of the original node's splitter.
public final class ShellWords {
  private static final String BLANKS = " \t\r\n";

  private final String text;
  private final List<String> words = new ArrayList<>();
  private int at;

  private ShellWords(String text) {
    this.text = text;
  }

  /// @throws IllegalArgumentException if a quote is not closed or a backslash is the last character
  public static List<String> split(String text) {
    var splitter = new ShellWords(text);
    while (splitter.skipToWord()) {
      splitter.words.add(splitter.word());
    }
    return splitter.words;
  }

  private boolean skipToWord() {
    while (at < text.length()) {
      if (text.charAt(at) == '#') {
        while (at < text.length() && text.charAt(at) != '\n') {
          at++;
        }
      } else if (BLANKS.indexOf(text.charAt(at)) < 0) {
        return true;
      } else {
        at++;
      }
    }
    return false;
  }

  private String word() {
    var word = new StringBuilder();
    while (at < text.length() && BLANKS.indexOf(text.charAt(at)) < 0) {
      char c = text.charAt(at++);
      switch (c) {
        case '\\' -> word.append(escaped());
        case '\'' -> quoted(word, c, false);
        case '"' -> quoted(word, c, true);
        default -> word.append(c);
      }
    }
    return word.toString();
  }

  private void quoted(StringBuilder word, char quote, boolean escapes) {
    while (at < text.length()) {
      char c = text.charAt(at++);
      if (c == quote) {
        return;
      }
      word.append(escapes && c == '\\' ? escaped() : c);
    }
    throw new IllegalArgumentException("a quote " + quote + " is not closed");
  }

  private char escaped() {
    if (at == text.length()) {
      throw new IllegalArgumentException("the last character is a backslash");
    }
    return text.charAt(at++);
  }
}
