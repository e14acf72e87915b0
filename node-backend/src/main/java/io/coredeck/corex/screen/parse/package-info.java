/// Finds characters and control sequences in what a process prints.
///
/// For {@link io.coredeck.corex.screen} alone. Start reading at {@link
/// io.coredeck.corex.screen.parse.Parser}.
@NullMarked
package io.coredeck.corex.screen.parse;

import org.jspecify.annotations.NullMarked;
