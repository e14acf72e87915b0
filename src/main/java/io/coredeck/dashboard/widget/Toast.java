package io.coredeck.dashboard.widget;

import io.coredeck.dashboard.frame.Toasts;

/// Says what became of what the person did, as {@link Toasts} say everything.
public final class Toast {

  private Toast() {}

  public static void good(String text) {
    Toasts.say(Toasts.done(text));
  }

  /// @param what happened
  /// @param why in a sentence
  public static void bad(String what, String why) {
    Toasts.say(Toasts.failed(what).with(why));
  }
}
