package io.coredeck.model;

/// The kind of disk that storage is asked on.
///
/// The number of a constant on the wire is its ordinal: 0 HDD, 1 SSD.
public enum DiskType {
  HDD,
  SSD
}
