package io.coredeck.browser;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Playwright;

/// A browser with what drives it.
record RunningBrowser(Playwright playwright, Browser browser) {

  private static final ThreadLocal<RunningBrowser> OF_THREAD = new ThreadLocal<>();

  /// @return the one of this thread, used by its classes one after the other; it ends with the JVM
  static RunningBrowser ofThread() {
    var running = OF_THREAD.get();
    if (running == null || !running.browser().isConnected()) {
      var playwright = Browsers.playwright();
      running = new RunningBrowser(playwright, Browsers.launch(playwright));
      OF_THREAD.set(running);
    }
    return running;
  }
}
