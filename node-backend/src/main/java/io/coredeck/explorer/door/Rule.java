package io.coredeck.explorer.door;

/// Who may make a call. What a caller may do to somebody's object is looked at with the object, in
/// {@link io.coredeck.explorer.call.Rights}.
public enum Rule {
  /// Everybody, without any proof, as in the original.
  ANYBODY,

  /// Everybody; who was admitted sees emails, too.
  ANYBODY_KNOWN_SEES_MORE,

  /// Everybody, as in the original, where whoever registers is let in; elsewhere as {@link
  /// #CHANGER}.
  ANYBODY_WHERE_OPEN,

  /// Who knows a name and its password, or what a code of a provider proves: the handler finds out.
  PROVES_ITSELF,

  /// Whose signature the body carries, as in the original, or whose token comes with the call: the
  /// handler finds out, since what is signed depends on the object. No viewer, and nobody who was
  /// not admitted.
  SIGNS_BODY,

  /// Every user of the grid, by signature or token.
  USER,

  /// As {@link #USER}, also while the password must be changed.
  USER_OF_ANY_STANDING,

  /// Every user of the grid who was admitted and is no viewer, by signature or by a token that may
  /// write.
  CHANGER,

  /// A person by the own signature; no token.
  PERSON,

  /// As {@link #PERSON}, also while the password must be changed.
  PERSON_OF_ANY_STANDING,

  /// An admin by the own signature; no token.
  ADMIN,

  /// A node by its own signature, and if the path names a node, that one.
  NODE;

  /// @return whether a call needs a signature or token in its header
  public boolean isClosed() {
    return switch (this) {
      case ANYBODY, ANYBODY_KNOWN_SEES_MORE, ANYBODY_WHERE_OPEN, PROVES_ITSELF, SIGNS_BODY -> false;
      case USER, USER_OF_ANY_STANDING, CHANGER, PERSON, PERSON_OF_ANY_STANDING, ADMIN, NODE -> true;
    };
  }
}
