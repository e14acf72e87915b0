package io.coredeck.dashboard.signin;

import com.vaadin.flow.server.VaadinService;
import com.vaadin.flow.server.VaadinServletRequest;
import com.vaadin.flow.server.VaadinSession;
import com.vaadin.flow.server.WrappedSession;
import io.coredeck.sdk.AccountClient;
import io.coredeck.sdk.GridClient;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpSession;
import jakarta.servlet.http.HttpSessionBindingEvent;
import jakarta.servlet.http.HttpSessionBindingListener;
import java.net.URI;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;

/// A person signed in in one browser, and the person's own line to the explorer. Lives in the HTTP
/// session; the line is closed when that ends.
public final class PersonSession implements HttpSessionBindingListener {

  /// Name of the HTTP session's attribute.
  public static final String ATTRIBUTE = "coredeck.person";

  private final Person person;
  private final GridClient grid;
  private final Instant until;
  private final Future<?> end;

  private PersonSession(Person person, GridClient grid, Instant until, Future<?> end) {
    this.person = person;
    this.grid = grid;
    this.until = until;
    this.end = end;
  }

  /// Signs in here. The session gets a new number, so that one known before is of no use.
  static void begin(URI explorer, AccountClient.Person proven) {
    var account = proven.account();
    var request = VaadinServletRequest.getCurrent().getHttpServletRequest();
    request.changeSessionId();
    var context = VaadinService.getCurrent().getContext();
    var limit = Objects.requireNonNull(context.getAttribute(SessionLimit.class));
    var session =
        new PersonSession(
            Person.of(account),
            GridClient.connect(explorer, proven.keys(), account.tid()),
            Instant.now().plus(limit.longest()),
            limit.begin(request.getSession()));
    http().setAttribute(ATTRIBUTE, session);
  }

  /// @return of the page's session; empty if nobody is signed in there or it was too long ago
  public static Optional<PersonSession> current() {
    return valid(http().getAttribute(ATTRIBUTE));
  }

  /// @return of a request that is no page's; empty if nobody is signed in there
  public static Optional<PersonSession> of(HttpServletRequest request) {
    return Optional.ofNullable(request.getSession(false)).flatMap(PersonSession::of);
  }

  /// @param session of a request that may be over
  /// @return empty if nobody is signed in there, or not any more
  public static Optional<PersonSession> of(HttpSession session) {
    try {
      return valid(session.getAttribute(ATTRIBUTE));
    } catch (IllegalStateException _) {
      return Optional.empty(); // the session has ended
    }
  }

  private static Optional<PersonSession> valid(@Nullable Object attribute) {
    return attribute instanceof PersonSession session && Instant.now().isBefore(session.until)
        ? Optional.of(session)
        : Optional.empty();
  }

  /// @return of the page's session
  /// @throws IllegalStateException if nobody is signed in, which the guard prevents
  public static PersonSession required() {
    return current().orElseThrow(() -> new IllegalStateException("nobody is signed in here"));
  }

  private static WrappedSession http() {
    return VaadinSession.getCurrent().getSession();
  }

  /// Signs out: the session and all its pages end.
  public static void end() {
    http().invalidate();
  }

  public Person person() {
    return person;
  }

  /// @return calls in the person's name
  public GridClient grid() {
    return grid;
  }

  @Override
  public void valueUnbound(HttpSessionBindingEvent event) {
    end.cancel(false);
    grid.close();
  }
}
