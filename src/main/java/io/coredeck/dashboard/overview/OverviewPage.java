package io.coredeck.dashboard.overview;

import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H1;
import com.vaadin.flow.component.html.Main;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.router.HasDynamicTitle;
import com.vaadin.flow.router.Route;
import io.coredeck.dashboard.frame.Frame;
import io.coredeck.dashboard.frame.State;
import io.coredeck.dashboard.frame.State.Kind;
import io.coredeck.dashboard.grid.GridView;
import io.coredeck.dashboard.grid.GridWatch;
import io.coredeck.dashboard.live.events.Happening;
import io.coredeck.dashboard.live.events.Happenings;
import io.coredeck.dashboard.overview.findings.Concerns;
import io.coredeck.dashboard.overview.findings.Containers;
import io.coredeck.dashboard.signin.Person;
import io.coredeck.dashboard.signin.PersonSession;
import io.coredeck.dashboard.text.Texts;
import io.coredeck.model.Reservation;
import io.coredeck.model.registry.Node;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/// What runs on the grid now, what it takes, and what needs attention. Follows the grid.
@Route(value = "", layout = Frame.class)
public final class OverviewPage extends Main implements Frame.Titled, HasDynamicTitle {

  private static final Texts TEXTS = Texts.of(OverviewPage.class);
  private static final Duration EVENTS_REACH = Duration.ofDays(7);

  /// Happenings of the last hour that are looked through for what needs attention.
  private static final int MOST_LOOKED_AT = 1_000;

  /// An hour ends, a node falls silent, without anything having happened.
  private static final Duration TOLD_ANEW = Duration.ofSeconds(30);

  private final Person person = PersonSession.required().person();
  private final GridWatch grid = GridWatch.current();
  private final Happenings happenings = Happenings.current();
  private final State pill = new State(Kind.BUSY, TEXTS.get("live.asking")).asPill().ofLine();
  private final CountsCard counts = new CountsCard();
  private final NodesCard nodes = new NodesCard();
  private final EventsCard events = new EventsCard(grid);
  private final AttentionCard attention = new AttentionCard();
  private final BusiestCard busiest = new BusiestCard();
  private final StartCard start = new StartCard(grid.hub());

  private long toldVersion = -1;
  private List<Reservation> toldOf = List.of();
  private List<Node> toldNodes = List.of();
  private Instant told = Instant.EPOCH;

  public OverviewPage() {
    addClassNames("reading-page", "overview");
    var head = new Div(new H1(TEXTS.get("title")), pill, legend());
    head.addClassName("page-head");
    var left = new Div(nodes, events);
    var right = new Div(attention, start, busiest, new PlacesCard(grid.explorer(), grid.hub()));
    var columns = new Div(left, right);
    columns.addClassName("columns");
    add(head, counts, columns);
    grid.follow(this, this::show);
  }

  private static Div legend() {
    var legend = new Div();
    legend.addClassName("legend");
    for (var word : List.of("used", "reserved", "free")) {
      var mark = new Span();
      mark.addClassNames("mark", word);
      legend.add(new Span(mark, new Span(TEXTS.get("legend." + word))));
    }
    return legend;
  }

  @Override
  public String title() {
    return TEXTS.get("title");
  }

  @Override
  public String getPageTitle() {
    return title() + " · Coredeck";
  }

  private void show(GridView whole) {
    var view = person.role().seesAll() ? whole : whole.of(person.tid());
    var answers = view.trouble().isEmpty();
    if (answers && view.isKnown()) {
      pill.show(Kind.OK, TEXTS.get("live"));
    } else if (!answers) {
      pill.show(Kind.WARN, TEXTS.get("live.lost"));
    }
    var now = Instant.now();
    counts.show(view, now);
    nodes.show(view, now);
    busiest.show(view, now);
    start.setVisible(view.isKnown() && view.once(Containers.BY_GWID).isEmpty());
    showHappenings(view, now);
  }

  /// Only if something happened, changed or grew old: two thousand happenings are looked through.
  @SuppressWarnings("ReferenceEquality") // the very same object, by intent
  private void showHappenings(GridView view, Instant now) {
    var version = happenings.version();
    var isSame =
        version == toldVersion
            && view.live() == toldOf
            && view.nodes() == toldNodes
            && now.isBefore(told.plus(TOLD_ANEW));
    if (isSame) {
      return;
    }
    toldVersion = version;
    toldOf = view.live();
    toldNodes = view.nodes();
    told = now;
    events.show(lately(EVENTS_REACH, now, EventsCard.MOST_ROWS));
    attention.show(new Concerns(view, lately(Concerns.LATELY, now, MOST_LOOKED_AT), now).find());
  }

  private List<Happening> lately(Duration reach, Instant now, int most) {
    return happenings.since(now.minus(reach).toEpochMilli(), this::maySee, most);
  }

  private boolean maySee(Happening happening) {
    return person.role().seesAll()
        || grid.ownerOf(happening.gwid()).filter(owner -> owner == person.tid()).isPresent();
  }
}
