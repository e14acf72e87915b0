package io.coredeck.dashboard.container;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.AnchorTarget;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H1;
import com.vaadin.flow.component.html.Header;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.dom.Element;
import io.coredeck.dashboard.deletion.Deleting;
import io.coredeck.dashboard.frame.Icon;
import io.coredeck.dashboard.frame.Look;
import io.coredeck.dashboard.frame.Spark;
import io.coredeck.dashboard.frame.State;
import io.coredeck.dashboard.grid.ImageName;
import io.coredeck.dashboard.signin.PersonSession;
import io.coredeck.dashboard.text.Texts;
import io.coredeck.model.Container;
import io.coredeck.model.Reservation;
import io.coredeck.model.registry.Node;
import io.coredeck.sdk.workload.WorkloadName;
import java.util.List;
import java.util.Objects;

/// The head of a container's page, the same on each tab: name, state, actions, and one line of what
/// is known. What it uses and how long it runs the elements find out by themselves.
final class Facts extends Header {

  private static final int CONSOLE_PORT = 7681;
  private static final int SHORT_ID = 12;
  private static final long MILLIS = 1000;
  private static final Texts TEXTS = Texts.of(Facts.class);

  private final H1 name = new H1();
  private final State state = new State(State.Kind.BUSY, TEXTS.get("asking")).asPill();
  private final Element chip = new Element("coredeck-chip");
  private final Anchor corex = link("square-terminal", "corex");
  private final Anchor edit = link("pencil", "edit");
  private final Anchor copy = link("copy", "clone");
  private final Button delete;
  private final Div facts = new Div();
  private final Element run = new Element("coredeck-run");
  private final boolean mayChange;
  private List<Object> shown = List.of();

  /// @param mayChange whether the person may change and delete
  /// @param deleted called when the person wants it deleted
  Facts(boolean mayChange, Runnable deleted) {
    this.mayChange = mayChange;
    addClassName("object-head");
    corex.setTarget(AnchorTarget.BLANK);
    corex.getElement().setAttribute("rel", "noopener");
    delete = new Button(TEXTS.get("delete"), new Icon("trash-2"), _ -> deleted.run());
    delete.addThemeVariants(ButtonVariant.LUMO_ERROR, ButtonVariant.LUMO_SMALL);
    delete.addClassName("danger");
    facts.addClassName("facts");
    var actions = new Div(corex, edit, copy, delete);
    actions.addClassName("actions");
    var line = new Div(name, state);
    line.getElement().appendChild(chip, actions.getElement());
    line.addClassName("line");
    state.getElement().setAttribute("role", "status");
    add(line, facts);
  }

  private static Anchor link(String icon, String text) {
    var link = new Anchor("", new Icon(icon), new Span(TEXTS.get(text)));
    link.addClassName("button");
    return link;
  }

  static Container containerOf(Reservation reservation) {
    return (Container) reservation.workload();
  }

  /// @return what its owner calls it, else its image
  static String nameOf(Reservation reservation) {
    var name = WorkloadName.of(reservation);
    return name.isEmpty() ? ImageName.of(containerOf(reservation).flist()) : name;
  }

  /// @return the node it is on, as people call it
  static String nodeOf(Reservation reservation, List<Node> nodes) {
    var id = reservation.nodeId();
    return nodes.stream()
        .filter(node -> node.nodeId().equals(id) && !node.hostname().isBlank())
        .map(Node::hostname)
        .findFirst()
        .orElse(id.length() <= SHORT_ID ? id : id.substring(0, SHORT_ID) + "…");
  }

  /// @param node as people call it
  void show(Reservation reservation, Look look, String title, String node) {
    var now = List.<Object>of(reservation, look, title, node);
    if (now.equals(shown)) {
      return;
    }
    shown = now;
    name.setText(title);
    name.setTitle(title);
    state.show(look.kind(), look.text());
    chip.setAttribute("text", reservation.gwid());
    actions(reservation, look);
    facts(reservation, look, node);
  }

  /// @return whether the person of the current page has reserved it; nobody else can replace it
  static boolean isOwn(Reservation reservation) {
    return reservation.customerTid() == PersonSession.required().person().tid();
  }

  /// @return where it is edited: of one that failed nothing is left to be replaced
  static String editHref(Reservation reservation, Look look) {
    var what = look == Look.FAILED ? "again=" : "replace=";
    return "containers/new?" + what + reservation.id();
  }

  private void actions(Reservation reservation, Look look) {
    var container = containerOf(reservation);
    var address = Addresses.first(reservation);
    corex.setVisible(look.isUp() && container.interactive() && !address.isEmpty());
    corex.setHref("http://%s:%d/".formatted(address, CONSOLE_PORT));
    var isThere = look != Look.DELETED && look != Look.STOPPING;
    edit.setVisible(mayChange && isThere && isOwn(reservation));
    edit.setHref(editHref(reservation, look));
    copy.setVisible(mayChange);
    copy.setHref("containers/new?from=" + reservation.id());
    delete.setVisible(mayChange && Deleting.isPossible(reservation));
  }

  private void facts(Reservation reservation, Look look, String node) {
    var container = containerOf(reservation);
    facts.removeAll();
    fact("address", new Addresses(reservation));
    fact("node", new Span(node));
    var image = new Span(ImageName.withRepository(container.flist()));
    image.addClassName("mono");
    image.setTitle(container.flist());
    fact("image", image);
    run.setAttribute("container", reservation.gwid());
    run.setAttribute("running", look.isUp());
    run.setAttribute("since", Long.toString(reservation.result().epoch() * MILLIS));
    facts.getElement().appendChild(run);
    if (look.isUp()) {
      fact("cpu", new Spark(reservation.gwid(), Spark.Metric.CPU, container.capacity().cpu()));
      fact(
          "memory", new Spark(reservation.gwid(), Spark.Metric.MEMORY, container.capacity().cpu()));
    }
  }

  private void fact(String word, Component value) {
    var label = new Span(TEXTS.get(word));
    label.addClassName("label");
    var fact = new Div(label, Objects.requireNonNull(value));
    fact.addClassName("fact-" + word);
    facts.add(fact);
  }
}
