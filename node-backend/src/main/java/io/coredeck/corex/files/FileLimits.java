package io.coredeck.corex.files;

/// How much goes through at once.
///
/// @param upload bytes of one upload, more than 0
/// @param download bytes of one download, a directory's archive included, more than 0
public record FileLimits(long upload, long download) {

  /// Unless something else is wanted: 1 GiB in, as much as a disk of a container may hold out.
  public static final FileLimits USUAL = new FileLimits(1L << 30, 64L << 30);

  public FileLimits {
    if (upload < 1 || download < 1) {
      throw new IllegalArgumentException(
          "limits are %d and %d bytes; they must be 1 or more".formatted(upload, download));
    }
  }
}
