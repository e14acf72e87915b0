package io.coredeck.dashboard.reservations;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Code;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H2;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Span;
import io.coredeck.dashboard.reservations.rows.Row.Kind;
import io.coredeck.dashboard.text.Texts;

/// In place of the rows where there are none: what would be here, and what to do.
final class Empty extends Div {

  private static final Texts TEXTS = Texts.of(Empty.class);

  private final H2 title = new H2();
  private final Paragraph text = new Paragraph();
  private final Anchor deploy = new Anchor("containers/new", TEXTS.get("new-container"));
  private final Div command =
      new Div(new Span(TEXTS.get("empty-command")), new Code("./coredeck deploy FILE"));
  private final Button clear;
  private Kind kind = Kind.CONTAINERS;

  /// @param cleared called when the person wants to see everything again
  Empty(Runnable cleared) {
    addClassName("none");
    deploy.addClassNames("button", "primary");
    clear = new Button(TEXTS.get("clear-filter"), _ -> cleared.run());
    clear.addThemeVariants(ButtonVariant.LUMO_SMALL);
    command.addClassName("command");
    add(title, text, deploy, command, clear);
    setVisible(false);
  }

  void show(Kind now) {
    kind = now;
  }

  /// @param isFiltered whether there may be some that the person's filter hides
  void show(boolean isFiltered) {
    title.setText(TEXTS.get((isFiltered ? "no-match-" : "empty-") + kind.path()));
    text.setText(TEXTS.get("empty-text-" + kind.path()));
    text.setVisible(!isFiltered);
    deploy.setVisible(!isFiltered);
    command.setVisible(!isFiltered && kind == Kind.CONTAINERS);
    clear.setVisible(isFiltered);
  }
}
