package io.coredeck.dashboard.widget;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.notification.Notification;
import com.vaadin.flow.component.notification.Notification.Position;
import io.coredeck.dashboard.frame.Icon;
import io.coredeck.dashboard.text.Texts;
import java.time.Duration;

/// Says what became of what the person did. Good news go by themselves, bad news stay until they
/// are closed.
public final class Toast {

  private static final Texts TEXTS = Texts.of(Toast.class);
  private static final Duration SHOWN = Duration.ofSeconds(5);

  private Toast() {}

  public static void good(String text) {
    Notification.show(text, (int) SHOWN.toMillis(), Position.BOTTOM_END);
  }

  /// @param what happened
  /// @param why in a sentence
  public static void bad(String what, String why) {
    var toast = new Notification();
    toast.setPosition(Position.BOTTOM_END);
    toast.setDuration(0);
    var title = new Span(what);
    title.addClassName("what");
    var words = new Div(title, new Span(why));
    words.addClassName("toast-words");
    words.getElement().setAttribute("role", "alert");
    var close = new Button(new Icon("x"), _ -> toast.close());
    close.setAriaLabel(TEXTS.get("close"));
    close.addThemeVariants(ButtonVariant.LUMO_TERTIARY, ButtonVariant.LUMO_ICON);
    var row = new Div(words, close);
    row.addClassName("toast-row");
    toast.add(row);
    toast.open();
  }
}
