package io.coredeck.corex.screen;

import io.coredeck.corex.screen.cell.Output;
import io.coredeck.corex.screen.cell.Palette;

/// The text of an operating system command (OSC) or a device control string (DCS) while it comes
/// in.
///
/// Only what somebody is going to read is kept, and of that no more than {@link #LIMIT} characters:
/// clipboards, pictures and longer texts are passed over.
final class ControlString {

  /// The most characters kept; a longer command is not executed.
  static final int LIMIT = 4096;

  private static final int MOST_NUMBER = 1_000_000;
  private static final int UNKNOWN = -1;

  /// DECRQSS, the one device control string that is answered: `$q`.
  static final int STATUS_REQUEST = '$' << 8 | 'q';

  private static final int BELL = 0x07;
  private static final int C1_ST = 0x9C;

  private final StringBuilder text = new StringBuilder();
  private int number;
  private boolean inNumber;
  private boolean wrong;
  private boolean wanted;

  void beginOsc() {
    begin(UNKNOWN);
    inNumber = true;
  }

  /// @param function the final character with those before it
  void beginDcs(int function) {
    begin(function);
    wanted = function == STATUS_REQUEST;
  }

  private void begin(int first) {
    text.setLength(0);
    number = first;
    inNumber = false;
    wrong = false;
    wanted = false;
  }

  boolean isOscEnd(int code) {
    return code == BELL || isDcsEnd(code);
  }

  boolean isDcsEnd(int code) {
    return code == C1_ST || code == 0x1B || code == 0x18 || code == 0x1A;
  }

  void add(int codePoint) {
    if (inNumber) {
      addToNumber(codePoint);
    } else if (wanted) {
      if (text.length() < LIMIT) {
        text.appendCodePoint(codePoint);
      } else {
        wanted = false;
        wrong = true;
        text.setLength(0);
        text.trimToSize();
      }
    }
  }

  private void addToNumber(int code) {
    if (code == ';') {
      inNumber = false;
      wanted = !wrong && isWanted(number);
    } else if (code >= '0' && code <= '9') {
      number = Math.min(MOST_NUMBER, Math.max(0, number) * 10 + code - '0');
    } else {
      wrong = true;
    }
  }

  private static boolean isWanted(int number) {
    return number == 0 || number == 2 || number == 8 || Palette.concerns(number);
  }

  /// @return the command's number or the string's function, -1 for one that is not to be executed
  int number() {
    return wrong || (!wanted && !isEmptyOsc()) ? UNKNOWN : number;
  }

  private boolean isEmptyOsc() {
    return inNumber && isWanted(number);
  }

  String text() {
    return text.toString();
  }

  /// Writes what has come of an OSC, or the beginning of one that nobody knows.
  void writeOsc(Output out) {
    out.put("\u001b]");
    if (wrong) {
      out.put('x');
    } else if (inNumber) {
      out.put(number < 0 ? "" : Integer.toString(number));
    } else if (wanted) {
      out.number(number).put(';').put(text());
    } else {
      out.number(MOST_NUMBER).put(';');
    }
  }

  /// Writes what has come of a DCS, or the beginning of one that nobody knows.
  void writeDcs(Output out) {
    out.put(wanted ? "\u001bP$q" + text : "\u001bP~");
  }
}
