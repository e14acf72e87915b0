package io.coredeck.dashboard.widget;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H1;
import com.vaadin.flow.component.html.Header;
import com.vaadin.flow.component.html.Span;
import io.coredeck.dashboard.frame.State;

/// The head of one thing's page: name, state, id, actions; below it one line of facts.
public final class ObjectHead extends Header {

  private final H1 name = new H1();
  private final State state = new State(State.Kind.IDLE, "").asPill();
  private final Span chip = new Span();
  private final Div actions = new Div();
  private final Div facts = new Div();

  public ObjectHead() {
    addClassNames("object-head", "place-head");
    chip.addClassNames("chip", "mono");
    actions.addClassName("actions");
    facts.addClassName("facts");
    var line = new Div(name, state, chip, actions);
    line.addClassName("line");
    state.setVisible(false);
    chip.setVisible(false);
    add(line, facts);
  }

  public void title(String text) {
    name.setText(text);
    name.setTitle(text);
  }

  public void state(State.Kind kind, String word) {
    state.show(kind, word);
    state.setVisible(true);
  }

  public void chip(String text) {
    chip.setText(text);
    chip.setVisible(true);
  }

  public void actions(Component... all) {
    actions.removeAll();
    actions.add(all);
  }

  public void clearFacts() {
    facts.removeAll();
  }

  /// @param value left out if empty
  public void fact(String label, String value) {
    if (!value.isBlank()) {
      fact(label, new Span(value));
    }
  }

  /// @param value of what a machine reads; left out if empty
  public void exactFact(String label, String value) {
    if (!value.isBlank()) {
      var text = new Span(value);
      text.addClassName("mono");
      fact(label, text);
    }
  }

  public void fact(String label, Component value) {
    var word = new Span(label);
    word.addClassName("label");
    facts.add(new Div(word, value));
  }
}
