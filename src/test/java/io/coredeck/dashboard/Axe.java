package io.coredeck.dashboard;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import io.coredeck.browser.TestBrowser;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// Looks for what keeps people from using a page, with axe-core.
public final class Axe {

  private static final Path SCRIPT = Path.of("frontend/node_modules/axe-core/axe.min.js");

  /// Leaves out one fault alone: faint words of what cannot be used yet, which WCAG 1.4.3 allows
  /// and axe-core does not see where the words stand inside a component.
  private static final String RUN =
      """
      async () => {
        // preload would ask for the style sheets again, for rules about them that are off
        const found = await axe.run(document,
          {resultTypes: ['violations'], elementRef: true, preload: false});
        const above = (one) => one.assignedSlot ?? one.parentElement ?? one.getRootNode().host;
        const isOff = (one) => {
          for (let at = one; at; at = above(at)) {
            if (at.getAttribute('aria-disabled') === 'true') return true;
          }
          return false;
        };
        return found.violations
          .filter(one => one.impact === 'serious' || one.impact === 'critical')
          .map(one => [one, one.nodes.filter(node => one.id !== 'color-contrast' || !isOff(node.element))])
          .filter(([, nodes]) => nodes.length > 0)
          .map(([one, nodes]) => ({id: one.id, help: one.help, impact: one.impact,
            places: nodes.slice(0, 5).map(node => node.target.join(' ') + ' ' + node.html.slice(0, 160)
              + ' ' + (node.any[0]?.message ?? ''))}));
      }
      """;

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
      page.evaluate(script());
    }
    var found = new ArrayList<String>();
    for (var fault : (List<Map<String, Object>>) page.evaluate(RUN)) {
      found.add("%s: %s %s".formatted(fault.get("id"), fault.get("help"), fault.get("places")));
    }
    return found;
  }

  private static String script() {
    try {
      return Files.readString(SCRIPT);
    } catch (IOException e) {
      throw new UncheckedIOException(SCRIPT + " is not there; build the front end first", e);
    }
  }
}
