package io.coredeck.dashboard.compose.start;

import com.vaadin.flow.component.Component;
import java.util.function.Consumer;

/// A text that this browser keeps, by name. Never a secret: whoever uses the browser can read it.
final class BrowserStore {

  private static final int LONGEST = 1 << 20;

  /// A tab has what was kept there, else what any tab kept last.
  private static final String GET_OF_TAB =
      "try { return sessionStorage.getItem($0) ?? localStorage.getItem($0) ?? '' }"
          + " catch { return '' }";

  /// What another tab has kept meanwhile is not forgotten with it.
  private static final String PUT_OF_TAB =
      "try { const own = sessionStorage.getItem($0);"
          + " if ($1 !== '') { sessionStorage.setItem($0, $1); localStorage.setItem($0, $1) }"
          + " else { sessionStorage.removeItem($0);"
          + " if (own !== null && localStorage.getItem($0) === own) localStorage.removeItem($0) }"
          + " return true } catch { return false }";

  private static final String GET =
      "try { return localStorage.getItem($0) ?? '' } catch { return '' }";

  private static final String PUT =
      "try { $1 === '' ? localStorage.removeItem($0) : localStorage.setItem($0, $1); return true }"
          + " catch { return false }";

  private final Component page;
  private final String name;
  private final boolean isOfTab;

  private BrowserStore(Component page, String name, boolean isOfTab) {
    this.page = page;
    this.name = name;
    this.isOfTab = isOfTab;
  }

  /// @param page in the browser
  /// @param name of the text, for one person
  /// @return one text for all tabs
  static BrowserStore shared(Component page, String name) {
    return new BrowserStore(page, name, false);
  }

  /// @return a text of each tab; a new tab begins with what was kept last
  static BrowserStore ofTab(Component page, String name) {
    return new BrowserStore(page, name, true);
  }

  /// @param taker told the text, empty if there is none; it may have been changed by anybody
  void get(Consumer<String> taker) {
    page.getElement()
        .executeJs(isOfTab ? GET_OF_TAB : GET, name)
        .then(String.class, text -> taker.accept(text.length() > LONGEST ? "" : text));
  }

  /// @param text empty to forget it
  /// @param kept told whether the browser keeps it
  void put(String text, Consumer<Boolean> kept) {
    page.getElement()
        .executeJs(isOfTab ? PUT_OF_TAB : PUT, name, text)
        .then(Boolean.class, kept::accept);
  }
}
