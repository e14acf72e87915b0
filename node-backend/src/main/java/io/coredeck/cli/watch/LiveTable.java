package io.coredeck.cli.watch;

import io.coredeck.cli.setup.Session;
import io.coredeck.cli.setup.Table;
import io.coredeck.posix.PosixException;
import io.coredeck.posix.Tty;
import java.util.List;

/// A table on a terminal that is drawn again in its place. What does not fit on the screen is left
/// out, so that the place stays the same.
///
/// Sequences: ECMA-48, cursor up, erase in page and in line.
final class LiveTable {

  /// Where a terminal does not know how large it is.
  private static final Tty.Size USUAL = new Tty.Size(80, 24);

  private final Session session;
  private int drawn;

  LiveTable(Session session) {
    this.session = session;
  }

  void show(Table table) {
    var size = size();
    var lines =
        fitting(table.print(session.isWide(), session.around().style()).lines().toList(), size);
    var out = new StringBuilder();
    if (drawn > 0) {
      out.append("\033[").append(drawn).append('A');
    }
    out.append("\r\033[J");
    lines.forEach(line -> out.append(line).append('\n'));
    drawn = lines.size();
    session.out().print(out);
    session.out().flush();
  }

  /// Lines that do not fit are cut by the terminal: it does not break them while they are drawn.
  private static List<String> fitting(List<String> lines, Tty.Size size) {
    var rows = Math.max(2, size.rows() - 1);
    return lines.stream().limit(rows).map(line -> "\033[?7l" + line + "\033[?7h").toList();
  }

  private static Tty.Size size() {
    try (var terminal = Tty.of(1)) {
      var size = terminal.size();
      return size.rows() == 0 ? USUAL : size;
    } catch (PosixException _) {
      return USUAL; // it is gone, and so is who looks
    }
  }
}
