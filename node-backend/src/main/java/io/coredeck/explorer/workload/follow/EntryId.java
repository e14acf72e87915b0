package io.coredeck.explorer.workload.follow;

import java.util.Comparator;
import java.util.Optional;
import java.util.regex.Pattern;

/// The number of an entry in a stream of Redis.
///
/// Source: https://redis.io/docs/latest/develop/data-types/streams/#entry-ids
///
/// @param first of log lines their number, of samples the milliseconds since 1970; 0 or more
/// @param second tells entries with the same first apart; 0 or more
record EntryId(long first, long second) implements Comparable<EntryId> {

  /// Before all others.
  static final EntryId BEGINNING = new EntryId(0, 0);

  /// After all others.
  static final EntryId END = new EntryId(Long.MAX_VALUE, Long.MAX_VALUE);

  /// The largest of 18 digits, without one more for {@link #next}.
  private static final long MOST = 999_999_999_999_999_998L;

  private static final Pattern FORM = Pattern.compile("([0-9]{1,18})-([0-9]{1,18})");
  private static final Comparator<EntryId> ORDER =
      Comparator.comparingLong(EntryId::first).thenComparingLong(EntryId::second);

  /// @return empty if it is none that nodes make
  static Optional<EntryId> of(String text) {
    var found = FORM.matcher(text);
    return found.matches()
        ? Optional.of(new EntryId(Long.parseLong(found.group(1)), Long.parseLong(found.group(2))))
        : Optional.empty();
  }

  /// @return the least one after it
  EntryId next() {
    return new EntryId(first, second + 1);
  }

  /// @return the last one before it, if nodes make them; the beginning's is the beginning
  EntryId before() {
    if (second > 0) {
      return new EntryId(first, second - 1);
    }
    return first > 0 ? new EntryId(first - 1, MOST) : BEGINNING;
  }

  @Override
  public int compareTo(EntryId other) {
    return ORDER.compare(this, other);
  }

  @Override
  public String toString() {
    return first + "-" + second;
  }
}
