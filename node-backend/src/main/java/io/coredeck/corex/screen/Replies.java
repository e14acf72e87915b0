package io.coredeck.corex.screen;

import io.coredeck.corex.screen.cell.Output;
import io.coredeck.corex.screen.parse.Parameters;

/// Answers to what programs ask their terminal, as xterm.js gives them.
///
/// Questions for colours and sizes in pixels are left to the viewers, who know them.
///
/// Source: xterm ctlseqs, DA, DSR, DECRQM, DECRQSS.
final class Replies {

  /// The most bytes kept until somebody takes them; further answers are lost.
  static final int LIMIT = 4096;

  private static final int PRIVATE = '?' << 8;
  private static final String ESC = "\u001b";

  private final Screen screen;
  private final Output waiting = new Output();

  Replies(Screen screen) {
    this.screen = screen;
  }

  /// @return what has been answered since the last call
  byte[] take() {
    var bytes = waiting.toByteArray();
    waiting.clear();
    return bytes;
  }

  private void reply(String text) {
    if (waiting.length() + text.length() <= LIMIT) {
      waiting.put(ESC).put(text);
    }
  }

  /// Answers a control sequence if it is a question.
  ///
  /// @param function the final character, with those before it in the higher bytes
  void answer(int function, Parameters parameters) {
    var value = parameters.get(0);
    switch (function) {
      case 'c' -> deviceAttributes(value, "[?1;2c");
      case '>' << 8 | 'c' -> deviceAttributes(value, "[>0;276;0c");
      case 'n' -> deviceStatus(value);
      case PRIVATE | 'n' -> {
        if (value == 6) {
          reply("[?" + cursor());
        }
      }
      case '$' << 8 | 'p' -> reply("[" + value + ";" + screen.modes.standard(value) + "$y");
      case '?' << 16 | '$' << 8 | 'p' ->
          reply("[?" + value + ";" + screen.modes.isPrivate(value, screen.isAlternate()) + "$y");
      default -> {}
    }
  }

  private void deviceAttributes(int value, String attributes) {
    if (value == 0) {
      reply(attributes);
    }
  }

  private void deviceStatus(int value) {
    if (value == 5) {
      reply("[0n");
    } else if (value == 6) {
      reply("[" + cursor());
    }
  }

  private String cursor() {
    return (screen.page.y + 1) + ";" + (screen.page.x + 1) + "R";
  }

  /// Answers a request for the state of a setting (DECRQSS).
  void status(String setting) {
    var page = screen.page;
    var answer =
        switch (setting) {
          case "\"q" -> screen.pen.isProtected() ? "1\"q" : "0\"q";
          case "\"p" -> "61;1\"p";
          case "r" -> (page.top + 1) + ";" + (page.bottom + 1) + "r";
          case "m" -> "0m";
          case " q" -> screen.modes.blink ? "1 q" : "2 q";
          default -> "";
        };
    reply(answer.isEmpty() ? "P0$r" + ESC + "\\" : "P1$r" + answer + ESC + "\\");
  }
}
