package io.coredeck.flist.pack;

/// How large an image may become.
///
/// @param entries files, directories, links and special files
/// @param bytes of all files together
public record PackLimits(long entries, long bytes) {

  public PackLimits {
    if (entries < 1 || bytes < 0) {
      throw new IllegalArgumentException(
          "limits are %d entries and %d bytes; they must be 1 and 0 or more"
              .formatted(entries, bytes));
    }
  }
}
