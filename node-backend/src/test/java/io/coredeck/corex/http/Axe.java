package io.coredeck.corex.http;

import com.microsoft.playwright.Page;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/// Looks for what keeps people from using a page, with axe-core, as the dashboard's tests do.
final class Axe {

  private static final Path FRONTEND = Path.of("../frontend");
  private static final Path SCRIPT = FRONTEND.resolve("node_modules/axe-core/axe.min.js");
  private static final Path RUN = FRONTEND.resolve("serious-faults.js");

  private Axe() {}

  /// @return what is serious or critical and where, one fault a line
  @SuppressWarnings("unchecked")
  static List<String> faults(Page page) {
    if (Boolean.TRUE.equals(page.evaluate("typeof axe === 'undefined'"))) {
      page.evaluate(read(SCRIPT));
    }
    return (List<String>) page.evaluate(read(RUN));
  }

  private static String read(Path script) {
    try {
      return Files.readString(script);
    } catch (IOException e) {
      throw new UncheckedIOException(script + " is not there; build the front end first", e);
    }
  }
}
