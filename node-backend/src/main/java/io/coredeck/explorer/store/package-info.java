/// Where the explorer keeps its records: who takes part, what they own, what was asked for.
///
/// {@link io.coredeck.explorer.store.Store} runs pieces of work, each in one transaction: a {@link
/// io.coredeck.explorer.store.Reading} sees one state, a {@link io.coredeck.explorer.store.Writing}
/// is alone and, once it has returned, survives a crash and a power cut. Rules live with the
/// callers; here are only keys and queries. SQL through Jdbi, schema by Flyway (the migrations lie
/// beside this package's resources); SQLite and PostgreSQL take the same SQL, and {@link
/// io.coredeck.explorer.store.database} knows which it is.
@NullMarked
package io.coredeck.explorer.store;

import org.jspecify.annotations.NullMarked;
