/// Logs and statistics of containers: conmon's log file and the cgroup's numbers go to the Redis
/// servers a reservation names and to the platform's own.
///
/// Start reading at {@link io.coredeck.node.telemetry.Telemetry}, then {@code FollowedLog} (one
/// container's log), {@code LogFeed} (one log on its way to one place) and {@code StatsSweep}. What
/// is on disk is in the package `log`, where numbers come from in the package `stats`, what goes to
/// Redis in the package `redis`.
///
/// No container ever waits for anything here: its log file is the only thing between it and us.
@NullMarked
package io.coredeck.node.telemetry;

import org.jspecify.annotations.NullMarked;
