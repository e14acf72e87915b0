package io.coredeck.dashboard.overview;

import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Span;
import io.coredeck.dashboard.frame.State;
import io.coredeck.dashboard.frame.State.Kind;
import io.coredeck.dashboard.live.nodes.NodeLoad;
import io.coredeck.dashboard.text.Texts;
import io.coredeck.model.registry.Node;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalDouble;

/// One node: its state, and what of it is reserved and used.
final class NodeRow extends Div {

  /// A node gives a sign of life every minute or two; clients of the grid count it as gone after
  /// ten.
  static final Duration LONGEST_SILENCE = Duration.ofMinutes(10);

  private static final Texts TEXTS = Texts.of(NodeRow.class);

  private final Anchor name = new Anchor();
  private final State state = new State(Kind.OK, "");
  private final Span containers = new Span();
  private final CapacityBar cpu = new CapacityBar(TEXTS.get("cpu"));
  private final CapacityBar memory = new CapacityBar(TEXTS.get("memory"));
  private final CapacityBar ssd = new CapacityBar(TEXTS.get("ssd"));
  private final CapacityBar hdd = new CapacityBar(TEXTS.get("hdd"));

  NodeRow() {
    addClassName("row");
    name.addClassName("name");
    containers.addClassName("id");
    var below = new Div(state, containers);
    below.addClassName("below");
    var title = new Div(name, below);
    title.addClassName("title");
    add(title, cpu, memory, ssd, hdd);
  }

  void show(Node node, Optional<NodeLoad> load, Instant now) {
    name.setText(Names.of(node));
    name.setHref("nodes/" + node.nodeId());
    var silence = silence(node, now);
    if (silence.compareTo(LONGEST_SILENCE) < 0) {
      state.show(Kind.OK, TEXTS.get("node.ready"));
    } else {
      state.show(Kind.WARN, TEXTS.get("node.silent", silence.toMinutes()));
    }
    var count = node.workloads().containers();
    containers.setText(Numbers.count(count));
    containers.setTitle(TEXTS.get("containers", count));
    var total = node.totalResources();
    var taken = node.reservedResources();
    cpu.show(of(load, NodeLoad::cores), (double) taken.cru(), (double) total.cru());
    memory.show(of(load, one -> Numbers.gib(one.memory())), taken.mru(), total.mru());
    var disk = of(load, one -> Numbers.gib(one.disk()));
    var isSsd = total.sru() > 0;
    ssd.show(isSsd ? disk : OptionalDouble.empty(), taken.sru(), total.sru());
    hdd.show(isSsd ? OptionalDouble.empty() : disk, taken.hru(), total.hru());
  }

  static Duration silence(Node node, Instant now) {
    return Duration.between(Instant.ofEpochSecond(node.updated()), now);
  }

  private static OptionalDouble of(
      Optional<NodeLoad> load, java.util.function.ToDoubleFunction<NodeLoad> value) {
    return load.map(value::applyAsDouble).map(OptionalDouble::of).orElse(OptionalDouble.empty());
  }
}
