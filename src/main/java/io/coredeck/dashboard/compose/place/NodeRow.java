package io.coredeck.dashboard.compose.place;

import com.vaadin.flow.component.AttachEvent;
import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Input;
import com.vaadin.flow.component.html.NativeLabel;
import com.vaadin.flow.component.html.Span;
import io.coredeck.dashboard.compose.check.Fix;
import io.coredeck.dashboard.compose.check.NodeFit;
import io.coredeck.dashboard.compose.model.DraftModel;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// A node to choose: what it has free, or every reason why it does not fit, each with the change
/// that would help. One that does not fit can be reached and read, not chosen.
final class NodeRow extends Div {

  private static final String NODE = "/node_id";
  private static final String NETWORK = "/network_connection/0";

  private final DraftModel model;
  private final String id;
  private final Input radio = new Input();
  private final Span name = new Span();
  private final Div why = new Div();
  private final Span fits = new Span();
  private final Map<String, Reason> reasons = new HashMap<>();
  private final Div aside = new Div();
  private List<Object> shown = List.of();

  /// Whether the node fits once its one reason is gone.
  private boolean isOnly;

  NodeRow(DraftModel model, String id) {
    this.model = model;
    this.id = id;
    addClassName("node");
    radio.setType("radio");
    radio.getElement().setAttribute("name", "node");
    radio.getElement().setAttribute("aria-describedby", "why-" + id);
    radio.getElement().addEventListener("change", _ -> choose());
    name.addClassName("name");
    fits.addClassName("fits");
    why.addClassName("reasons");
    why.setId("why-" + id);
    aside.addClassName("aside");
    var label = new NativeLabel();
    label.add(radio, name);
    add(label, why, aside);
  }

  /// A radio button that is not disabled would be chosen by a click, or by going over it. A row
  /// that is moved is attached anew, with the same radio button.
  @Override
  protected void onAttach(AttachEvent event) {
    radio
        .getElement()
        .executeJs(
            "if (!this.isGuarded) { this.isGuarded = true;"
                + " this.addEventListener('click', e => {"
                + " if (this.getAttribute('aria-disabled') === 'true') e.preventDefault(); }) }");
  }

  void show(NodeFit fit) {
    var isChosen = model.draft().text(NODE).equals(id);
    radio.getElement().setProperty("checked", isChosen);
    var free = fit.free(model.draft().isSsd("/capacity/disk_type"));
    var reasonsNow = fit.misfits().stream().map(NodeFit.Misfit::reason).toList();
    var now = List.<Object>of(fit.name(), fit.fitting(), reasonsNow, labels(fit), free, isChosen);
    if (now.equals(shown)) {
      return;
    }
    shown = now;
    name.setText(fit.name());
    name.setTitle(fit.name());
    radio.getElement().setAttribute("aria-disabled", String.valueOf(!fit.fits() && !isChosen));
    setClassName("chosen", isChosen);
    setClassName("unfit", !fit.fits());
    setClassName("off", !fit.fits() && !isChosen);
    aside.setText(free);
    fits.setText(fit.fitting());
    fits.setVisible(fit.fits());
    show(fit.misfits());
  }

  /// Each reason keeps its place and what is in it as long as it is one.
  private void show(List<NodeFit.Misfit> misfits) {
    var there = misfits.stream().map(NodeFit.Misfit::about).toList();
    var hadFocus = reasons.values().stream().anyMatch(Reason::hasFocus);
    reasons.keySet().retainAll(there);
    var wanted = new ArrayList<Component>(List.of(fits));
    for (var misfit : misfits) {
      var reason = reasons.computeIfAbsent(misfit.about(), _ -> new Reason(this::apply));
      reason.show(misfit);
      wanted.add(reason);
    }
    var focused = reasons.values().stream().filter(Reason::hasFocus).findFirst();
    Placing.of(why, wanted, focused.map(Component.class::cast));
    isOnly = misfits.size() == 1;
    if (hadFocus && focused.isEmpty()) {
      radio.focus();
    }
  }

  private static List<String> labels(NodeFit fit) {
    return fit.misfits().stream()
        .flatMap(misfit -> misfit.fixes().stream().limit(1))
        .map(Fix::label)
        .toList();
  }

  private void apply(Fix fix) {
    var fitsThen = isOnly;
    model.change(fix.change());
    if (fitsThen) {
      choose();
    }
    radio.focus();
  }

  /// The address belongs to a node's part of the network: with another node it is chosen anew.
  private void choose() {
    model.change(one -> {
      var moved = one.with(NODE, id);
      return one.text(NODE).equals(id) || one.has(NETWORK + "/create")
          ? moved
          : model.withAddress(moved.with(NETWORK + "/ipaddress", ""));
    });
  }
}
