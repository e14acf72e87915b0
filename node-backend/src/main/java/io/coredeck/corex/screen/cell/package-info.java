/// What the rows of a terminal's screen are made of: cells, their styles, the widths of characters,
/// and the bytes that rows become once they have scrolled away.
///
/// For {@link io.coredeck.corex.screen} alone. Start reading at {@link
/// io.coredeck.corex.screen.cell.Row}.
@NullMarked
package io.coredeck.corex.screen.cell;

import org.jspecify.annotations.NullMarked;
