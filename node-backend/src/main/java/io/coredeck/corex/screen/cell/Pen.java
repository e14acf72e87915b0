package io.coredeck.corex.screen.cell;

import io.coredeck.corex.screen.parse.Parameters;

/// The style that characters are printed in.
///
/// Source: SGR in ECMA-48 8.3.117 and xterm ctlseqs, DECSCA; what each number changes, and what a
/// reset leaves, are those of xterm.js.
public final class Pen {
  private static final int SHAPE = 7 << Styles.SHAPE_SHIFT;
  private static final int SINGLE = 1;
  private static final int DOUBLE = 2;
  private static final int LAST_SHAPE = 5;

  private final Styles styles;
  private int fore;
  private int back;
  private int line;
  private String link = "";
  private int style;
  private boolean known = true;

  public Pen(Styles styles) {
    this.styles = styles;
  }

  public int fore() {
    return fore;
  }

  public int back() {
    return back;
  }

  public int line() {
    return line;
  }

  public String link() {
    return link;
  }

  public boolean isProtected() {
    return (back & Styles.PROTECTED) != 0;
  }

  /// @return the number of the pen's style
  public int style() {
    if (!known) {
      var extended = (back & Styles.EXTENDED) != 0;
      style = styles.of(fore, back, extended ? line : 0, extended ? link : "");
      known = true;
    }
    return style;
  }

  /// @return the number of the style of what is erased: the pen's background
  public int eraseStyle() {
    var colour = back & Styles.COLOUR;
    return colour == 0 ? Styles.DEFAULT : styles.of(0, colour, 0, "");
  }

  /// Says that styles have got new numbers.
  public void forgetNumber() {
    known = false;
  }

  public void reset() {
    set(0, 0);
    line = 0;
    link = "";
  }

  /// Takes back what a saved cursor keeps of a pen: not the underline's shape, nor the link.
  public void set(int fore, int back) {
    this.fore = fore;
    this.back = back;
    known = false;
  }

  /// Begins or ends a link (OSC 8). Of its parameters the id alone is used.
  ///
  /// @param text `parameters;address`, with an empty address to end one
  public void setLink(String text) {
    var separator = text.indexOf(';');
    if (separator < 0) {
      return;
    }
    var parameters = text.substring(0, separator).strip();
    var address = text.substring(separator + 1);
    if (!address.isEmpty()) {
      link = linkId(parameters) + ";" + address;
    } else if (parameters.isEmpty()) {
      link = "";
    }
    updateExtended();
  }

  private static String linkId(String parameters) {
    for (var parameter : parameters.split(":", -1)) {
      if (parameter.startsWith("id=")) {
        return parameter.length() > 3 ? parameter : "";
      }
    }
    return "";
  }

  public void setProtected(boolean on) {
    back = with(back, Styles.PROTECTED, on);
    known = false;
  }

  /// Does what a control sequence says (SGR).
  public void select(Parameters parameters) {
    for (var index = 0; index < parameters.count(); index++) {
      var value = parameters.get(index);
      if (value == 38 || value == 48 || value == 58) {
        index += selectColour(parameters, index);
      } else if (value == 4) {
        underline(parameters.subCount(index) > 0 ? parameters.sub(index, 0) : SINGLE);
      } else {
        select(value);
      }
    }
    known = false;
  }

  private void select(int value) {
    if (value >= 30 && value <= 37) {
      fore = (fore & ~Styles.COLOUR) | Styles.KIND_16 | (value - 30);
    } else if (value >= 40 && value <= 47) {
      back = (back & ~Styles.COLOUR) | Styles.KIND_16 | (value - 40);
    } else if (value >= 90 && value <= 97) {
      fore = (fore & ~Styles.COLOUR) | Styles.KIND_16 | (value - 90 + 8);
    } else if (value >= 100 && value <= 107) {
      back = (back & ~Styles.COLOUR) | Styles.KIND_16 | (value - 100 + 8);
    } else {
      selectAttribute(value);
    }
  }

