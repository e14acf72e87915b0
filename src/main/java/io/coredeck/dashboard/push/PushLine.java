package io.coredeck.dashboard.push;

import com.vaadin.flow.component.UI;
import com.vaadin.flow.server.communication.AtmospherePushConnection;

/// The line of one page. When the page is left, its end is waited for without the session's lock.
///
/// Vaadin ends the line of a page that was left with that lock held, and waits a second at most for
/// what is still to be sent. A browser that goes to another page has closed the web socket by then,
/// and what sends needs the lock to see that: both wait for that second, and with them the page
/// that is loaded next.
class PushLine extends AtmospherePushConnection {

  private static final long serialVersionUID = 1L;

  PushLine(UI page) {
    super(page);
  }

  @Override
  public void disconnect() {
    if (getUI().isClosing()) {
      Thread.ofVirtual().name("push-end").start(super::disconnect); // such a page gets no other
    } else {
      super.disconnect();
    }
  }
}
