package io.coredeck.dashboard.frame;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.Tag;

/// An icon of the sprite, 16 px; decoration, so it carries no words.
@Tag("coredeck-icon")
public final class Icon extends Component {

  /// @param name as in `frontend/theme/icons.json`
  public Icon(String name) {
    getElement().setAttribute("name", name);
  }
}
