package io.coredeck.model;

/// An amount of memory or storage.
///
/// @param count number of bytes, 0 or more
public record Bytes(long count) implements Comparable<Bytes> {

  /// Bytes in one MiB, the unit of `capacity.memory` and `capacity.disk_size`.
  public static final long MIB = 1L << 20;

  /// Bytes in one GiB, the unit of a volume's size.
  public static final long GIB = 1L << 30;

  /// Nothing at all.
  public static final Bytes NONE = new Bytes(0);

  public Bytes {
    if (count < 0) {
      throw new IllegalArgumentException("size is " + count + " bytes; it must be 0 or more");
    }
  }

  /// @param mebibytes 0 or more, below 2^43
  /// @throws IllegalArgumentException if negative or too large for 63 bits
  public static Bytes ofMiB(long mebibytes) {
    return scaled(mebibytes, MIB, "MiB");
  }

  /// @param gibibytes 0 or more, below 2^33
  /// @throws IllegalArgumentException if negative or too large for 63 bits
  public static Bytes ofGiB(long gibibytes) {
    return scaled(gibibytes, GIB, "GiB");
  }

  /// @return whole mebibytes, rounded down
  public long toMiB() {
    return count / MIB;
  }

  /// @return whole gibibytes, rounded down
  public long toGiB() {
    return count / GIB;
  }

  @Override
  public int compareTo(Bytes other) {
    return Long.compare(count, other.count);
  }

  private static Bytes scaled(long amount, long unit, String name) {
    if (amount < 0 || amount > Long.MAX_VALUE / unit) {
      throw new IllegalArgumentException(
          "size is %d %s; it must be from 0 to %d".formatted(amount, name, Long.MAX_VALUE / unit));
    }
    return new Bytes(amount * unit);
  }
}
