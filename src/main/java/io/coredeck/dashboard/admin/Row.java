package io.coredeck.dashboard.admin;

import io.coredeck.dashboard.frame.State.Kind;
import io.coredeck.dashboard.text.Texts;
import io.coredeck.model.registry.Account;
import java.util.ArrayList;
import java.util.Locale;

/// An account, as a row shows it.
///
/// @param account whose row it is
/// @param owned what that person has reserved
/// @param isOwn whether it is that of who looks
record Row(Account account, Owned owned, boolean isOwn) {

  private static final Texts TEXTS = Texts.of(Row.class);

  long tid() {
    return account.tid();
  }

  Kind kind() {
    if (account.standing().isDisabled()) {
      return Kind.IDLE;
    }
    return account.standing().mustChangePassword() ? Kind.WARN : Kind.OK;
  }

  String state() {
    if (account.standing().isDisabled()) {
      return TEXTS.get("state.disabled");
    }
    return TEXTS.get(account.standing().mustChangePassword() ? "state.invited" : "state.active");
  }

  String role() {
    return TEXTS.get("role." + account.role().word());
  }

  /// @return e.g. `3 containers, 1 volume`
  String possessions() {
    var parts = new ArrayList<String>();
    add(parts, "owns.containers", owned.containers());
    add(parts, "owns.volumes", owned.volumes());
    add(parts, "owns.networks", owned.networks());
    return parts.isEmpty() ? TEXTS.get("owns.nothing") : String.join(", ", parts);
  }

  private static void add(ArrayList<String> parts, String key, long number) {
    if (number > 0) {
      parts.add(TEXTS.get(key, number));
    }
  }

  /// @param search in any case; empty for everything
  boolean matches(String search) {
    var wanted = search.strip().toLowerCase(Locale.ROOT);
    return account.name().contains(wanted)
        || role().toLowerCase(Locale.ROOT).contains(wanted)
        || state().toLowerCase(Locale.ROOT).contains(wanted)
        || Long.toString(account.tid()).equals(wanted);
  }
}
