package io.coredeck.dashboard.compose.place;

import com.vaadin.flow.component.AttachEvent;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Input;
import com.vaadin.flow.component.html.NativeLabel;
import com.vaadin.flow.component.html.Span;
import io.coredeck.dashboard.compose.check.Fix;
import io.coredeck.dashboard.compose.check.NodeFit;
import io.coredeck.dashboard.compose.model.DraftModel;
import io.coredeck.dashboard.frame.State;
import io.coredeck.dashboard.frame.State.Kind;
import java.util.List;

/// A node to choose: what it has free, or every reason why it does not fit, each with the change
/// that would help. One that does not fit can be reached and read, not chosen.
final class NodeRow extends Div {

  private static final String NODE = "/node_id";
  private static final String NETWORK = "/network_connection/0";

  private final DraftModel model;
  private final String id;
  private final Input radio = new Input();
  private final Span name = new Span();
  private final Div reasons = new Div();
  private final Div aside = new Div();
  private List<Object> shown = List.of();

  NodeRow(DraftModel model, String id) {
    this.model = model;
    this.id = id;
    addClassName("node");
    radio.setType("radio");
    radio.getElement().setAttribute("name", "node");
    radio.getElement().setAttribute("aria-describedby", "why-" + id);
    radio.getElement().addEventListener("change", _ -> choose());
    name.addClassName("name");
    reasons.addClassName("reasons");
    reasons.setId("why-" + id);
    aside.addClassName("aside");
    var label = new NativeLabel();
    label.add(radio, name);
    add(label, reasons, aside);
  }

  /// A radio button that is not disabled would be chosen by a click, or by going over it.
  @Override
  protected void onAttach(AttachEvent event) {
    radio
        .getElement()
        .executeJs(
            "this.addEventListener('click', e => {"
                + " if (this.getAttribute('aria-disabled') === 'true') e.preventDefault(); })");
  }

  void show(NodeFit fit) {
    var isChosen = model.draft().text(NODE).equals(id);
    radio.getElement().setProperty("checked", isChosen);
    var words =
        fit.fits()
            ? List.of(fit.fitting())
            : fit.misfits().stream().map(NodeFit.Misfit::reason).toList();
    var free = fit.free(model.draft().isSsd("/capacity/disk_type"));
    var now = List.<Object>of(fit.name(), words, labels(fit), free, isChosen);
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
    reasons.removeAll();
    if (fit.fits()) {
      var fits = new Span(words.getFirst());
      fits.addClassName("fits");
      reasons.add(fits);
    }
    var isOnly = fit.misfits().size() == 1;
    fit.misfits().forEach(misfit -> reasons.add(reason(misfit, isOnly)));
  }

  private static List<String> labels(NodeFit fit) {
    return fit.misfits().stream()
        .flatMap(misfit -> misfit.fixes().stream().limit(1))
        .map(Fix::label)
        .toList();
  }

  /// @param isOnly whether the node fits once this is right
  private Div reason(NodeFit.Misfit misfit, boolean isOnly) {
    var words = new Span(misfit.reason());
    words.addClassName("misfit");
    var reason = new Div(new State(Kind.WARN, ""), words);
    reason.addClassName("reason");
    misfit.fixes().stream()
        .findFirst()
        .ifPresent(fix -> {
          var link = new Button(fix.label(), _ -> apply(fix, isOnly));
          link.addThemeVariants(ButtonVariant.LUMO_TERTIARY_INLINE, ButtonVariant.LUMO_SMALL);
          reason.add(link);
        });
    return reason;
  }

  private void apply(Fix fix, boolean isOnly) {
    model.change(fix.change());
    if (isOnly) {
      choose();
    }
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
