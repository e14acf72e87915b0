package io.coredeck.dashboard.signin;

import com.vaadin.flow.server.VaadinSession;
import jakarta.servlet.ServletContextEvent;
import jakarta.servlet.ServletContextListener;
import jakarta.servlet.http.HttpSession;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/// Ends sessions whose accounts were disabled or deleted, whose role or password was changed, or
/// that were signed out everywhere: at once if that was done here, some seconds later if elsewhere.
public final class OpenSessions implements ServletContextListener {

  private static final System.Logger LOG = System.getLogger(OpenSessions.class.getName());

  private static final Duration BETWEEN_LOOKS = Duration.ofSeconds(15);
  private static final Duration LOOK_LIMIT = Duration.ofSeconds(40);
  private static final Duration TELL_LIMIT = Duration.ofSeconds(2);
  private static final int AT_ONCE = 8;

  private final Map<PersonSession, HttpSession> open = new ConcurrentHashMap<>();
  private final Semaphore wish = new Semaphore(0);
  private final Thread watch = Thread.ofVirtual().name("open-sessions").unstarted(this::run);

  @Override
  public void contextInitialized(ServletContextEvent event) {
    event.getServletContext().setAttribute(OpenSessions.class.getName(), this);
    watch.start();
  }

  @Override
  public void contextDestroyed(ServletContextEvent event) {
    watch.interrupt();
  }

  void add(PersonSession session, HttpSession http) {
    open.put(session, http);
  }

  /// @param keptAs the number of a sign-in that is kept
  /// @return its session here, if it has one that goes on
  Optional<HttpSession> of(String keptAs) {
    return open.entrySet().stream()
        .filter(one -> one.getKey().kept().isKeptAs(keptAs))
        .map(Map.Entry::getValue)
        .filter(http -> PersonSession.signedIn(http).isPresent())
        .findFirst();
  }

  void remove(PersonSession session) {
    open.remove(session);
  }

  /// Has all sessions looked at without waiting.
  void lookSoon() {
    wish.release();
  }

  private void run() {
    try {
      while (!Thread.currentThread().isInterrupted()) {
        var _ = wish.tryAcquire(BETWEEN_LOOKS.toMillis(), TimeUnit.MILLISECONDS);
        wish.drainPermits();
        look();
      }
    } catch (InterruptedException _) {
      LOG.log(Level.DEBUG, "sessions are no longer looked at: the server ends");
    }
  }

  private void look() throws InterruptedException {
    var looks = new ArrayList<Callable<Boolean>>();
    open.forEach((session, http) -> looks.add(() -> look(session, http)));
    try (var workers = Executors.newFixedThreadPool(AT_ONCE, Thread.ofVirtual().factory())) {
      workers.invokeAll(looks, LOOK_LIMIT.toSeconds(), TimeUnit.SECONDS);
    }
  }

  private boolean look(PersonSession session, HttpSession http) throws InterruptedException {
    var mayGoOn = session.mayGoOn() && PersonSession.signedIn(http).isPresent();
    try {
      if (mayGoOn) {
        session.kept().note();
      } else if (open.remove(session) != null) {
        for (var pages : VaadinSession.getAllSessions(http)) {
          leave(pages);
        }
        http.invalidate();
      }
    } catch (IllegalStateException _) {
      LOG.log(Level.DEBUG, "a session had ended when it was looked at");
    }
    return mayGoOn;
  }

  /// The pages go to the sign-in page, before nothing of them is answered any more.
  private static void leave(VaadinSession pages) throws InterruptedException {
    var told =
        pages.access(() -> pages.getUIs().forEach(ui -> ui.getPage().setLocation(SignInPage.PATH)));
    try {
      told.get(TELL_LIMIT.toMillis(), TimeUnit.MILLISECONDS);
    } catch (ExecutionException | TimeoutException e) {
      LOG.log(Level.INFO, "the pages of a session that ends could not be told: {0}", e);
    }
  }
}
