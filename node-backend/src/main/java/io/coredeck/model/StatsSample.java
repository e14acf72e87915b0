package io.coredeck.model;

/// What a container used at one moment.
///
/// @param timestamp seconds since 1970
/// @param memoryUsage page cache included
/// @param memoryLimit the hard limit
/// @param memoryCache the page cache's part of the usage
/// @param cpuUsage nanoseconds of CPU since the container's start, all cores together
/// @param pids number of processes and threads
public record StatsSample(
    long timestamp,
    Bytes memoryUsage,
    Bytes memoryLimit,
    Bytes memoryCache,
    long cpuUsage,
    long pids) {}
