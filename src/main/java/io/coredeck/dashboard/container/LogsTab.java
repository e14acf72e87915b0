package io.coredeck.dashboard.container;

import com.vaadin.flow.component.AttachEvent;
import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.Tag;
import io.coredeck.dashboard.frame.Look;
import io.coredeck.model.Container;
import io.coredeck.model.Reservation;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// What containers print. The element reads the lines itself, from `/live/logs`; this side only
/// tells it which, and hears what the person chose, for the page's address.
@Tag("coredeck-log")
public final class LogsTab extends Component {

  /// What of the view belongs into the page's address, by the element's attributes.
  public static final List<String> VIEW =
      List.of(
          "search", "pattern", "only", "context", "streams", "level", "wrap", "zone", "follow",
          "at", "merge");

  /// The menu is no list to search in; with so many the nearest are offered.
  private static final int MOST_OFFERED = 200;

  private static final long MILLIS = 1000;
  private static final Pattern SPACE = Pattern.compile("[\\s,]+");
  private static final Pattern EXIT = Pattern.compile("exit status ([0-9]{1,3})");
  private static final String SCRIPT = "context://webjars/coredeck/log.js";

  private List<Reservation> offered = List.of();
  private Set<String> merged = Set.of();

  /// @param gwid the container whose page this is
  /// @param name what its owner calls it
  public LogsTab(String gwid, String name) {
    getElement().setAttribute("container", gwid);
    getElement().setAttribute("name", name);
  }

  /// Offers the lines of others together with these: of those in the same network first. What is
  /// shown together already is always named.
  ///
  /// @param all what the person may see
  @SuppressWarnings("ReferenceEquality") // the very same object, by intent
  void offerMerge(Reservation own, List<Reservation> all) {
    if (all == offered) {
      return; // the very list that is offered
    }
    offered = all;
    getElement().setAttribute("others", others(own, all, merged));
  }

  /// @return a line with id and name for each container that can be shown too
  static String others(Reservation own, List<Reservation> all, Set<String> merged) {
    var network = network(own);
    Predicate<Reservation> isMerged = one -> merged.contains(one.gwid());
    Comparator<Reservation> near = Comparator.comparing(one -> !network(one).equals(network));
    return all.stream()
        .filter(one -> one.workload() instanceof Container && one.id() != own.id())
        .filter(isMerged.or(one -> Look.of(one) == Look.RUNNING || Look.of(one) == Look.FAILED))
        .sorted(
            Comparator.comparing(isMerged.negate()::test)
                .thenComparing(near)
                .thenComparing(Comparator.comparingLong(Reservation::id).reversed()))
        .limit(MOST_OFFERED)
        .sorted(near.thenComparing(Facts::nameOf, String.CASE_INSENSITIVE_ORDER))
        .map(one -> one.gwid() + " " + Facts.nameOf(one) + "\n")
        .collect(Collectors.joining());
  }

  private static String network(Reservation reservation) {
    return Facts.containerOf(reservation).networkConnections().stream()
        .findFirst()
        .map(one -> one.networkId())
        .orElse("");
  }

  /// Whether more lines will come. With which code a container ended is in the words of its node,
  /// where it is known.
  void show(Reservation reservation, Look look) {
    if (look == Look.FAILED || look == Look.DELETED) {
      var code = EXIT.matcher(reservation.result().message());
      var at = reservation.result().epoch() * MILLIS;
      getElement().setAttribute("ended", (code.find() ? code.group(1) : "?") + " " + at);
    } else {
      getElement().setAttribute("ended", "");
    }
  }

  /// @param view of the page's address; what {@link #VIEW} does not name is ignored
  public void show(Map<String, String> view) {
    for (var name : VIEW) {
      var value = view.get(name);
      if (value != null) {
        getElement().setAttribute(name, value);
      }
    }
    remember(view);
  }

  private void remember(Map<String, String> view) {
    merged = SPACE.splitAsStream(view.getOrDefault("merge", "")).collect(Collectors.toSet());
  }

  /// @param listener gets what differs from the usual view, whenever the person changes it
  public void onChange(Consumer<Map<String, String>> listener) {
    getElement()
        .addEventListener(
            "change",
            event -> {
              var view = new LinkedHashMap<String, String>();
              event
                  .getEventData()
                  .get("event.detail.text")
                  .asString()
                  .lines()
                  .forEach(line -> put(line, view));
              remember(view);
              listener.accept(view);
            })
        .addEventData("event.detail.text");
  }

  private static void put(String line, Map<String, String> view) {
    var space = line.indexOf(' ');
    if (space > 0 && VIEW.contains(line.substring(0, space))) {
      view.put(line.substring(0, space), line.substring(space + 1));
    }
  }

  @Override
  protected void onAttach(AttachEvent event) {
    event.getUI().getPage().addJsModule(SCRIPT);
  }
}
