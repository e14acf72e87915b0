package io.coredeck.dashboard;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ColorScheme;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// What a person sees who opens the dashboard.
class DashboardBrowserIT {

  private static final Path SCREENSHOTS = Path.of("target/screenshots");

  private static DashboardServer server;
  private static Playwright playwright;
  private static Browser browser;

  @BeforeAll
  static void start() throws IOException {
    var grid = URI.create("http://127.0.0.1:8090/api/v1");
    server =
        DashboardServer.start(
            new DashboardConfig("127.0.0.1", 0, grid, URI.create("http://127.0.0.1:8091")));
    var own =
        new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1"));
    playwright = Playwright.create(own);
    browser =
        playwright
            .chromium()
            .launch(
                new BrowserType.LaunchOptions()
                    .setExecutablePath(Path.of(System.getProperty("coredeck.chromium")))
                    .setArgs(List.of("--no-sandbox")));
  }

  @AfterAll
  static void stop() {
    browser.close();
    playwright.close();
    server.close();
  }

  @Test
  void the_overview_opens_in_light_and_dark_and_on_a_phone() {
    show(1440, 900, ColorScheme.LIGHT, "overview-light");
    show(1440, 900, ColorScheme.DARK, "overview-dark");
    show(360, 780, ColorScheme.LIGHT, "overview-phone");
  }

  private static void show(int width, int height, ColorScheme scheme, String name) {
    var options =
        new Browser.NewContextOptions().setViewportSize(width, height).setColorScheme(scheme);
    try (var context = browser.newContext(options)) {
      var page = context.newPage();
      var errors = new ArrayList<String>();
      page.onConsoleMessage(message -> {
        if (message.type().equals("error")) {
          errors.add(message.text());
        }
      });
      page.onPageError(errors::add);
      page.navigate(server.url().toString());
      assertThat(page.getByRole(AriaRole.HEADING, new Page.GetByRoleOptions().setName("Overview")))
          .isVisible();
      assertThat(page).hasTitle("Overview · Coredeck");
      page.screenshot(new Page.ScreenshotOptions().setPath(SCREENSHOTS.resolve(name + ".png")));
      assertThat(errors).isEmpty();
    }
  }
}
