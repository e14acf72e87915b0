package io.coredeck.sdk.zos;

/// The number of a workload on the grid.
///
/// @param number given by the explorer, from 1
public record WorkloadId(long number) {

  public WorkloadId {
    if (number < 1) {
      throw new IllegalArgumentException(
          "the number of a workload is %d; it must be 1 or more".formatted(number));
    }
  }

  /// @return its name on the whole grid, which others mount or show it by: everything asked for
  ///   here has 1 as its own number
  public String gwid() {
    return number + "-1";
  }

  @Override
  public String toString() {
    return Long.toString(number);
  }
}
