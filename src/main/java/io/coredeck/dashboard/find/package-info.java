/// The search for everything a person may see and do, behind the command palette: `/live/find`.
/// Start reading at {@link Finder}.
@NullMarked
package io.coredeck.dashboard.find;

import org.jspecify.annotations.NullMarked;
