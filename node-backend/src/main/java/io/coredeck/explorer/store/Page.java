package io.coredeck.explorer.store;

import java.util.List;
import java.util.function.Function;

/// A part of a list, in ascending order of the records' numbers.
///
/// @param entries the part
/// @param total how many entries the whole list has
public record Page<T>(List<T> entries, long total) {

  public Page {
    entries = List.copyOf(entries);
  }

  /// @return the same part, each entry made into something else
  public <R> Page<R> map(Function<T, R> made) {
    return new Page<>(entries.stream().map(made).toList(), total);
  }

  /// Which part of a list is wanted.
  ///
  /// @param page from 1
  /// @param size entries per page, from 1 to {@link #MOST}
  /// @param skip how many of the page are left out, from 0 to the size
  public record Slice(long page, int size, int skip) {

    /// The most entries a page may have.
    public static final int MOST = 1000;

    public Slice {
      if (page < 1 || size < 1 || size > MOST) {
        throw new IllegalArgumentException(
            "page is %d of size %d; it must be from 1, the size from 1 to %d"
                .formatted(page, size, MOST));
      }
      if (skip < 0 || skip > size) {
        throw new IllegalArgumentException(
            "skip is %d; it must be from 0 to %d".formatted(skip, size));
      }
    }

    /// The whole page.
    public Slice(long page, int size) {
      this(page, size, 0);
    }

    /// @param count entries that are known
    /// @return the rest of the page
    public Slice after(int count) {
      return new Slice(page, size, skip + count);
    }

    /// @return how many entries are wanted at most; 0 if the page is known
    public int wanted() {
      return size - skip;
    }

    /// @return how many entries of the list come before those wanted
    public long offset() {
      return Math.addExact(Math.multiplyExact(page - 1, (long) size), skip);
    }
  }

  /// @return how many pages of that size the whole list has; 0 if it is empty
  public long pagesOf(int size) {
    return (total + size - 1) / size;
  }
}
