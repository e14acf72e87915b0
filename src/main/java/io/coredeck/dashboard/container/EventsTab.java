package io.coredeck.dashboard.container;

import com.vaadin.flow.component.AttachEvent;
import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.Tag;
import io.coredeck.dashboard.text.NodeReason;
import io.coredeck.model.Reservation;
import io.coredeck.model.Result;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;

/// What happened to a container. The element reads the node's events itself, from `/live/stats`;
/// this side tells it what the explorer knows: when it was asked for, answered and deleted.
@Tag("coredeck-events")
final class EventsTab extends Component {

  /// What of the view belongs into the page's address, by the element's attributes.
  static final List<String> VIEW = List.of("search", "only");

  private static final String SCRIPT = "context://webjars/coredeck/events.js";
  private static final String TIME = "event.detail.second";
  private static final long MILLIS = 1000;

  EventsTab(String gwid) {
    getElement().setAttribute("container", gwid);
  }

  /// @param view of the page's address
  void show(Map<String, String> view) {
    view.forEach(getElement()::setAttribute);
  }

  void show(Reservation reservation) {
    var own = JsonMapper.shared().createArrayNode();
    put(own, reservation.epoch(), "reserved", "");
    var result = reservation.result();
    if (result.epoch() > 0) {
      put(
          own,
          result.epoch(),
          result.state() == Result.State.OK
              ? "answered"
              : result.state() == Result.State.DELETED ? "gone" : "refused",
          result.message().isBlank() ? "" : NodeReason.of(result.message()));
    }
    reservation
        .signaturesDelete()
        .forEach(signature -> put(own, signature.epoch(), "deletion-asked", ""));
    getElement().setAttribute("own", own.toString());
  }

  private static void put(ArrayNode own, long second, String kind, String text) {
    if (second > 0) {
      own.addObject().put("t", second * MILLIS).put("kind", kind).put("text", text);
    }
  }

  /// @param listener gets what differs from the usual view, whenever the person changes it
  void onChange(Consumer<Map<String, String>> listener) {
    getElement()
        .addEventListener(
            "view-change",
            event -> {
              var view = new LinkedHashMap<String, String>();
              for (var name : VIEW) {
                var value = event.getEventData().path("event.detail." + name).asString("");
                if (!value.isEmpty()) {
                  view.put(name, value);
                }
              }
              listener.accept(view);
            })
        .addEventData("event.detail.search")
        .addEventData("event.detail.only");
  }

  /// @param listener gets the second whose logs are wanted
  void onPick(Consumer<Instant> listener) {
    getElement()
        .addEventListener(
            "pick",
            event -> listener.accept(Instant.ofEpochMilli(event.getEventData().get(TIME).asLong())))
        .addEventData(TIME);
  }

  @Override
  protected void onAttach(AttachEvent event) {
    event.getUI().getPage().addJsModule(SCRIPT);
  }
}
