package io.coredeck.dashboard.container;

import com.vaadin.flow.component.AttachEvent;
import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.Tag;
import java.time.Instant;
import java.util.function.Consumer;

/// What a container uses, as charts. The element reads the numbers itself, from `/live/stats`; this
/// side only tells it which container, and hears what the person chose.
@Tag("coredeck-metrics")
public final class MetricsTab extends Component {

  /// What of the view belongs into the page's address.
  static final String RANGE = "range";

  private static final String SCRIPT = "context://webjars/coredeck/chart.js";

  /// @param gwid the container whose page this is
  /// @param cpus cores it may use
  public MetricsTab(String gwid, long cpus) {
    getElement().setAttribute("container", gwid);
    getElement().setAttribute("cpus", Long.toString(cpus));
  }

  /// @param range of the page's address: `15m`, `1h`, `6h`, `24h` or `FROM-TO` in milliseconds; any
  ///   other text is an hour
  public void show(String range) {
    getElement().setAttribute("range", range);
  }

  /// @param listener gets the text for the page's address whenever another part of the time is
  ///   shown
  public void onRange(Consumer<String> listener) {
    getElement()
        .addEventListener(
            "range-change",
            event -> listener.accept(event.getEventData().get("event.detail.range").asString()))
        .addEventData("event.detail.range");
  }

  /// @param listener gets the second whose logs are wanted
  public void onPick(Consumer<Instant> listener) {
    getElement()
        .addEventListener(
            "pick",
            event ->
                listener.accept(
                    Instant.ofEpochMilli(event.getEventData().get("event.detail.second").asLong())))
        .addEventData("event.detail.second");
  }

  @Override
  protected void onAttach(AttachEvent event) {
    event.getUI().getPage().addJsModule(SCRIPT);
  }
}
