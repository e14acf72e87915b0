package io.coredeck.dashboard.push;

import com.vaadin.flow.component.UI;
import com.vaadin.flow.server.communication.PushConnection;
import com.vaadin.flow.server.communication.PushConnectionFactory;

/// Makes the lines of all pages. Named in `META-INF/services`.
public final class PushLines implements PushConnectionFactory {

  private static final long serialVersionUID = 1L;

  @Override
  public PushConnection apply(UI page) {
    return new PushLine(page);
  }
}
