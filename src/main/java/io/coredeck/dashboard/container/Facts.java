package io.coredeck.dashboard.container;

import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.AnchorTarget;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H1;
import com.vaadin.flow.component.html.Header;
import com.vaadin.flow.component.html.Span;
import io.coredeck.dashboard.frame.Look;
import io.coredeck.dashboard.frame.State;
import io.coredeck.dashboard.grid.ImageName;
import io.coredeck.model.Container;
import io.coredeck.model.Reservation;
import java.time.Instant;
import java.util.Locale;

/// The head of a container's page: name, state, and one line of what is known.
final class Facts extends Header {

  private static final int CONSOLE_PORT = 7681;

  private final H1 name = new H1();
  private final State state = new State(State.Kind.BUSY, "Asking").asPill();
  private final Span gwid = new Span();
  private final Anchor corex = new Anchor("", "CoreX page", AnchorTarget.BLANK);
  private final Div facts = new Div();
  private final Span trouble = new Span();

  Facts() {
    addClassName("object-head");
    gwid.addClassName("chip");
    corex.addClassName("button");
    corex.getElement().setAttribute("rel", "noopener");
    facts.addClassName("facts");
    trouble.addClassName("trouble");
    var line = new Div(name, state, gwid, corex);
    line.addClassName("line");
    add(line, facts, trouble);
  }

  /// @param node as people call it
  void show(Reservation reservation, Container container, String title, String node) {
    var look = Look.of(reservation);
    name.setText(title);
    state.show(look.kind(), look.word());
    gwid.setText(reservation.gwid());
    var address =
        container.networkConnections().stream().findFirst().map(one -> one.ipaddress()).orElse("");
    corex.setVisible(look == Look.RUNNING && container.interactive() && !address.isEmpty());
    corex.setHref(
        "http://%s:%d/"
            .formatted(address.contains(":") ? "[" + address + "]" : address, CONSOLE_PORT));
    var size = container.capacity();
    facts.removeAll();
    fact("Address", address, true);
    fact("Node", node, false);
    fact("Image", ImageName.withRepository(container.flist()), true);
    fact("Reserved", Instant.ofEpochSecond(reservation.epoch()).toString(), false);
    fact(
        "Limits",
        String.format(
            Locale.ROOT,
            "%d vCPU, %,d MiB memory, %,d MiB %s",
            size.cpu(),
            size.memory().toMiB(),
            size.disk().toMiB(),
            size.diskType()),
        false);
    trouble.setText(look == Look.FAILED ? reservation.result().message() : "");
    trouble.setVisible(look == Look.FAILED);
  }

  private void fact(String word, String value, boolean isMono) {
    var label = new Span(word);
    label.addClassName("label");
    var text = new Span(value);
    if (isMono) {
      text.addClassName("mono");
    }
    facts.add(new Div(label, text));
  }
}
