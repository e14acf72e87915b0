package io.coredeck.dashboard.container.console;

import com.vaadin.flow.component.AttachEvent;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H2;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.dom.Element;
import io.coredeck.dashboard.frame.State;
import io.coredeck.dashboard.text.Texts;
import io.coredeck.model.Reservation;
import java.util.Optional;
import java.util.function.Consumer;

/// The console of a container: its processes and terminals in `<coredeck-console>`, which talks to
/// `/live/corex` itself; or why there is none now, and how to get one.
public final class ConsoleTab extends Div {

  /// Which terminals are open, in the page's address.
  public static final String OPEN = "open";

  private static final String SCRIPT = "context://webjars/coredeck/console.js";
  private static final Texts TEXTS = Texts.of(ConsoleTab.class);

  private final String person;
  private final boolean mayChange;
  private Optional<String> open = Optional.empty();
  private Consumer<String> listener = _ -> {};
  private Optional<Stage> shown = Optional.empty();

  /// @param person whose open terminals are remembered
  /// @param mayChange false for people who only look
  public ConsoleTab(String person, boolean mayChange) {
    this.person = person;
    this.mayChange = mayChange;
    addClassName("console-tab");
  }

  /// @return whether people start with it when they open the container's page
  public static boolean isFirst(Reservation reservation) {
    return Stage.isFirst(reservation);
  }

  /// @param terminals as the page's address has them; hostile, the element reads it with care
  public void open(String terminals) {
    open = Optional.of(terminals);
  }

  /// @param heard gets the text for the page's address whenever other terminals are open
  public void onChange(Consumer<String> heard) {
    listener = heard;
  }

  /// Shows what there is of it now.
  public void show(Reservation reservation) {
    var stage = Stage.of(reservation);
    if (shown.filter(before -> before == stage).isPresent()) {
      return;
    }
    shown = Optional.of(stage);
    removeAll();
    getElement().removeAllChildren();
    if (stage == Stage.OPEN) {
      getElement().appendChild(console(reservation.gwid()));
    } else {
      add(instead(stage, reservation));
    }
  }

  private Element console(String gwid) {
    var console = new Element("coredeck-console");
    console.setAttribute("container", gwid);
    console.setAttribute("person", person);
    console.setAttribute("watching", !mayChange);
    open.ifPresent(terminals -> console.setAttribute(OPEN, terminals));
    console
        .addEventListener(
            "change",
            event -> listener.accept(event.getEventData().get("event.detail.text").asString()))
        .addEventData("event.detail.text");
    return console;
  }

  private Div instead(Stage stage, Reservation reservation) {
    var kind =
        switch (stage) {
          case STARTING -> State.Kind.BUSY;
          case FAILED -> State.Kind.FAIL;
          case STOPPING -> State.Kind.WARN;
          default -> State.Kind.IDLE;
        };
    var box = new Div();
    box.addClassName("no-console");
    box.getElement().setAttribute("role", "status");
    box.add(
        new State(kind, TEXTS.get(stage.key() + "-state")),
        new H2(TEXTS.get(stage.key() + "-title")),
        new Paragraph(TEXTS.get(stage.key() + "-text")),
        links(stage, reservation.id()));
    return box;
  }

  private Div links(Stage stage, long id) {
    var links = new Div();
    links.addClassName("links");
    if (stage == Stage.NONE) {
      links.add(new Anchor("containers/%d/logs".formatted(id), TEXTS.get("to-logs")));
      if (mayChange) {
        links.add(new Anchor("containers/new?from=" + id, TEXTS.get("to-new")));
      }
    } else if (stage == Stage.FAILED) {
      links.add(new Anchor("containers/%d/logs".formatted(id), TEXTS.get("to-logs")));
      links.add(new Anchor("containers/%d/definition".formatted(id), TEXTS.get("to-definition")));
    } else if (stage == Stage.DELETED) {
      links.add(new Anchor("reservations", TEXTS.get("to-reservations")));
    }
    return links;
  }

  @Override
  protected void onAttach(AttachEvent event) {
    event.getUI().getPage().addJsModule(SCRIPT);
  }
}
