package io.coredeck.dashboard.overview;

import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Span;
import io.coredeck.dashboard.frame.State;
import io.coredeck.dashboard.frame.State.Kind;
import io.coredeck.dashboard.text.Numbers;
import io.coredeck.dashboard.text.Texts;
import io.coredeck.dashboard.usage.Named;
import io.coredeck.dashboard.usage.NodeLife;
import io.coredeck.dashboard.widget.NodeLevels;
import io.coredeck.model.registry.Node;
import java.time.Instant;

/// One node: its state, and what of it is reserved and used.
final class NodeRow extends Div {

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

  /// @param isLive whether the page can ask what is used now
  void show(Node node, boolean isLive, Instant now) {
    name.setText(Named.of(node));
    name.setHref("nodes/" + node.nodeId());
    var life = NodeLife.of(node, now);
    if (life.isUp()) {
      state.show(Kind.OK, TEXTS.get("node.ready"));
    } else {
      state.show(Kind.WARN, TEXTS.get("node.silent", life.silence().toMinutes()));
    }
    var count = node.workloads().containers();
    containers.setText(Numbers.count(count));
    containers.setTitle(TEXTS.get("containers", count));
    var levels = NodeLevels.of(node, isLive);
    cpu.show(levels.cpu());
    memory.show(levels.memory());
    ssd.show(levels.ssd());
    hdd.show(levels.hdd());
  }
}
