package io.coredeck.dashboard.account;

import io.coredeck.dashboard.text.Texts;
import io.coredeck.sdk.GridException;

/// Why something was not done, in the reader's words.
final class Refusal {

  private static final Texts TEXTS = Texts.of(Refusal.class);

  private Refusal() {}

  static String why(GridException refused) {
    return refused.serverMessage().isEmpty()
        ? TEXTS.get("silent")
        : TEXTS.get("refused", refused.serverMessage());
  }
}
