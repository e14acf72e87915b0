package io.coredeck.dashboard.overview;

import com.vaadin.flow.component.AttachEvent;
import com.vaadin.flow.component.DetachEvent;
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
import java.time.Duration;
import java.time.Instant;

/// What runs on the grid now, where, and how more comes to be. Looks again every two seconds.
@Route(value = "", layout = Frame.class)
@PageTitle("Overview · Coredeck")
public final class OverviewPage extends Main implements Frame.Titled {

  private static final Duration BETWEEN_LOOKS = Duration.ofSeconds(2);
  private static final Duration FIRST_LOOK = Duration.ofMillis(800);
  private static final Duration LATER_LOOK = Duration.ofMillis(100);

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
  }

  @Override
  public String title() {
    return "Overview";
  }

  @Override
  protected void onAttach(AttachEvent event) {
    show(grid.look(FIRST_LOOK));
    var ui = event.getUI();
    ui.setPollInterval((int) BETWEEN_LOOKS.toMillis());
    var polls = ui.addPollListener(_ -> show(grid.look(LATER_LOOK)));
    addDetachListener(_ -> polls.remove());
  }

  @Override
  protected void onDetach(DetachEvent event) {
    event.getUI().setPollInterval(-1);
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
