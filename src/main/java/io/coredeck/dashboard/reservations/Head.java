package io.coredeck.dashboard.reservations;

import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H1;
import com.vaadin.flow.component.html.Header;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.select.Select;
import com.vaadin.flow.component.textfield.TextField;
import com.vaadin.flow.component.textfield.TextFieldVariant;
import com.vaadin.flow.data.value.ValueChangeMode;
import com.vaadin.flow.server.streams.DownloadHandler;
import com.vaadin.flow.server.streams.DownloadResponse;
import io.coredeck.dashboard.frame.Icon;
import io.coredeck.dashboard.frame.Look;
import io.coredeck.dashboard.reservations.Row.Kind;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/// Above the table: kinds with their counts, search, filter, export.
final class Head extends Header {

  private static final Duration TYPING = Duration.ofMillis(150);

  private final Map<Kind, Anchor> tabs = new EnumMap<>(Kind.class);
  private final TextField search = new TextField();
  private final Select<Optional<Look>> state = new Select<>();
  private final Span count = new Span();
  private Choice choice = Choice.ALL;
  private List<Row> shown = List.of();

  /// @param chosen told when the person wants to see something else
  Head(Consumer<Choice> chosen) {
    addClassName("list-head");
    var line = new Div(new H1("Reservations"), tabs(), export());
    line.addClassName("line");
    add(line, filters(chosen));
  }

  private Div tabs() {
    var row = new Div();
    row.addClassName("kinds");
    for (var kind : Kind.values()) {
      var path = ReservationsPage.PATH + (kind == Kind.CONTAINERS ? "" : "/" + kind.path());
      var tab = new Anchor(path, kind.word());
      tab.setRouterIgnore(false);
      tabs.put(kind, tab);
      row.add(tab);
    }
    return row;
  }

  private Anchor export() {
    var handler =
        DownloadHandler.fromInputStream(_ -> {
          var text = Export.csv(shown).getBytes(StandardCharsets.UTF_8);
          return new DownloadResponse(
              new ByteArrayInputStream(text), "reservations.csv", "text/csv", text.length);
        });
    var link = new Anchor(handler, "Export");
    link.addClassName("button");
    link.setTitle("Download what is shown as CSV");
    return link;
  }

  private Div filters(Consumer<Choice> chosen) {
    search.setPlaceholder("Name, address, image, node");
    search.setAriaLabel("Search");
    search.setPrefixComponent(new Icon("search"));
    search.setClearButtonVisible(true);
    search.setValueChangeMode(ValueChangeMode.LAZY);
    search.setValueChangeTimeout((int) TYPING.toMillis());
    search.addThemeVariants(TextFieldVariant.LUMO_SMALL);
    search.addValueChangeListener(event -> {
      if (event.isFromClient()) {
        chosen.accept(choice.withSearch(event.getValue()));
      }
    });
    var looks = new ArrayList<Optional<Look>>();
    looks.add(Optional.empty());
    for (var look : Look.values()) {
      if (look != Look.DELETED) {
        looks.add(Optional.of(look));
      }
    }
    state.setItems(looks);
    state.setItemLabelGenerator(look -> "State: " + look.map(Look::word).orElse("any"));
    state.setAriaLabel("State");
    state.setValue(Optional.empty());
    state.addValueChangeListener(event -> {
      if (event.isFromClient()) {
        chosen.accept(choice.withLook(event.getValue()));
      }
    });
    count.addClassName("count");
    count.getElement().setAttribute("role", "status");
    var row = new Div(search, state, count);
    row.addClassName("filters");
    return row;
  }

  /// @param all everything reserved, of all kinds
  /// @param shownNow how many rows the table has
  void show(List<Row> all, Kind kind, Choice now, int shownNow) {
    choice = now;
    shown = now.of(all.stream().filter(row -> row.kind() == kind).toList());
    for (var tab : tabs.entrySet()) {
      var number = all.stream().filter(row -> row.kind() == tab.getKey()).count();
      tab.getValue().setText("%s %s".formatted(tab.getKey().word(), counted(number)));
      tab.getValue()
          .getElement()
          .setAttribute("aria-current", tab.getKey() == kind ? "page" : "false");
    }
    if (!search.getValue().equals(now.search())) {
      search.setValue(now.search());
    }
    state.setValue(now.look());
    var total = all.stream().filter(row -> row.kind() == kind).count();
    count.setText(
        now.isFiltered() ? "%s of %s shown".formatted(counted(shownNow), counted(total)) : "");
  }

  private static String counted(long number) {
    return String.format(Locale.ROOT, "%,d", number);
  }
}
