package io.coredeck.whole;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import io.coredeck.browser.TestBrowser;
import java.util.ArrayList;

/// A person at the keyboard: goes from control to control as they come, and does something with the
/// one that has the focus. Nothing is reached that the keys do not reach.
///
/// @param page that the person looks at
record KeysAlone(Page page) {

  /// Controls a person would pass on the way to one of the same page, at most.
  private static final int FARTHEST = 140;

  /// What somebody who hears the page is told of the focused control: its own name, then how it is
  /// labelled, then what stands in it.
  private static final String FOCUSED =
      """
      () => {
        let at = document.activeElement;
        while (at?.shadowRoot?.activeElement) at = at.shadowRoot.activeElement;
        if (!at || at === document.body) return '';
        const field = at.localName === 'input' || at.localName === 'textarea' ? 'field ' : '';
        const byIds = (at.getAttribute('aria-labelledby') ?? '').split(' ').filter(Boolean)
          .map(id => at.getRootNode().getElementById?.(id)?.textContent ?? '').join(' ');
        const labels = [...(at.labels ?? [])].map(label => label.textContent).join(' ');
        return field + (at.getAttribute('aria-label') || byIds || labels || at.textContent || at.placeholder || '')
          .replace(/\\s+/g, ' ').trim();
      }
      """;

  private static final String IS_IN_ROWS =
      """
      () => {
        const grid = document.activeElement;
        const at = grid?.localName === 'vaadin-grid' ? grid.shadowRoot.activeElement : null;
        return at !== null && at.closest('tbody#items') !== null;
      }
      """;

  /// @return name of the control that has the focus, after `field ` if it is one to type into;
  ///   empty if none has it
  String focused() {
    return (String) page.evaluate(FOCUSED);
  }

  /// Presses Tab until a control of that name has the focus.
  KeysAlone reach(String name) {
    return reach(name, "Tab");
  }

  /// Presses Shift+Tab until a control of that name has the focus.
  KeysAlone reachBack(String name) {
    return reach(name, "Shift+Tab");
  }

  private KeysAlone reach(String name, String key) {
    var passed = new ArrayList<String>();
    for (var step = 0; step < FARTHEST; step++) {
      var here = focused();
      if (here.equals(name)) {
        return this;
      }
      passed.add(here);
      page.keyboard().press(key);
    }
    assertThat(passed).as("controls passed on the way to %s", name).contains(name);
    return this;
  }

  /// Presses Tab until the rows of a table have the focus.
  KeysAlone reachRows() {
    for (var step = 0; step < FARTHEST; step++) {
      if ((boolean) page.evaluate(IS_IN_ROWS)) {
        return this;
      }
      page.keyboard().press("Tab");
    }
    throw new AssertionError("no key leads to the rows of the table");
  }

  /// Presses one key after the other, each when the page has come to rest: Vaadin's router
  /// complains of two navigations at once.
  KeysAlone press(String... keys) {
    for (var key : keys) {
      TestBrowser.awaitRest(page);
      page.keyboard().press(key);
    }
    return this;
  }

  /// Presses keys that belong together: the second is another key if it comes late.
  KeysAlone pressQuickly(String first, String second) {
    TestBrowser.awaitRest(page);
    page.keyboard().press(first);
    page.keyboard().press(second);
    return this;
  }

  /// Types over what the field holds.
  KeysAlone type(String text) {
    page.keyboard().press("Control+a");
    page.keyboard().type(text);
    return this;
  }
}
