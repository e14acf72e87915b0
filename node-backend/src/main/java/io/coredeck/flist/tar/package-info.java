/// Reads and writes tar archives whose names are bytes.
///
/// Understands what common tools write: ustar, GNU long names, pax headers. Names are kept as raw
/// bytes in all of them. Start reading at {@link io.coredeck.flist.tar.TarReader}.
@NullMarked
package io.coredeck.flist.tar;

import org.jspecify.annotations.NullMarked;
