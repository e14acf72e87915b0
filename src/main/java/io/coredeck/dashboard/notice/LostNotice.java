package io.coredeck.dashboard.notice;

import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.NativeDetails;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Span;
import io.coredeck.dashboard.grid.GridView;
import io.coredeck.dashboard.text.Refusal;
import io.coredeck.dashboard.text.Texts;
import io.coredeck.dashboard.text.Times;

/// Says above every page that the explorer does not answer, and how old the page is therefore.
public final class LostNotice extends Div {

  private static final Texts TEXTS = Texts.of(LostNotice.class);

  private final Span text = new Span();
  private final Paragraph reason = new Paragraph();

  public LostNotice() {
    addClassNames("notice", "lost-notice");
    text.getElement().setAttribute("role", "alert");
    add(text, new NativeDetails(TEXTS.get("lost.details"), reason));
    setVisible(false);
  }

  public void show(GridView view) {
    var lost = !view.trouble().isEmpty();
    setVisible(lost);
    if (lost) {
      text.setText(
          view.isKnown() ? TEXTS.get("lost", Times.clock(view.at())) : TEXTS.get("lost.unknown"));
      reason.setText(view.trouble().map(Refusal::whileAsked).orElse(""));
    }
  }
}
