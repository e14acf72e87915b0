package io.coredeck.dashboard.signin;

import com.vaadin.flow.server.VaadinServletRequest;
import com.vaadin.flow.server.VaadinServletResponse;
import com.vaadin.flow.server.VaadinSession;
import com.vaadin.flow.server.WrappedSession;
import io.coredeck.model.registry.Account;
import io.coredeck.sdk.GridClient;
import io.coredeck.sdk.GridException;
import io.coredeck.sdk.account.AccountClient;
import io.coredeck.sdk.account.AuditClient;
import io.coredeck.sdk.account.WebhookClient;
import jakarta.servlet.ServletContext;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpSession;
import jakarta.servlet.http.HttpSessionBindingEvent;
import jakarta.servlet.http.HttpSessionBindingListener;
import java.lang.System.Logger.Level;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/// A person signed in in one browser, and the person's own lines to the explorer. Lives in the HTTP
/// session; the lines are closed when that ends.
public final class PersonSession implements HttpSessionBindingListener {

  private static final System.Logger LOG = System.getLogger(PersonSession.class.getName());

  private static final Duration WORK_LIMIT = Duration.ofMinutes(15);

  /// Name of the HTTP session's attribute.
  public static final String ATTRIBUTE = "coredeck.person";

  private final GridClient grid;
  private final AccountClient accounts;
  private final AuditClient audit;
  private final WebhookClient webhooks;
  private final OpenSessions sessions;
  private final Instant until;
  private final Future<?> end;
  private final KeptSession kept;
  private final boolean isResumed;
  private volatile Account account;
  private final Set<CompletableFuture<?>> work = ConcurrentHashMap.newKeySet();
  private volatile boolean isLeaving;

  private PersonSession(
      URI explorer,
      AccountClient.Person proven,
      HttpServletRequest request,
      Instant until,
      Optional<String> keptId,
      boolean isResumed) {
    var address = request.getRemoteAddr();
    var context = request.getServletContext();
    this.account = proven.account();
    this.sessions = found(context, OpenSessions.class);
    this.kept = new KeptSession(found(context, KeptSignIns.class), keptId);
    this.isResumed = isResumed;
    this.until = until;
    this.end = found(context, SessionLimit.class).begin(request.getSession(), until);
    this.grid =
        GridClient.connect(explorer, proven.keys(), account.tid(), address, proven.session());
    this.accounts =
        AccountClient.connect(explorer, proven.keys(), account.tid(), address, proven.session());
    this.audit =
        AuditClient.connect(explorer, proven.keys(), account.tid(), address, proven.session());
    this.webhooks =
        WebhookClient.connect(explorer, proven.keys(), account.tid(), address, proven.session());
  }

  static <T> T found(ServletContext context, Class<T> part) {
    return part.cast(Objects.requireNonNull(context.getAttribute(part.getName())));
  }

  /// Signs in here. The session gets a new number, so that one known before is of no use.
  public static void begin(URI explorer, AccountClient.Person proven) {
    var request = VaadinServletRequest.getCurrent().getHttpServletRequest();
    var response = VaadinServletResponse.getCurrent().getHttpServletResponse();
    request.changeSessionId();
    var context = request.getServletContext();
    var until = Instant.now().plus(found(context, SessionLimit.class).longest());
    var one = new KeptSignIns.SignIn(proven, until);
    var kept = found(context, KeptSignIns.class);
    KeptSignIns.keyIn(request).map(KeptSignIns::idOf).ifPresent(kept::forget);
    var key = kept.keep(one);
    key.ifPresent(it -> KeptSignIns.show(it, request, response));
    var keptId = key.map(KeptSignIns::idOf);
    open(new PersonSession(explorer, proven, request, until, keptId, false), request);
  }

  /// Goes on, after a start of the dashboard, with a sign-in that was kept.
  ///
  /// @param account as the explorer tells it now
  static void resume(
      URI explorer,
      KeptSignIns.SignIn one,
      Account account,
      String keptId,
      HttpServletRequest request) {
    if (request.getSession(false) != null) {
      request.changeSessionId();
    }
    var person = new AccountClient.Person(account, one.keys(), one.session());
    open(
        new PersonSession(explorer, person, request, one.until(), Optional.of(keptId), true),
        request);
  }

  private static void open(PersonSession session, HttpServletRequest request) {
    var http = request.getSession();
    http.setAttribute(ATTRIBUTE, session);
    session.sessions.add(session, http);
  }

  /// @return of the page's session; empty if nobody is signed in there or it was too long ago
  public static Optional<PersonSession> current() {
    return valid(http().getAttribute(ATTRIBUTE));
  }

