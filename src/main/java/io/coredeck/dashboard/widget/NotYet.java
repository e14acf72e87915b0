package io.coredeck.dashboard.widget;

import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Span;
import io.coredeck.dashboard.text.Texts;

/// In place of a page whose thing is not known yet: whether there is one the explorer will say. The
/// page shows it by itself then.
public final class NotYet extends Div {

  private static final Texts TEXTS = Texts.of(NotYet.class);

  public NotYet() {
    super(new Span(TEXTS.get("not-yet")));
    addClassNames("none", "not-yet");
    getElement().setAttribute("role", "status");
  }
}
