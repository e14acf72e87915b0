package io.coredeck.dashboard.admin.audit;

import io.coredeck.dashboard.text.Texts;
import io.coredeck.model.registry.AuditEntry;
import java.util.MissingResourceException;

/// What the words of an entry mean to a reader.
final class Words {

  private static final Texts TEXTS = Texts.of(Words.class);
  private static final String TOKEN = "token ";

  private Words() {}

  /// @param word of an action; one of a newer explorer stays as it is
  static String action(String word) {
    try {
      return TEXTS.get("action." + word);
    } catch (MissingResourceException _) {
      return word;
    }
  }

  /// @return by what the person was known, where that is not the usual
  static String via(String via) {
    return via.startsWith(TOKEN) ? TEXTS.get("via.token", via.substring(TOKEN.length())) : "";
  }

  /// @return the address of the page about the object; empty if there is none
  static String page(AuditEntry entry) {
    return entry.action().startsWith("container.") && entry.object().matches("\\d{1,18}-\\d{1,18}")
        ? "containers/" + entry.object().replaceFirst("-.*", "")
        : "";
  }
}
