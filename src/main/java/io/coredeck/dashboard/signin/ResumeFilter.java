package io.coredeck.dashboard.signin;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.coredeck.dashboard.text.Language;
import io.coredeck.dashboard.text.Texts;
import io.coredeck.sdk.GridException;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpSession;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.lang.System.Logger.Level;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.IntStream;

/// Lets people go on after a restart of the dashboard: who loads a page, or whose open page asks
/// whether the session goes on, is signed in again with what {@link KeptSignIns} has.
///
/// Many pages of one browser come at once, all with the number of a session that is gone. The first
/// one is signed in, the others are led to its session. While the explorer does not answer people
/// get a page that tries again.
public final class ResumeFilter extends HttpFilter {

  private static final System.Logger LOG = System.getLogger(ResumeFilter.class.getName());
  private static final long serialVersionUID = 1L;

  /// One sign-in is resumed once, different ones seldom wait for each other.
  private static final int LOCKS = 32;

  /// Who waits longer for the first page of the same browser is asked to come again.
  private static final Duration LOCK_LIMIT = Duration.ofSeconds(2);

  /// An open page waits 5 seconds for the answer.
  private static final Duration ANSWER_LIMIT = Duration.ofSeconds(4);

  private static final Duration SILENCE_PAUSE = Duration.ofSeconds(5);

  private static final Texts TEXTS = Texts.of(ResumeFilter.class);
  private static final int AGAIN_SECONDS = 5;

  private final transient URI explorer;
  private final transient AccountQuestion question;
  private final transient KeptSignIns kept;
  private final transient ReentrantLock[] locks =
      IntStream.range(0, LOCKS).mapToObj(_ -> new ReentrantLock()).toArray(ReentrantLock[]::new);

  /// @param explorer with its base path
  public ResumeFilter(URI explorer, KeptSignIns kept) {
    this.explorer = explorer;
    this.question = new AccountQuestion(explorer, ANSWER_LIMIT, SILENCE_PAUSE);
    this.kept = kept;
  }

  private enum Outcome {
    /// Nothing is kept for this browser that is worth anything.
    NOTHING,
    /// The explorer does not answer now.
    NOT_NOW,
    /// The request is that of a person.
    RESUMED,
    /// The browser is told its session, which another page has got back.
    JOINED
  }

  @Override
  protected void doFilter(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws IOException, ServletException {
    PersonSession.use(request);
    var asks = request.getRequestURI().equals(SignedInServlet.PATH);
    var key =
        (asks || isPage(request)) && !PersonSession.isSignedIn(request)
            ? KeptSignIns.keyIn(request)
            : Optional.<byte[]>empty();
    var outcome = key.isEmpty() ? Outcome.NOTHING : resume(key.get(), request, response);
    var isBack = outcome == Outcome.RESUMED || outcome == Outcome.JOINED;
    if (asks && isBack) {
      response.setHeader("Cache-Control", "no-store");
      response.setStatus(HttpServletResponse.SC_RESET_CONTENT);
    } else if (asks && outcome == Outcome.NOT_NOW) {
      response.sendError(HttpServletResponse.SC_SERVICE_UNAVAILABLE);
    } else if (outcome == Outcome.NOT_NOW) {
      askToWait(request, response);
    } else if (outcome == Outcome.JOINED) {
      response.setHeader("Location", samePage(request));
      response.setStatus(HttpServletResponse.SC_SEE_OTHER);
    } else {
      chain.doFilter(request, response);
    }
  }

  private static void askToWait(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    response.setStatus(HttpServletResponse.SC_SERVICE_UNAVAILABLE);
    response.setHeader("Cache-Control", "no-store");
    response.setIntHeader("Retry-After", AGAIN_SECONDS);
    response.setIntHeader("Refresh", AGAIN_SECONDS);
    response.setContentType("text/html;charset=utf-8");
    response.getOutputStream().write(waitPage(Language.of(request)).getBytes(UTF_8));
  }

  private static String waitPage(Language language) {
    return """
    <!doctype html>
    <html lang="%s">
    <head>
    <meta charset="utf-8">
    <meta name="viewport" content="width=device-width, initial-scale=1">
    <meta name="color-scheme" content="light dark">
    <title>%s</title>
    <style>body { margin: 15vh auto; max-width: 32rem; padding: 0 1rem; font: 1rem/1.5 sans-serif }</style>
    </head>
    <body><main><h1>%s</h1><p>%s</p><p><a href="">%s</a></p></main></body>
    </html>
    """
        .formatted(
            language.code(),
            TEXTS.in(language, "wait-page-title"),
            TEXTS.in(language, "wait"),
            TEXTS.in(language, "wait-why", AGAIN_SECONDS),
            TEXTS.in(language, "wait-try"));
  }

  private static boolean isPage(HttpServletRequest request) {
    var accepts = request.getHeader("Accept");
    return request.getMethod().equals("GET") && accepts != null && accepts.contains("text/html");
  }

  /// @return an address on this server, however many slashes it begins with
  private static String samePage(HttpServletRequest request) {
    var query = request.getQueryString();
    var path = "/" + request.getRequestURI().replaceFirst("^[/\\\\]+", "");
    return query == null ? path : path + "?" + query;
  }

  private Outcome resume(byte[] key, HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    var id = KeptSignIns.idOf(key);
    var lock = locks[Math.floorMod(id.hashCode(), LOCKS)];
    try {
      if (!lock.tryLock(LOCK_LIMIT.toMillis(), TimeUnit.MILLISECONDS)) {
        return Outcome.NOT_NOW;
      }
      try {
        return resume(key, id, request, response);
      } finally {
        lock.unlock();
      }
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("the dashboard is closing");
    }
  }

  private Outcome resume(
      byte[] key, String id, HttpServletRequest request, HttpServletResponse response)
      throws InterruptedException {
    var sessions = PersonSession.found(request.getServletContext(), OpenSessions.class);
    var open = sessions.of(id);
    if (open.isPresent()) {
      join(open.get(), request, response);
      return Outcome.JOINED;
    }
    var one = kept.read(key);
    return one.isEmpty() ? Outcome.NOTHING : resume(one.get(), id, request);
  }

  private static void join(
      HttpSession open, HttpServletRequest request, HttpServletResponse response) {
    var name = request.getServletContext().getSessionCookieConfig().getName();
    response.addCookie(
        KeptSignIns.cookie(name == null ? "JSESSIONID" : name, open.getId(), request));
  }

  private Outcome resume(KeptSignIns.SignIn one, String id, HttpServletRequest request)
      throws InterruptedException {
    try {
      var account = question.own(one, request.getRemoteAddr());
      if (account.isEmpty()) {
        return Outcome.NOT_NOW;
      }
      if (account.get().standing().generation() == one.generation()) {
        PersonSession.resume(explorer, one, account.get(), id, request);
        return Outcome.RESUMED;
      }
    } catch (GridException e) {
      LOG.log(Level.INFO, "a sign-in that was kept cannot go on: {0}", e.getMessage());
      if (e.status() == GridException.NO_ANSWER) {
        return Outcome.NOTHING; // the answer makes no sense, and a later one may
      }
    }
    kept.forget(id);
    return Outcome.NOTHING;
  }
}
