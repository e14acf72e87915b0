package io.coredeck.dashboard.overview;

import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.NativeDetails;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Span;
import io.coredeck.dashboard.grid.GridView;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/// Says that the explorer does not answer, and how old the page is therefore.
final class LostNotice extends Div {

  private static final DateTimeFormatter CLOCK =
      DateTimeFormatter.ofPattern("HH:mm:ss", Locale.ROOT).withZone(ZoneId.systemDefault());

  private final Span text = new Span();
  private final Paragraph reason = new Paragraph();

  LostNotice() {
    addClassName("notice");
    text.getElement().setAttribute("role", "alert");
    add(text, new NativeDetails("Technical details", reason));
    setVisible(false);
  }

  void show(GridView view) {
    var lost = !view.trouble().isEmpty();
    setVisible(lost);
    if (lost) {
      text.setText("The explorer does not answer. " + age(view) + " It is asked again every 2 s.");
      reason.setText(view.trouble());
    }
  }

  private static String age(GridView view) {
    return view.isKnown()
        ? "What you see is from " + CLOCK.format(view.at()) + "."
        : "Nothing is known yet.";
  }
}
