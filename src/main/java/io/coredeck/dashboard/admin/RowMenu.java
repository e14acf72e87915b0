package io.coredeck.dashboard.admin;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.contextmenu.ContextMenu;
import io.coredeck.dashboard.frame.Icon;
import io.coredeck.dashboard.text.Texts;

/// What can be done to one account. It stays open while what the row says changes.
final class RowMenu extends Button {

  private static final Texts TEXTS = Texts.of(RowMenu.class);

  private final Deeds deeds;
  private final ContextMenu menu = new ContextMenu(this);
  private Row row;

  RowMenu(Deeds deeds, Row row) {
    super(new Icon("ellipsis"));
    this.deeds = deeds;
    this.row = row;
    addThemeVariants(ButtonVariant.LUMO_TERTIARY, ButtonVariant.LUMO_ICON);
    getElement().setAttribute("aria-haspopup", "menu");
    menu.setOpenOnClick(true);
    fill();
  }

  void show(Row now) {
    var before = row;
    row = now;
    var isSame =
        before.account().name().equals(now.account().name())
            && before.isOwn() == now.isOwn()
            && before.account().standing().isDisabled() == now.account().standing().isDisabled();
    if (!isSame) {
      fill();
    }
  }

  private void fill() {
    setAriaLabel(TEXTS.get("actions", row.account().name()));
    menu.removeAll();
    // Role and password of who comes through an identity provider are its.
    var isProvided = row.account().standing().isProvided();
    if (!isProvided) {
      menu.addItem(TEXTS.get("menu.role"), _ -> deeds.changeRole(row.account()));
    }
    if (!row.isOwn() && !isProvided) {
      menu.addItem(TEXTS.get("menu.reset"), _ -> deeds.resetPassword(row.account()));
    }
    if (row.account().standing().isDisabled()) {
      menu.addItem(TEXTS.get("menu.enable"), _ -> deeds.enable(row.account()));
    } else {
      menu.addItem(TEXTS.get("menu.disable"), _ -> deeds.disable(row.account(), row.owned()));
    }
    menu.addItem(
        TEXTS.get("menu.audit"),
        _ -> getUI().orElseThrow().navigate("audit?who=" + row.account().name()));
    menu.addSeparator();
    menu.addItem(TEXTS.get("menu.delete"), _ -> deeds.delete(row.account())).addClassName("danger");
  }
}
