package io.coredeck.dashboard.reservations;

import com.vaadin.flow.component.AttachEvent;
import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.combobox.ComboBox;
import com.vaadin.flow.component.combobox.ComboBoxVariant;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.select.Select;
import com.vaadin.flow.component.select.SelectVariant;
import com.vaadin.flow.component.textfield.TextField;
import com.vaadin.flow.component.textfield.TextFieldVariant;
import com.vaadin.flow.data.value.ValueChangeMode;
import io.coredeck.dashboard.frame.Icon;
import io.coredeck.dashboard.frame.Keys;
import io.coredeck.dashboard.frame.Look;
import io.coredeck.dashboard.reservations.rows.Choice;
import io.coredeck.dashboard.text.Texts;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;

/// The row of search and filters; one that hides rows is tinted.
final class Filters extends Div {

  private static final Duration TYPING = Duration.ofMillis(120);

  /// Safari has no requestIdleCallback.
  private static final String AT_REST =
      """
      return new Promise(rest => requestAnimationFrame(() => window.requestIdleCallback
        ? requestIdleCallback(() => rest(true), {timeout: 2000})
        : setTimeout(() => rest(true))))
      """;

  private static final Texts TEXTS = Texts.of(Filters.class);

  private final TextField search = new TextField();
  private final Select<Optional<Look>> state = new Select<>();
  private final ComboBox<String> node = new ComboBox<>();
  private final ComboBox<String> network = new ComboBox<>();
  private final Select<Boolean> owner = new Select<>();
  private final Consumer<Choice> chosen;
  private final List<Component> others;
  private boolean isWhole;
  private Choice choice = Choice.ALL;
  private List<String> nodes = List.of();
  private List<String> networks = List.of();

  /// @param seesAll whether the person sees what belongs to others
  /// @param chosen told when the person wants to see something else
  Filters(boolean seesAll, Consumer<Choice> chosen) {
    this.chosen = chosen;
    addClassName("filters");
    search();
    states();
    names(node, "node");
    node.addValueChangeListener(
        event -> change(event.isFromClient(), old -> old.withNode(text(event.getValue()))));
    names(network, "network");
    network.addValueChangeListener(
        event -> change(event.isFromClient(), old -> old.withNetwork(text(event.getValue()))));
    owner.setItems(false, true);
    owner.setItemLabelGenerator(mine -> TEXTS.get(mine ? "owner-me" : "owner-any"));
    owner.setAriaLabel(TEXTS.get("owner"));
    owner.addThemeVariants(SelectVariant.LUMO_SMALL);
    owner.addValueChangeListener(
        event -> change(event.isFromClient(), old -> old.withMine(event.getValue())));
    var ownerChip = clearable(owner, "owner", () -> change(true, old -> old.withMine(false)));
    ownerChip.setVisible(seesAll);
    var stateChip =
        clearable(state, "state", () -> change(true, old -> old.withLook(Optional.empty())));
    add(search);
    others = List.of(stateChip, node, network, ownerChip);
  }

  /// The rows come first, in the page as in time: lists to choose from are what takes browsers
  /// longest to make, and nobody needs them sooner.
  @Override
  protected void onAttach(AttachEvent event) {
    if (isWhole) {
      return;
    }
    var places = others.stream().filter(Component::isVisible).map(_ -> new Div()).toList();
    places.forEach(place -> place.addClassName("place"));
    addComponentAtIndex(1, places);
    getElement()
        .executeJs(AT_REST)
        .then(_ -> complete(places), _ -> complete(places)); // they come in any case
  }

  private void complete(List<Div> places) {
    if (isWhole) {
      return;
    }
    isWhole = true;
    places.forEach(Component::removeFromParent);
    addComponentAtIndex(1, others);
  }

  private void addComponentAtIndex(int index, List<? extends Component> components) {
    for (var i = 0; i < components.size(); i++) {
      addComponentAtIndex(index + i, components.get(i));
    }
  }

