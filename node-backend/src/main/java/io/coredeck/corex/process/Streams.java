package io.coredeck.corex.process;

import io.coredeck.corex.output.Scrollback;

/// What a program on pipes printed last, its two streams apart. Safe for use by several threads.
final class Streams {
  private final Scrollback output = new Scrollback(ManagedProcess.KEPT);
  private final Scrollback errors = new Scrollback(ManagedProcess.KEPT);

  synchronized void append(boolean error, byte[] buffer, int length) {
    of(error).append(buffer, length);
  }

  /// @return the newest bytes of one stream, from a whole character on
  synchronized byte[] last(boolean error, int count) {
    return of(error).last(count, true);
  }

  synchronized int keptBytes() {
    return output.size() + errors.size();
  }

  /// Forgets all but the newest bytes of each stream.
  synchronized void trim(int count) {
    output.trim(count);
    errors.trim(count);
  }

  private Scrollback of(boolean error) {
    return error ? errors : output;
  }

  /// A terminal wants a carriage return before each line feed; a program on pipes sends none.
  ///
  /// @param afterReturn whether the byte before was a carriage return
  static byte[] forTerminal(byte[] buffer, int length, boolean afterReturn) {
    var feeds = 0;
    for (var i = 0; i < length; i++) {
      feeds += buffer[i] == '\n' ? 1 : 0;
    }
    var result = new byte[length + feeds];
    var before = afterReturn ? '\r' : 0;
    var count = 0;
    for (var i = 0; i < length; i++) {
      if (buffer[i] == '\n' && before != '\r') {
        result[count++] = '\r';
      }
      before = (char) buffer[i];
      result[count++] = buffer[i];
    }
    return count == result.length ? result : java.util.Arrays.copyOf(result, count);
  }

  /// A terminal sends a carriage return for the key that ends a line; programs want a line feed.
  static byte[] fromTerminal(byte[] input) {
    var result = input.clone();
    for (var i = 0; i < result.length; i++) {
      result[i] = result[i] == '\r' ? (byte) '\n' : result[i];
    }
    return result;
  }
}
