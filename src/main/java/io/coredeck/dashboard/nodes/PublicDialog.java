package io.coredeck.dashboard.nodes;

import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.dialog.Dialog;
import com.vaadin.flow.component.formlayout.FormLayout;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.textfield.TextField;
import io.coredeck.dashboard.text.Texts;
import io.coredeck.dashboard.widget.Toast;
import io.coredeck.dashboard.widget.errand.Errand;
import io.coredeck.sdk.FarmerClient;
import io.coredeck.sdk.FarmerClient.PublicConfig;
import io.coredeck.sdk.GridClient;
import java.util.Optional;

/// How a node is connected to the internet, as its farm's owner says.
final class PublicDialog {

  private static final Texts TEXTS = Texts.of(PublicDialog.class);

  private final FarmerClient farmer;
  private final String nodeId;
  private final Dialog dialog = new Dialog();
  private final TextField master = field("public.master", "eth0");
  private final TextField ipv4 = field("public.ipv4", "203.0.113.7/24");
  private final TextField gw4 = field("public.gw4", "203.0.113.1");
  private final TextField ipv6 = field("public.ipv6", "2001:db8::7/64");
  private final TextField gw6 = field("public.gw6", "2001:db8::1");
  private final Paragraph trouble = new Paragraph();
  private long seen;
  private final Button save = new Button(TEXTS.get("public.save"), _ -> save());

  PublicDialog(GridClient grid, String nodeId) {
    this.farmer = new FarmerClient(grid);
    this.nodeId = nodeId;
    dialog.setHeaderTitle(TEXTS.get("public"));
    dialog.setWidth("min(520px, calc(100vw - 24px))");
    dialog.addClassName("form-dialog");
    trouble.addClassName("trouble");
    trouble.getElement().setAttribute("role", "alert");
    trouble.setVisible(false);
    dialog.add(
        new Paragraph(TEXTS.get("public.words")),
        new FormLayout(master, ipv4, gw4, ipv6, gw6),
        trouble);
    save.addThemeVariants(ButtonVariant.LUMO_PRIMARY);
    dialog.getFooter().add(new Button(TEXTS.get("cancel"), _ -> dialog.close()), save);
  }

  private static TextField field(String key, String example) {
    var field = new TextField(TEXTS.get(key));
    field.setPlaceholder(example);
    field.addClassName("mono-field");
    return field;
  }

  void open() {
    save.setEnabled(false); // until it is known what is replaced
    dialog.open();
    new Errand<Optional<PublicConfig>>(
            UI.getCurrent(),
            known -> {
              known.ifPresent(this::show);
              save.setEnabled(true);
            },
            this::refuse)
        .run("public-config", () -> farmer.publicConfig(nodeId));
  }

  private void show(PublicConfig known) {
    seen = known.version();
    master.setValue(known.master());
    ipv4.setValue(known.ipv4());
    gw4.setValue(known.gw4());
    ipv6.setValue(known.ipv6());
    gw6.setValue(known.gw6());
  }

  private void save() {
    save.setEnabled(false);
    var wanted =
        new PublicConfig(
            master.getValue().strip(),
            ipv4.getValue().strip(),
            gw4.getValue().strip(),
            ipv6.getValue().strip(),
            gw6.getValue().strip());
    new Errand<PublicConfig>(UI.getCurrent(), _ -> saved(), this::refuse)
        .run(
            "public-config",
            () -> {
              farmer.setPublicConfig(nodeId, wanted, seen);
              return wanted;
            });
  }

  private void saved() {
    dialog.close();
    Toast.good(TEXTS.get("public.saved"));
  }

  private void refuse(String why) {
    save.setEnabled(true);
    trouble.setText(why);
    trouble.setVisible(true);
  }
}
