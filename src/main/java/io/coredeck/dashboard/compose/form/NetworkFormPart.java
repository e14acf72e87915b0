package io.coredeck.dashboard.compose.form;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.checkbox.Checkbox;
import com.vaadin.flow.component.combobox.ComboBox;
import com.vaadin.flow.component.html.Div;
import io.coredeck.dashboard.compose.check.NetworkCheck;
import io.coredeck.dashboard.compose.check.Part;
import io.coredeck.dashboard.compose.check.Problem;
import io.coredeck.dashboard.compose.model.DraftModel;
import io.coredeck.dashboard.text.Texts;
import io.coredeck.model.rule.Ipv4Range;
import java.util.List;

/// The private network, and the address in it.
public final class NetworkFormPart extends FormPart {

  private static final Texts TEXTS = Texts.of(NetworkFormPart.class);

  private static final String AT = "/network_connection/0";
  private static final String NETWORK = AT + "/network_id";
  private static final String NEW = AT + "/create";

  private final ComboBox<String> network = new ComboBox<>(TEXTS.get("network"));
  private final Fixes fixes = new Fixes();
  private final Div existing = new Div(network, fixes);
  private final Text name = new Text(TEXTS.get("new-network"), NETWORK);
  private final Text range = new Text(TEXTS.get("range"), NEW + "/network_iprange");
  private final Text address = new Text(TEXTS.get("address"), AT + "/ipaddress");
  private final Button other = new Button();
  private final Checkbox publicIp = flag(TEXTS.get("public-ipv6"), AT + "/public_ip6");
  private final Checkbox yggdrasil = flag(TEXTS.get("yggdrasil"), AT + "/yggdrasil_ip");
  private final Div trouble = new Div();
  private final Fixes flagFixes = new Fixes();
  private List<String> items = List.of();

  public NetworkFormPart(DraftModel model) {
    super(Part.NETWORK, TEXTS.get("network"), model);
    network.setWidthFull();
    network.setManualValidation(true);
    network.addValueChangeListener(event -> {
      if (event.isFromClient()) {
        choose(event.getValue() == null ? "" : event.getValue());
      }
    });
    existing.addClassName("field");
    address.field().addClassName("mono-field");
    range.field().addClassName("mono-field");
    range.field().setHelperText(TEXTS.get("range-hint"));
    other.addThemeVariants(ButtonVariant.LUMO_TERTIARY);
    other.addClickListener(_ -> toggle());
    var buttons = new Div(other);
    buttons.addClassName("buttons");
    var flags = new Div(publicIp, yggdrasil);
    flags.addClassName("flags");
    trouble.addClassName("trouble");
    add(columns(existing, name, range, address), buttons, flags, trouble, flagFixes);
    range
        .field()
        .addValueChangeListener(event -> {
          if (event.isFromClient()) {
            Ipv4Range.parse(event.getValue())
                .ifPresent(whole -> model.change(one -> NetworkCheck.withRange(one, whole)));
          }
        });
  }

  private Checkbox flag(String label, String pointer) {
    var box = new Checkbox(label);
    box.addValueChangeListener(event -> {
      if (event.isFromClient()) {
        model.set(pointer, event.getValue());
      }
    });
    return box;
  }

  private void choose(String chosen) {
    model.change(one -> model.withAddress(one.with(NETWORK, chosen).with(AT + "/ipaddress", "")));
  }

  private void toggle() {
    model.change(one -> {
      if (one.has(NEW)) {
        var first = model.facts().networks().stream().findFirst().orElse("");
        var back = one.without(NEW).with(NETWORK, first).with(AT + "/ipaddress", "");
        return model.withAddress(back);
      }
      return NetworkCheck.withRange(one.with(NETWORK, ""), NetworkCheck.suggested(model.facts()));
    });
    if (model.draft().has(NEW)) {
      name.field().focus();
    }
  }

  @Override
  public void show() {
    var isNew = model.draft().has(NEW);
    existing.setVisible(!isNew);
    name.setVisible(isNew);
    range.setVisible(isNew);
    other.setText(TEXTS.get(isNew ? "use-existing-network" : "create-network"));
    var networks = List.copyOf(model.facts().networks());
    if (!networks.equals(items)) {
      items = networks;
      network.setItems(networks);
    }
    var chosen = model.draft().text(NETWORK);
    network.setValue(networks.contains(chosen) ? chosen : null);
    network.setHelperText(
        NetworkCheck.range(model.draft(), model.facts()).map(Ipv4Range::toString).orElse(""));
    mark(network, model.told(NETWORK));
    fixes.show(model.told(NETWORK));
    name.show();
    range.show();
    address.show();
    show(publicIp, AT + "/public_ip6", NetworkCheck.whyNoIpv6(model.draft(), model.facts()));
    show(yggdrasil, AT + "/yggdrasil_ip", NetworkCheck.whyNoYggdrasil());
    var flags = model.told(AT + "/public_ip6").or(() -> model.told(AT + "/yggdrasil_ip"));
    trouble.setText(flags.map(Problem::message).orElse(""));
    trouble.setVisible(flags.isPresent());
    flagFixes.show(flags);
  }

  /// What no node gives cannot be ticked; who has it from elsewhere can take it away.
  private void show(Checkbox box, String pointer, String why) {
    var isAsked = model.draft().flag(pointer);
    box.setValue(isAsked);
    box.setReadOnly(!isAsked);
    box.setHelperText(isAsked ? "" : why);
  }
}
