package io.coredeck.dashboard.overview;

import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Section;
import com.vaadin.flow.component.html.Span;
import io.coredeck.dashboard.frame.Look;
import io.coredeck.dashboard.frame.State;
import io.coredeck.dashboard.frame.State.Kind;
import io.coredeck.dashboard.grid.GridView;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// How many containers are in which state.
final class CountsCard extends Section {

  private final Span all = new Span();
  private final Span nodes = new Span();
  private final Span running = new Span();
  private final Span starting = new Span();
  private final Span failed = new Span();
  private final Span stopping = new Span();

  CountsCard() {
    addClassNames("card", "counts");
    setAriaLabel("Containers in numbers");
    var label = new Span("Containers");
    label.addClassName("label");
    nodes.addClassName("below");
    all.addClassName("number");
    add(
        new Div(label, all, nodes),
        count(new State(Kind.OK, "Running"), running),
        count(new State(Kind.BUSY, "Starting"), starting),
        count(new State(Kind.FAIL, "Failed"), failed),
        count(new State(Kind.WARN, "Stopping"), stopping));
  }

  private static Div count(State state, Span number) {
    number.addClassName("number");
    return new Div(state, number);
  }

  void show(GridView view) {
    if (!view.isKnown()) {
      return;
    }
    var looks =
        view.live().stream()
            .map(ContainerRow::of)
            .flatMap(Optional::stream)
            .map(ContainerRow::look)
            .toList();
    all.setText(number(looks.size()));
    running.setText(count(looks, Look.RUNNING));
    starting.setText(count(looks, Look.STARTING));
    failed.setText(count(looks, Look.FAILED));
    stopping.setText(count(looks, Look.STOPPING));
    var size = view.nodes().size();
    nodes.setText("on " + number(size) + (size == 1 ? " node" : " nodes"));
  }

  private static String count(List<Look> looks, Look wanted) {
    return number(looks.stream().filter(look -> look == wanted).count());
  }

  private static String number(long count) {
    return String.format(Locale.ENGLISH, "%,d", count);
  }
}
