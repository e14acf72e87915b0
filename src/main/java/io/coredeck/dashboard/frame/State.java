package io.coredeck.dashboard.frame;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.Tag;

/// A state: shape, colour and word.
@Tag("coredeck-state")
public final class State extends Component {

  /// What a state means, whatever its word.
  public enum Kind {
    OK,
    BUSY,
    WARN,
    FAIL,
    IDLE,
    DONE;

    /// @return as the web component calls it
    public String word() {
      return name().toLowerCase(java.util.Locale.ROOT);
    }
  }

  public State(Kind kind, String word) {
    show(kind, word);
  }

  /// Changes what it says.
  public void show(Kind kind, String word) {
    getElement().setAttribute("kind", kind.word());
    getElement().setAttribute("word", word);
  }

  /// @return itself, drawn as a pill for headers
  public State asPill() {
    getElement().setAttribute("pill", true);
    return this;
  }

  /// @return itself, as the name of a state that something may have: nothing in it moves
  public State asName() {
    getElement().setAttribute("still", true);
    return this;
  }

  /// @return itself, not seen while the page has lost the server, which it cannot tell of
  public State ofLine() {
    getElement().setAttribute("of-line", true);
    return this;
  }
}
