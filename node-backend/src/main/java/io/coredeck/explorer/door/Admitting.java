package io.coredeck.explorer.door;

/// Who is let in without a word, as in the original. Whoever else registers asks to be, and an
/// admin or the owner of the farm says.
///
/// @param users whether everybody who registers may reserve, own pools and name farms
/// @param nodes whether every node that registers in a farm gets workloads
public record Admitting(boolean users, boolean nodes) {

  /// Nobody is.
  public static final Admitting NOBODY = new Admitting(false, false);

  /// Everybody is.
  public static final Admitting EVERYBODY = new Admitting(true, true);
}
