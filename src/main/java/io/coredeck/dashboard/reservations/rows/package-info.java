/// The rows of the list of reservations: made once for all who look, found, filtered, sorted,
/// exported.
///
/// Start reading at {@link io.coredeck.dashboard.reservations.rows.Index}.
@NullMarked
package io.coredeck.dashboard.reservations.rows;

import org.jspecify.annotations.NullMarked;
