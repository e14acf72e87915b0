package io.coredeck.corex.screen;

import io.coredeck.corex.screen.cell.Charsets;
import io.coredeck.corex.screen.cell.Palette;
import io.coredeck.corex.screen.parse.Parameters;
import io.coredeck.corex.screen.parse.Sequences;
import io.coredeck.corex.screen.picture.PictureText;

/// Does what control characters and sequences say.
///
/// Source: ECMA-48, xterm ctlseqs; which ones are known, and their corners, are those of xterm.js.
final class Commands implements Sequences {
  private static final int PRIVATE = '?' << 8;
  private static final int SPACE = ' ' << 8;
  private static final int QUOTE = '\'' << 8;

  private final Screen screen;
  private final Edits edits;
  private final Replies replies;

  Commands(Screen screen, Edits edits, Replies replies) {
    this.screen = screen;
    this.edits = edits;
    this.replies = replies;
  }

  @Override
  public void printAscii(byte[] bytes, int from, int to) {
    screen.printer.printAscii(bytes, from, to);
  }

  @Override
  public void print(int codePoint) {
    screen.printer.print(codePoint);
  }

  @Override
  public int lineFed(byte[] bytes, int at, int to) {
    return screen.flood.skip(bytes, at, to);
  }

  @Override
  public void execute(int code) {
    var page = screen.page;
    switch (code) {
      case 0x07 -> screen.ringBell();
      case 0x08 -> edits.backspace();
      case 0x09 -> page.nextTab(1);
      case 0x0A, 0x0B, 0x0C -> edits.lineFeed();
      case 0x0D -> page.x = 0;
      case 0x0E -> screen.charsets.useSlot(1);
      case 0x0F -> screen.charsets.useSlot(0);
      case 0x84 -> edits.index();
      case 0x85 -> edits.nextLine();
      case 0x88 -> page.tabs.set(page.x);
      default -> {}
    }
    screen.printer.endJoining();
  }

  @Override
  public void escape(int function) {
    var page = screen.page;
    switch (function) {
      case '7' -> saveCursor();
      case '8' -> restoreCursor();
      case 'D' -> edits.index();
      case 'E' -> edits.nextLine();
      case 'H' -> page.tabs.set(page.x);
      case 'M' -> edits.reverseIndex();
      case '=' -> screen.modes.applicationKeypad = true;
      case '>' -> screen.modes.applicationKeypad = false;
      case 'c' -> edits.reset();
      case '#' << 8 | '8' -> edits.alignmentPattern();
      default -> selectCharset(function);
    }
    screen.printer.endJoining();
  }

  private void selectCharset(int function) {
    var set = function & 0xFF;
    switch (function >> 8) {
      case 0 -> lockSlot(set);
      case '%' -> {
        if (set == '@' || set == 'G') {
          screen.charsets.useSlot(0);
          screen.charsets.setSlot(0, Charsets.ASCII);
        }
      }
      case '(' -> setSlot(0, set);
      case ')', '-' -> setSlot(1, set);
      case '*', '.' -> setSlot(2, set);
      case '+' -> setSlot(3, set);
      default -> {}
    }
  }

  private void lockSlot(int code) {
    switch (code) {
      case 'n', '}' -> screen.charsets.useSlot(2);
      case 'o', '|' -> screen.charsets.useSlot(3);
      case '~' -> screen.charsets.useSlot(1);
      default -> {}
    }
  }

  private void setSlot(int slot, int set) {
    if (Charsets.isKnown(set)) {
      screen.charsets.setSlot(slot, (char) set);
    }
  }

  @Override
  public void control(int function, Parameters parameters) {
    if (function == 'm') {
      screen.pen.select(parameters);
    } else if (function == 'b') {
      screen.printer.repeat(parameters.orOne(0));
    } else if (!move(function, parameters)) {
      edit(function, parameters);
    }
    screen.printer.endJoining();
  }

  /// @return whether the function is one that only moves the cursor
  private boolean move(int function, Parameters parameters) {
    var page = screen.page;
    var origin = screen.modes.origin;
    var count = parameters.orOne(0);
    switch (function) {
      case 'A' -> page.moveUp(count, origin);
      case 'B' -> page.moveDown(count, origin);
      case 'C', 'a' -> page.moveBy(count, 0, origin);
      case 'D' -> page.moveBy(-count, 0, origin);
      case 'E' -> {
        page.moveDown(count, origin);
        page.x = 0;
      }
      case 'F' -> {
        page.moveUp(count, origin);
        page.x = 0;
      }
      case 'G', '`' -> page.moveTo(count - 1, page.y, origin);
      case 'H', 'f' -> page.moveTo(parameters.orOne(1) - 1, count - 1, origin);
      case 'd' -> page.moveTo(page.x, count - 1, origin);
      case 'e' -> page.moveBy(0, count, origin);
      case 'I' -> page.nextTab(count);
      case 'Z' -> {
        if (page.x < page.columns) {
          page.previousTab(count);
        }
      }
      case 's' -> saveCursor();
      case 'u' -> restoreCursor();
      default -> {
        return false;
      }
    }
    return true;
  }

