package io.coredeck.dashboard.container;

import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Span;
import io.coredeck.dashboard.frame.Look;
import io.coredeck.dashboard.text.NodeReason;
import io.coredeck.dashboard.text.Texts;
import io.coredeck.model.Reservation;

/// Says above a tab why a container does not run, and what can be done.
final class Notice extends Div {

  private static final Texts TEXTS = Texts.of(Notice.class);

  private final Span text = new Span();
  private final Anchor edit = new Anchor("", TEXTS.get("edit"));
  private final Anchor list = new Anchor("reservations", TEXTS.get("to-list"));
  private final boolean mayChange;

  Notice(boolean mayChange) {
    this.mayChange = mayChange;
    addClassName("object-notice");
    getElement().setAttribute("role", "status");
    add(text, edit, list);
    setVisible(false);
  }

  /// @return in place of a page: there is nothing with that number for this person
  static Div missing(long id) {
    var none = new Div(new Span(TEXTS.get("missing", Long.toString(id))));
    none.add(new Anchor("reservations", TEXTS.get("to-list")));
    none.addClassName("none");
    return none;
  }

  void show(Reservation reservation, Look look) {
    setVisible(look == Look.FAILED || look == Look.DELETED || look == Look.STOPPING);
    setClassName("failed", look == Look.FAILED);
    text.setText(
        switch (look) {
          case FAILED -> TEXTS.get("failed", NodeReason.of(Look.said(reservation)));
          case STOPPING -> TEXTS.get("stopping");
          default -> TEXTS.get("deleted");
        });
    edit.setHref(Facts.editHref(reservation, look));
    edit.setVisible(look == Look.FAILED && mayChange && Facts.isOwn(reservation));
    list.setVisible(look == Look.DELETED);
  }
}
