package io.coredeck.dashboard.overview;

import com.vaadin.flow.component.html.Code;
import com.vaadin.flow.component.html.H1;
import com.vaadin.flow.component.html.Main;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.router.PageTitle;
import com.vaadin.flow.router.Route;
import io.coredeck.dashboard.frame.Frame;
import io.coredeck.dashboard.grid.GridAddresses;

/// What runs where.
@Route(value = "", layout = Frame.class)
@PageTitle("Overview · Coredeck")
public final class OverviewPage extends Main implements Frame.Titled {

  public OverviewPage() {
    var grid = GridAddresses.current();
    addClassName("reading-page");
    add(new H1("Overview"));
    add(new Paragraph("The explorer keeps the reservations of this grid."));
    add(new Code(grid.explorer().toString()));
  }

  @Override
  public String title() {
    return "Overview";
  }
}
