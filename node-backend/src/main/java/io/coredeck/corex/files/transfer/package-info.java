/// What goes with every transfer of a file or recording: how many at a time and a line in the log
/// about each, the bytes counted, the name a browser saves them under.
///
/// Knows no file. Start reading at {@link io.coredeck.corex.files.transfer.TransferLog}.
@NullMarked
package io.coredeck.corex.files.transfer;

import org.jspecify.annotations.NullMarked;
