package io.coredeck.dashboard.signin;

import com.vaadin.flow.server.VaadinService;
import com.vaadin.flow.server.VaadinSession;
import jakarta.servlet.ServletContextEvent;
import jakarta.servlet.ServletContextListener;
import jakarta.servlet.http.HttpSession;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Map;
import java.util.Objects;
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

  private record Place(VaadinSession pages, HttpSession http) {}

  private final Map<PersonSession, Place> open = new ConcurrentHashMap<>();
  private final Semaphore wish = new Semaphore(0);
  private final Thread watch = Thread.ofVirtual().name("open-sessions").unstarted(this::run);

  /// @return those of the server that shows the current page
  static OpenSessions current() {
    var context = VaadinService.getCurrent().getContext();
    return Objects.requireNonNull(context.getAttribute(OpenSessions.class));
  }

  @Override
  public void contextInitialized(ServletContextEvent event) {
    event.getServletContext().setAttribute(OpenSessions.class.getName(), this);
    watch.start();
  }

  @Override
  public void contextDestroyed(ServletContextEvent event) {
    watch.interrupt();
  }

  void add(PersonSession session, VaadinSession pages, HttpSession http) {
    open.put(session, new Place(pages, http));
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
    open.forEach((session, place) -> looks.add(() -> look(session, place)));
    try (var workers = Executors.newFixedThreadPool(AT_ONCE, Thread.ofVirtual().factory())) {
      workers.invokeAll(looks, LOOK_LIMIT.toSeconds(), TimeUnit.SECONDS);
    }
  }

  private boolean look(PersonSession session, Place place) throws InterruptedException {
    var mayGoOn = session.mayGoOn();
    if (!mayGoOn && open.remove(session) != null) {
      leave(place);
      try {
        place.http().invalidate();
      } catch (IllegalStateException _) {
        LOG.log(Level.DEBUG, "a session ended in the very moment it was to be ended");
      }
    }
    return mayGoOn;
  }

  /// The pages go to the sign-in page, before nothing of them is answered any more.
  private static void leave(Place place) throws InterruptedException {
    var pages = place.pages();
    var told =
        pages.access(() -> pages.getUIs().forEach(ui -> ui.getPage().setLocation(SignInPage.PATH)));
    try {
      told.get(TELL_LIMIT.toMillis(), TimeUnit.MILLISECONDS);
    } catch (ExecutionException | TimeoutException e) {
      LOG.log(Level.INFO, "the pages of a session that ends could not be told: {0}", e);
    }
  }
}
