package io.coredeck.dashboard.account;

import io.coredeck.dashboard.text.Texts;
import io.coredeck.sdk.GridException;
import java.io.IOException;

/// Why something was not done, in the reader's words.
final class Refusal {

  private static final Texts TEXTS = Texts.of(Refusal.class);

  private Refusal() {}

  static String why(IOException trouble) {
    return trouble instanceof GridException refused && !refused.serverMessage().isEmpty()
        ? TEXTS.get("refused", refused.serverMessage())
        : TEXTS.get("silent");
  }
}
