package io.coredeck.dashboard.compose;

import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Nav;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.dom.Element;
import io.coredeck.dashboard.compose.check.Part;
import io.coredeck.dashboard.compose.model.DraftModel;
import io.coredeck.dashboard.frame.State;
import io.coredeck.dashboard.frame.State.Kind;
import io.coredeck.dashboard.text.Texts;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;

/// The parts of the form, each with whether something is wrong in it.
final class PartList extends Nav {

  private static final Texts TEXTS = Texts.of(PartList.class);

  private final DraftModel model;
  private final Map<Part, State> states = new EnumMap<>(Part.class);

  PartList(DraftModel model) {
    this.model = model;
    addClassName("part-list");
    setAriaLabel(TEXTS.get("parts"));
    for (var part : Part.values()) {
      var state = new State(Kind.DONE, "");
      state.getElement().setAttribute("shape", true);
      states.put(part, state);
      var link = new Anchor("", new Span(part.title()), state);
      link.removeHref();
      link.getElement().setAttribute("role", "button").setAttribute("tabindex", "0");
      var target = "part-" + part.name().toLowerCase(Locale.ROOT);
      link.getElement()
          .executeJs(
              "const go = () => { const part = document.getElementById($0);"
                  + " part.scrollIntoView({block: 'start'});"
                  + " part.querySelector('input:not([disabled]), button')?.focus({preventScroll:"
                  + " true}); }; this.addEventListener('click', go);"
                  + " this.addEventListener('keydown', e => { if (e.key === 'Enter' || e.key === '"
                  + " ') { e.preventDefault(); go(); } });",
              target);
      add(link);
    }
    var keys = new Paragraph();
    keys.addClassName("keys");
    for (var word : new String[] {TEXTS.get("ctrl"), TEXTS.get("enter")}) {
      var key = new Element("kbd");
      key.setText(word);
      keys.getElement().appendChild(key);
    }
    keys.add(new Span(TEXTS.get("deploys")));
    add(keys);
  }

  void show() {
    states.forEach((part, state) -> {
      var count = model.problems(part).size();
      if (count == 0) {
        state.show(Kind.DONE, TEXTS.get("nothing-missing"));
      } else if (!model.isBegun()) {
        state.show(Kind.IDLE, TEXTS.get("still-to-do"));
      } else {
        state.show(Kind.FAIL, TEXTS.get("problem-count", count));
      }
    });
  }
}
