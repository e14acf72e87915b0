package io.coredeck.corex.screen.parse;

import io.coredeck.corex.screen.picture.PictureText;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/// Finds characters and control sequences in bytes, which may be cut anywhere.
///
/// Bytes are UTF-8. What is no valid UTF-8 is left out, as xterm.js does it: a byte that cannot go
/// on with a character ends it and is looked at anew.
///
/// Source: the state machine of DEC's terminals as Paul Williams drew it, with the differences of
/// xterm.js: characters beyond ASCII end what does not expect them.
public final class Parser {
  private static final int GROUND = 0;
  private static final int ESCAPE = 1;
  private static final int ESCAPE_INTERMEDIATE = 2;
  private static final int CSI_ENTRY = 3;
  private static final int CSI_PARAMETER = 4;
  private static final int CSI_INTERMEDIATE = 5;
  private static final int CSI_IGNORE = 6;

  /// From here on all states are strings.
  private static final int IGNORED_STRING = 7;

  private static final int OSC = 8;
  private static final int DCS_ENTRY = 9;
  private static final int DCS_PARAMETER = 10;
  private static final int DCS_INTERMEDIATE = 11;
  private static final int DCS_IGNORE = 12;
  private static final int DCS_STRING = 13;

  private static final int ESC = 0x1B;
  private static final int DELETE = 0x7F;
  private static final int C1_CSI = 0x9B;
  private static final int C1_DCS = 0x90;
  private static final int C1_OSC = 0x9D;
  private static final int C1_ST = 0x9C;
  private static final int C1_END = 0xA0;

  private final Sequences sequences;
  private final Utf8 utf8 = new Utf8();
  private final Parameters parameters = new Parameters();
  private final ControlString string;
  private final Marks marks = new Marks();
  private int state = GROUND;

  public Parser(Sequences sequences) {
    this.sequences = sequences;
    string = new ControlString(sequences::wantsOsc);
  }

  /// Takes bytes and tells what is in them.
  ///
  /// @param to after the last byte
  public void write(byte[] bytes, int from, int to) {
    for (var at = from; at < to; ) {
      var value = bytes[at];
      if (Ascii.isCharacter(value) && !utf8.isInside() && (state == GROUND || isPicture())) {
        var end = Ascii.endOfCharacters(bytes, at, to);
        if (state == GROUND) {
          sequences.printAscii(bytes, at, end);
        } else {
          string.picture().addAscii(bytes, at, end);
        }
        at = end;
      } else {
        at++;
        var codePoint = utf8.next(value);
        if (codePoint >= 0) {
          step(codePoint);
        }
        if (value == '\n' && state == GROUND) {
          at = sequences.lineFed(bytes, at, to);
        }
      }
    }
  }

  /// @return whether neither a sequence nor a character has begun
  public boolean isAtRest() {
    return state == GROUND && !utf8.isInside();
  }

  private boolean isPicture() {
    return (state == DCS_STRING || state == OSC) && string.isPicture();
  }

  /// Forgets a sequence that has begun.
  public void reset() {
    state = GROUND;
    clear();
  }

  private void clear() {
    parameters.reset();
    marks.reset();
  }

  private void step(int code) {
    if ((state == OSC && string.isOscEnd(code)) || (state == DCS_STRING && string.isDcsEnd(code))) {
      endString(code);
    } else if (code == ESC) {
      clear();
      state = ESCAPE;
    } else if (ControlString.isCancel(code)) {
      state = GROUND;
      sequences.execute(code);
    } else if (code >= 0x80 && code < C1_END) {
      takeC1(code);
    } else if (code < ' ') {
      takeC0(code);
    } else if (code >= C1_END) {
      takeCharacter(code);
    } else {
      takeAscii(code);
    }
  }

  private void endString(int code) {
    var isOsc = state == OSC;
    var number = ControlString.isCancel(code) ? -1 : string.number();
    clear();
    state = code == ESC ? ESCAPE : GROUND;
    if (string.isPicture() && !ControlString.isCancel(code)) {
      sequences.picture(string.picture());
    } else if (isOsc) {
      sequences.osc(number, string.text());
    } else {
      sequences.statusRequest(number == ControlString.STATUS_REQUEST ? string.text() : "");
    }
    string.end();
  }

  private void takeC1(int code) {
    switch (code) {
      case C1_CSI -> begin(CSI_ENTRY);
      case C1_DCS -> begin(DCS_ENTRY);
      case C1_OSC -> beginOsc();
      case 0x98, 0x9E, 0x9F -> state = IGNORED_STRING;
      case C1_ST -> state = GROUND;
      default -> {
        state = GROUND;
        sequences.execute(code);
      }
    }
  }

