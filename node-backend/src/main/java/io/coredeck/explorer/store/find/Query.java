package io.coredeck.explorer.store.find;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Which records of a kind are wanted, and in which order.
///
/// @param kind of the records
/// @param text part of what is searched, in any case, no pattern; empty for any
/// @param wishes all of them must hold
/// @param sort the first key of the order; the record's number is the last
/// @param isDescending whether both keys go down
/// @param isKnown whether the explorer knows the caller: others neither search nor sort by what is
///   confidential
public record Query(
    Kind kind, String text, List<Wish> wishes, Field sort, boolean isDescending, boolean isKnown) {

  public Query {
    wishes = List.copyOf(wishes);
    var used = new ArrayList<>(wishes.stream().map(Wish::field).toList());
    used.add(sort);
    for (var field : used) {
      if (!kind.fields().contains(field) || (field.isConfidential() && !isKnown)) {
        throw new IllegalArgumentException(
            "%s is none of the fields of %s that the caller may use".formatted(field, kind));
      }
    }
  }

  /// @return the same, wanting more
  public Query and(Wish wish) {
    var more = new ArrayList<>(wishes);
    more.add(wish);
    return new Query(kind, text, more, sort, isDescending, isKnown);
  }

  /// What a field must be.
  ///
  /// @param values one or more for {@link Test#IS}, one for the others
  public record Wish(Field field, Test test, List<Object> values) {

    public Wish {
      values = List.copyOf(values);
      if (values.isEmpty() || (test != Test.IS && values.size() > 1)) {
        throw new IllegalArgumentException(
            "%s has %d values for %s".formatted(field, values.size(), test));
      }
    }
  }

  /// How a field is looked at.
  public enum Test {
    /// One of the values.
    IS,
    /// The value or more.
    FROM,
    /// Less than the value.
    BEFORE
  }

  /// Which part of the list is wanted.
  ///
  /// @param after where the part before ended; empty for the beginning
  /// @param offset how many to leave out behind that
  /// @param size how many at most
  /// @param isCounted whether the whole list is counted, too
  public record Part(Optional<Position> after, long offset, int size, boolean isCounted) {}

  /// A place in the list: that of a record that is, or was, there.
  ///
  /// @param key what the record has where the list is sorted: text, long or double
  /// @param id its number
  public record Position(Object key, long id) {}
}
