package io.coredeck.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.Cookie;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Predicate;

/// A browser for the tests of one class: its contexts, who has signed in, and what pages complained
/// about. Used by one thread, as Playwright is.
///
/// A page load is what a test's time goes into: sign in with the path that is wanted, {@link
/// #follow} a path inside the app, {@link #change} size and colours of the page that is there.
public final class TestBrowser implements AutoCloseable {

  /// How long assertions wait, of all tests in this JVM; as long as Playwright's other waits.
  private static final double LONGEST_WAIT_MS = 30_000;

  private static final Path SCREENSHOTS = Path.of("target/screenshots");
  private static final double LOOK_MS = 50;
  private static final int WIDE = 1440;
  private static final int WIDE_HEIGHT = 900;

  /// As wide as the narrowest phones are that the pages are made for.
  public static final int PHONE = 360;

  public static final int PHONE_HEIGHT = 740;

  /// What a page says of a question it no longer wants an answer to; no fault.
  private static final String BROKEN_OFF = "AbortError: ";

  /// Complaints of pages of a server that has no Redis: its live sockets are refused.
  public static final Predicate<String> WITHOUT_REDIS = complaint -> complaint.contains("/live/");

  static {
    PlaywrightAssertions.setDefaultAssertionTimeout(LONGEST_WAIT_MS);
  }

  private record Session(URI server, String name) {}

  private final RunningBrowser running;
  private final boolean isOwn;
  private final List<BrowserContext> contexts = new ArrayList<>();
  private final Predicate<String> isExpected;
  private final List<String> complaints = new CopyOnWriteArrayList<>();
  private final Map<Session, List<Cookie>> sessions = new HashMap<>();

  private TestBrowser(RunningBrowser running, boolean isOwn, Predicate<String> isExpected) {
    this.running = running;
    this.isOwn = isOwn;
    this.isExpected = isExpected;
  }

  public static TestBrowser start() {
    return start(_ -> false);
  }

  /// @param isExpected whether an error in the console is none to a test
  public static TestBrowser start(Predicate<String> isExpected) {
    return new TestBrowser(RunningBrowser.ofThread(), false, isExpected);
  }

  /// @param isExpected whether an error in the console is none to a test
  /// @param more further arguments of Chromium, which this one is started with
  public static TestBrowser startWith(Predicate<String> isExpected, String... more) {
    var playwright = Browsers.playwright();
    return new TestBrowser(
        new RunningBrowser(playwright, Browsers.launch(playwright, more)), true, isExpected);
  }

  /// For pages with terminals, which are drawn with WebGL.
  public static TestBrowser startWithWebgl() {
    var playwright = Browsers.playwright();
    return new TestBrowser(
        new RunningBrowser(playwright, Browsers.launchWithWebgl(playwright)), true, _ -> false);
  }

  /// @return a context as on a desk, in light colours
  public BrowserContext context() {
    return context(WIDE, WIDE_HEIGHT, ColorScheme.LIGHT);
  }

  public BrowserContext context(int width, int height, ColorScheme scheme) {
    return context(width, height, scheme, "en-GB");
  }

  /// @param locale language of the browser
  public BrowserContext context(int width, int height, ColorScheme scheme, String locale) {
    return opened(options(width, height, scheme).setLocale(locale));
  }

  /// @return a context as on a desk that takes every server for the one it says it is
  public BrowserContext trusting() {
    return opened(
        options(WIDE, WIDE_HEIGHT, ColorScheme.LIGHT)
            .setLocale("en-GB")
            .setIgnoreHTTPSErrors(true));
  }

  /// @return a context of a phone, on which people press with their fingers
  public BrowserContext phone(ColorScheme scheme) {
    return opened(
        options(PHONE, PHONE_HEIGHT, scheme)
            .setLocale("en-GB")
            .setHasTouch(true)
            .setIsMobile(true));
  }

  private static Browser.NewContextOptions options(int width, int height, ColorScheme scheme) {
    return new Browser.NewContextOptions().setViewportSize(width, height).setColorScheme(scheme);
  }

  private BrowserContext opened(Browser.NewContextOptions options) {
    var context = running.browser().newContext(options);
    contexts.add(context);
    context.addInitScript(PageScripts.TELL_REFUSED);
    context.onConsoleMessage(message -> {
      if (NetworkChanges.isNoted(message.text())) {
        return;
      }
      if (message.type().equals("error") && !isExpected.test(message.text())) {
        complaints.add(message.page().url() + ": " + message.text());
      }
    });
    context.onWebError(error -> {
      if (!error.error().startsWith(BROKEN_OFF)) {
        complaints.add("exception: " + error.error());
      }
    });
    return context;
  }

  /// @return what was an error in any page since the last call, except what is expected
  public List<String> complaints() {
    var all = List.copyOf(complaints);
    complaints.clear();
    return all;
  }

