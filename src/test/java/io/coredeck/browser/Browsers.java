package io.coredeck.browser;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Playwright;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

/// The machine's own Chromium, as all browser tests and benchmarks start it.
public final class Browsers {

  private static final Map<String, String> NO_DOWNLOAD =
      Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1");

  /// Parts of Chromium that nobody sees here. The first three are pages of the address bar, which
  /// Chromium loads beside every new window and which cost as much as a page of the dashboard. The
  /// others are those that Playwright turns off: the last such list on a command line is the one
  /// that counts.
  private static final List<String> UNSEEN =
      List.of(
          "WebUIOmniboxAimPopup",
          "WebUIOmniboxFullPopup",
          "WebUIOmniboxPopup",
          "AvoidUnnecessaryBeforeUnloadCheckSync",
          "BlockOriginHeaderModificationOnRedirect",
          "BoundaryEventDispatchTracksNodeRemoval",
          "DestroyProfileOnBrowserClose",
          "DialMediaRouteProvider",
          "GlobalMediaControls",
          "HttpsUpgrades",
          "LensOverlay",
          "MediaRouter",
          "OptimizationHints",
          "PaintHolding",
          "ThirdPartyStoragePartitioning",
          "Translate");

  private Browsers() {}

  /// It is made on a daemon thread, so that its own threads are such: a browser that nobody ends
  /// must not keep this JVM alive.
  ///
  /// @return Playwright, which downloads no browser
  public static Playwright playwright() {
    var options = new Playwright.CreateOptions().setEnv(NO_DOWNLOAD);
    return CompletableFuture.supplyAsync(
            () -> Playwright.create(options),
            task -> Thread.ofPlatform().name("playwright").daemon().start(task))
        .join();
  }

  /// @param more further arguments of Chromium
  /// @return a browser without windows and without WebGL, which would be computed here and make
  ///   each picture dearer
  public static Browser launch(Playwright playwright, String... more) {
    var args = new ArrayList<>(List.of(more));
    args.add("--disable-gpu");
    return launchWithWebgl(playwright, args.toArray(String[]::new));
  }

  /// @param more further arguments of Chromium
  /// @return a browser without windows, at the path of the system property `coredeck.chromium`
  public static Browser launchWithWebgl(Playwright playwright, String... more) {
    var args = new ArrayList<String>();
    args.add("--no-sandbox");
    args.add("--disable-features=" + String.join(",", UNSEEN));
    args.addAll(List.of(more));
    var path = Path.of(System.getProperty("coredeck.chromium", "/usr/bin/chromium"));
    return playwright
        .chromium()
        .launch(new BrowserType.LaunchOptions().setExecutablePath(path).setArgs(args));
  }
}
