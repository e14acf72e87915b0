package io.coredeck.dashboard.admin.audit;

import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H1;
import com.vaadin.flow.component.html.Header;
import com.vaadin.flow.component.select.Select;
import com.vaadin.flow.component.select.SelectVariant;
import com.vaadin.flow.component.textfield.TextField;
import com.vaadin.flow.component.textfield.TextFieldVariant;
import com.vaadin.flow.data.value.ValueChangeMode;
import io.coredeck.dashboard.admin.audit.Choice.Action;
import io.coredeck.dashboard.admin.audit.Choice.Result;
import io.coredeck.dashboard.admin.audit.Choice.Since;
import io.coredeck.dashboard.frame.Icon;
import io.coredeck.dashboard.frame.Keys;
import io.coredeck.dashboard.text.Texts;
import java.time.Duration;
import java.util.function.Consumer;
import java.util.function.Function;

/// Above the table: what is looked at, and its download.
final class Head extends Header {

  private static final Texts TEXTS = Texts.of(Head.class);
  private static final Duration TYPING = Duration.ofMillis(250);

  private final TextField who = text("who");
  private final TextField object = text("object");
  private final Select<Action> action =
      select("action", Action.values(), one -> TEXTS.get("group." + one.word()));
  private final Select<Result> result =
      select("result", Result.values(), one -> TEXTS.get("result." + one.word()));
  private final Select<Since> since =
      select("since", Since.values(), one -> TEXTS.get("since." + one.word()));
  private final Consumer<Choice> chosen;
  private Choice choice = Choice.ALL;

  /// @param chosen told when the person wants to see something else
  Head(Consumer<Choice> chosen, Anchor csv, Anchor json) {
    this.chosen = chosen;
    addClassName("list-head");
    csv.addClassNames("button", "end");
    json.addClassName("button");
    var line = new Div(new H1(TEXTS.get("title")), csv, json);
    line.addClassName("line");
    who.setPrefixComponent(new Icon("search"));
    Keys.mark(who, "/", TEXTS.get("who"));
    var filters = new Div(who, action, object, result, since);
    filters.addClassName("filters");
    add(line, filters);
    listen();
  }

  private void listen() {
    who.addValueChangeListener(e -> choose(e.isFromClient(), choice.withWho(e.getValue())));
    object.addValueChangeListener(e -> choose(e.isFromClient(), choice.withObject(e.getValue())));
    action.addValueChangeListener(e -> choose(e.isFromClient(), choice.withAction(e.getValue())));
    result.addValueChangeListener(e -> choose(e.isFromClient(), choice.withResult(e.getValue())));
    since.addValueChangeListener(e -> choose(e.isFromClient(), choice.withSince(e.getValue())));
  }

  private void choose(boolean isByPerson, Choice other) {
    if (isByPerson) {
      show(other);
      chosen.accept(other);
    }
  }

  private static TextField text(String key) {
    var field = new TextField();
    field.setPlaceholder(TEXTS.get(key));
    field.setAriaLabel(TEXTS.get(key));
    field.setClearButtonVisible(true);
    field.setMaxLength(64);
    field.setValueChangeMode(ValueChangeMode.LAZY);
    field.setValueChangeTimeout((int) TYPING.toMillis());
    field.addThemeVariants(TextFieldVariant.LUMO_SMALL);
    return field;
  }

  private static <T> Select<T> select(String key, T[] items, Function<T, String> label) {
    var select = new Select<T>();
    select.setItems(items);
    select.setItemLabelGenerator(label::apply);
    select.setAriaLabel(TEXTS.get(key));
    select.addThemeVariants(SelectVariant.LUMO_SMALL);
    return select;
  }

  void show(Choice now) {
    choice = now;
    if (!who.getValue().equals(now.who())) {
      who.setValue(now.who());
    }
    if (!object.getValue().equals(now.object())) {
      object.setValue(now.object());
    }
    action.setValue(now.action());
    result.setValue(now.result());
    since.setValue(now.since());
    mark(action.getElement(), now.action() != Action.ANY);
    mark(result.getElement(), now.result() != Result.ANY);
    mark(since.getElement(), now.since() != Since.ANY);
  }

  private static void mark(com.vaadin.flow.dom.Element filter, boolean isActive) {
    filter.getClassList().set("active", isActive);
  }
}
