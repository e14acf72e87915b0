package io.coredeck.browser;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.PlaywrightException;
import java.util.concurrent.atomic.AtomicLong;

/// Chromium breaks off what it is loading when an interface of the machine gets or loses an
/// address, as it does when the grid of another test makes a network; no fault of the page.
final class NetworkChanges {

  private static final String TOLD = "net::ERR_NETWORK_CHANGED";

  /// How often that was seen, by all browsers.
  private static final AtomicLong SEEN = new AtomicLong();

  private NetworkChanges() {}

  /// @return whether what a browser says is that; then it is counted
  static boolean isNoted(String said) {
    if (!said.contains(TOLD)) {
      return false;
    }
    SEEN.incrementAndGet();
    return true;
  }

  /// Loads a page; once more if the network changed meanwhile.
  static void load(Page page, String address) {
    var before = SEEN.get();
    try {
      page.navigate(address);
    } catch (PlaywrightException e) {
      if (!isNoted(String.valueOf(e.getMessage()))) {
        throw e;
      }
    }
    if (SEEN.get() != before) {
      page.navigate(address);
    }
  }
}
