package io.coredeck.dashboard.frame;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H2;
import com.vaadin.flow.component.html.Section;
import com.vaadin.flow.component.html.Span;

/// A group of things on a reading page: a line around it, a title, something beside the title.
public final class Card extends Section {

  private final Span aside = new Span();
  private final Div body = new Div();

  /// @param title a few words, sentence case
  public Card(String title) {
    addClassName("card");
    aside.addClassName("aside");
    var head = new Div(new H2(title), aside);
    head.addClassName("head");
    body.addClassName("body");
    add(head, body);
  }

  /// @param text beside the title: counts, sums
  public void setAside(String text) {
    aside.setText(text);
  }

  /// @param things beside the title, in place of what was there
  public void setAside(Component... things) {
    aside.removeAll();
    aside.add(things);
  }

  /// @param content in place of what was there
  public void setContent(Component... content) {
    body.removeAll();
    body.add(content);
  }

  /// @param content behind what is there
  public void addContent(Component... content) {
    body.add(content);
  }
}
