package io.coredeck.dashboard.signin;

import com.vaadin.flow.router.BeforeEnterEvent;
import com.vaadin.flow.router.QueryParameters;
import com.vaadin.flow.server.ServiceInitEvent;
import com.vaadin.flow.server.VaadinServiceInitListener;
import com.vaadin.flow.server.auth.AnonymousAllowed;

/// Lets nobody see a page without being signed in, except pages that say {@link AnonymousAllowed}.
/// Named in `META-INF/services`.
public final class SignInGuard implements VaadinServiceInitListener {

  private static final long serialVersionUID = 1L;

  @Override
  public void serviceInit(ServiceInitEvent service) {
    service
        .getSource()
        .addUIInitListener(init -> init.getUI().addBeforeEnterListener(SignInGuard::check));
  }

  private static void check(BeforeEnterEvent event) {
    var isOpen = event.getNavigationTarget().isAnnotationPresent(AnonymousAllowed.class);
    if (isOpen || PersonSession.current().isPresent()) {
      return;
    }
    var wanted = event.getLocation().getPathWithQueryParameters();
    event.forwardTo(
        SignInPage.PATH,
        wanted.isEmpty() ? QueryParameters.empty() : QueryParameters.of(SignInPage.WANTED, wanted));
  }
}
