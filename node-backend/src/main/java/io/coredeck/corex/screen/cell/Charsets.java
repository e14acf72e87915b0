package io.coredeck.corex.screen.cell;

import java.util.Arrays;

/// The character sets a program has chosen for ASCII: four slots and which of them is in use.
///
/// A set is named by the last byte of its escape sequence.
///
/// Source: ECMA-35; DEC special graphics and the national sets of the VT220, with the replacements
/// that xterm.js knows.
public final class Charsets {

  /// The set that changes nothing.
  public static final char ASCII = 'B';

  /// How many slots there are: G0 to G3.
  public static final int SLOTS = 4;

  private static final String GRAPHICS =
      "`◆a▒b␉c␌d␍e␊f°g±h␤i␋j┘k┐l┌m└n┼o⎺p⎻q─r⎼s⎽t├u┤v┴w┬x│y≤z≥{π|≠}£~·";
  private static final String FINNISH = "[Ä\\Ö]Å^Ü`é{ä|ö}å~ü";
  private static final String NORWEGIAN = "@Ä[Æ\\Ø]Å^Ü`ä{æ|ø}å~ü";
  private static final String SWEDISH = "@É[Ä\\Ö]Å^Ü`é{ä|ö}å~ü";

  private final char[] slots = new char[SLOTS];
  private int slot;
  private char inUse;

  public Charsets() {
    reset();
  }

  public void reset() {
    Arrays.fill(slots, ASCII);
    slot = 0;
    inUse = ASCII;
  }

  /// @return the set in use
  public char inUse() {
    return inUse;
  }

  /// Uses a set without choosing a slot, as restoring a saved cursor does.
  public void use(char set) {
    inUse = set;
  }

  public int slot() {
    return slot;
  }

  public char set(int number) {
    return slots[number];
  }

  /// Uses what is in a slot from now on.
  public void useSlot(int number) {
    slot = number;
    inUse = slots[number];
  }

  /// Puts a set into a slot.
  public void setSlot(int number, char set) {
    slots[number] = set;
    if (slot == number) {
      inUse = set;
    }
  }

  /// @return whether a set is known
  public static boolean isKnown(int set) {
    return set == ASCII || (set < 0x7F && !replacements(set).isEmpty());
  }

  /// @return the character that a code point below 127 stands for
  public int translate(int codePoint) {
    var pairs = replacements(inUse);
    for (var at = 0; at < pairs.length(); at += 2) {
      if (pairs.charAt(at) == codePoint) {
        return pairs.charAt(at + 1);
      }
    }
    return codePoint;
  }

  private static String replacements(int set) {
    return switch (set) {
      case '0' -> GRAPHICS;
      case 'A' -> "#£";
      case '4' -> "#£@¾[i\\½]||f}¼~´{¨";
      case 'C', '5' -> FINNISH;
      case 'R' -> "#£@à[°\\ç]§{é|ù}è~¨";
      case 'Q' -> "@à[â\\ç]ê^î`ô{é|ù}è~û";
      case 'K' -> "@§[Ä\\Ö]Ü{ä|ö}ü~ß";
      case 'Y' -> "#£@§[°\\ç]é`ù{à|ò}è~ì";
      case 'E', '6' -> NORWEGIAN;
      case 'Z' -> "#£@§[¡\\Ñ]¿{°|ñ}ç";
      case 'H', '7' -> SWEDISH;
      case '=' -> "#ù@à[é\\ç]ê^î_è`ô{ä|ö}ü~û";
      default -> "";
    };
  }
}
