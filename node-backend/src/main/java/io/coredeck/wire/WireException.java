package io.coredeck.wire;

/// A text that is not the message it should be.
///
/// The message says where and what: `capacity.cpu is text; it must be a whole number`.
public final class WireException extends IllegalArgumentException {
  private static final long serialVersionUID = 1L;

  private final String where;
  private final String what;

  /// @param where path of the member, e.g. `volumes[0].mountpoint`; empty for the whole text
  /// @param what what is there and what it must be
  public WireException(String where, String what) {
    super(sentence(where, what));
    this.where = where;
    this.what = what;
  }

  private static String sentence(String where, String what) {
    return (where.isEmpty() ? "the message" : where) + " " + what;
  }

  /// @return where and what in one sentence
  public String reason() {
    return sentence(where, what);
  }

  /// @return path of the member at fault; empty for the whole text
  public String where() {
    return where;
  }
}
