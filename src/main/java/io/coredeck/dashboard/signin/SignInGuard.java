package io.coredeck.dashboard.signin;

import com.vaadin.flow.router.BeforeEnterEvent;
import com.vaadin.flow.router.QueryParameters;
import com.vaadin.flow.server.ServiceInitEvent;
import com.vaadin.flow.server.VaadinServiceInitListener;
import com.vaadin.flow.server.auth.AnonymousAllowed;

/// Lets nobody see a page without being signed in, except pages that say {@link AnonymousAllowed}.
/// Named in `META-INF/services`.
public final class SignInGuard implements VaadinServiceInitListener {

  /// Address of the page where a person chooses a password.
  public static final String NEW_PASSWORD = "new-password";

  private static final long serialVersionUID = 1L;

  @Override
  public void serviceInit(ServiceInitEvent service) {
    service
        .getSource()
        .addUIInitListener(init -> init.getUI().addBeforeEnterListener(SignInGuard::check));
  }

  private static void check(BeforeEnterEvent event) {
    var isOpen = event.getNavigationTarget().isAnnotationPresent(AnonymousAllowed.class);
    var session = PersonSession.current();
    if (session.isPresent()) {
      requireOwnPassword(event, session.get());
      return;
    }
    if (isOpen) {
      return;
    }
    var wanted = event.getLocation().getPathWithQueryParameters();
    event.forwardTo(
        SignInPage.PATH,
        wanted.isEmpty() ? QueryParameters.empty() : QueryParameters.of(SignInPage.WANTED, wanted));
  }

  /// Who was given a password chooses an own one before anything else.
  private static void requireOwnPassword(BeforeEnterEvent event, PersonSession session) {
    var path = event.getLocation().getPath();
    if (session.account().standing().mustChangePassword() && !path.equals(NEW_PASSWORD)) {
      event.forwardTo(NEW_PASSWORD);
    }
  }
}
