package io.coredeck.dashboard.widget;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H2;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Pre;
import com.vaadin.flow.dom.Element;

/// Stands where nothing is yet: what would be here, one action, the same as a command.
public final class Empty extends Div {

  /// @param title what is not there
  /// @param words one sentence
  public Empty(String title, String words) {
    addClassName("empty");
    add(new H2(title), new Paragraph(words));
  }

  /// @return itself, with the one action
  public Empty with(Component action) {
    add(action);
    return this;
  }

  /// @param words above the command
  /// @return itself, with the same as a command
  public Empty withCommand(String words, String command) {
    var label = new Paragraph(words);
    label.addClassName("same");
    var code = new Pre(command);
    code.addClassName("code");
    var copy = new Element("coredeck-copy");
    copy.setProperty("text", command);
    var box = new Div(code);
    box.addClassName("command");
    box.getElement().appendChild(copy);
    add(label, box);
    return this;
  }
}
