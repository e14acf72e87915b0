package io.coredeck.dashboard.reservations;

import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H1;
import com.vaadin.flow.component.html.Header;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.dom.Element;
import com.vaadin.flow.router.QueryParameters;
import com.vaadin.flow.server.streams.DownloadHandler;
import com.vaadin.flow.server.streams.DownloadResponse;
import io.coredeck.dashboard.frame.Icon;
import io.coredeck.dashboard.grid.GridWatch;
import io.coredeck.dashboard.reservations.rows.Choice;
import io.coredeck.dashboard.reservations.rows.Export;
import io.coredeck.dashboard.reservations.rows.Row;
import io.coredeck.dashboard.reservations.rows.Row.Kind;
import io.coredeck.dashboard.reservations.rows.Snapshot;
import io.coredeck.dashboard.reservations.rows.Snapshot.Scope;
import io.coredeck.dashboard.signin.Person;
import io.coredeck.dashboard.text.Texts;
import io.coredeck.model.Reservation;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/// Above the table: kinds with their counts, saved filters, export, search and filters.
final class Head extends Header {

  private static final String QUERY = "event.detail.query";
  private static final Texts TEXTS = Texts.of(Head.class);

  private final GridWatch grid = GridWatch.current();
  private final Map<Kind, Anchor> tabs = new EnumMap<>(Kind.class);
  private final Element saved = new Element("coredeck-saved-filters");
  private final Filters filters;
  private final Span count = new Span();
  private volatile List<Row> shown = List.of(); // read when somebody downloads

  /// @param chosen told when the person wants to see something else
  Head(Person person, Consumer<Choice> chosen) {
    addClassName("list-head");
    filters = new Filters(person.role().seesAll(), chosen);
    saved.setAttribute("person", person.name());
    saved
        .addEventListener(
            "filter-pick",
            event ->
                chosen.accept(
                    Choice.of(
                        QueryParameters.fromString(event.getEventData().path(QUERY).asString("")))))
        .addEventData(QUERY);
    count.addClassName("count");
    count.getElement().setAttribute("role", "status");
    filters.add(count);
    var line = new Div(new H1(TEXTS.get("title")), tabs());
    line.addClassName("line");
    line.getElement().appendChild(saved, export().getElement());
    add(line, filters);
  }

  private Div tabs() {
    var row = new Div();
    row.addClassName("kinds");
    for (var kind : Kind.values()) {
      var tab = new Anchor(ReservationsPage.pathOf(kind), TEXTS.get(kind.path()));
      tab.setRouterIgnore(false);
      tabs.put(kind, tab);
      row.add(tab);
    }
    return row;
  }

  private Anchor export() {
    var handler =
        DownloadHandler.fromInputStream(_ -> {
          var text = Export.csv(shown, this::known).getBytes(StandardCharsets.UTF_8);
          return new DownloadResponse(
              new ByteArrayInputStream(text), "reservations.csv", "text/csv", text.length);
        });
    var link = new Anchor(handler, "");
    link.add(new Icon("download"), new Span(TEXTS.get("export")));
    link.addClassName("button");
    link.setTitle(TEXTS.get("export-hint"));
    return link;
  }

  private Optional<Reservation> known(Row row) {
    return grid.reservation(row.id());
  }

  void show(Snapshot all, Scope scope, Kind kind, Choice now, List<Row> rows) {
    shown = rows;
    for (var tab : tabs.entrySet()) {
      var number = all.of(scope, tab.getKey()).size();
      tab.getValue().setText(TEXTS.get("tab-" + tab.getKey().path(), number));
      tab.getValue()
          .getElement()
          .setAttribute("aria-current", tab.getKey() == kind ? "page" : "false");
    }
    filters.show(now, all.nodes(scope, kind), all.networks(scope, kind));
    saved.setAttribute("query", now.query().getQueryString());
    count.setText(
        now.isFiltered() ? TEXTS.get("shown", rows.size(), all.of(scope, kind).size()) : "");
  }
}
