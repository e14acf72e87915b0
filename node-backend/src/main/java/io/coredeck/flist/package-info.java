/// The image format: a list of files with owners, modes and times, whose contents are blocks kept
/// elsewhere. Reads and writes it; knows no network and mounts nothing.
///
/// The format is that of the original Zero-OS tools: a gzipped tar with a SQLite database of Cap'n
/// Proto messages. Start reading at {@link io.coredeck.flist.FlistReader}.
@NullMarked
package io.coredeck.flist;

import org.jspecify.annotations.NullMarked;
