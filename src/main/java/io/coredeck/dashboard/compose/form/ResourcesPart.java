package io.coredeck.dashboard.compose.form;

import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.textfield.IntegerField;
import com.vaadin.flow.data.value.ValueChangeMode;
import io.coredeck.dashboard.compose.check.NodeFit;
import io.coredeck.dashboard.compose.check.Part;
import io.coredeck.dashboard.compose.model.DraftModel;
import io.coredeck.dashboard.compose.place.NodeList;
import io.coredeck.dashboard.compose.place.PoolField;
import io.coredeck.dashboard.text.Texts;
import java.util.Optional;

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
  private final Span sharing = new Span();
  private final NodeList nodes;
  private final PoolField pool;
  private final Div trouble = new Div();
  private final Fixes fixes = new Fixes();

  public ResourcesPart(DraftModel model) {
    super(Part.RESOURCES, TEXTS.get("resources"), model);
    var typeLabel = new Span(TEXTS.get("disk-type"));
    typeLabel.addClassName("label");
    var typeField = new Div(typeLabel, type);
    typeField.addClassName("field");
    var amounts = new Div(cpu, memory, disk, typeField);
    amounts.addClassName("amounts");
    sharing.addClassName("hint");
    nodes = new NodeList(model);
    pool = new PoolField(model);
    trouble.addClassName("trouble");
    add(amounts, sharing, nodes, columns(pool), trouble, fixes);
  }

  @Override
  public void show() {
    var ssd = model.draft().isSsd(TYPE);
    var node = model.facts().node(model.draft().text(NODE));
    cpu.show(node.map(NodeFit::cpuOf));
    memory.show(node.map(NodeFit::memoryOf));
    disk.show(node.map(one -> NodeFit.diskOf(one, ssd)));
    sharing.setText(node.map(NodeFit::sharing).orElse(""));
    sharing.setVisible(node.isPresent());
    type.show(ssd);
    nodes.show();
    pool.show();
    var problem = model.told(NODE).or(() -> model.told("/pool_id"));
    trouble.setText(problem.map(one -> one.message()).orElse(""));
    trouble.setVisible(problem.isPresent());
    fixes.show(problem);
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

    /// @param free what there is on the chosen node
    void show(Optional<String> free) {
      var number = (int) Math.min(model.draft().number(pointer), Integer.MAX_VALUE);
      if (field.getValue() == null || field.getValue() != number) {
        field.setValue(number);
      }
      var problem = model.told(pointer);
      field.setHelperText(problem.isPresent() ? "" : free.orElse(""));
      mark(field, problem);
      offers.show(model.told(pointer));
    }
  }
}
