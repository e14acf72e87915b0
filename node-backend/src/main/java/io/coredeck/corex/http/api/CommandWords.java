package io.coredeck.corex.http.api;

import java.nio.charset.StandardCharsets;
import java.util.List;

/// How much a command may be.
public final class CommandWords {

  /// Words of one command.
  static final int WORDS = 4096;

  /// Bytes of one word: Linux takes no longer ones (execve(2), MAX_ARG_STRLEN, with the NUL at its
  /// end).
  static final int WORD_BYTES = 131_071;

  private CommandWords() {}

  /// A command is longer than it may be; the message says by what.
  static final class TooLongException extends Exception {
    private static final long serialVersionUID = 1L;

    private TooLongException(String message) {
      super(message);
    }
  }

  public static void check(List<String> argv) throws TooLongException {
    if (argv.size() > WORDS) {
      throw new TooLongException(
          "the command has %d words; it may have %d".formatted(argv.size(), WORDS));
    }
    for (var i = 0; i < argv.size(); i++) {
      var bytes = argv.get(i).getBytes(StandardCharsets.UTF_8).length;
      if (bytes > WORD_BYTES) {
        throw new TooLongException(
            "word %d of the command has %d bytes; it may have %d"
                .formatted(i + 1, bytes, WORD_BYTES));
      }
    }
  }
}
