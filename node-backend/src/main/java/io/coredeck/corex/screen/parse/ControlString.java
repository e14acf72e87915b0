package io.coredeck.corex.screen.parse;

import io.coredeck.corex.screen.picture.PictureText;
import java.util.function.IntPredicate;

/// The text of an operating system command (OSC) or a device control string (DCS) while it comes
/// in.
///
/// Only what somebody is going to read is kept, and of that no more than {@link #LIMIT} characters:
/// clipboards and longer texts are passed over. Pictures have a bound of their own, {@link
/// PictureText}.
final class ControlString {

  /// The most characters kept; a longer command is not executed.
  static final int LIMIT = 4096;

  private static final int MOST_NUMBER = 1_000_000;
  private static final int UNKNOWN = -1;

  /// DECRQSS, the one device control string that is answered: `$q`.
  static final int STATUS_REQUEST = '$' << 8 | 'q';

  /// The operating system command of iTerm.
  private static final int INLINE_PICTURE = 1337;

  private static final int SIXEL_PICTURE = 'q';

  private static final int BELL = 0x07;
  private static final int C1_ST = 0x9C;

  private final IntPredicate isWanted;
  private final StringBuilder text = new StringBuilder();
  private int number;
  private boolean inNumber;
  private boolean wrong;
  private boolean wanted;
  private boolean inPicture;
  private final PictureText picture = new PictureText();

  /// @param isWanted tells for the number of a command whether its text is going to be read
  ControlString(IntPredicate isWanted) {
    this.isWanted = isWanted;
  }

  void beginOsc() {
    begin(UNKNOWN);
    inNumber = true;
  }

  /// @param function the final character with those before it
  void beginDcs(int function, Parameters parameters) {
    begin(function);
    wanted = function == STATUS_REQUEST;
    inPicture = function == SIXEL_PICTURE;
    if (inPicture) {
      picture.beginSixel(parameters.text());
    }
  }

  private void begin(int first) {
    text.setLength(0);
    number = first;
    inNumber = false;
    wrong = false;
    wanted = false;
    end();
  }

  /// Gives the memory of a picture back.
  void end() {
    inPicture = false;
    picture.clear();
  }

  /// @return whether it is a picture
  boolean isPicture() {
    return inPicture;
  }

  PictureText picture() {
    return picture;
  }

  boolean isOscEnd(int code) {
    return code == BELL || isDcsEnd(code);
  }

  boolean isDcsEnd(int code) {
    return code == C1_ST || code == 0x1B || isCancel(code);
  }

  /// @return whether a character ends what has begun without executing it (CAN, SUB)
  static boolean isCancel(int code) {
    return code == 0x18 || code == 0x1A;
  }

  void add(int codePoint) {
    if (inPicture) {
      picture.add(codePoint);
    } else if (inNumber) {
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
      wanted = !wrong && isWanted.test(number);
      inPicture = !wrong && number == INLINE_PICTURE;
      if (inPicture) {
        picture.beginInline();
      }
    } else if (code >= '0' && code <= '9') {
      number = Math.min(MOST_NUMBER, Math.max(0, number) * 10 + code - '0');
    } else {
      wrong = true;
    }
  }

  /// @return the command's number or the string's function, -1 for one that is not to be executed
  int number() {
    return wrong || (!wanted && !isEmptyOsc()) ? UNKNOWN : number;
  }

  private boolean isEmptyOsc() {
    return inNumber && isWanted.test(number);
  }

  String text() {
    return text.toString();
  }

  /// @return what has come of an OSC, or the beginning of one that nobody knows; a picture is one
  String unfinishedOsc() {
    if (wrong) {
      return "\u001b]x";
    }
    if (inNumber) {
      return "\u001b]" + (number < 0 ? "" : number);
    }
    return "\u001b]" + (wanted ? number + ";" + text : MOST_NUMBER + ";");
  }

  /// @return what has come of a DCS, or the beginning of one that nobody knows; a picture is one
  String unfinishedDcs() {
    return wanted ? "\u001bP$q" + text : "\u001bP~";
  }
}
