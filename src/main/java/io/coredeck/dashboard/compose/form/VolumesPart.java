package io.coredeck.dashboard.compose.form;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.combobox.ComboBox;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.textfield.IntegerField;
import com.vaadin.flow.data.value.ValueChangeMode;
import io.coredeck.dashboard.compose.check.Amount;
import io.coredeck.dashboard.compose.check.GridFacts;
import io.coredeck.dashboard.compose.check.GridFacts.VolumeChoice;
import io.coredeck.dashboard.compose.check.NodeFit;
import io.coredeck.dashboard.compose.check.Part;
import io.coredeck.dashboard.compose.draft.Draft.Mount;
import io.coredeck.dashboard.compose.draft.DraftReservation;
import io.coredeck.dashboard.compose.model.DraftModel;
import io.coredeck.dashboard.frame.Icon;
import io.coredeck.dashboard.text.Texts;
import java.util.ArrayList;
import java.util.List;

/// Volumes that exist and volumes to be made, each with its place in the container.
public final class VolumesPart extends FormPart {

  private static final Texts TEXTS = Texts.of(VolumesPart.class);

  private final Div rows = new Div();
  private final List<Row> shown = new ArrayList<>();
  private List<String> keys = List.of();

  public VolumesPart(DraftModel model) {
    super(Part.VOLUMES, TEXTS.get("volumes"), model);
    rows.addClassName("rows");
    var mount = new Button(TEXTS.get("mount"), new Icon("plus"), _ -> append(false));
    var create = new Button(TEXTS.get("create-volume"), _ -> append(true));
    create.addThemeVariants(ButtonVariant.LUMO_TERTIARY);
    var buttons = new Div(mount, create);
    buttons.addClassName("buttons");
    add(rows, buttons);
  }

  private void append(boolean fresh) {
    var at = "/volumes/" + model.draft().size("/volumes");
    model.change(one -> {
      var point = one.with(at + "/mountpoint", one.size("/volumes") == 0 ? "/data" : "");
      var node = model.facts().node(one.text("/node_id"));
      var type = node.map(NodeFit::hasMoreSsd).orElse(true) ? "ssd" : "hdd";
      return fresh
          ? point.with(at + "/create/size", 1L).with(at + "/create/disk_type", type)
          : point.with(at + "/volume_id", "");
    });
  }

  @Override
  public void show() {
    var mounts = model.draft().mounts();
    var wanted = mounts.stream().map(mount -> mount.pointer() + mount.isNew()).toList();
    if (!wanted.equals(keys)) {
      keys = wanted;
      shown.clear();
      mounts.forEach(mount -> shown.add(new Row(mount)));
      rows.removeAll();
      shown.forEach(rows::add);
    }
    for (int i = 0; i < shown.size(); i++) {
      shown.get(i).show(mounts.get(i));
    }
  }

  /// One volume.
  private final class Row extends Div {
    private final String at;
    private final Text point;
    private final ComboBox<String> volume = new ComboBox<>(TEXTS.get("volume"));
    private final IntegerField size = new IntegerField(TEXTS.get("new-volume"));
    private final Choice<Boolean> type;
    private final Div typeField = new Div();
    private final Text name;
    private final Fixes fixes = new Fixes();
    private List<String> items = List.of();

    Row(Mount mount) {
      at = mount.pointer();
      addClassNames("row", "volume");
      point = new Text(TEXTS.get("mount-point"), at + "/mountpoint");
      point.field().addClassName("mono-field");
      volume.setWidthFull();
      volume.setManualValidation(true);
      volume.setItemLabelGenerator(this::label);
      volume.setVisible(!mount.isNew());
      volume.addValueChangeListener(event -> {
        if (event.isFromClient()) {
          model.set(at + "/volume_id", event.getValue() == null ? "" : event.getValue());
        }
      });
      size.setWidthFull();
      size.setMin(0);
      size.setManualValidation(true);
      size.setSuffixComponent(new Span("GiB"));
      size.setVisible(mount.isNew());
      size.setValueChangeMode(ValueChangeMode.LAZY);
      size.setValueChangeTimeout(PAUSE_MS);
      size.addValueChangeListener(event -> {
        if (event.isFromClient()) {
          model.set(at + "/create/size", event.getValue() == null ? 0L : (long) event.getValue());
        }
      });
      var remove = new Button(new Icon("x"), _ -> model.change(one -> one.without(at)));
      remove.addThemeVariants(ButtonVariant.LUMO_TERTIARY, ButtonVariant.LUMO_ICON);
      remove.setAriaLabel(TEXTS.get("remove-volume"));
      remove.setTooltipText(TEXTS.get("remove-volume"));
      type = type();
      name = new Text(TEXTS.get("volume-name"), at + "/create/name");
      var left = new Div(volume, size, fixes);
      left.addClassName("field");
      add(left, typeField, point, name, remove);
      typeField.setVisible(mount.isNew());
      name.setVisible(mount.isNew());
      setClassName("new", mount.isNew());
    }

    private Choice<Boolean> type() {
      var label = new Span(TEXTS.get("disk-type"));
      label.addClassName("label");
      var choice =
          new Choice<Boolean>(
                  TEXTS.get("disk-type"),
                  ssd -> model.set(at + "/create/disk_type", ssd ? "ssd" : "hdd"))
              .with(true, "SSD", "")
              .with(false, "HDD", "");
      typeField.addClassName("field");
      typeField.add(label, choice);
      return choice;
    }

    private String label(String gwid) {
      return model
          .facts()
          .volume(gwid)
          .map(one ->
              TEXTS.get(
                  "volume-label",
                  GridFacts.nameOf(one.reservation()),
                  Amount.of(one.volume().size()),
                  one.volume().diskType().toString()))
          .orElse(gwid);
    }

    void show(Mount mount) {
      var here = model.facts().volumes().stream().map(VolumeChoice::gwid).toList();
      if (!here.equals(items)) {
        items = here;
        volume.setItems(here);
      }
      volume.setValue(here.contains(mount.volumeId()) ? mount.volumeId() : null);
      var known = model.facts().volume(mount.volumeId());
      volume.setHelperText(
          known
              .filter(one -> !one.users().isEmpty())
              .map(one -> TEXTS.get("also-used", String.join(", ", one.users())))
              .orElse(here.isEmpty() ? TEXTS.get("no-volumes") : ""));
      var gib = (int) Math.min(mount.newGib(), Integer.MAX_VALUE);
      if (size.getValue() == null || size.getValue() != gib) {
        size.setValue(gib);
      }
      type.show(mount.newSsd());
      var problem = model.told(at + (mount.isNew() ? "/create/size" : "/volume_id"));
      var node = model.facts().node(model.draft().text("/node_id"));
      size.setHelperText(
          problem.isPresent()
              ? ""
              : node.map(one -> NodeFit.diskOn(one, mount.newSsd())).orElse(""));
      name.field().setPlaceholder(DraftReservation.volumeName(model.draft(), mount));
      name.show();
      mark(volume, problem);
      mark(size, problem);
      fixes.show(problem);
      point.show();
    }
  }
}