  /// A select has no cross of its own: it stands where the arrow was, while the filter is active.
  private static Div clearable(Select<?> select, String word, Runnable clear) {
    var cross = new Button(new Icon("x"), _ -> clear.run());
    cross.addThemeVariants(ButtonVariant.LUMO_TERTIARY, ButtonVariant.LUMO_ICON);
    cross.addClassName("clear");
    cross.setAriaLabel(TEXTS.get("clear-" + word));
    cross.setTooltipText(TEXTS.get("clear-" + word));
    cross.addClickListener(_ -> select.focus());
    var chip = new Div(select, cross);
    chip.addClassName("chip");
    return chip;
  }

  private static String text(@org.jspecify.annotations.Nullable String value) {
    return value == null ? "" : value;
  }

  private void change(boolean isFromClient, UnaryOperator<Choice> changed) {
    if (isFromClient) {
      chosen.accept(changed.apply(choice));
    }
  }

  private void search() {
    search.setPlaceholder(TEXTS.get("search-hint"));
    search.setAriaLabel(TEXTS.get("search"));
    search.setPrefixComponent(new Icon("search"));
    search.setClearButtonVisible(true);
    search.setValueChangeMode(ValueChangeMode.TIMEOUT);
    search.setValueChangeTimeout((int) TYPING.toMillis());
    search.addThemeVariants(TextFieldVariant.LUMO_SMALL);
    search.addClassName("search");
    Keys.mark(search, "/", TEXTS.get("search"));
    search.addValueChangeListener(
        event -> change(event.isFromClient(), old -> old.withSearch(event.getValue())));
  }

  private void states() {
    var looks = new ArrayList<Optional<Look>>();
    looks.add(Optional.empty());
    for (var look : Look.values()) {
      if (look != Look.DELETED) {
        looks.add(Optional.of(look));
      }
    }
    state.setItems(looks);
    state.setItemLabelGenerator(
        look -> look.map(one -> TEXTS.get("state-is", one.text())).orElse(TEXTS.get("state-any")));
    state.setAriaLabel(TEXTS.get("state"));
    state.addThemeVariants(SelectVariant.LUMO_SMALL);
    state.setValue(Optional.empty());
    state.addValueChangeListener(
        event -> change(event.isFromClient(), old -> old.withLook(event.getValue())));
  }

  private static void names(ComboBox<String> box, String word) {
    box.setPlaceholder(TEXTS.get(word + "-any"));
    box.setAriaLabel(TEXTS.get(word));
    box.setClearButtonVisible(true);
    box.addThemeVariants(ComboBoxVariant.LUMO_SMALL);
  }

  /// @param nodesNow what may be chosen
  /// @param networksNow what may be chosen
  void show(Choice now, List<String> nodesNow, List<String> networksNow) {
    choice = now;
    if (!search.getValue().strip().equals(now.search().strip())) {
      search.setValue(now.search());
    }
    state.setValue(now.look());
    owner.setValue(now.isMine());
    var nodesOffered = with(nodesNow, now.node());
    if (!nodesOffered.equals(nodes)) {
      nodes = nodesOffered;
      node.setItems(nodes);
    }
    node.setValue(now.node().isEmpty() ? null : now.node());
    var networksOffered = with(networksNow, now.network());
    if (!networksOffered.equals(networks)) {
      networks = networksOffered;
      network.setItems(networks);
    }
    network.setValue(now.network().isEmpty() ? null : now.network());
    network.setVisible(!networks.isEmpty());
    state.setClassName("active", now.look().isPresent());
    node.setClassName("active", !now.node().isEmpty());
    network.setClassName("active", !now.network().isEmpty());
    owner.setClassName("active", now.isMine());
  }

  /// What an address asks for can be seen, even if there is no such thing.
  private static List<String> with(List<String> all, String wanted) {
    if (wanted.isEmpty() || all.contains(wanted)) {
      return all;
    }
    var more = new ArrayList<>(all);
    more.add(wanted);
    return more;
  }
}
