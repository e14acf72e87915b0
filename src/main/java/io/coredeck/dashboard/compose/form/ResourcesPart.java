package io.coredeck.dashboard.compose.form;

import com.vaadin.flow.component.combobox.ComboBox;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Input;
import com.vaadin.flow.component.html.NativeLabel;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.textfield.IntegerField;
import com.vaadin.flow.data.value.ValueChangeMode;
import io.coredeck.dashboard.compose.check.NodeFit;
import io.coredeck.dashboard.compose.check.Part;
import io.coredeck.dashboard.compose.model.DraftModel;
import io.coredeck.dashboard.frame.State;
import io.coredeck.dashboard.frame.State.Kind;
import io.coredeck.dashboard.text.Texts;
import java.util.List;

/// CPU, memory, disk, and the node that has them.
public final class ResourcesPart extends FormPart {

  private static final Texts TEXTS = Texts.of(ResourcesPart.class);

  private static final String NODE = "/node_id";
  private static final String TYPE = "/capacity/disk_type";

  private final Amount cpu = new Amount(TEXTS.get("cpu"), "vCPU", "/capacity/cpu");
  private final Amount memory = new Amount(TEXTS.get("memory"), "MiB", "/capacity/memory");
  private final Amount disk = new Amount(TEXTS.get("disk"), "MiB", "/capacity/disk_size");
  private final Choice<Boolean> type =
      new Choice<Boolean>(TEXTS.get("disk-type"), ssd -> model.set(TYPE, ssd ? "ssd" : "hdd"))
          .with(true, "SSD", "")
          .with(false, "HDD", "");
  private final Span fitting = new Span();
  private final Div nodes = new Div();
  private final ComboBox<Long> pool = new ComboBox<>(TEXTS.get("pool"));
  private List<Long> pools = List.of();
  private final Div trouble = new Div();
  private final Fixes fixes = new Fixes();
  private List<String> shown = List.of();

  public ResourcesPart(DraftModel model) {
    super(Part.RESOURCES, TEXTS.get("resources"), model);
    var typeLabel = new Span(TEXTS.get("disk-type"));
    typeLabel.addClassName("label");
    var typeField = new Div(typeLabel, type);
    typeField.addClassName("field");
    var amounts = new Div(cpu, memory, disk, typeField);
    amounts.addClassName("amounts");
    var nodeLabel = new Span(TEXTS.get("node"));
    nodeLabel.addClassName("label");
    fitting.addClassName("hint");
    var nodeHead = new Div(nodeLabel, fitting);
    nodeHead.addClassName("node-head");
    nodes.addClassName("node-list");
    nodes.getElement().setAttribute("role", "radiogroup");
    nodes.getElement().setAttribute("aria-label", TEXTS.get("node"));
    trouble.addClassName("trouble");
    pool.setItems(pools);
    pool.setManualValidation(true);
    pool.setItemLabelGenerator(id -> TEXTS.get("pool-label", String.valueOf(id)));
    pool.addValueChangeListener(event -> {
      if (event.isFromClient() && event.getValue() != null) {
        model.set("/pool_id", event.getValue());
      }
    });
    add(amounts, nodeHead, nodes, columns(pool), trouble, fixes);
  }

  @Override
  public void show() {
    cpu.show();
    memory.show();
    disk.show();
    var ssd = model.draft().isSsd(TYPE);
    type.show(ssd);
    var fits = NodeFit.all(model.draft(), model.facts());
    fitting.setText(
        TEXTS.get("nodes-fit", fits.stream().filter(NodeFit::fits).count(), fits.size()));
    var chosen = model.draft().text(NODE);
    var looks =
        fits.stream()
            .map(fit ->
                fit.node().nodeId()
                    + fit.words()
                    + fit.free(ssd)
                    + chosen.equals(fit.node().nodeId()))
            .toList();
    if (!looks.equals(shown)) {
      shown = looks;
      nodes.removeAll();
      fits.forEach(fit -> nodes.add(row(fit, chosen, ssd)));
    }
    showPools(chosen);
    var problem = model.told(NODE).or(() -> model.told("/pool_id"));
    trouble.setText(problem.map(one -> one.message()).orElse(""));
    trouble.setVisible(problem.isPresent());
    fixes.show(problem);
  }

  /// Only where there is a choice.
  private void showPools(String node) {
    var facts = model.facts();
    var usable =
        facts.pools().stream()
            .filter(one -> one.nodeIds().contains(node))
            .map(one -> one.poolId())
            .toList();
    if (!usable.equals(pools)) {
      pools = usable;
      pool.setItems(usable);
    }
    pool.setVisible(facts.pools().size() > 1 && !usable.isEmpty());
    var others = facts.pools().size() - usable.size();
    pool.setHelperText(others == 0 ? "" : TEXTS.get("other-pools", others));
    facts
        .poolFor(node, model.draft().number("/pool_id"))
        .ifPresent(used -> pool.setValue(used.poolId()));
  }

  private Div row(NodeFit fit, String chosen, boolean ssd) {
    var id = fit.node().nodeId();
    var radio = new Input();
    radio.setType("radio");
    radio.getElement().setAttribute("name", "node");
    var isChosen = chosen.equals(id);
    radio.getElement().setProperty("checked", isChosen);
    radio.setEnabled(fit.fits() || isChosen);
    radio.getElement().addEventListener("change", _ -> choose(id));
    var name = new Span(fit.name());
    name.addClassName("name");
    var words = new Span(fit.words());
    words.addClassName(fit.fits() ? "fits" : "misfit");
    var label = new NativeLabel();
    label.add(radio, name);
    var row = new Div(label, fit.fits() ? words : new Div(new State(Kind.WARN, ""), words));
    row.addClassName("node");
    row.setClassName("chosen", isChosen);
    row.setClassName("off", !fit.fits() && !isChosen);
    var aside = new Div();
    aside.addClassName("aside");
    if (fit.fits() || fit.misfits().getFirst().fixes().isEmpty()) {
      aside.setText(fit.free(ssd));
    } else {
      var fix = fit.misfits().getFirst().fixes().getFirst();
      aside.add(
          link(fix.label(), () -> model.change(one -> fix.change().apply(one).with(NODE, id))));
    }
    row.add(aside);
    return row;
  }

  /// The address belongs to a node's part of the network: with another node it is chosen anew.
  private void choose(String id) {
    model.change(one -> {
      var moved = one.with(NODE, id);
      return one.text(NODE).equals(id) || one.has("/network_connection/0/create")
          ? moved
          : model.withAddress(moved.with("/network_connection/0/ipaddress", ""));
    });
  }

  /// A whole number with its unit.
  private final class Amount extends Div {
    private final IntegerField field;
    private final String pointer;
    private final Fixes offers = new Fixes();

    Amount(String label, String unit, String pointer) {
      this.pointer = pointer;
      field = new IntegerField(label);
      field.setWidthFull();
      field.setManualValidation(true);
      field.setSuffixComponent(new Span(unit));
      field.setValueChangeMode(ValueChangeMode.LAZY);
      field.setValueChangeTimeout(PAUSE_MS);
      field.addValueChangeListener(event -> {
        if (event.isFromClient()) {
          model.set(pointer, event.getValue() == null ? 0L : Math.max(0L, event.getValue()));
        }
      });
      addClassName("field");
      add(field, offers);
    }

    void show() {
      var number = (int) Math.min(model.draft().number(pointer), Integer.MAX_VALUE);
      if (field.getValue() == null || field.getValue() != number) {
        field.setValue(number);
      }
      mark(field, model.told(pointer));
      offers.show(model.told(pointer));
    }
  }
}
