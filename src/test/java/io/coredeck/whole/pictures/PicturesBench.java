package io.coredeck.whole.pictures;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import io.coredeck.browser.TestBrowser;
import io.coredeck.whole.Grid;
import io.coredeck.whole.GridDashboard;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/// Takes every picture of README.md and docs/guide.md anew. No test.
///
/// `PicturesBench [FOLDER]` starts an instance of its own, puts a small shop onto it, goes through
/// the pages as its admin does, and writes pictures of them into FOLDER, `docs/pictures` if none is
/// given. It takes five to eight minutes: charts and logs need some time to have a shape.
public final class PicturesBench {

  private static final String USUAL_FOLDER = "docs/pictures";

  /// GiB of disk for containers and volumes; the file grows only as it is written.
  private static final int STORAGE = 32;

  private static final int WIDE = 1440;
  private static final int HIGH = 900;
  private static final int PHONE = 360;
  private static final int PHONE_HIGH = 800;

  private PicturesBench() {}

  @SuppressWarnings("SystemOut")
  public static void main(String[] args) throws Exception {
    var folder = Path.of(args.length > 0 ? args[0] : USUAL_FOLDER);
    Files.createDirectories(folder);
    var tries = new Tries();
    try (var grid = Grid.start(STORAGE)) {
      var password = grid.endpoints().get("admin").get("password").asString();
      var camera = new Camera(folder, List.of(password, Shop.PASSWORD, Shop.PAYMENT_KEY));
      var shop = Shop.open(grid);
      try (var browser = TestBrowser.start()) {
        take(new GridDashboard(grid, browser), camera, shop, tries);
      }
      try (var browser = TestBrowser.startWithWebgl()) {
        tries.take(() -> console(new GridDashboard(grid, browser), camera, shop));
      }
      try (var browser = TestBrowser.start()) {
        takeLate(new GridDashboard(grid, browser), camera, shop, tries);
      }
    }
    tries.end();
    System.out.println("{\"pictures\": \"%s\"}".formatted(folder));
  }

  private static void take(GridDashboard dashboard, Camera camera, Shop shop, Tries tries)
      throws Exception {
    var browser = dashboard.browser();
    try (var context = context(browser, ColorScheme.LIGHT)) {
      var page = context.newPage();
      TestBrowser.load(page, dashboard.url().toString());
      see(page, "vaadin-password-field");
      tries.take(() -> camera.take(page, "sign-in"));
    }
    try (var context = context(browser, ColorScheme.LIGHT)) {
      var page = context.newPage(); // a session of its own: others are told of what failed in it
      TestBrowser.load(page, dashboard.url().toString());
      dashboard.signIn(page);
      see(page, "vaadin-app-layout");
      tries.take(new DeployPictures(page, camera, shop)::fail);
    }
    try (var context = context(browser, ColorScheme.LIGHT)) {
      var page = dashboard.open(context, "images");
      new DeployPictures(page, camera, shop).deploy(tries);
      new PlacePictures(page, camera).take(tries);
    }
  }

  private static void console(GridDashboard dashboard, Camera camera, Shop shop)
      throws IOException {
    try (var context = context(dashboard.browser(), ColorScheme.LIGHT)) {
      var page = dashboard.open(context, path(shop, "ops-shell", "console"));
      new ContainerPictures(page, camera).console(shop.webAddress());
    }
  }

  /// Those that are better the later they are taken.
  private static void takeLate(GridDashboard dashboard, Camera camera, Shop shop, Tries tries)
      throws Exception {
    var browser = dashboard.browser();
    try (var context = context(browser, ColorScheme.LIGHT)) {
      var page = dashboard.open(context, "");
      new GridPictures(page, camera).take(tries);
      new DialogPictures(page, camera, shop).take(tries);
    }
    try (var context = context(browser, ColorScheme.DARK)) {
      new GridPictures(dashboard.open(context, ""), camera).takeDark(tries);
    }
    try (var context = browser.context(PHONE, PHONE_HIGH, ColorScheme.LIGHT)) {
      var page = dashboard.open(context, "");
      tries.take(() -> new GridPictures(page, camera).overview("phone"));
      TestBrowser.follow(page, path(shop, "shop-web", "logs"));
      tries.take(() -> new ContainerPictures(page, camera).phone());
    }
    try (var context = context(browser, ColorScheme.LIGHT)) {
      var page = dashboard.open(context, path(shop, "shop-web", "logs"));
      tries.take(() -> new ContainerPictures(page, camera).logs());
      TestBrowser.follow(page, path(shop, "shop-worker", "metrics"));
      tries.take(() -> new ContainerPictures(page, camera).metrics());
    }
  }

  private static BrowserContext context(TestBrowser browser, ColorScheme scheme) {
    return browser.context(WIDE, HIGH, scheme);
  }

  private static String path(Shop shop, String name, String tab) {
    return "containers/%d/%s".formatted(shop.container(name), tab);
  }

  /// Waits until it is in sight.
  static void see(Page page, String selector) {
    page.locator(selector).first().waitFor();
  }
}
