package io.coredeck.whole.pictures;

import com.microsoft.playwright.PlaywrightException;
import java.util.ArrayList;
import java.util.List;

/// Goes on after a picture that could not be taken, so that one run tells of all of them.
final class Tries {

  private final List<Throwable> failures = new ArrayList<>();

  /// What one picture, or several, need.
  interface Step {

    void take() throws Exception;
  }

  void take(Step step) throws Exception {
    try {
      step.take();
    } catch (AssertionError | PlaywrightException e) {
      failures.add(e);
    }
  }

  /// @throws AssertionError with all failures, if there are some
  void end() {
    if (!failures.isEmpty()) {
      var all = new AssertionError(failures.size() + " pictures or more could not be taken");
      failures.forEach(all::addSuppressed);
      throw all;
    }
  }
}
