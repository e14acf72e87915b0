package io.coredeck.dashboard.deletion;

import com.vaadin.flow.component.UI;
import com.vaadin.flow.server.VaadinSession;
import com.vaadin.flow.server.VaadinSessionState;
import io.coredeck.dashboard.frame.Toasts;
import io.coredeck.dashboard.frame.Toasts.Toast;
import io.coredeck.dashboard.notice.Notices;
import java.lang.System.Logger.Level;
import java.util.Optional;
import java.util.function.Supplier;

/// Where the end of something is told that a page has begun: there; when that page is gone, on the
/// open pages of the session; when there is none, in the notifications.
///
/// @param session in which it was begun
/// @param page on which it was begun
record Told(VaadinSession session, UI page) {

  private static final System.Logger LOG = System.getLogger(Told.class.getName());

  /// @param outcome what is said where the page is gone
  /// @param onPage called in the page
  /// @param elsewhere made for other pages, on one of them
  void tell(Outcome outcome, Runnable onPage, Supplier<Toast> elsewhere) {
    var _ =
        session.access(() -> {
          var open = Toasts.open(session, page);
          if (open.isEmpty()) {
            keep(outcome);
          } else if (open.getFirst().equals(page)) {
            var _ = page.access(onPage::run);
          } else {
            var _ = open.getFirst().access(() -> Toasts.sayOn(open, elsewhere.get(), Outcome.PAGE));
          }
        });
  }

  private void keep(Outcome outcome) {
    var notices =
        Optional.of(session)
            .filter(one -> one.getState() == VaadinSessionState.OPEN)
            .map(one -> one.getAttribute(Notices.class));
    notices.ifPresentOrElse(
        outcome::keep,
        () ->
            LOG.log(
                outcome.kind().equals("ok") ? Level.INFO : Level.WARNING,
                "nobody is there any more to be told: {0} {1}",
                outcome.said(),
                outcome.reasons()));
  }
}
