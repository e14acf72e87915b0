package io.coredeck.cli.corex;

import io.coredeck.cli.screen.Terminal;
import io.coredeck.posix.PosixException;
import io.coredeck.posix.Tty;

/// How large the window is that a person looks at.
final class Window {

  private static final Tty.Size USUAL = new Tty.Size(80, 24);

  private Window() {}

  /// @return 80 × 24 where there is no terminal, or it does not know
  static Tty.Size size(Terminal terminal) {
    if (!terminal.isOut()) {
      return USUAL;
    }
    try (var tty = Tty.of(1)) {
      var size = tty.size();
      return size.columns() == 0 || size.rows() == 0 ? USUAL : size;
    } catch (PosixException _) {
      return USUAL; // it is gone, and so is who looks
    }
  }
}
