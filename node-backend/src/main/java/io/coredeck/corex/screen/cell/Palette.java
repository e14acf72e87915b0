package io.coredeck.corex.screen.cell;

import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;

/// The colours that a program has changed (OSC 4, 10, 11 and 12), each with the words it used.
///
/// Source: xterm ctlseqs, "Operating System Commands".
public final class Palette {
  private static final int INDEXED = 256;
  private static final int FIRST_SPECIAL = 10;
  private static final int LAST_SPECIAL = 12;
  private static final int RESTORE = 100;

  private static final Pattern COLOUR =
      Pattern.compile(
          "rgb:([0-9a-fA-F]{1,4})/([0-9a-fA-F]{1,4})/([0-9a-fA-F]{1,4})"
              + "|#([0-9a-fA-F]{3}|[0-9a-fA-F]{6}|[0-9a-fA-F]{9}|[0-9a-fA-F]{12})");

  private final Map<Integer, String> indexed = new TreeMap<>();
  private final Map<Integer, String> special = new TreeMap<>();

  /// @return whether a command is one about colours
  public static boolean concerns(int command) {
    return command == 4
        || command == RESTORE + 4
        || (command >= FIRST_SPECIAL && command <= LAST_SPECIAL)
        || (command >= RESTORE + FIRST_SPECIAL && command <= RESTORE + LAST_SPECIAL);
  }

  /// Does what a command says; questions and what is no colour change nothing.
  public void execute(int command, String data) {
    if (command == 4) {
      setIndexed(data.split(";", -1));
    } else if (command == RESTORE + 4) {
      restoreIndexed(data);
    } else if (command >= RESTORE) {
      special.remove(command - RESTORE);
    } else {
      setSpecial(command, data.split(";", -1));
    }
  }

  private void setIndexed(String[] words) {
    for (var at = 0; at + 1 < words.length; at += 2) {
      var index = index(words[at]);
      if (index >= 0 && COLOUR.matcher(words[at + 1]).matches()) {
        indexed.put(index, words[at + 1]);
      }
    }
  }

  private void restoreIndexed(String data) {
    if (data.isEmpty()) {
      indexed.clear();
    }
    for (var word : data.split(";", -1)) {
      indexed.remove(index(word));
    }
  }

  private void setSpecial(int command, String[] words) {
    for (var at = 0; at < words.length && command + at <= LAST_SPECIAL; at++) {
      if (COLOUR.matcher(words[at]).matches()) {
        special.put(command + at, words[at]);
      }
    }
  }

  private static int index(String word) {
    if (word.isEmpty() || word.length() > 3 || !word.chars().allMatch(c -> c >= '0' && c <= '9')) {
      return -1;
    }
    var index = Integer.parseInt(word);
    return index < INDEXED ? index : -1;
  }

  /// Writes the commands that change the colours so.
  public void write(Output out) {
    indexed.forEach(
        (index, colour) -> out.put("\u001b]4;").number(index).put(';').put(colour).put(7));
    special.forEach(
        (command, colour) -> out.put("\u001b]").number(command).put(';').put(colour).put(7));
  }
}
