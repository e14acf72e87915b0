package io.coredeck.cli.screen;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// Which of a program's three streams are terminals.
///
/// @param isIn whether a person types into it
/// @param isOut whether a person reads its answers
/// @param isErr whether a person reads what else it says
public record Terminal(boolean isIn, boolean isOut, boolean isErr) {

  /// None of them.
  public static final Terminal NONE = new Terminal(false, false, false);

  /// Of this process. Looks at the files behind its descriptors, which takes no library: proc(5).
  public static Terminal ofProcess() {
    return new Terminal(is(0), is(1), is(2));
  }

  private static boolean is(int descriptor) {
    try {
      var file = Files.readSymbolicLink(Path.of("/proc/self/fd/" + descriptor)).toString();
      return file.matches("/dev/(pts/[0-9]+|tty.*|console|hvc[0-9]+)");
    } catch (IOException _) {
      return false; // closed, or there is no /proc
    }
  }
}
