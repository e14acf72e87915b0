/// Copies of the explorer's records, as one file that restores into SQLite and PostgreSQL alike.
///
/// A program of its own ({@link io.coredeck.explorer.backup.BackupMain}): the explorer runs on
/// while a copy is made. The format is in docs/formats/backup.md.
@NullMarked
package io.coredeck.explorer.backup;

import org.jspecify.annotations.NullMarked;
