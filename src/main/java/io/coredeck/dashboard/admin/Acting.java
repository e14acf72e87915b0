package io.coredeck.dashboard.admin;

import io.coredeck.dashboard.frame.Toasts;
import io.coredeck.dashboard.text.Texts;
import io.coredeck.dashboard.widget.errand.Errand;
import io.coredeck.sdk.GridException;
import java.io.IOException;
import java.util.Optional;

/// Does something that the explorer may refuse, and says why it did.
final class Acting {

  private static final Texts TEXTS = Texts.of(Acting.class);

  private Acting() {}

  /// Something the explorer is asked for.
  @FunctionalInterface
  interface Act<T> {
    T act() throws GridException, InterruptedException;
  }

  /// What came of it: a value, or why there is none.
  record Outcome<T>(Optional<T> value, String why) {}

  static <T> Outcome<T> of(Act<T> act) {
    try {
      return new Outcome<>(Optional.of(act.act()), "");
    } catch (GridException e) {
      return new Outcome<>(Optional.empty(), why(e));
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
      return new Outcome<>(Optional.empty(), TEXTS.get("stopping"));
    }
  }

  /// @return why something is not there, in the reader's words
  static String why(IOException trouble) {
    return Errand.reason(trouble);
  }

  static void tell(String text) {
    Toasts.say(Toasts.done(text));
  }
}
