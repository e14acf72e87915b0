/// The log of one container on disk: conmon's file, the segments it was rotated into, and readers
/// that turn it into lines, each from its own position.
///
/// Knows nothing of where the lines go. Not safe for several threads: one thread owns a spool and
/// all its readers. Start reading at {@link io.coredeck.node.telemetry.log.Spool}.
@NullMarked
package io.coredeck.node.telemetry.log;

import org.jspecify.annotations.NullMarked;
