package io.coredeck.dashboard.container;

import com.vaadin.flow.component.AttachEvent;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.dom.Element;
import com.vaadin.flow.server.streams.DownloadHandler;
import com.vaadin.flow.server.streams.DownloadResponse;
import io.coredeck.dashboard.frame.Icon;
import io.coredeck.dashboard.text.Texts;
import io.coredeck.model.Reservation;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;

/// What was asked for, as JSON to read and copy. Nothing in it is secret.
final class DefinitionTab extends Div {

  private static final String SCRIPT = "context://webjars/coredeck/code.js";
  private static final Texts TEXTS = Texts.of(DefinitionTab.class);

  DefinitionTab(Reservation reservation, String title) {
    addClassName("definition");
    var json = Definition.of(reservation);
    var said = new Span(TEXTS.get("definition-hint"));
    said.addClassName("hint");
    var copy = new Element("coredeck-copy");
    copy.setAttribute("text", json);
    var tools = new Div(said);
    tools.addClassName("tools");
    tools.getElement().appendChild(copy);
    tools.add(download(json, title));
    var code = new Element("coredeck-code");
    code.setAttribute("readonly", true);
    code.setProperty("label", TEXTS.get("tab-definition"));
    code.setProperty("language", "json");
    code.setProperty("value", json);
    if (!reservation.description().isBlank()) {
      var about = new Span(TEXTS.get("description", reservation.description()));
      about.addClassName("about");
      tools.add(about);
    }
    add(tools);
    getElement().appendChild(code);
  }

  private static Anchor download(String json, String title) {
    var bytes = json.getBytes(StandardCharsets.UTF_8);
    var name = title.replaceAll("[^A-Za-z0-9._-]", "_") + ".json";
    var handler =
        DownloadHandler.fromInputStream(_ ->
            new DownloadResponse(
                new ByteArrayInputStream(bytes), name, "application/json", bytes.length));
    var link = new Anchor(handler, "");
    link.add(new Icon("download"), new Span(TEXTS.get("download")));
    link.addClassName("button");
    return link;
  }

  @Override
  protected void onAttach(AttachEvent event) {
    event.getUI().getPage().addJsModule(SCRIPT);
  }
}
