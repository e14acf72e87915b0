package io.coredeck.model.registry;

import java.util.Locale;

/// Something that somebody did, or tried to.
///
/// @param id its number; later ones are larger
/// @param at seconds since 1970
/// @param tid the user of the grid who did it; of a failed sign-in the one who was tried, 0 if
///   there is none of that name
/// @param actor the user's name
/// @param via what proved it: `password`, `key`, or `token` with its name
/// @param address of the person's machine
/// @param action a word of docs/formats/explorer.md, e.g. `container.deploy`
/// @param object what it was done to, e.g. `3-1`; may be empty
/// @param result how it went
/// @param detail more about it, or why it was refused; never a secret
public record AuditEntry(
    long id,
    long at,
    long tid,
    String actor,
    String via,
    String address,
    String action,
    String object,
    Result result,
    String detail) {

  /// How something went.
  public enum Result {
    OK,
    REFUSED;

    /// @return as it is written, e.g. `ok`
    public String word() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /// @return the same with its number
  public AuditEntry withId(long given) {
    return new AuditEntry(given, at, tid, actor, via, address, action, object, result, detail);
  }
}
