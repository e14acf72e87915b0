/// Everything reserved: found, sorted, filtered, exported, deleted.
///
/// Start reading at {@link io.coredeck.dashboard.reservations.ReservationsPage}.
@NullMarked
package io.coredeck.dashboard.reservations;

import org.jspecify.annotations.NullMarked;
