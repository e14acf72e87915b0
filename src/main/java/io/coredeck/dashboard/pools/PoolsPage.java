package io.coredeck.dashboard.pools;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H1;
import com.vaadin.flow.component.html.Main;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.router.PageTitle;
import com.vaadin.flow.router.Route;
import io.coredeck.dashboard.frame.Frame;
import io.coredeck.dashboard.grid.GridView;
import io.coredeck.dashboard.grid.GridWatch;
import io.coredeck.dashboard.signin.PersonSession;
import io.coredeck.dashboard.text.Texts;
import io.coredeck.dashboard.usage.Named;
import io.coredeck.dashboard.usage.PoolUse;
import io.coredeck.dashboard.widget.Empty;
import io.coredeck.dashboard.widget.errand.Asking;
import io.coredeck.dashboard.widget.errand.Errand;
import io.coredeck.model.registry.Pool;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The person's pools: what is left in them, what takes from them, until when they last.
@Route(value = "pools", layout = Frame.class)
@PageTitle("Pools · Coredeck")
public final class PoolsPage extends Main implements Frame.Titled {

  private static final Texts TEXTS = Texts.of(PoolsPage.class);

  private final PersonSession session = PersonSession.required();
  private final GridWatch grid = GridWatch.current();
  private final Paragraph notice = new Paragraph();
  private final Div list = new Div();
  private final Map<Long, PoolCard> cards = new HashMap<>();

  private Optional<List<Pool>> pools = Optional.empty();
  private final Stale stale = new Stale();
  private final Asking<List<Pool>> asking =
      new Asking<>("pools", session.grid()::pools, this::know, this::refuse);
  private boolean isEmpty;

  public PoolsPage() {
    addClassNames("reading-page", "pools-page");
    var head = new Div(new H1(TEXTS.get("title")));
    head.addClassName("page-head");
    if (session.person().role().mayChange()) {
      var create = create();
      create.addClassName("end");
      head.add(create);
    }
    notice.addClassName("notice");
    notice.getElement().setAttribute("role", "alert");
    notice.setVisible(false);
    list.addClassName("pools");
    add(head, notice, list);
    grid.follow(this, this::look);
  }

  private Button create() {
    var create = new Button(TEXTS.get("new"), _ -> order(Optional.empty()));
    create.addThemeVariants(ButtonVariant.LUMO_PRIMARY);
    return create;
  }

  @Override
  public String title() {
    return TEXTS.get("title");
  }

  private void know(List<Pool> found) {
    pools = Optional.of(found);
    notice.setVisible(false);
    show(grid.look(Duration.ZERO));
  }

  private void refuse(IOException why) {
    notice.setText(TEXTS.get("unknown", Errand.reason(why)));
    notice.setVisible(true);
  }

  private void look(GridView view) {
    asking.look(view);
    if (stale.isStale(view.of(session.person().tid()), Instant.now())) {
      asking.ask();
    }
    show(view);
  }

  private void show(GridView view) {
    if (pools.isEmpty()) {
      return;
    }
    var now = Instant.now();
    var names = Named.of(view.nodes());
    var own = view.of(session.person().tid());
    var wanted = new ArrayList<Component>();
    for (var pool : pools.get()) {
      var card =
          cards.computeIfAbsent(
              pool.poolId(), _ -> new PoolCard(session.person().role().mayChange(), this::order));
      card.show(PoolUse.of(pool, own, now), names, now);
      wanted.add(card);
    }
    if (wanted.isEmpty() && !isEmpty) {
      list.removeAll();
      list.add(empty());
    } else if (!wanted.equals(list.getChildren().toList()) && !wanted.isEmpty()) {
      list.removeAll();
      list.add(wanted);
    }
    isEmpty = wanted.isEmpty();
  }

  private Empty empty() {
    var words = new Empty(TEXTS.get("empty"), TEXTS.get("empty.words"));
    return session.person().role().mayChange() ? words.with(create()) : words;
  }

  private void order(Pool pool) {
    order(Optional.of(pool));
  }

  private void order(Optional<Pool> pool) {
    new OrderDialog(session.grid(), pool, grid.look(Duration.ZERO).nodes(), asking::ask).open();
  }
}
