package io.coredeck.dashboard.overview;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.Composite;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Span;
import io.coredeck.dashboard.frame.Card;
import io.coredeck.dashboard.frame.State;
import io.coredeck.dashboard.frame.State.Kind;
import io.coredeck.dashboard.overview.Concern.Weight;
import io.coredeck.dashboard.text.Texts;
import java.util.ArrayList;
import java.util.List;

/// What a person should look at, each with the way there.
final class AttentionCard extends Composite<Card> {

  private static final Texts TEXTS = Texts.of(AttentionCard.class);
  private static final int MOST_ROWS = 8;

  private List<Row> shown = List.of();
  private boolean told;

  private record Row(Concern concern, String ago) {}

  @Override
  protected Card initContent() {
    var card = new Card(TEXTS.get("attention"));
    card.addClassName("attention");
    return card;
  }

  void show(List<Concern> concerns) {
    var rows =
        concerns.stream()
            .map(one -> new Row(one, one.age().isZero() ? "" : Numbers.ago(one.age())))
            .toList();
    if (told && sameWords(rows)) {
      return;
    }
    told = true;
    shown = rows;
    var failures = concerns.stream().filter(one -> one.weight() == Weight.FAILURE).count();
    var pills = new ArrayList<Component>();
    if (failures > 0) {
      pills.add(pill("fail", TEXTS.get("attention.failed", failures)));
    }
    if (concerns.size() > failures) {
      pills.add(pill("warn", TEXTS.get("attention.warnings", concerns.size() - failures)));
    }
    getContent().setAside(pills.toArray(Component[]::new));
    if (rows.isEmpty()) {
      var none = new Paragraph(TEXTS.get("attention.none"));
      none.addClassName("none");
      getContent().setContent(none);
      return;
    }
    getContent()
        .setContent(rows.stream().limit(MOST_ROWS).map(AttentionCard::row).toArray(Div[]::new));
    if (rows.size() > MOST_ROWS) {
      var more =
          new Anchor(
              "reservations?state=failed", TEXTS.get("attention.more", rows.size() - MOST_ROWS));
      more.addClassName("more");
      getContent().addContent(more);
    }
  }

  /// Ages grow without anything having changed that is read.
  private boolean sameWords(List<Row> rows) {
    return words(rows).equals(words(shown));
  }

  private static List<List<String>> words(List<Row> rows) {
    return rows.stream()
        .map(row ->
            List.of(row.concern().name(), row.concern().text(), row.concern().place(), row.ago()))
        .toList();
  }

  private static Span pill(String kind, String text) {
    var pill = new Span(text);
    pill.addClassNames("pill", kind);
    return pill;
  }

  private static Div row(Row row) {
    var concern = row.concern();
    var isFailure = concern.weight() == Weight.FAILURE;
    var state = new State(isFailure ? Kind.FAIL : Kind.WARN, "");
    var word = TEXTS.get(isFailure ? "attention.failure" : "attention.warning");
    state.getElement().setAttribute("role", "img");
    state.getElement().setAttribute("aria-label", word);
    var name = new Span(concern.name());
    name.addClassName("name");
    var ago = new Span(row.ago());
    ago.addClassName("id");
    var text = new Span(concern.text());
    text.addClassName("what");
    var words = new Div(new Div(name, ago), text);
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
}
