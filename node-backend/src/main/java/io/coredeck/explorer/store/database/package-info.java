/// Where the explorer's records lie: a SQLite file of one explorer, or a PostgreSQL database of one
/// or several.
///
/// Connections, schema, one writer at a time, and how explorers tell each other what is new. Knows
/// nothing of the records; start reading at {@link io.coredeck.explorer.store.database.Database}.
@NullMarked
package io.coredeck.explorer.store.database;

import org.jspecify.annotations.NullMarked;