  private void begin(int next) {
    clear();
    state = next;
  }

  private void beginOsc() {
    string.beginOsc();
    state = OSC;
  }

  private void takeC0(int code) {
    if (state == DCS_STRING) {
      string.add(code);
    } else if (state < IGNORED_STRING) {
      sequences.execute(code);
    }
  }

  /// A character beyond ASCII.
  private void takeCharacter(int code) {
    switch (state) {
      case GROUND -> sequences.print(code);
      case OSC, DCS_STRING -> string.add(code);
      case CSI_IGNORE, DCS_IGNORE -> {}
      default -> state = GROUND;
    }
  }

  /// A character from space to delete.
  private void takeAscii(int code) {
    switch (state) {
      case GROUND -> {
        if (code != DELETE) {
          sequences.print(code);
        }
      }
      case OSC -> string.add(code);
      case DCS_STRING -> {
        if (code != DELETE) {
          string.add(code);
        }
      }
      case IGNORED_STRING, DCS_IGNORE -> {}
      default -> {
        if (code != DELETE) {
          takeInSequence(code);
        }
      }
    }
  }

  private void takeInSequence(int code) {
    switch (state) {
      case ESCAPE -> takeAfterEscape(code);
      case ESCAPE_INTERMEDIATE -> takeIntermediate(code);
      case CSI_IGNORE -> state = code < '@' ? CSI_IGNORE : GROUND;
      default -> takeParameter(code);
    }
  }

  private void takeAfterEscape(int code) {
    switch (code) {
      case '[' -> begin(CSI_ENTRY);
      case ']' -> beginOsc();
      case 'P' -> begin(DCS_ENTRY);
      case 'X', '^', '_' -> state = IGNORED_STRING;
      default -> takeIntermediate(code);
    }
  }

  private void takeIntermediate(int code) {
    if (code < '0') {
      collect(code, ESCAPE_INTERMEDIATE);
    } else {
      state = GROUND;
      sequences.escape(marks.with(code));
    }
  }

  private void collect(int code, int next) {
    marks.add(code);
    state = next;
  }

  /// In a control sequence or in the head of a device control string, which are alike.
  private void takeParameter(int code) {
    var csi = state < IGNORED_STRING;
    var entry = state == CSI_ENTRY || state == DCS_ENTRY;
    var intermediate = state == CSI_INTERMEDIATE || state == DCS_INTERMEDIATE;
    if (code >= '@') {
      dispatch(code, csi);
    } else if (code < '0') {
      collect(code, csi ? CSI_INTERMEDIATE : DCS_INTERMEDIATE);
    } else if (intermediate || (code >= '<' && !entry)) {
      state = csi ? CSI_IGNORE : DCS_IGNORE;
    } else if (code >= '<') {
      collect(code, csi ? CSI_PARAMETER : DCS_PARAMETER);
    } else {
      parameters.take(code);
      state = csi ? CSI_PARAMETER : DCS_PARAMETER;
    }
  }

  private void dispatch(int code, boolean csi) {
    if (csi) {
      state = GROUND;
      sequences.control(marks.with(code), parameters);
    } else {
      string.beginDcs(marks.with(code), parameters);
      state = DCS_STRING;
    }
  }

  /// @return the picture that comes in, if one does
  public PictureText picture() {
    return string.picture();
  }

  /// @param pictureBytes of a picture with more, only that something comes
  /// @return the beginning of a sequence or character whose end has not come
  public byte[] unfinished(int pictureBytes) {
    var out = new ByteArrayOutputStream();
    if (isPicture() && string.picture().isKept(pictureBytes)) {
      out.writeBytes(string.picture().unfinished());
    } else {
      out.writeBytes(unfinishedSequence().getBytes(StandardCharsets.UTF_8));
    }
    utf8.writeUnfinished(out);
    return out.toByteArray();
  }

  private String unfinishedSequence() {
    return switch (state) {
      case GROUND -> "";
      case ESCAPE, ESCAPE_INTERMEDIATE -> "\u001b" + marks.afterNumbers();
      case IGNORED_STRING -> "\u001b_";
      case OSC -> string.unfinishedOsc();
      case CSI_IGNORE -> "\u001b[0<";
      case DCS_IGNORE -> "\u001bP0<";
      case DCS_STRING -> string.unfinishedDcs();
      default -> {
        var isEntry = state == CSI_ENTRY || state == DCS_ENTRY;
        var numbers = isEntry ? "" : parameters.text();
        yield (state < IGNORED_STRING ? "\u001b[" : "\u001bP")
            + marks.beforeNumbers()
            + numbers
            + marks.afterNumbers();
      }
    };
  }
}
