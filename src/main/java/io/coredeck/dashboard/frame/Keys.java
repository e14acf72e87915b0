package io.coredeck.dashboard.frame;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.grid.Grid;

/// Keys that do what an element of the page does.
///
/// The browser acts by itself (`frontend/theme/keys.ts`): a button or link is clicked, a field gets
/// the focus. Single keys do nothing while a field, a terminal or a code editor has the focus, and
/// when the person has switched them off; the sheet behind `?` tells those of the page.
public final class Keys {

  private Keys() {}

  /// The element is meant when the key is pressed, as long as it can be seen.
  ///
  /// @param key one character such as `c`, `/` or `1`, two that are pressed one after the other,
  ///   such as `g o`, or several of these with `|` between, of which each does it
  /// @param description what it does, for the sheet; a few words in the reader's language
  public static void mark(Component component, String key, String description) {
    if (!key.matches("\\S( \\S)?(\\|\\S( \\S)?)*")) {
      throw new IllegalArgumentException("key is '%s'; it must be one or two keys".formatted(key));
    }
    var element = component.getElement();
    element.setAttribute("data-key", key);
    element.setAttribute("data-key-description", description);
    if (!key.contains(" ")) {
      element.setAttribute("aria-keyshortcuts", key.replace('|', ' '));
    }
  }

  /// The same, and the name and tooltip of a button that shows only an icon.
  public static void markIcon(Component button, String key, String description) {
    mark(button, key, description);
    button.getElement().setAttribute("aria-label", description);
    button
        .getElement()
        .setAttribute("title", description + " (" + key.toUpperCase(java.util.Locale.ROOT) + ")");
  }

  /// `J` and `K` move through the rows, `X` selects, Enter opens the row's first link.
  public static void markRows(Grid<?> grid) {
    grid.getElement().setAttribute("data-key-rows", true);
  }
}
