package io.coredeck.dashboard.frame;

import com.vaadin.flow.component.AttachEvent;
import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.Tag;
import com.vaadin.flow.component.UI;
import java.util.Locale;

/// One live value of a container with the line of its last two minutes. The element reads the
/// numbers itself, from `/live/stats`; all of a page share one connection.
///
/// A cell of a table is cheaper as a LitRenderer with the same tag, after {@link #load}:
/// `<coredeck-spark container="${item.gwid}" metric="cpu" cpus="${item.cpus}"></coredeck-spark>`.
@Tag("coredeck-spark")
public final class Spark extends Component {

  private static final String SCRIPT = "context://webjars/coredeck/spark.js";

  /// What is shown.
  public enum Metric {
    CPU,
    MEMORY,
    PROCESSES
  }

  /// @param gwid of the container
  /// @param cpus cores it may use
  public Spark(String gwid, Metric metric, long cpus) {
    getElement().setAttribute("container", gwid);
    getElement().setAttribute("metric", metric.name().toLowerCase(Locale.ROOT));
    getElement().setAttribute("cpus", Long.toString(cpus));
  }

  /// @return itself, as number without the line
  public Spark asNumber() {
    getElement().setAttribute("bare", true);
    return this;
  }

  /// Makes the tag known to a page that writes it by itself.
  public static void load(UI ui) {
    ui.getPage().addJsModule(SCRIPT);
  }

  @Override
  protected void onAttach(AttachEvent event) {
    load(event.getUI());
  }
}
