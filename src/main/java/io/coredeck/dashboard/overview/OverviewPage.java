package io.coredeck.dashboard.overview;

import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H1;
import com.vaadin.flow.component.html.Main;
import com.vaadin.flow.router.PageTitle;
import com.vaadin.flow.router.Route;
import io.coredeck.dashboard.frame.Frame;
import io.coredeck.dashboard.frame.State;
import io.coredeck.dashboard.frame.State.Kind;
import io.coredeck.dashboard.grid.GridView;
import io.coredeck.dashboard.grid.GridWatch;
import io.coredeck.dashboard.signin.Person;
import io.coredeck.dashboard.signin.PersonSession;
import java.time.Instant;

/// What runs on the grid now, where, and how more comes to be. Follows it.
@Route(value = "", layout = Frame.class)
@PageTitle("Overview · Coredeck")
public final class OverviewPage extends Main implements Frame.Titled {

  private final Person person = PersonSession.required().person();
  private final GridWatch grid = GridWatch.current();
  private final State pill = new State(Kind.BUSY, "Asking").asPill();
  private final LostNotice notice = new LostNotice();
  private final CountsCard counts = new CountsCard();
  private final ContainersCard containers = new ContainersCard();
  private final NodesCard nodes = new NodesCard();

  public OverviewPage() {
    addClassName("reading-page");
    var head = new Div(new H1("Overview"), pill);
    head.addClassName("page-head");
    var left = new Div(containers, nodes);
    var right = new Div(new StartCard(grid.hub()), new PlacesCard(grid.explorer(), grid.hub()));
    var columns = new Div(left, right);
    columns.addClassName("columns");
    add(head, notice, counts, columns);
    grid.follow(this, this::show);
  }

  @Override
  public String title() {
    return "Overview";
  }

  private void show(GridView whole) {
    var view = person.role().seesAll() ? whole : whole.of(person.tid());
    var answers = view.trouble().isEmpty();
    if (answers && view.isKnown()) {
      pill.show(Kind.OK, "Live");
    } else if (!answers) {
      pill.show(Kind.WARN, "Connection lost");
    }
    notice.show(view);
    counts.show(view);
    containers.show(view);
    nodes.show(view, Instant.now());
  }
}
