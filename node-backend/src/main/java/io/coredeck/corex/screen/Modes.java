package io.coredeck.corex.screen;

/// The modes of a terminal, with what xterm.js does and answers for each.
///
/// Source: xterm ctlseqs, "DEC Private Mode Set", DECRQM.
final class Modes {
  private static final int UNKNOWN = 0;
  private static final int SET = 1;
  private static final int RESET = 2;
  private static final int ALWAYS_SET = 3;
  private static final int NEVER_SET = 4;

  boolean insert;
  boolean newLine;
  boolean applicationCursor;
  boolean applicationKeypad;
  boolean origin;
  boolean wraparound = true;
  boolean reverseWraparound;
  boolean blink;
  boolean focus;
  boolean paste;
  boolean synchronizedOutput;
  boolean cursorHidden;

  /// 0, or the mode that asked for reports of the mouse: 9, 1000, 1002 or 1003.
  int mouse;

  /// 0, or the mode that chose the form of the reports: 1006 or 1016.
  int mouseForm;

  /// What was asked of the cursor's look (DECSCUSR), 0 for nothing.
  int cursorStyle;

  /// What a soft reset (DECSTR) sets back: the mouse, the cursor's visibility and options stay.
  void reset() {
    insert = false;
    applicationCursor = false;
    applicationKeypad = false;
    origin = false;
    wraparound = true;
    reverseWraparound = false;
    focus = false;
    paste = false;
    synchronizedOutput = false;
    cursorStyle = 0;
  }

  /// What a full reset (RIS) sets back besides.
  void resetMouse() {
    mouse = 0;
    mouseForm = 0;
  }

  /// Sets one of the modes of ECMA-48.
  void setStandard(int mode, boolean on) {
    switch (mode) {
      case 4 -> insert = on;
      case 20 -> newLine = on;
      default -> {}
    }
  }

  /// Sets one of the private modes that have no effect but being set.
  void setPrivate(int mode, boolean on) {
    switch (mode) {
      case 1 -> applicationCursor = on;
      case 7 -> wraparound = on;
      case 12 -> blink = on;
      case 25 -> cursorHidden = !on;
      case 45 -> reverseWraparound = on;
      case 66 -> applicationKeypad = on;
      case 9, 1000, 1002, 1003 -> mouse = on ? mode : 0;
      case 1004 -> focus = on;
      case 1006, 1016 -> mouseForm = on ? mode : 0;
      case 2004 -> paste = on;
      case 2026 -> synchronizedOutput = on;
      default -> {}
    }
  }

  /// Takes what was asked of the cursor's look; beyond the known shapes only blinking changes.
  void setCursorStyle(int style) {
    if (style <= 6 || cursorStyle == 0) {
      cursorStyle = style;
    } else {
      cursorStyle = (cursorStyle + 1) / 2 * 2 - style % 2;
    }
  }

  /// @return the answer to a question for a mode of ECMA-48
  int standard(int mode) {
    return switch (mode) {
      case 2 -> NEVER_SET;
      case 4 -> state(insert);
      case 12 -> ALWAYS_SET;
      case 20 -> state(newLine);
      default -> UNKNOWN;
    };
  }

  /// @return the answer to a question for a private mode
  int isPrivate(int mode, boolean alternate) {
    return switch (mode) {
      case 1 -> state(applicationCursor);
      case 6 -> state(origin);
      case 7 -> state(wraparound);
      case 8 -> ALWAYS_SET;
      case 12 -> state(blink);
      case 25 -> state(!cursorHidden);
      case 45 -> state(reverseWraparound);
      case 66 -> state(applicationKeypad);
      case 67, 1005, 1015 -> NEVER_SET;
      case 9, 1000, 1002, 1003 -> state(mouse == mode);
      case 1004 -> state(focus);
      case 1006, 1016 -> state(mouseForm == mode);
      case 1048 -> SET;
      case 47, 1047, 1049 -> state(alternate);
      case 2004 -> state(paste);
      case 2026 -> state(synchronizedOutput);
      default -> UNKNOWN;
    };
  }

  private static int state(boolean on) {
    return on ? SET : RESET;
  }
}
