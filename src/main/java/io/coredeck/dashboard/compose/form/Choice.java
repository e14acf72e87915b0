package io.coredeck.dashboard.compose.form;

import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.NativeButton;
import com.vaadin.flow.component.html.Span;
import io.coredeck.dashboard.frame.Icon;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Consumer;

/// One of a few, side by side.
///
/// @param <T> what is chosen
public final class Choice<T> extends Div {

  private final Map<T, NativeButton> buttons = new LinkedHashMap<>();
  private final transient Consumer<T> chosen;

  /// @param label what is chosen, for those who hear the page
  /// @param chosen told when a person chooses
  public Choice(String label, Consumer<T> chosen) {
    this.chosen = chosen;
    addClassName("choice");
    getElement().setAttribute("role", "group");
    getElement().setAttribute("aria-label", label);
  }

  /// Adds one.
  ///
  /// @param icon of the sprite; empty for none
  /// @return itself
  public Choice<T> with(T value, String title, String icon) {
    var button = new NativeButton();
    button.getElement().setAttribute("type", "button");
    if (!icon.isEmpty()) {
      button.add(new Icon(icon));
    }
    button.add(new Span(title));
    button.addClickListener(_ -> chosen.accept(value));
    buttons.put(value, button);
    add(button);
    return this;
  }

  /// Shows which is chosen.
  public void show(T value) {
    buttons.forEach((one, button) ->
        button.getElement().setAttribute("aria-pressed", String.valueOf(one.equals(value))));
  }
}
