package io.coredeck.dashboard.compose;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.dialog.Dialog;
import com.vaadin.flow.component.html.ListItem;
import com.vaadin.flow.component.html.UnorderedList;
import com.vaadin.flow.component.textfield.TextField;
import io.coredeck.dashboard.compose.code.DraftChanges;
import io.coredeck.dashboard.compose.draft.Draft;
import io.coredeck.dashboard.compose.draft.DraftReservation;
import io.coredeck.dashboard.signin.PersonSession;
import io.coredeck.dashboard.text.Texts;
import io.coredeck.model.Container;
import io.coredeck.model.Reservation;
import io.coredeck.sdk.workload.WorkloadName;

/// Shows what becomes different, what is lost and what stays, before a container is replaced. As
/// something is lost, its name must be typed.
final class ReplaceDialog extends Dialog {

  private static final Texts TEXTS = Texts.of(ReplaceDialog.class);

  /// @param isFirst whether the old container goes before the new one comes
  /// @param replace told when the person wants it
  ReplaceDialog(
      Draft draft, Reservation old, boolean isFirst, PersonSession session, Runnable replace) {
    var name = WorkloadName.of(old).isEmpty() ? old.gwid() : WorkloadName.of(old);
    setHeaderTitle(TEXTS.get("replace-title", name));
    setWidth("640px");
    addClassName("replace-dialog");
    add(
        new DraftChanges(
            TEXTS.get("what-changes"),
            TEXTS.get("nothing-changes"),
            DraftReservation.from(old, session.person().tid()),
            draft));
    add(consequences(draft, old, isFirst));
    var typed = new TextField(TEXTS.get("type-name", name));
    typed.setWidthFull();
    typed.setManualValidation(true);
    add(typed);
    var keep = new Button(TEXTS.get("keep-it"), _ -> close());
    keep.setAutofocus(true);
    var go =
        new Button(
            TEXTS.get("replace"),
            _ -> {
              if (typed.getValue().strip().equals(name)) {
                close();
                replace.run();
              } else {
                typed.setInvalid(true);
                typed.setErrorMessage(TEXTS.get("type-name-exactly", name));
                typed.focus();
              }
            });
    go.addThemeVariants(ButtonVariant.LUMO_PRIMARY, ButtonVariant.LUMO_ERROR);
    getFooter().add(keep, go);
  }

  private static UnorderedList consequences(Draft draft, Reservation old, boolean isFirst) {
    var list = new UnorderedList();
    list.add(new ListItem(TEXTS.get("disk-is-lost")));
    var container = (Container) old.workload();
    if (!container.volumes().isEmpty()) {
      list.add(new ListItem(TEXTS.get("volumes-stay", container.volumes().size())));
    }
    var was = container.networkConnections().getFirst().ipaddress();
    var is = draft.text("/network_connection/0/ipaddress");
    list.add(
        new ListItem(
            was.equals(is) ? TEXTS.get("address-stays", is) : TEXTS.get("address-new", is, was)));
    list.add(new ListItem(TEXTS.get(isFirst ? "old-goes-first" : "old-goes-last")));
    return list;
  }
}
