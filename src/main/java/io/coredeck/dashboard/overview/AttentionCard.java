package io.coredeck.dashboard.overview;

import com.vaadin.flow.component.AttachEvent;
import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.Composite;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.dom.Element;
import io.coredeck.dashboard.frame.Card;
import io.coredeck.dashboard.frame.State;
import io.coredeck.dashboard.frame.State.Kind;
import io.coredeck.dashboard.overview.findings.Concern;
import io.coredeck.dashboard.overview.findings.Concern.Weight;
import io.coredeck.dashboard.overview.findings.More;
import io.coredeck.dashboard.text.Texts;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/// What a person should look at, each with the way there.
final class AttentionCard extends Composite<Card> {

  private static final Texts TEXTS = Texts.of(AttentionCard.class);
  private static final int MOST_ROWS = 8;
  private static final String AGES = "context://webjars/coredeck/pages.js";

  private List<Concern> shown = List.of();
  private boolean told;

  @Override
  protected Card initContent() {
    var card = new Card(TEXTS.get("attention"));
    card.addClassName("attention");
    return card;
  }

  /// Nothing is drawn anew while it is the same: how old it is the page counts by itself.
  void show(List<Concern> concerns) {
    if (told && concerns.equals(shown)) {
      return;
    }
    told = true;
    shown = List.copyOf(concerns);
    showNumbers();
    if (shown.isEmpty()) {
      var none = new Paragraph(TEXTS.get("attention.none"));
      none.addClassName("none");
      getContent().setContent(none);
      return;
    }
    getContent()
        .setContent(shown.stream().limit(MOST_ROWS).map(AttentionCard::row).toArray(Div[]::new));
    More.of(shown.stream().skip(MOST_ROWS).toList())
        .forEach(more -> getContent().addContent(link(more)));
  }

  private void showNumbers() {
    var failures = shown.stream().filter(one -> one.weight() == Weight.FAILURE).count();
    var pills = new ArrayList<Component>();
    if (failures > 0) {
      pills.add(pill("fail", TEXTS.get("attention.failed", failures)));
    }
    if (shown.size() > failures) {
      pills.add(pill("warn", TEXTS.get("attention.warnings", shown.size() - failures)));
    }
    getContent().setAside(pills.toArray(Component[]::new));
  }

  private static Anchor link(More more) {
    var link = new Anchor(more.place(), TEXTS.get(more.text(), more.count()));
    link.addClassName("more");
    return link;
  }

  @Override
  protected void onAttach(AttachEvent event) {
    event.getUI().getPage().addJsModule(AGES);
  }

  private static Span pill(String kind, String text) {
    var pill = new Span(text);
    pill.addClassNames("pill", kind);
    return pill;
  }

  private static Div row(Concern concern) {
    var isFailure = concern.weight() == Weight.FAILURE;
    var state = new State(isFailure ? Kind.FAIL : Kind.WARN, "");
    var word = TEXTS.get(isFailure ? "attention.failure" : "attention.warning");
    state.getElement().setAttribute("role", "img");
    state.getElement().setAttribute("aria-label", word);
    var name = new Span(concern.name());
    name.addClassName("name");
    var title = new Div(name);
    concern.since().ifPresent(since -> title.getElement().appendChild(age(since)));
    var text = new Span(concern.text());
    text.addClassName("what");
    var words = new Div(title, text);
    words.addClassName("words");
    var action = new Anchor(concern.place(), concern.action());
    action.addClassNames("button", "small");
    action
        .getElement()
        .setAttribute(
            "aria-label", TEXTS.get("attention.action", concern.action(), concern.name()));
    var all = new Div(state, words, action);
    all.addClassName("row");
    return all;
  }

  private static Element age(Instant since) {
    var age = new Element("coredeck-age");
    age.setAttribute("class", "id");
    age.setAttribute("ago", true);
    age.setAttribute("at", Long.toString(since.toEpochMilli()));
    return age;
  }
}
