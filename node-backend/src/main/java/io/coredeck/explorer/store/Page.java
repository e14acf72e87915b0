package io.coredeck.explorer.store;

import java.util.List;

/// A part of a list, in ascending order of the records' numbers.
///
/// @param entries the part
/// @param total how many entries the whole list has
public record Page<T>(List<T> entries, long total) {

  public Page {
    entries = List.copyOf(entries);
  }

  /// Which part of a list is wanted.
  ///
  /// @param page from 1
  /// @param size entries per page, from 1 to {@link #MOST}
  public record Slice(long page, int size) {

    /// The most entries a page may have.
    public static final int MOST = 1000;

    public Slice {
      if (page < 1 || size < 1 || size > MOST) {
        throw new IllegalArgumentException(
            "page is %d of size %d; it must be from 1, the size from 1 to %d"
                .formatted(page, size, MOST));
      }
    }

    /// @return how many entries come before the page
    public long offset() {
      return Math.multiplyExact(page - 1, (long) size);
    }
  }

  /// @return how many pages of that size the whole list has; 0 if it is empty
  public long pagesOf(int size) {
    return (total + size - 1) / size;
  }
}
