package io.coredeck.dashboard.networks;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Main;
import com.vaadin.flow.router.BeforeEnterEvent;
import com.vaadin.flow.router.BeforeEnterObserver;
import com.vaadin.flow.router.HasDynamicTitle;
import com.vaadin.flow.router.Route;
import io.coredeck.dashboard.deletion.Deleting;
import io.coredeck.dashboard.frame.Frame;
import io.coredeck.dashboard.frame.Look;
import io.coredeck.dashboard.grid.GridView;
import io.coredeck.dashboard.grid.GridWatch;
import io.coredeck.dashboard.signin.PersonSession;
import io.coredeck.dashboard.text.Texts;
import io.coredeck.dashboard.usage.ComposeLink;
import io.coredeck.dashboard.usage.Named;
import io.coredeck.dashboard.usage.NetworkUse;
import io.coredeck.dashboard.widget.Confirm;
import io.coredeck.dashboard.widget.Empty;
import io.coredeck.dashboard.widget.NotYet;
import io.coredeck.dashboard.widget.ObjectHead;
import io.coredeck.dashboard.widget.list.TableCard;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/// One network: which addresses are free, who has the others, how its nodes reach each other.
@Route(value = "networks/:id([0-9]{1,18})", layout = Frame.class)
public final class NetworkPage extends Main
    implements Frame.Titled, HasDynamicTitle, BeforeEnterObserver {

  private static final Texts TEXTS = Texts.of(NetworkPage.class);
  private static final Duration FIRST_LOOK = Duration.ofSeconds(2);
  private static final int MOST_PARTS = 16;

  private final PersonSession session = PersonSession.required();
  private final GridWatch grid = GridWatch.current();
  private final ObjectHead head = new ObjectHead();
  private final TableCard<AttachedRow> attached = AttachedRow.card();
  private final Div parts = new Div();
  private final Button delete = new Button(TEXTS.get("delete"), _ -> delete());

  private long id;
  private String title = TEXTS.get("network");
  private Optional<NetworkUse> drawn = Optional.empty();

  public NetworkPage() {
    addClassNames("reading-page", "network-page");
    delete.addThemeVariants(ButtonVariant.LUMO_ERROR);
    grid.follow(this, this::look);
  }

  @Override
  public String title() {
    return title;
  }

  @Override
  public String getPageTitle() {
    return title + " · Coredeck";
  }

  @Override
  public void beforeEnter(BeforeEnterEvent event) {
    id = event.getRouteParameters().getLong("id").orElse(0L);
    title = TEXTS.get("network");
    drawn = Optional.empty();
    removeAll();
    look(grid.look(FIRST_LOOK));
  }

  private void look(GridView view) {
    find(view).ifPresentOrElse(use -> show(use, view), () -> showNone(view.isKnown()));
  }

  private Optional<NetworkUse> find(GridView whole) {
    var person = session.person();
    var view = person.role().seesAll() ? whole : whole.of(person.tid());
    return NetworkUse.of(view).stream().filter(one -> one.has(id)).findFirst();
  }

  private void showNone(boolean isKnown) {
    var kind = isKnown ? Empty.class : NotYet.class;
    if (getChildren().anyMatch(kind::isInstance)) {
      return;
    }
    drawn = Optional.empty();
    removeAll();
    add(
        isKnown
            ? new Empty(TEXTS.get("gone"), TEXTS.get("gone.words", Long.toString(id)))
                .with(new Anchor("networks", TEXTS.get("all")))
            : new NotYet());
  }

  /// Lays the page out when the network becomes known.
  private void begin(NetworkUse use) {
    title = use.name();
    var columns = new Div(parts, new Div(attached));
    columns.addClassName("columns");
    removeAll();
    add(head, columns);
    Frame.titleOf(this);
  }

  private void show(NetworkUse use, GridView view) {
    if (drawn.filter(use::equals).isPresent()) {
      return;
    }
    if (drawn.isEmpty()) {
      begin(use);
    }
    drawn = Optional.of(use);
    var nodes = Named.of(view.nodes());
    showHead(use);
    parts.removeAll();
    use.parts().stream()
        .limit(MOST_PARTS)
        .forEach(part ->
            parts.add(new PartCard(use, part, Named.node(nodes, part.reservation().nodeId()))));
    attached.show(rows(use, nodes));
  }

  private static List<AttachedRow> rows(NetworkUse use, Map<String, String> nodes) {
    return use.attached().stream().map(one -> AttachedRow.of(one, nodes)).sorted().toList();
  }

  private void showHead(NetworkUse use) {
    var oldest = use.parts().getFirst().reservation();
    var look = Look.of(oldest);
    head.title(use.name());
    head.state(look.kind(), look.text());
    head.chip(oldest.gwid());
    head.clearFacts();
    head.exactFact(TEXTS.get("range"), use.range());
    head.fact(TEXTS.get("nodes"), TEXTS.get("number", use.parts().size()));
    head.fact(TEXTS.get("containers"), TEXTS.get("number", use.attached().size()));
    head.fact(TEXTS.get("free"), TEXTS.get("free.of", use.free(), use.size()));
    var create = new Anchor(ComposeLink.withNetwork(use.name()), TEXTS.get("new-container"));
    create.addClassName("button");
    var mayChange = session.person().role().mayChange();
    head.actions(mayChange ? new Component[] {create, delete} : new Component[0]);
  }

  private void delete() {
    var use = drawn.orElseThrow();
    if (!use.attached().isEmpty()) {
      Confirm.refuse(
          TEXTS.get("in-use", use.name()),
          TEXTS.get("in-use.words", use.attached().size()),
          use.attached().stream()
              .map(one -> TEXTS.get("in-use.one", Named.of(one.container()), one.address()))
              .toList());
      return;
    }
    new Confirm(TEXTS.get("delete.title", use.name()), TEXTS.get("delete"))
        .losing(TEXTS.get("delete.lost"))
        .keeping(TEXTS.get("delete.stays", use.range()))
        .asCommand(use.parts().stream().map(part -> part.reservation().gwid()).toList())
        .ask(() -> delete(use));
  }

  private void delete(NetworkUse use) {
    delete.setEnabled(false);
    var ui = UI.getCurrent();
    var parts = use.parts().stream().map(part -> part.reservation().id());
    Deleting.agreed(
        session,
        parts.collect(Collectors.toSet()),
        grid.look(Duration.ZERO),
        TEXTS.get("deleted", use.name()),
        () -> delete.setEnabled(true),
        () -> ui.navigate("networks"));
  }
}