  /// Shows a page to somebody who has signed in, really the first time; all contexts that ask for
  /// the same person at the same server share that session. A test about sessions needs its own:
  /// {@link #signIn(BrowserContext, URI, String, String, String)}.
  ///
  /// @param path on the server
  public Page signedIn(
      BrowserContext context, URI server, String name, String password, String path) {
    var session = new Session(server, name);
    var known = sessions.get(session);
    if (known == null) {
      var page = signIn(context, server, name, password, path);
      sessions.put(session, context.cookies(server.toString()));
      return page;
    }
    context.addCookies(known);
    var page = context.newPage();
    load(page, address(server, path));
    seeFrame(page);
    return page;
  }

  /// Asks for a page as a stranger and signs in where that leads to.
  ///
  /// @param path on the server
  public static Page signIn(
      BrowserContext context, URI server, String name, String password, String path) {
    var page = context.newPage();
    load(page, address(server, path));
    signIn(page, name, password);
    seeFrame(page);
    return page;
  }

  /// Loads a page; once more if the machine's network changed meanwhile.
  public static void load(Page page, String address) {
    NetworkChanges.load(page, address);
  }

  /// Fills in the sign-in page that is shown.
  public static void signIn(Page page, String name, String password) {
    page.locator("vaadin-text-field input").fill(name);
    page.locator("vaadin-password-field input").fill(password);
    page.locator(".box > vaadin-button").click();
  }

  /// Sees what is around every page of somebody who has signed in.
  private static void seeFrame(Page page) {
    assertThat(page.locator("vaadin-app-layout")).isVisible();
  }

  private static String address(URI server, String path) {
    var base = server.toString();
    return base.endsWith("/") ? base + path : base + "/" + path;
  }

  /// Goes to a page of the dashboard as its links do, without loading everything anew, and waits
  /// until all that the server says of it has come. Begins when the page has come to rest: Vaadin's
  /// router complains of two navigations at once.
  public static void follow(Page page, String path) {
    page.waitForFunction(PageScripts.AT_REST);
    page.evaluate(PageScripts.FOLLOW, path);
    page.waitForFunction(PageScripts.FOLLOWED, path);
    page.waitForFunction(PageScripts.AT_REST);
  }

  /// Waits until the server has answered everything.
  public static void awaitRest(Page page) {
    page.waitForFunction(PageScripts.AT_REST);
  }

  /// Shows a page in other colours or another size and waits until it stands still.
  public static void change(Page page, ColorScheme scheme, int width, int height) {
    page.setViewportSize(width, height);
    page.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(scheme));
    awaitStill(page);
  }

  /// Waits until nothing moves that comes to an end by itself.
  public static void awaitStill(Page page) {
    page.evaluate(PageScripts.STAND_STILL);
  }

  /// Waits until nothing is missing that a page adds after what matters most.
  public static void awaitWhole(Page page) {
    page.waitForFunction(
        PageScripts.WHOLE, null, new Page.WaitForFunctionOptions().setPollingInterval(LOOK_MS));
  }

  /// Keeps a picture of what is in sight.
  public static void shoot(Page page, String name) {
    awaitWhole(page);
    page.screenshot(new Page.ScreenshotOptions().setPath(SCREENSHOTS.resolve(name + ".png")));
  }

  /// Keeps a picture of the page from top to bottom.
  public static void shootWhole(Page page, String name) {
    awaitWhole(page);
    page.screenshot(
        new Page.ScreenshotOptions().setFullPage(true).setPath(SCREENSHOTS.resolve(name + ".png")));
  }

  /// Keeps pictures of a page as it is on a desk and on a phone, each in light and dark colours:
  /// `NAME-light`, `NAME-dark`, `NAME-phone`, `NAME-phone-dark`.
  public static void shootAll(Page page, String name) {
    shootAll(page, name, () -> {});
  }

  /// The same.
  ///
  /// @param onPhone looks at the page while it is as narrow as a phone
  public static void shootAll(Page page, String name, Runnable onPhone) {
    for (var scheme : List.of(ColorScheme.LIGHT, ColorScheme.DARK)) {
      change(page, scheme, WIDE, WIDE_HEIGHT);
      shoot(page, name + (scheme == ColorScheme.LIGHT ? "-light" : "-dark"));
    }
    change(page, ColorScheme.LIGHT, PHONE, PHONE_HEIGHT);
    onPhone.run();
    shoot(page, name + "-phone");
    change(page, ColorScheme.DARK, PHONE, PHONE_HEIGHT);
    shoot(page, name + "-phone-dark");
    change(page, ColorScheme.LIGHT, WIDE, WIDE_HEIGHT);
  }

  public static Page.GetByRoleOptions named(String name) {
    return new Page.GetByRoleOptions().setName(name);
  }

  public static void seeHeading(Page page, String name) {
    assertThat(page.getByRole(AriaRole.HEADING, named(name))).isVisible();
  }

  /// Ends all contexts.
  ///
  /// @throws AssertionError if a page has complained of what is not expected, and no test has asked
  @Override
  public void close() {
    contexts.forEach(BrowserContext::close);
    if (isOwn) {
      running.browser().close();
      running.playwright().close();
    }
    if (!complaints.isEmpty()) {
      throw new AssertionError("pages complained: " + complaints());
    }
  }
}
