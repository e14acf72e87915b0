package io.coredeck.dashboard.volumes;

import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.router.PageTitle;
import com.vaadin.flow.router.Route;
import io.coredeck.dashboard.frame.Frame;
import io.coredeck.dashboard.grid.GridView;
import io.coredeck.dashboard.grid.GridWatch;
import io.coredeck.dashboard.signin.PersonSession;
import io.coredeck.dashboard.text.Texts;
import io.coredeck.dashboard.usage.Named;
import io.coredeck.dashboard.usage.VolumeUse;
import io.coredeck.dashboard.widget.Confirm;
import io.coredeck.dashboard.widget.Empty;
import io.coredeck.dashboard.widget.Toast;
import io.coredeck.dashboard.widget.errand.Errand;
import io.coredeck.dashboard.widget.list.ListPage;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/// All volumes: how large, where, who mounts them.
@Route(value = "volumes", layout = Frame.class)
@PageTitle("Volumes · Coredeck")
public final class VolumesPage extends ListPage<VolumeRow> {

  private static final Texts TEXTS = Texts.of(VolumesPage.class);

  private final PersonSession session = PersonSession.required();
  private final GridWatch grid = GridWatch.current();

  public VolumesPage() {
    this(new Actions(PersonSession.required().person().role().mayChange()));
  }

  private VolumesPage(Actions actions) {
    super(VolumeColumns.spec(actions));
    actions.onDelete(this::delete);
    if (session.person().role().mayChange()) {
      addAction(create());
    }
    grid.follow(this, this::show);
  }

  private Button create() {
    var create =
        new Button(
            TEXTS.get("new"), _ -> CreateDialog.open(session.grid(), grid.look(Duration.ZERO)));
    create.addThemeVariants(ButtonVariant.LUMO_PRIMARY);
    return create;
  }

  private void show(GridView whole) {
    var person = session.person();
    var view = person.role().seesAll() ? whole : whole.of(person.tid());
    var nodes = Named.of(view.nodes());
    var now = Instant.now();
    show(view, VolumeUse.of(view).stream().map(use -> VolumeRow.of(use, nodes, now)).toList());
  }

  @Override
  protected Empty empty() {
    var words = new Empty(TEXTS.get("empty"), TEXTS.get("empty.words"));
    return session.person().role().mayChange() ? words.with(create()) : words;
  }

  private void delete(VolumeRow row) {
    if (!row.users().isEmpty()) {
      Confirm.refuse(
          TEXTS.get("in-use", row.name()),
          TEXTS.get("in-use.words", row.users().size()),
          row.users().stream()
              .map(user -> TEXTS.get("in-use.one", user.name(), user.point()))
              .toList());
      return;
    }
    new Confirm(TEXTS.get("delete.title", row.name()), TEXTS.get("delete"))
        .losing(
            TEXTS.get("delete.lost", TEXTS.get("size", row.gibibytes(), row.type()), row.node()))
        .keeping(TEXTS.get("delete.stays"))
        .typing(row.name())
        .asCommand(List.of(row.gwid()))
        .ask(() -> deleteNow(row));
  }

  private void deleteNow(VolumeRow row) {
    new Errand<VolumeRow>(
            UI.getCurrent(),
            _ -> Toast.good(TEXTS.get("deleted", row.name())),
            why -> Toast.bad(TEXTS.get("not-deleted", row.name()), why))
        .run(
            "delete-volume",
            () -> {
              session.grid().decommission(row.id());
              return row;
            });
  }
}
