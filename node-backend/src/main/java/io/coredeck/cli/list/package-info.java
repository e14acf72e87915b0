/// Lists of the explorer as commands: searched, sorted, in pages, or all of them as they come.
///
/// Start reading at {@link io.coredeck.cli.list.SearchedList}.
@NullMarked
package io.coredeck.cli.list;

import org.jspecify.annotations.NullMarked;