  /// @return of a request that is no page's; empty if nobody is signed in there, or a password that
  ///   somebody else has set must be changed before anything else
  public static Optional<PersonSession> of(HttpServletRequest request) {
    return Optional.ofNullable(request.getSession(false)).flatMap(PersonSession::of);
  }

  /// @param session of a request that may be over
  /// @return empty if nobody is signed in there, or not any more, or a password that somebody else
  ///   has set must be changed before anything else
  public static Optional<PersonSession> of(HttpSession session) {
    return signedIn(session).filter(one -> !one.account.standing().mustChangePassword());
  }

  /// @return whether somebody is signed in where a request comes from, whatever has to be done
  ///   first
  static boolean isSignedIn(HttpServletRequest request) {
    return Optional.ofNullable(request.getSession(false))
        .flatMap(PersonSession::signedIn)
        .isPresent();
  }

  /// Notes that a request has come.
  static void use(HttpServletRequest request) {
    Optional.ofNullable(request.getSession(false))
        .flatMap(PersonSession::signedIn)
        .ifPresent(one -> one.kept.use());
  }

  /// @return whoever is signed in there, whatever has to be done first; empty if it has ended
  static Optional<PersonSession> signedIn(HttpSession session) {
    try {
      return valid(session.getAttribute(ATTRIBUTE));
    } catch (IllegalStateException _) {
      return Optional.empty(); // the session has ended
    }
  }

  /// @return whether the sign-in is older than the start of this dashboard, and so may be the pages
  ///   that ask
  public static boolean isResumed(HttpSession session) {
    return signedIn(session).filter(one -> one.isResumed).isPresent();
  }

  KeptSession kept() {
    return kept;
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
    current().ifPresent(session -> session.isLeaving = true);
    http().invalidate();
  }

  public Person person() {
    return Person.of(account);
  }

  /// @return the account as it was when the explorer was last asked, some seconds ago
  public Account account() {
    return account;
  }

  /// @return calls in the person's name
  public GridClient grid() {
    return grid;
  }

  /// @return calls about accounts in the person's name
  public AccountClient accounts() {
    return accounts;
  }

  /// @return what people did, as far as the person may see it
  public AuditClient audit() {
    return audit;
  }

  /// @return calls about webhooks in the person's name
  public WebhookClient webhooks() {
    return webhooks;
  }

  /// Keeps the calls to the grid possible after the session has ended until something is done that
  /// goes on without pages, a quarter of an hour at most.
  public void awaitAtEnd(CompletableFuture<?> one) {
    work.add(one);
    var _ = one.whenComplete((_, _) -> work.removeIf(CompletableFuture::isDone));
  }

  /// Changes the person's password. All other sessions of the person end; this one stays, until the
  /// next start of the dashboard.
  public void changePassword(String before, String after)
      throws GridException, InterruptedException {
    synchronized (this) {
      account = accounts.setPassword(account.name(), before, after);
    }
    kept.forget();
    sessions.lookSoon();
  }

  /// Ends all sessions of the person, this one too.
  public void endEverywhere() throws GridException, InterruptedException {
    accounts.signOut(true);
    sessions.lookSoon();
  }

  /// Asks the explorer whether the session may go on.
  synchronized boolean mayGoOn() throws InterruptedException {
    try {
      var now = accounts.own();
      if (now.standing().generation() != account.standing().generation()) {
        return false;
      }
      account = now;
      return true;
    } catch (GridException e) {
      return e.status() == GridException.NO_ANSWER || e.status() >= 500;
    }
  }

  @Override
  public void valueUnbound(HttpSessionBindingEvent event) {
    end.cancel(false);
    if (isLeaving) {
      kept.forget();
    } else {
      kept.end();
    }
    sessions.remove(this);
    Thread.ofVirtual().name("session-end").start(this::close);
  }

  /// What is still under way needs the explorer's session, too; a sign-out ends that.
  private void close() {
    try {
      awaitWork();
      if (isLeaving) {
        accounts.signOut(false);
      }
    } catch (GridException e) {
      LOG.log(Level.INFO, "the explorer was not told that {0} left: {1}", account.name(), e);
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    } finally {
      accounts.close();
      audit.close();
      webhooks.close();
      grid.close();
    }
  }

  private void awaitWork() throws InterruptedException {
    try {
      CompletableFuture.allOf(work.toArray(CompletableFuture<?>[]::new))
          .get(WORK_LIMIT.toSeconds(), TimeUnit.SECONDS);
    } catch (ExecutionException | TimeoutException e) {
      LOG.log(Level.WARNING, "something that {0} has begun does not end: {1}", account.name(), e);
    }
  }
}
