/// How records are found: what a list may be asked for ({@link
/// io.coredeck.explorer.store.find.Kind}), and the SQL that looks for it ({@link
/// io.coredeck.explorer.store.find.Finder}).
///
/// Columns come from here alone and never from a caller; what a caller says is bound as a value.
/// The narrow texts and columns that are searched are made from the records by {@link
/// io.coredeck.explorer.store.find.Words} and {@link
/// io.coredeck.explorer.store.find.WorkloadIndex}: docs/decisions/0064.
@NullMarked
package io.coredeck.explorer.store.find;

import org.jspecify.annotations.NullMarked;
