package io.coredeck.dashboard.compose.start;

import com.vaadin.flow.component.Component;
import java.util.function.Consumer;

/// A text that this browser keeps, by name. Never a secret: whoever uses the browser can read it.
public final class BrowserStore {

  private static final int LONGEST = 1 << 20;

  private static final String GET =
      "try { return localStorage.getItem($0) ?? '' } catch { return '' }";

  private static final String PUT =
      "try { $1 === '' ? localStorage.removeItem($0) : localStorage.setItem($0, $1); return true }"
          + " catch { return false }";

  private final Component page;
  private final String name;

  /// @param page in the browser
  /// @param name of the text, for one person
  public BrowserStore(Component page, String name) {
    this.page = page;
    this.name = name;
  }

  /// @param taker told the text, empty if there is none; it may have been changed by anybody
  void get(Consumer<String> taker) {
    page.getElement()
        .executeJs(GET, name)
        .then(String.class, text -> taker.accept(text.length() > LONGEST ? "" : text));
  }

  /// @param text empty to forget it
  /// @param kept told whether the browser keeps it
  void put(String text, Consumer<Boolean> kept) {
    page.getElement().executeJs(PUT, name, text).then(Boolean.class, kept::accept);
  }
}
