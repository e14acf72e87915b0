package io.coredeck.dashboard.container;

import com.vaadin.flow.component.AttachEvent;
import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.Tag;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/// What containers print. The element reads the lines itself, from `/live/logs`; this side only
/// tells it which, and hears what the person chose, for the page's address.
@Tag("coredeck-log")
public final class LogsTab extends Component {

  /// What of the view belongs into the page's address, by the element's attributes.
  public static final List<String> VIEW =
      List.of(
          "search", "pattern", "only", "context", "streams", "level", "wrap", "zone", "follow",
          "at", "merge");

  private static final String SCRIPT = "context://webjars/coredeck/log.js";

  /// @param gwid the container whose page this is
  /// @param name what its owner calls it
  public LogsTab(String gwid, String name) {
    getElement().setAttribute("container", gwid);
    getElement().setAttribute("name", name);
  }

  /// @param names of containers that may be shown together with this one, by gwid
  public void offerMerge(Map<String, String> names) {
    var lines = new StringBuilder();
    names.forEach((gwid, name) -> lines.append(gwid).append(' ').append(name).append('\n'));
    getElement().setAttribute("others", lines.toString());
  }

  /// The container has ended: no more lines will come.
  public void showEnd(int exitCode, Instant at) {
    getElement().setAttribute("ended", exitCode + " " + at.toEpochMilli());
  }

  /// The container runs (again).
  public void showRunning() {
    getElement().removeAttribute("ended");
  }

  /// @param view of the page's address; what {@link #VIEW} does not name is ignored
  public void show(Map<String, String> view) {
    for (var name : VIEW) {
      var value = view.get(name);
      if (value != null) {
        getElement().setAttribute(name, value);
      }
    }
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
