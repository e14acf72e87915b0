package io.coredeck.dashboard.compose.form;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.html.Div;
import io.coredeck.dashboard.compose.check.Part;
import io.coredeck.dashboard.compose.model.DraftModel;
import io.coredeck.dashboard.frame.Icon;
import io.coredeck.dashboard.text.Texts;
import io.coredeck.model.probe.ProbeAnswer;
import io.coredeck.sdk.GridException;
import java.util.ArrayList;
import java.util.List;

/// Where lines and numbers go, besides the platform's own keeping: any number of places. One empty
/// row of each kind is always there to type into.
public final class TelemetryPart extends FormPart {

  private static final Texts TEXTS = Texts.of(TelemetryPart.class);

  private final transient Trial trial;
  private final Div logs = new Div();
  private final Div stats = new Div();
  private final List<EndpointRow> rows = new ArrayList<>();
  private int extraLogs;
  private int extraStats;
  private String shown = "";

  /// Has a node try an endpoint.
  @FunctionalInterface
  public interface Trial {
    ProbeAnswer of(String nodeId, String url) throws GridException, InterruptedException;
  }

  public TelemetryPart(DraftModel model, Trial trial) {
    super(Part.TELEMETRY, TEXTS.get("telemetry"), model);
    this.trial = trial;
    logs.addClassName("rows");
    stats.addClassName("rows");
    var moreLogs = new Button(TEXTS.get("log-endpoint"), new Icon("plus"), _ -> more(true));
    var moreStats = new Button(TEXTS.get("stats-endpoint"), new Icon("plus"), _ -> more(false));
    var buttons = new Div(moreLogs, moreStats);
    buttons.addClassName("buttons");
    add(logs, stats, buttons);
  }

  private void more(boolean ofLogs) {
    extraLogs += ofLogs ? 1 : 0;
    extraStats += ofLogs ? 0 : 1;
    show();
    rows.stream()
        .filter(row -> row.isOfLogs() == ofLogs)
        .reduce((_, last) -> last)
        .ifPresent(EndpointRow::begin);
  }

  @Override
  public void show() {
    var logCount = Math.max(1, model.draft().size("/logs") + extraLogs);
    var statsCount = Math.max(1, model.draft().size("/stats") + extraStats);
    var wanted = logCount + " " + statsCount;
    if (!wanted.equals(shown)) {
      shown = wanted;
      lay(logCount, statsCount);
    }
    rows.forEach(EndpointRow::show);
  }

  private void lay(int logCount, int statsCount) {
    rows.clear();
    logs.removeAll();
    stats.removeAll();
    for (int i = 0; i < logCount; i++) {
      var row = new EndpointRow(this, trial, "/logs/" + i, List.of("stdout", "stderr"));
      rows.add(row);
      logs.add(row);
    }
    for (int i = 0; i < statsCount; i++) {
      var row = new EndpointRow(this, trial, "/stats/" + i, List.of("endpoint"));
      rows.add(row);
      stats.add(row);
    }
  }

  /// An empty row that was asked for has become an entry, or is given up.
  void used(boolean ofLogs) {
    if (ofLogs) {
      extraLogs = Math.max(0, extraLogs - 1);
    } else {
      extraStats = Math.max(0, extraStats - 1);
    }
  }

  /// @return whether there is more than the one row that always is
  boolean mayDrop(boolean ofLogs) {
    return rows.stream().filter(row -> row.isOfLogs() == ofLogs).count() > 1;
  }
}
