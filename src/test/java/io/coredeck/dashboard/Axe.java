package io.coredeck.dashboard;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import io.coredeck.browser.TestBrowser;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/// Looks for what keeps people from using a page, with axe-core.
public final class Axe {

  private static final Path SCRIPT = Path.of("frontend/node_modules/axe-core/axe.min.js");
  private static final Path RUN = Path.of("frontend/serious-faults.js");

  private Axe() {}

  /// Fails if the page has a fault that is serious or critical, and says where.
  ///
  /// @param excused ids of rules that are not looked at, each with its reason beside the call
  public static void check(Page page, String... excused) {
    assertThat(faults(page).stream().filter(one -> !startsWithAny(one, excused)).toList())
        .as("faults of " + page.url())
        .isEmpty();
  }

  private static boolean startsWithAny(String fault, String... excused) {
    return List.of(excused).stream().anyMatch(id -> fault.startsWith(id + ":"));
  }

  /// @return serious and critical faults, one a line
  @SuppressWarnings("unchecked")
  static List<String> faults(Page page) {
    TestBrowser.awaitWhole(page);
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
