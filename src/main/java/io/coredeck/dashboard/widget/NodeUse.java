package io.coredeck.dashboard.widget;

import com.vaadin.flow.component.AttachEvent;
import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.HasStyle;
import com.vaadin.flow.component.Tag;
import com.vaadin.flow.component.UI;
import io.coredeck.dashboard.frame.Spark;

/// What a node uses now of one resource, in words. The element reads the numbers itself, from
/// `/live/stats`, and tells the meter around it how long its bar is, as `--used`.
///
/// A cell of a table is cheaper as a LitRenderer with the same tag, after {@link #load}.
@Tag("coredeck-use")
public final class NodeUse extends Component implements HasStyle {

  /// @return itself, as number before the whole
  public NodeUse asNumber() {
    getElement().setAttribute("number", true);
    return this;
  }

  public void show(Level level) {
    getElement().setAttribute("node", level.node());
    getElement().setAttribute("of", level.resource().word());
    getElement().setAttribute("total", Double.toString(level.total()));
    getElement().setAttribute("unit", level.unit());
  }

  /// Makes the tag known to a page that writes it by itself.
  public static void load(UI ui) {
    Spark.load(ui);
  }

  @Override
  protected void onAttach(AttachEvent event) {
    load(event.getUI());
  }
}