  private void edit(int function, Parameters parameters) {
    var count = parameters.orOne(0);
    switch (function) {
      case '@' -> edits.insertCharacters(count);
      case SPACE | '@' -> edits.deleteInRegion(0, count);
      case SPACE | 'A' -> edits.insertInRegion(0, count);
      case 'J' -> edits.eraseInDisplay(parameters.get(0), false);
      case PRIVATE | 'J' -> edits.eraseInDisplay(parameters.get(0), true);
      case 'K' -> edits.eraseInLine(parameters.get(0), false);
      case PRIVATE | 'K' -> edits.eraseInLine(parameters.get(0), true);
      case 'L' -> edits.insertLines(count);
      case 'M' -> edits.deleteLines(count);
      case 'P' -> edits.deleteCharacters(count);
      case 'S' -> edits.scrollUp(count);
      case 'T' -> edits.scrollDown(count);
      case 'X' -> edits.eraseCharacters(count);
      case QUOTE | '}' -> edits.insertInRegion(screen.page.x, count);
      case QUOTE | '~' -> edits.deleteInRegion(screen.page.x, count);
      default -> set(function, parameters);
    }
  }

  private void set(int function, Parameters parameters) {
    switch (function) {
      case 'g' -> screen.page.clearTabs(parameters.get(0));
      case 'h' -> setModes(parameters, true);
      case 'l' -> setModes(parameters, false);
      case PRIVATE | 'h' -> setPrivateModes(parameters, true);
      case PRIVATE | 'l' -> setPrivateModes(parameters, false);
      case 'r' -> setRegion(parameters);
      case '!' << 8 | 'p' -> edits.softReset();
      case SPACE | 'q' -> screen.modes.setCursorStyle(parameters.get(0));
      case '"' << 8 | 'q' -> setProtected(parameters.get(0));
      default -> replies.answer(function, parameters);
    }
  }

  private void setProtected(int value) {
    if (value >= 0 && value <= 2) {
      screen.pen.setProtected(value == 1);
    }
  }

  private void setRegion(Parameters parameters) {
    var page = screen.page;
    var top = parameters.orOne(0);
    var asked = parameters.get(1);
    var bottom = asked == 0 || asked > page.height() ? page.height() : asked;
    if (bottom > top) {
      page.top = top - 1;
      page.bottom = bottom - 1;
      page.moveTo(0, 0, screen.modes.origin);
    }
  }

  private void setModes(Parameters parameters, boolean on) {
    for (var index = 0; index < parameters.count(); index++) {
      screen.modes.setStandard(parameters.get(index), on);
    }
  }

  private void setPrivateModes(Parameters parameters, boolean on) {
    for (var index = 0; index < parameters.count(); index++) {
      setPrivateMode(parameters.get(index), on);
    }
  }

  private void setPrivateMode(int mode, boolean on) {
    switch (mode) {
      case 2 -> {
        for (var slot = 0; on && slot < Charsets.SLOTS; slot++) {
          screen.charsets.setSlot(slot, Charsets.ASCII);
        }
      }
      case 6 -> {
        screen.modes.origin = on;
        screen.page.moveTo(0, 0, on);
      }
      case 47, 1047 -> screen.showAlternate(on);
      case 1048 -> {
        if (on) {
          saveCursor();
        } else {
          restoreCursor();
        }
      }
      case 1049 -> {
        if (on) {
          saveCursor();
        }
        screen.showAlternate(on);
        if (!on) {
          restoreCursor();
        }
      }
      default -> screen.modes.setPrivate(mode, on);
    }
  }

  private void saveCursor() {
    screen.page.save(screen.pen, screen.charsets);
  }

  private void restoreCursor() {
    screen.page.restore(screen.pen, screen.charsets, screen.modes.origin);
  }

  @Override
  public boolean wantsOsc(int number) {
    return number == 0 || number == 2 || number == 8 || Palette.concerns(number);
  }

  @Override
  public void osc(int number, String text) {
    if (number == 0 || number == 2) {
      screen.setTitle(text);
    } else if (number == 8) {
      screen.pen.setLink(text);
    } else if (Palette.concerns(number)) {
      screen.palette.execute(number, text);
    }
    screen.printer.endJoining();
  }

  @Override
  public void picture(PictureText picture) {
    edits.draw(picture);
    screen.printer.endJoining();
  }

  @Override
  public void statusRequest(String setting) {
    if (!setting.isEmpty()) {
      replies.status(setting);
    }
    screen.printer.endJoining();
  }
}
