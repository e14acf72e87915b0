package io.coredeck.dashboard.overview;

import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.NativeDetails;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Span;
import io.coredeck.dashboard.grid.GridView;
import io.coredeck.dashboard.text.Texts;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/// Says that the explorer does not answer, and how old the page is therefore.
final class LostNotice extends Div {

  private static final Texts TEXTS = Texts.of(LostNotice.class);
  private static final DateTimeFormatter CLOCK =
      DateTimeFormatter.ofPattern("HH:mm:ss", Locale.ROOT).withZone(ZoneId.systemDefault());

  private final Span text = new Span();
  private final Paragraph reason = new Paragraph();

  LostNotice() {
    addClassName("notice");
    text.getElement().setAttribute("role", "alert");
    add(text, new NativeDetails(TEXTS.get("lost.details"), reason));
    setVisible(false);
  }

  void show(GridView view) {
    var lost = !view.trouble().isEmpty();
    setVisible(lost);
    if (lost) {
      text.setText(
          view.isKnown() ? TEXTS.get("lost", CLOCK.format(view.at())) : TEXTS.get("lost.unknown"));
      reason.setText(view.trouble());
    }
  }
}
