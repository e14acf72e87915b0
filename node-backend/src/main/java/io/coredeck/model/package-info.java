/// The words of the grid: what a reservation asks for and what became of it.
///
/// Values and their rules. Uses the JDK alone. Start reading at {@link
/// io.coredeck.model.Reservation}.
@NullMarked
package io.coredeck.model;

import org.jspecify.annotations.NullMarked;