  private void selectAttribute(int value) {
    switch (value) {
      case 0 -> plain();
      case 21 -> underline(DOUBLE);
      case 24 -> underline(0);
      case 39 -> fore &= ~Styles.COLOUR;
      case 49 -> back &= ~Styles.COLOUR;
      case 59 -> {
        line |= Styles.COLOUR;
        updateExtended();
      }
      default -> selectFlag(value);
    }
  }

  private void selectFlag(int value) {
    switch (value) {
      case 1 -> fore |= Styles.BOLD;
      case 2 -> back |= Styles.DIM;
      case 3 -> back |= Styles.ITALIC;
      case 5 -> fore |= Styles.BLINK;
      case 7 -> fore |= Styles.INVERSE;
      case 8 -> fore |= Styles.INVISIBLE;
      case 9 -> fore |= Styles.STRIKE;
      case 22 -> {
        fore &= ~Styles.BOLD;
        back &= ~Styles.DIM;
      }
      case 23 -> back &= ~Styles.ITALIC;
      case 25 -> fore &= ~Styles.BLINK;
      case 27 -> fore &= ~Styles.INVERSE;
      case 28 -> fore &= ~Styles.INVISIBLE;
      case 29 -> fore &= ~Styles.STRIKE;
      case 53 -> back |= Styles.OVERLINE;
      case 55 -> back &= ~Styles.OVERLINE;
      default -> {}
    }
  }

  private void plain() {
    fore = 0;
    back = 0;
    line = 0;
    updateExtended();
  }

  private void underline(int shape) {
    var valid = shape < 0 || shape > LAST_SHAPE ? SINGLE : shape;
    line = (line & ~SHAPE) | (valid << Styles.SHAPE_SHIFT);
    fore = with(fore, Styles.UNDERLINE, valid != 0);
    updateExtended();
  }

  private void updateExtended() {
    back = with(back, Styles.EXTENDED, (line & SHAPE) != 0 || !link.isEmpty());
    known = false;
  }

  private static int with(int value, int bit, boolean on) {
    return on ? value | bit : value & ~bit;
  }

  /// Reads a colour in any of the forms `38;5;n`, `38;2;r;g;b`, `38:5:n`, `38:2:r:g:b`,
  /// `38:2:space:r:g:b` and their mixtures.
  ///
  /// @return how many numbers after the first belong to it
  private int selectColour(Parameters parameters, int index) {
    // Target, kind, colour space, and three values; without a space its place is skipped.
    var parts = new int[] {0, 0, -1, 0, 0, 0};
    var skip = 0;
    var used = 0;
    while (true) {
      parts[used + skip] = parameters.get(index + used);
      var subs = parameters.subCount(index + used);
      if (subs > 0) {
        for (var sub = 0; sub < subs && used + sub + 1 + skip < parts.length; sub++) {
          skip = parts[1] == 5 ? 1 : skip;
          if (used + sub + 1 + skip < parts.length) {
            parts[used + sub + 1 + skip] = parameters.sub(index + used, sub);
          }
        }
        break;
      }
      if ((parts[1] == 5 && used + skip >= 2) || (parts[1] == 2 && used + skip >= 5)) {
        break;
      }
      skip = parts[1] != 0 ? 1 : skip;
      used++;
      if (used + index >= parameters.count() || used + skip >= parts.length) {
        break;
      }
    }
    setColour(parts);
    return used;
  }

  private void setColour(int[] parts) {
    var colour = colour(parts[1], parts);
    if (colour >= 0) {
      switch (parts[0]) {
        case 38 -> fore = (fore & ~Styles.COLOUR) | colour;
        case 48 -> back = (back & ~Styles.COLOUR) | colour;
        default -> line = (line & ~Styles.COLOUR) | colour;
      }
    }
  }

  private static int colour(int kind, int[] parts) {
    var first = Math.max(0, parts[3] == -1 ? 0 : parts[3]) & 0xFF;
    return switch (kind) {
      case 2 ->
          Styles.KIND_RGB
              | first << 16
              | Math.max(0, parts[4]) % 256 << 8
              | Math.max(0, parts[5]) % 256;
      case 5 -> Styles.KIND_256 | first;
      default -> -1;
    };
  }
}
